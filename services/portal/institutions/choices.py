"""What does the form of an institution offer? Lists of (value, words) for its selects.

A value that was chosen stays among the choices while the registry is away.
"""

from typing import Any

from chassis.errors import Refused
from services.portal.calls import call_if_there
from services.portal.formats import isolated
from services.portal.i18n import language
from services.portal.institutions.types import type_choices
from services.portal.pages.members import communes

MOST_PAGES = 10  # of associations in one select, 50 a page; further ones are chosen from their own page

Choices = list[tuple[str, str]]


def choices_for(values: dict[str, Any]) -> dict[str, Choices]:
    """By the name of the field, with what `values` hold now."""
    communes_ = commune_choices()
    return {
        "type": type_choices(),
        "commune": _with(values.get("commune", ""), communes_),
        "association_id": _with_association(values.get("association_id", ""), dict(communes_)),
    }


def commune_choices() -> Choices:
    return [(commune["name"], commune["words"]) for commune in communes()]


def named(arabic: str, french: str) -> str:
    """The name for this reader."""
    return french if language() == "fr" and french else arabic


def _with(value: str, choices: Choices, words: str = "") -> Choices:
    return choices if not value or value in dict(choices) else [*choices, (value, words or value)]


def _with_association(association_id: str, commune_names: dict[str, str]) -> Choices:
    choices = [(one["association_id"], _words(one, commune_names)) for one in _associations()]
    if not association_id or association_id in dict(choices):
        return choices
    try:
        found = call_if_there("registry", "association", {"association_id": association_id})
    except Refused:  # no such one: choosing is asked for again
        return choices
    return _with(association_id, choices, _words(found, commune_names) if found else "")


def _associations() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for page in range(1, MOST_PAGES + 1):
        found = call_if_there("registry", "associations", {"page": page})
        rows += found["associations"] if found else []
        if not found or page >= found["pages"]:
            break
    return rows


def _words(association: dict[str, Any], commune_names: dict[str, str]) -> str:
    """With its commune: two communes may each have one of this name."""
    name, commune = named(association["name_ar"], association["name_fr"]), association["commune"]
    return f"{isolated(name)} · {isolated(commune_names.get(commune, commune))}"
