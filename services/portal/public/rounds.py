"""What is a round called, and where does each match of a knock-out stand in its picture?"""

import re
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from services.portal.formats import ref
from services.portal.public.legs import joined
from services.portal.public.slots import group_name, put

PICTURED = 16  # teams of the first round that still fits the width of a page
_FEEDER = re.compile(r"W(\d+)")


def round_name(fixture: dict[str, Any]) -> Markup:
    """`Group A, round 3`, `Semi-final`."""
    if fixture["stage"] == "group":
        numbered = put(_("Round %(number)s"), number=ref(fixture["round"]))
        return group_name(fixture["group"]) + _(", ") + numbered if fixture["group"] else numbered
    if fixture["is_third_place"]:
        return Markup(_("Match for third place"))
    legs = {1: _("first leg"), 2: _("second leg")}
    leg = legs.get(fixture["leg"])
    return Markup(_(", ")).join([knockout_name(fixture["left"]), *([leg] if leg else [])])


def knockout_name(left: int) -> Markup:
    known = {
        2: _("Final"),
        4: _("Semi-final"),
        8: _("Quarter-final"),
        16: _("Round of 16"),
        32: _("Round of 32"),
        64: _("Round of 64"),
    }
    return Markup(known[left]) if left in known else put(_("Round of %(left)s"), left=ref(left))


def bracket_of(fixtures: list[dict[str, Any]]) -> dict[str, Any] | None:
    """{rounds: [{left, matches: [tie with `row`, `span`, `turn`]}], third}; None without a knock-out.

    A round that is not in the picture has no `row`. Each match stands midway between the two that feed it;
    a bye leaves its place empty. `turn`: `upper`, `lower` of two that lead to one match, or empty.
    """
    knockout = joined([one for one in fixtures if one["stage"] == "knockout"])
    played = [one for one in knockout if not one["is_third_place"]]
    if not played:
        return None
    lefts = sorted({one["left"] for one in played}, reverse=True)
    placed = _placed(played, lefts)
    rounds = [
        {"left": left, "pictured": left <= PICTURED, "matches": _of_round(placed, left)} for left in lefts
    ]
    first_pictured = next((i for i, one in enumerate(rounds) if one["pictured"]), len(rounds))
    for at, one in enumerate(rounds):
        one["column"] = at - first_pictured + 1
    third = next((one for one in knockout if one["is_third_place"]), None)
    return {"rounds": rounds, "third": third}


def _of_round(placed: list[dict[str, Any]], left: int) -> list[dict[str, Any]]:
    """From top to bottom, as in the picture."""
    found = [one for one in placed if one["left"] == left]
    return sorted(found, key=lambda one: (one.get("row", 0), one["number"]))


def _placed(played: list[dict[str, Any]], lefts: list[int]) -> list[dict[str, Any]]:
    pictured = [left for left in lefts if left <= PICTURED]
    numbered = {one["number"]: dict(one) for one in played}
    if pictured:
        rows = 2 ** (len(pictured) - 1)
        roots = sorted(one["number"] for one in played if one["left"] == pictured[-1])
        for at, root in enumerate(roots):
            _place(numbered, root, first=at * rows, span=rows, turn="")
    return list(numbered.values())


def _place(numbered: dict[int, dict[str, Any]], number: int, *, first: int, span: int, turn: str) -> None:
    """Also all that lead to it; row 1 holds the names of the rounds."""
    fixture = numbered[number]
    if fixture["left"] > PICTURED or span < 1:
        return
    feeders = [_feeder(numbered, fixture[side]["slot"], span) for side in ("home", "away")]
    fixture.update(row=first + 2, span=span, turn=turn, is_fed=any(feeders))
    for at, feeder in enumerate(feeders):
        if feeder:
            half = span // 2
            turned = ("upper", "lower")[at]
            _place(numbered, feeder, first=first + at * half, span=half, turn=turned)


def _feeder(numbered: dict[int, dict[str, Any]], slot: str, span: int) -> int | None:
    """Only where there is room: a first round stands in rows of one."""
    found = _FEEDER.fullmatch(slot)
    number = int(found[1]) if found else None
    known = number in numbered and numbered[number]["left"] <= PICTURED if number else False
    return number if known and span >= 2 else None
