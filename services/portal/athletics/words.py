"""What are the parts of an athletics contest called? For its forms and for the page of the competition."""

from typing import Any

from flask_babel import lazy_gettext

from contracts.events.athletics_terms import (
    CROSS_COUNTRY,
    DISCIPLINES,
    HORIZONTAL,
    RELAY,
    TRACK,
    VERTICAL,
)
from services.portal.public.disciplines import NAMES
from services.portal.tournaments.words import SEXES

# the groups of the list of disciplines: by slug of the contract's kind
KINDS = {
    TRACK: lazy_gettext("Races"),
    RELAY: lazy_gettext("Relays"),
    HORIZONTAL: lazy_gettext("Long jump, triple jump and throws"),
    VERTICAL: lazy_gettext("High jump and pole vault"),
    CROSS_COUNTRY: lazy_gettext("Cross-country"),
}
ROUNDS = {
    "1": lazy_gettext("Straight final"),
    "2": lazy_gettext("Heats, then a final"),
    "3": lazy_gettext("Three rounds, the last is the final"),
    "4": lazy_gettext("Four rounds, the last is the final"),
}
DECISIONS = {
    "lots": lazy_gettext("Lots drawn among level athletes"),
    "run_off": lazy_gettext("New race among level athletes"),
    "added": lazy_gettext("Let on by the referee"),
}
PARTED_BY = {
    "same_heat": lazy_gettext("by the place in the same heat"),
    "thousandths": lazy_gettext("by thousandths"),
    "lanes_free": lazy_gettext("all go on, there are lanes for them"),
    "lanes_unstated": lazy_gettext("all go on, there is room for them"),
    "lots": lazy_gettext("by lots or a new race"),
}


def by_kind() -> list[tuple[str, Any, list[tuple[str, Any]]]]:
    """[(kind, its words, [(discipline, its words)])]"""
    return [
        (kind, words, [(one.slug, NAMES[one.slug]) for one in DISCIPLINES.values() if one.kind == kind])
        for kind, words in KINDS.items()
    ]


def in_templates() -> dict[str, Any]:
    return {
        "discipline_names": NAMES,
        "disciplines_by_kind": by_kind(),
        "round_choices": ROUNDS,
        "heat_decisions": DECISIONS,
        "sexes": SEXES,
    }
