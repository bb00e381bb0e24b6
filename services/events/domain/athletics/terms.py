"""What do the terms of an athletics contest say, and can it be held like this?

A contest: `{contest_id, title, sport, sex, age, entrants [team_id], terms (AthleticsTerms), entries [Entry],
draw None | {seed, by, at, heats [[{bib, lane}]], is_put}, decisions [HeatDecision with by, at]}`. A draw that
somebody put by hand has a seed too: it draws the lanes of later rounds.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from chassis.errors import Refused
from contracts.events.athletics_terms import (
    DISCIPLINES,
    HORIZONTAL,
    NO_LANES,
    RACES,
    VERTICAL,
    Discipline,
)

Contest = Mapping[str, Any]
Terms = Mapping[str, Any]

STRAIGHT_FINAL = {"lanes": None, "by_place": 0, "by_time": 0}
USUAL_LANES, MOST_DRAWN_LANES = 8, 10


def discipline(contest: Contest) -> Discipline:
    return DISCIPLINES[contest["terms"]["discipline"]]


def rounds(terms: Terms) -> list[dict[str, Any]]:
    """Each with its lanes; the last is the final."""
    in_lanes = DISCIPLINES[terms["discipline"]].lanes != NO_LANES
    usual = USUAL_LANES if in_lanes else None
    return [{**one, "lanes": one["lanes"] or usual} for one in terms["rounds"] or [STRAIGHT_FINAL]]


def races(terms: Terms, entries: int) -> list[int]:
    """How many heats each round has.

    Refused on `rounds`: `no_room` (`needed`, `given`) where more come to the final than it has lanes.
    """
    counts: list[int] = []
    coming = [entries]
    for one in rounds(terms):
        counts.append(_races_for(coming[-1], one["lanes"]))
        coming.append(one["by_place"] * counts[-1] + one["by_time"])
    if counts[-1] > 1:
        told = {"slug": "no_room", "needed": coming[-2], "given": rounds(terms)[-1]["lanes"]}
        raise Refused("invalid", {"rounds": told})
    return counts


def refuse_unfit(terms: Terms) -> None:
    """Refused on `rounds` (`invalid`, `missing`, `out_of_range`), `attempts` or `heights`."""
    slug = _unfit_rounds(terms)
    if slug:
        raise Refused("invalid", {"rounds": slug})
    kind = DISCIPLINES[terms["discipline"]].kind
    heights = terms["heights"]
    if kind == VERTICAL and not is_rising(heights):
        raise Refused("invalid", {"heights": "out_of_range" if heights else "missing"})
    if kind != VERTICAL and heights:
        raise Refused("invalid", {"heights": "invalid"})
    if kind == HORIZONTAL and sum(terms["attempts"][name] for name in ("first", "more")) > 6:
        raise Refused("invalid", {"attempts": "out_of_range"})


def is_rising(heights: list[int]) -> bool:
    return bool(heights) and all(low < high for low, high in zip(heights, heights[1:], strict=False))


def orders(contest: Contest, kinds: Iterable[str], round_number: int) -> list[list[str]]:
    """As the engine names athletes; the latest order that names all the level ones counts."""
    return [
        [str(bib) for bib in one["order"]]
        for one in contest["decisions"]
        if one["kind"] in kinds and one["round"] == round_number
    ]


def _unfit_rounds(terms: Terms) -> str:
    planned = rounds(terms)
    one_discipline = DISCIPLINES[terms["discipline"]]
    if len(planned) > 1 and one_discipline.kind not in RACES:
        return "invalid"
    if planned[-1]["by_place"] or planned[-1]["by_time"]:
        return "invalid"
    if any(not one["by_place"] and not one["by_time"] for one in planned[:-1]):
        return "missing"
    if one_discipline.lanes and any(one["lanes"] > MOST_DRAWN_LANES for one in planned):
        return "out_of_range"
    return ""


def _races_for(athletes: int, lanes: int | None) -> int:
    return max(1, -(-athletes // lanes)) if lanes else 1
