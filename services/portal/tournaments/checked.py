"""Would the service take this? A payload against its contract, the limits of each number said."""

from typing import Any

from marshmallow import Schema, fields, validate

from chassis.errors import Refused
from contracts.schema import Contract
from services.portal.meetings.moment import latin_digits, read_day
from services.portal.problems import flattened


def refuse_unless_loadable(
    contract: type[Contract], payload: dict[str, Any], found: dict[str, Any] | None = None
) -> None:
    """`found`: {field path: slug} of what the form alone can tell. Raises Refused with all of it."""
    refused = {
        "-".join(path): _with_limits(contract(), path, slug)
        for path, slug in flattened(contract().validate(payload))
    }
    if refused := refused | (found or {}):
        raise Refused("invalid", refused)


def number(written: str) -> int | str | None:
    """Digits of any script; None where nothing is typed; anything else stays, for the contract to refuse."""
    plain = latin_digits(written)
    return int(plain) if plain.isdecimal() and len(plain) < 10 else plain or None


def iso_day(written: str) -> str | None:
    day = read_day(written)
    return day.isoformat() if day else None


def unreadable_days(values: dict[str, str], *names: str) -> dict[str, str]:
    """{name: slug} of the days that are typed and cannot be read."""
    return {name: "date_form" for name in names if values[name] and not read_day(values[name])}


def given(**values: Any) -> dict[str, Any]:
    """Without those that nothing was typed for: the contract's own default holds."""
    return {name: value for name, value in values.items() if value is not None}


def _with_limits(schema: Schema, path: list[str], slug: Any) -> Any:
    limits = _limits(schema, path)
    if limits is None or slug in ("missing", "score_missing"):
        return slug
    return {"slug": "between", "least": limits.min, "most": limits.max}


def _limits(schema: Schema, path: list[str]) -> validate.Range | None:
    field: Any = schema
    for part in path:
        field = _inner(field, part)
    found = [one for one in getattr(field, "validators", ()) if isinstance(one, validate.Range)]
    return found[0] if found else None


def _inner(field: Any, part: str) -> Any:
    if isinstance(field, fields.Nested):
        field = field.schema
    if isinstance(field, Schema):
        return field.fields.get(part)
    if isinstance(field, fields.List):
        return field.inner
    if isinstance(field, fields.Tuple):
        return field.tuple_fields[int(part)]
    return None
