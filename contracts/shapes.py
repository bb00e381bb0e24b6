"""Which JSON does a fact's `data` look like? A JSON Schema of each, made from the marshmallow contracts."""

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from contracts.fact import FactContract
from contracts.wiring import RELEASED

Shape = dict[str, Any]
REFERENCE = "#/components/schemas/"


def facts() -> list[type[FactContract]]:
    """Those of this package, by name; a test may have made others."""
    contracts = [RELEASED[name] for name in sorted(RELEASED)]
    return [contract for contract in contracts if contract.__module__.startswith("contracts.")]


def shape_of(contract: type[FactContract]) -> Shape:
    """Whole in itself: nested schemas stand where they are used."""
    plugin = MarshmallowPlugin(schema_name_resolver=_name)
    spec = APISpec(title="", version="", openapi_version="3.1.0", plugins=[plugin])
    spec.components.schema(contract.__name__, schema=contract)
    schemas = spec.to_dict()["components"]["schemas"]
    whole: Shape = _inlined(schemas[contract.__name__], schemas)
    return whole


def _name(schema: Any) -> str:
    named: type[Schema] = schema if isinstance(schema, type) else type(schema)
    return named.__name__


def _inlined(node: Any, schemas: dict[str, Shape]) -> Any:
    """Python's `\\A…\\Z` becomes `^…$`: JSON Schema speaks ECMAScript's expressions."""
    if isinstance(node, list):
        return [_inlined(item, schemas) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(schemas[node["$ref"].removeprefix(REFERENCE)], schemas)
    return {
        key: _pattern(value) if key == "pattern" else _inlined(value, schemas) for key, value in node.items()
    }


def _pattern(value: Any) -> Any:
    return value.replace(r"\A", "^").replace(r"\Z", "$") if isinstance(value, str) else value
