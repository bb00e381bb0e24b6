"""How does somebody read the API's description? As one page of ours, made from the same document."""

from typing import Any

from flask import Blueprint, current_app, render_template

bp = Blueprint("api_docs", __name__)


@bp.get("/api/v1/docs")
def shown() -> str:
    document = current_app.extensions["api"].spec.to_dict()
    return render_template(
        "api/docs.html", info=document["info"], parts=_parts(document), schemas=_schemas(document)
    )


def _parts(document: dict[str, Any]) -> list[dict[str, Any]]:
    """[{about, operations: [{verb, path, summary, parameters, body, answer}]}] in the order of the tags."""
    operations = [
        {"verb": verb.upper(), "path": path, **_operation(item.get("parameters", []), operation)}
        for path, item in document["paths"].items()
        for verb, operation in item.items()
        if verb != "parameters"
    ]
    return [
        {"about": tag["description"], "operations": [o for o in operations if tag["name"] in o["tags"]]}
        for tag in document["tags"]
    ]


def _operation(shared: list[dict[str, Any]], operation: dict[str, Any]) -> dict[str, Any]:
    good = next((status for status in operation["responses"] if status.startswith("2")), "")
    return {
        "tags": operation["tags"],
        "summary": operation.get("summary", ""),
        "parameters": [one for one in [*shared, *operation.get("parameters", [])] if "name" in one],
        "body": _schema_name(operation.get("requestBody", {})),
        "status": good,
        "answer": _schema_name(operation["responses"].get(good, {})),
    }


def _schema_name(part: dict[str, Any]) -> str:
    for kind, content in part.get("content", {}).items():
        return str(content.get("schema", {}).get("$ref", kind)).rsplit("/", 1)[-1]
    return ""


def _schemas(document: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """{schema: its fields with type and remark}."""
    known = document["components"].get("schemas", {})
    return {
        name: [_field(key, value, schema) for key, value in schema.get("properties", {}).items()]
        for name, schema in known.items()
    }


def _field(name: str, value: dict[str, Any], schema: dict[str, Any]) -> dict[str, str]:
    of = value.get("items", value)
    kind = str(of.get("$ref", of.get("type", "any"))).rsplit("/", 1)[-1]
    many = "list of " if "items" in value else ""
    needed = "required" if name in schema.get("required", []) else ""
    return {"name": name, "kind": many + kind, "needed": needed, "about": value.get("description", "")}
