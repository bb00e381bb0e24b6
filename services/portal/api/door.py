"""How does a request of the API become a command or a question, and its answer JSON?"""

import json
import re
from typing import Any

import flask
from flask import jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.wrappers import Response

from chassis.errors import Refused
from services.portal.calls import call
from services.portal.forms import new_key

_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "Sent again with the same key, the command gives the same answer, once.",
    "schema": {"type": "string", "pattern": f"^{_KEY.pattern}$"},
}

FILE_BODY = {
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}},
                "required": ["file"],
            }
        }
    },
    "required": True,
}


class StrictParser(FlaskParser):
    """Refuses as bad JSON what Python's reader trips over: numbers of thousands of digits, deep nesting."""

    def _raw_load_json(self, req: flask.Request) -> Any:
        try:
            return super()._raw_load_json(req)
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise
        except (ValueError, RecursionError):
            raise json.JSONDecodeError("too large or too deep", "body", 0) from None


class Part(Blueprint):
    """One part of the API."""

    ARGUMENTS_PARSER = StrictParser()


def part(name: str, description: str) -> Part:
    return Part(f"api_{name}", f"services.portal.api.{name}", url_prefix="/api/v1", description=description)


def ask(service: str, method: str, payload: dict[str, Any] | None = None) -> Response:
    return jsonify(call(service, method, payload))


def command(service: str, method: str, payload: dict[str, Any], status: int = 200) -> Response:
    response = jsonify(call(service, method, payload, key=idempotency_key()))
    response.status_code = status
    return response


def tell(
    service: str,
    method: str,
    schema: type[Schema],
    wanted: dict[str, Any],
    ids: dict[str, str],
    status: int = 200,
) -> Response:
    """The command that a body and the ids of its address make together."""
    return command(service, method, {**wired(schema, wanted), **ids}, status)


def received(import_id: str) -> Response:
    """A file is here; what is made of it follows."""
    response = jsonify({"import_id": import_id})
    response.status_code = 202
    return response


def wired(schema: type[Schema], data: dict[str, Any]) -> dict[str, Any]:
    """What a schema loaded, as the JSON that it was loaded from."""
    dumped: dict[str, Any] = schema().dump(data)
    return dumped


def idempotency_key() -> str:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return new_key()
    if not _KEY.fullmatch(key):
        raise Refused("invalid", {"Idempotency-Key": "invalid"})
    return key
