"""Who stands on the start list of each heat, in which lane, and how surely?

open -> provisional -> confirmed     `replaced`: the heat was run, but not by the one who now follows
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from contracts.events.athletics_terms import BY_PLACE, BY_TIME
from contracts.events.tournament_terms import NONE, OPEN, PROVISIONAL, REPLACED, SETTLED
from services.events.domain.athletics.counted import Athletes, ran_in
from services.events.domain.athletics.lanes import by_rank
from services.events.domain.athletics.marks import time_of
from services.events.domain.athletics.rounds import Going, Round
from services.events.domain.athletics.seeding import ranked, spread
from services.events.domain.athletics.terms import discipline, rounds

Contest = Mapping[str, Any]
Heat = Mapping[str, Any]
Team = Callable[[str], str]

_WORTH = {BY_PLACE: 2, BY_TIME: 1}
_LATEST = float("-inf")


@dataclass(frozen=True, slots=True)
class Slot:
    """`bib` None: nobody yet. `lane` None: not drawn yet, 0: the referee finds one."""

    bib: int | None = None
    lane: int | None = None
    sure: bool = False
    how: str = ""


def of_first_round(heat: Heat, who: Athletes) -> list[Slot]:
    drawn = [one for one in heat["drawn"] if who.starts(one["bib"], heat)]
    return [Slot(one["bib"], one["lane"], sure=True) for one in drawn]


def of_next_round(before: Round, heats: Sequence[Heat], contest: Contest, who: Athletes) -> list[list[Slot]]:
    """For each heat of the round after `before`. One final fills as heats end; several wait for all."""
    rng = Random(contest["draw"]["seed"] * 10 + before.number)
    known = {str(one.bib): one for one in before.going}
    if not before.is_sure and len(heats) > 1:
        return [[Slot()] * seats for seats in _shared_out(before.planned, len(heats))]
    order = ranked(_by_start(before, known), lambda name: _worth(known[name]), rng)
    if not before.is_sure:
        slots = [Slot(int(name), None, known[name].sure, known[name].how) for name in order]
        return [slots + [Slot()] * max(_left(before), before.planned - len(slots))]
    seated = _seated(order, heats, lambda name: who.team[int(name)], rng)
    return [_in_lanes(names, heat, known, contest) for names, heat in zip(seated, heats, strict=True)]


def shown(heat: Heat, slots: Sequence[Slot]) -> list[dict[str, Any]]:
    """[{bib, lane, state, how}]"""
    return [
        {"bib": slot.bib, "lane": slot.lane, "state": _state(heat, slot), "how": slot.how} for slot in slots
    ]


def known_start_list(slots: Mapping[str, Sequence[Mapping[str, Any]]], heat_id: str) -> list[int | None]:
    """The bibs for whom a result may be entered: a provisional one is not known yet."""
    return [one["bib"] if one["state"] in (SETTLED, REPLACED) else None for one in slots[heat_id]]


def _state(heat: Heat, slot: Slot) -> str:
    if slot.bib is None:
        return OPEN
    if heat["result_state"] != NONE and slot.bib not in ran_in(heat):
        return REPLACED
    return SETTLED if slot.sure else PROVISIONAL


def _by_start(before: Round, known: Mapping[str, Going]) -> list[str]:
    """In the order in which they stood in their heats: bibs, which may be given anew, decide no lot."""
    position = {
        str(bib): (heat["number"], place)
        for heat, _ in before.heats
        for place, bib in enumerate(ran_in(heat))
    }
    return sorted(known, key=position.__getitem__)


def _worth(one: Going) -> tuple[float, float, float]:
    """Heat winners by time, then seconds, …; then those by time; then those let in besides."""
    row = one.row
    mark = _LATEST if row["mark_ms"] is None else -time_of(row["mark_ms"], row["read_to"]).hundredths
    return _WORTH.get(one.how, 0), -(one.place or 0) if one.how == BY_PLACE else 0, mark


def _seated(order: Sequence[str], heats: Sequence[Heat], team: Team, rng: Random) -> list[list[str]]:
    """In zigzag. Who has run already stays where he ran, whatever a correction made of the order."""
    if len(heats) == 1:
        return [list(order)]
    drawn = spread(order, [], len(heats), team, rng)
    ideal = {name: at for at, names in enumerate(drawn) for name in names}
    place = dict(_kept(ideal, heats))
    return [[name for name in order if place[name] == at] for at in range(len(heats))]


def _kept(ideal: Mapping[str, int], heats: Sequence[Heat]) -> Iterator[tuple[str, int]]:
    ran = {str(bib): at for at, heat in enumerate(heats) for bib in ran_in(heat)}
    still = [at for at, heat in enumerate(heats) if heat["result_state"] == NONE]
    moved = 0
    for name, at in ideal.items():
        if name in ran:
            yield name, ran[name]
        elif at in still or not still:
            yield name, at
        else:
            yield name, still[moved % len(still)]
            moved += 1


def _in_lanes(names: Sequence[str], heat: Heat, known: Mapping[str, Going], contest: Contest) -> list[Slot]:
    lanes = rounds(contest["terms"])[heat["round"] - 1]["lanes"] or len(names)
    rng = Random(contest["draw"]["seed"] * 1000 + heat["number"])
    drawn = by_rank(discipline(contest).lanes, lanes, len(names), rng)
    return [
        Slot(int(name), lane, sure=True, how=known[name].how) for name, lane in zip(names, drawn, strict=True)
    ]


def _left(before: Round) -> int:
    return sum(left for _, left in before.waiting)


def _shared_out(planned: int, heats: int) -> list[int]:
    size, over = divmod(planned, heats)
    return [size + (at < over) for at in range(heats)]
