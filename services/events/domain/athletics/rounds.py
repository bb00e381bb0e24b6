"""Who goes on from the heats of a round, why, and how surely?

Q by place, q by time, R by the referee. A place is sure once its heat is confirmed, a time when all are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.events.athletics_terms import BY_PLACE, BY_REFEREE, BY_TIME
from services.events.domain.athletics.counted import Athletes, finishes
from services.events.domain.athletics.race_rules import PHOTO_FINISH
from services.events.domain.athletics.terms import orders, rounds
from services.events.domain.sports.athletics import heats as engine
from services.events.domain.sports.places import taken

Contest = Mapping[str, Any]
Heat = Mapping[str, Any]
Row = Mapping[str, Any]

SETTLED_BY = {
    engine.SAME_HEAT: "same_heat",
    engine.THOUSANDTHS: "thousandths",
    engine.LANES_FREE: "lanes_free",
    engine.LANES_UNSTATED: "lanes_unstated",
    engine.LOTS: "lots",
    None: "",
}


@dataclass(frozen=True, slots=True)
class Going:
    """`place` in the heat (Q), `row` what was run: the why."""

    bib: int
    heat: int
    how: str
    sure: bool
    place: int | None
    row: Row


@dataclass(frozen=True, slots=True)
class Round:
    """`heats`: each with the rows that count. `is_sure`: nothing open can change who goes on."""

    number: int
    heats: Sequence[tuple[Heat, Sequence[Row]]]
    going: Sequence[Going] = ()
    ties: Sequence[engine.Tie] = ()
    waiting: Sequence[tuple[tuple[str, ...], int]] = field(default=())
    planned: int = 0
    is_sure: bool = False


def run(
    number: int,
    heats: Sequence[tuple[Heat, Sequence[Row]]],
    following: Sequence[Heat],
    contest: Contest,
    who: Athletes,
    *,
    over: bool,
) -> Round:
    """`following`: heats of the next round. `over`: all that will be run in this one is."""
    rules = _rules(number, len(following), contest)
    read = [_heat(heat, [row for row in rows if _may_go_on(row, following, who)]) for heat, rows in heats]
    found = engine.advance(read, rules, orders(contest, ("lots", "run_off"), number))
    sure = over and not found.waiting
    planned = rules.by_place * len(heats) + rules.by_time
    going = _going(found, read, heats, rules, sure=over)
    going += _added(number, heats, contest, who, {one.bib for one in going})
    told = [*found.place_ties, *([found.time_tie] if found.time_tie else [])] if over else []
    waiting = found.waiting if over else []
    return Round(number, heats, going, told, waiting, planned, sure)


def mixes_timing(one: Round) -> bool:
    """Hand times beside photo finish: they may not be compared (TR 20.8), and somebody has to know."""
    read = {row["read_to"] >= PHOTO_FINISH for _, rows in one.heats for row in rows if row["mark_ms"]}
    return len(read) > 1


def _rules(number: int, races: int, contest: Contest) -> engine.Advance:
    planned = rounds(contest["terms"])
    here, then = planned[number - 1], planned[number]
    return engine.Advance(here["by_place"], here["by_time"], then["lanes"], races)


def _may_go_on(row: Row, following: Sequence[Heat], who: Athletes) -> bool:
    """Who withdrew makes room for the next, unless that round was run with him."""
    return any(who.starts(row["bib"], heat) for heat in following)


def _heat(heat: Heat, rows: Sequence[Row]) -> engine.Heat:
    return engine.Heat(str(heat["heat"]), finishes(rows))


def _going(
    found: engine.Advanced,
    read: Sequence[engine.Heat],
    heats: Sequence[tuple[Heat, Sequence[Row]]],
    rules: engine.Advance,
    *,
    sure: bool,
) -> list[Going]:
    """While lots for a place wait, the loser may still come in by time and push another one out."""
    by_time_sure = sure and all(tie.settled_by for tie in found.place_ties)
    run_by = {str(row["bib"]): row for _, rows in heats for row in rows}
    places = {heat.name: engine.heat_places(heat.finishes) for heat in read}
    inside = {name for own in places.values() for name in taken(engine.by_place(own), rules.by_place)[0]}
    by_place = [
        Going(int(name), int(heat), BY_PLACE, sure or name in inside, places[heat][name], run_by[name])
        for heat, name in found.by_place
    ]
    by_time = [
        Going(int(name), int(heat), BY_TIME, by_time_sure, places[heat].get(name), run_by[name])
        for heat, name in found.by_time
    ]
    return by_place + by_time


def _added(
    number: int,
    heats: Sequence[tuple[Heat, Sequence[Row]]],
    contest: Contest,
    who: Athletes,
    known: set[int],
) -> list[Going]:
    """Once each, of those who started in this round."""
    run_by = {row["bib"]: (heat, row) for heat, rows in heats for row in rows}
    named = [bib for order in orders(contest, ("added",), number) for bib in map(int, order)]
    return [
        Going(bib, run_by[bib][0]["heat"], BY_REFEREE, True, None, run_by[bib][1])
        for bib in dict.fromkeys(named)
        if bib in run_by and bib not in known and not who.withdrew(bib)
    ]
