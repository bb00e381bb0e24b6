"""What does a contract look like? A marshmallow schema whose errors are slugs, never sentences.

A slug (`missing`, `too_long`, `in_the_past`) is turned into Arabic or French by the portal alone.
"""

from collections.abc import Callable
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate

SLUGS = {
    "required": "missing",
    "null": "missing",
    "validator_failed": "invalid",
    "type": "invalid",
    "invalid": "invalid",
    "invalid_utf8": "invalid",
    "invalid_uuid": "invalid",
    "too_large": "too_large",
    "special": "invalid",
    "format": "invalid",
}


class Contract(Schema):
    """Strict towards our own clients: an unknown field is refused by name."""

    error_messages = {"unknown": "unknown_field", "type": "invalid"}

    class Meta:
        unknown = RAISE

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        field_obj.error_messages.update({key: SLUGS[key] for key in field_obj.error_messages if key in SLUGS})


class View(Contract):
    """Forgiving towards a producer of tomorrow: a field that we do not know yet is left out."""

    class Meta:
        unknown = EXCLUDE


def text(*, longest: int, required: bool = True, **options: Any) -> fields.String:
    """One line or paragraph of `longest` characters at most; blank counts as missing when required."""
    limits: list[Callable[[str], Any]] = [
        validate.Length(max=longest, error="too_long"),
        _no_control_characters,
    ]
    if required:
        limits.append(_not_blank)
    return fields.String(required=required, validate=limits, **options)


def choice(*allowed: str, required: bool = True, **options: Any) -> fields.String:
    return fields.String(required=required, validate=validate.OneOf(allowed, error="not_a_choice"), **options)


def identifier(*, required: bool = True, **options: Any) -> fields.String:
    """An id of ours: 1 to 64 letters, digits, `-`, `_`, `:` or `.`."""
    form = validate.Regexp(r"\A[A-Za-z0-9_.:-]{1,64}\Z", error="invalid")
    return fields.String(required=required, validate=form, **options)


def _not_blank(value: str) -> None:
    if not value.strip():
        raise ValidationError("missing")


def _no_control_characters(value: str) -> None:
    """Refuses C0 controls except tab and newline, and lone surrogates: neither survives a store or an SMS."""
    if any((ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) <= 0xDFFF for c in value):
        raise ValidationError("control_character")


__all__ = ["EXCLUDE", "RAISE", "Contract", "View", "choice", "identifier", "text"]
