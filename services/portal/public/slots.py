"""Who plays? The team of a side, or in words where it comes from while nobody can be named."""

import re
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from contracts.events.tournament_terms import OPEN, PROVISIONAL
from services.portal.formats import name, ref
from services.portal.i18n import language

_RANK = re.compile(r"(?P<place>\d+)(?P<groups>[A-Z](?:/[A-Z])*)")
_MATCH = re.compile(r"(?P<which>[WL])(?P<number>\d+)")
ARABIC_LETTERS = dict(zip("ABCDEFGHIJKLMNOP", "أبجدهوزحطيكلمنسع", strict=True))


def group_letter(letter: str) -> str:
    """`A` is `أ` to who reads Arabic."""
    return ARABIC_LETTERS.get(letter, letter) if language() == "ar" else letter


def group_name(letter: str) -> Markup:
    return put(_("Group %(letter)s"), letter=name(group_letter(letter)))


def put(words: str, **values: Any) -> Markup:
    """Isolated values into a translated sentence."""
    return Markup(words) % values


def is_known(side: dict[str, Any]) -> bool:
    return side["team_id"] is not None and side["state"] not in (OPEN, PROVISIONAL)


def slot_words(slot: str) -> Markup:
    """`1A` -> first of group A, `3A/B` -> third of group A or B, `W5` -> winner of match 5."""
    if found := _RANK.fullmatch(slot):
        return _of_groups(int(found["place"]), found["groups"].split("/"))
    if found := _MATCH.fullmatch(slot):
        number = ref(found["number"])
        winner = found["which"] == "W"
        return put(
            _("Winner of match %(number)s") if winner else _("Loser of match %(number)s"), number=number
        )
    return name(slot) if slot else Markup(_("Not known yet"))


def place_words(place: int) -> Markup:
    """Of a team."""
    known = {1: _("First"), 2: _("Second"), 3: _("Third"), 4: _("Fourth")}
    return Markup(known[place]) if place in known else put(_("Number %(place)s"), place=ref(place))


def _of_groups(place: int, letters: list[str]) -> Markup:
    one_of = Markup(_(" or ")).join(name(group_letter(letter)) for letter in letters)
    return put(_("%(place)s of group %(letter)s"), place=place_words(place), letter=one_of)
