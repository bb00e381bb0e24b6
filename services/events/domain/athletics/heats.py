"""Who runs in which heat of the first round, and which heats does a drawn contest have?

A heat, like a fixture a document of its own:
`{_id, version, revision, competition_id, contest_id, number (1.. in the contest), round (1..),
heat (1.. in the round), is_final, drawn [{bib, lane}] (first round; else empty), starts_at, pitch,
minutes (that it holds its pitch), referee,
result_state none|entered|confirmed, result None|HeatResultView, start_list None|[bib] (as the result was
entered for),
entered_by, entered_at, confirmed_by, confirmed_at, past [{result, until, by, why}]}`.
"""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from chassis.errors import Refused
from contracts.events.athletics_terms import METRES
from services.events.domain.athletics.entries import season_best
from services.events.domain.athletics.lanes import by_lot
from services.events.domain.athletics.seeding import ranked, spread
from services.events.domain.athletics.terms import discipline, races, refuse_unfit, rounds

Contest = Mapping[str, Any]
Heat = dict[str, Any]

USUAL_MINUTES = 10


def draw(contest: Contest, seed: int, *, separate: bool = True) -> dict[str, Any]:
    """{"heats": [[{bib, lane}]]} of the first round, lanes by lot.

    The same `seed` draws the same, in whichever order the entries were put down. `separate`: mates of one
    team are in as few heats together as can be. Refused `entries: missing`, or as `refuse_unfit`, `races`.
    """
    refuse_unfit(contest["terms"])
    entries = {str(one["bib"]): one for one in sorted(contest["entries"], key=lambda one: one["bib"])}
    if not entries:
        raise Refused("invalid", {"entries": "missing"})
    heats = races(contest["terms"], len(entries))[0]
    rng = Random(seed)
    best = {name: season_best(one, contest) for name, one in entries.items()}
    known = {name: mark for name, mark in best.items() if mark is not None}
    sign = 1 if discipline(contest).unit == METRES else -1
    best_first = ranked(list(known), lambda name: sign * known[name], rng)
    others = [name for name in entries if name not in known]

    def team(name: str) -> str:
        return str(entries[name]["team_id"]) if separate else name

    drawn = spread(best_first, others, heats, team, rng)
    return {"heats": [_in_lanes(names, contest, rng) for names in drawn]}


def plan(competition_id: str, contest: Contest, new_id: Callable[[], str]) -> list[Heat]:
    """All heats of a drawn contest by number, without `version`. Refused `not_drawn` before the draw."""
    if contest["draw"] is None:
        raise Refused("invalid", {"contest_id": "not_drawn"})
    counts = races(contest["terms"], len(contest["entries"]))
    owned = {"competition_id": competition_id, "contest_id": contest["contest_id"]}
    made: list[Heat] = []
    for round_number, count in enumerate(counts, 1):
        for heat in range(1, count + 1):
            place = {
                "number": len(made) + 1,
                "round": round_number,
                "heat": heat,
                "is_final": round_number == len(counts),
                "drawn": [dict(one) for one in contest["draw"]["heats"][heat - 1]]
                if round_number == 1
                else [],
            }
            made.append({"_id": new_id(), **owned, **place, **_not_run()})
    return made


def _in_lanes(names: list[str], contest: Contest, rng: Random) -> list[dict[str, int]]:
    lanes = rounds(contest["terms"])[0]["lanes"] or len(names)
    drawn = by_lot(discipline(contest).lanes, lanes, len(names), rng)
    in_lanes = [{"bib": int(name), "lane": lane} for name, lane in zip(names, drawn, strict=True)]
    return sorted(in_lanes, key=lambda one: one["lane"])


def _not_run() -> Heat:
    return {
        "revision": 1,
        "starts_at": None,
        "pitch": "",
        "minutes": USUAL_MINUTES,
        "referee": None,
        "result_state": "none",
        "result": None,
        "start_list": None,
        "entered_by": None,
        "entered_at": None,
        "confirmed_by": None,
        "confirmed_at": None,
        "past": [],
    }
