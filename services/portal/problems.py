"""Which sentence stands at which field? A service's refusal, flattened and put in words."""

from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_babel import gettext as _
from marshmallow import ValidationError

from chassis.errors import Conflict, Refused, Unavailable
from services.portal.refusals import label_of, sentence

KEY_REUSED = "key_reused"  # the services' slug for another payload under a known idempotency key
WHOLE_FORM = frozenset({"", "_schema"})


@dataclass(frozen=True)
class Problem:
    """`errors`: {field id: sentence}; `sentence` speaks of the whole form, empty if the fields say it all."""

    status: int
    slug: str
    title: str
    sentence: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)


def problem_of(error: Refused | Unavailable, rename: dict[str, str] | None = None) -> Problem:
    """`rename` gives the form's field id for a payload path (`officers-0-phone`), where they differ."""
    if isinstance(error, Unavailable):
        return _away()
    refused = {_id(path, rename or {}): slug for path, slug in flattened(error.fields)}
    errors = {field_id: _said(field_id.split("-"), slug) for field_id, slug in refused.items()}
    title = _("Changed meanwhile") if isinstance(error, Conflict) else _("There is something to mend")
    status = 409 if isinstance(error, Conflict) and error.slug != KEY_REUSED else 422
    whole = "" if errors else sentence({"slug": error.slug, **error.details})
    return Problem(status, error.slug, title, whole, errors, error.details)


def _said(path: list[str], slug: Any) -> str:
    return sentence(slug, label_of(path), path=path)


def _away() -> Problem:
    if request.method == "GET":
        return Problem(503, "unavailable", _("Not available now"), sentence("away"))
    return Problem(503, "unavailable", _("Not saved"), sentence("unavailable"))


def refusal_of(error: ValidationError) -> Refused:
    """What a contract refuses, in the form in which a service refuses."""
    return Refused("invalid", error.normalized_messages())


def flattened(fields: Any, path: tuple[str, ...] = ()) -> list[tuple[list[str], Any]]:
    """Nested messages -> [(path, slug or slug with details)], the first problem of each field."""
    if isinstance(fields, dict) and "slug" not in fields:
        return [row for key, value in fields.items() for row in flattened(value, (*path, str(key)))]
    if isinstance(fields, list):
        return flattened(fields[0], path) if fields else []
    return [([part for part in path if part not in WHOLE_FORM], fields)]


def _id(path: list[str], rename: dict[str, str]) -> str:
    field_id = "-".join(path)
    return rename.get(field_id, field_id)
