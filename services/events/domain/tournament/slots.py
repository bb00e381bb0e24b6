"""Who stands in each slot of a knock-out, and how surely?

open -> provisional -> confirmed     `replaced`: the match was played by another team than now follows
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.events.tournament_terms import NONE, OPEN, PROVISIONAL, REPLACED, SETTLED
from services.events.domain.sports.football.bracket import Bracket, draw_thirds
from services.events.domain.sports.football.slots import Named, OfMatch, Slot, read_slot
from services.events.domain.tournament.best_next import BestNext
from services.events.domain.tournament.counted import Gone
from services.events.domain.tournament.tables import Table
from services.events.domain.tournament.ties import tie_verdict

Fixture = dict[str, Any]
Contest = dict[str, Any]
Slots = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Side:
    """`sure`: nothing open can change it. `vacant`: nobody will ever come, the other side walks over."""

    team: str | None = None
    sure: bool = False
    vacant: bool = False


VACANT = Side(None, True, True)


@dataclass(frozen=True, slots=True)
class Met:
    """`settled`: the match has brought all that it will bring."""

    sides: tuple[Side, Side]
    winner: Side = Side()
    loser: Side = Side()

    @property
    def settled(self) -> bool:
        return self.winner.sure and self.loser.sure


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the slots of a contest may refer to. `fixtures`: a tie of two legs by its second one."""

    contest: Contest
    fixtures: Mapping[str, Fixture]
    firsts: Mapping[str, Fixture]
    tables: Mapping[str, Table]
    chosen: BestNext
    left: Gone


def meet(scene: Scene) -> dict[str, Met]:
    """Each tie of the knock-out by its number, after those that its slots name."""
    thirds = _thirds(scene)
    met: dict[str, Met] = {}
    for number in _in_order(scene.fixtures):
        fixture = scene.fixtures[number]
        home, away = (_side(fixture, at, scene, met, thirds) for at in (0, 1))
        met[number] = _played(fixture, home, away, scene)
    return met


def slots_of(fixture: Fixture, sides: Sequence[Side]) -> dict[str, dict[str, Any]]:
    return {name: _shown(fixture, at, sides[at]) for at, name in enumerate(("home", "away"))}


def known_sides(slots: Slots, fixture_id: str) -> tuple[str | None, str | None]:
    """The teams for whom a result may be entered: who stands there for now is not known yet."""
    home, away = (slots[fixture_id][name] for name in ("home", "away"))
    return _known(home), _known(away)


def _known(slot: Mapping[str, Any]) -> str | None:
    team: str | None = slot["team_id"] if slot["sure"] else None
    return team


def _shown(fixture: Fixture, at: int, side: Side) -> dict[str, Any]:
    played_by = fixture["sides"][at] if fixture["result_state"] != NONE and fixture["sides"] else None
    if played_by is not None and played_by != side.team:
        state = REPLACED
    elif side.team is None:
        state = OPEN
    else:
        state = SETTLED if side.sure else PROVISIONAL
    return {"state": state, "team_id": side.team, "sure": side.sure}


def _played(fixture: Fixture, home: Side, away: Side, scene: Scene) -> Met:
    if home.vacant or away.vacant:
        return Met((home, away), winner=away if home.vacant else home, loser=VACANT)
    if home.team is None or away.team is None:
        return Met((home, away))
    first = scene.firsts.get(str(fixture["number"]))
    told = tie_verdict(fixture, first, (home.team, away.team), scene.contest, scene.left)
    if told is None:
        return Met((home, away))
    sure = home.sure and away.sure
    if told.winner is None:
        both_out = VACANT if sure and told.method else Side()
        return Met((home, away), both_out, both_out)
    return Met((home, away), Side(told.winner, sure), Side(told.loser, sure))


def _side(fixture: Fixture, at: int, scene: Scene, met: Mapping[str, Met], thirds: Mapping[str, str]) -> Side:
    if fixture["drawn"][at] is not None:
        return Side(fixture["drawn"][at], sure=True)
    slot = _slot(fixture, at, scene.fixtures)
    if isinstance(slot, Named):
        return Side()
    if isinstance(slot, OfMatch):
        return met[slot.match].winner if slot.winner else met[slot.match].loser
    if len(slot.groups) > 1:
        team = thirds.get(f"{fixture['number']}:{at}")
        return Side(team, sure=team is not None)
    return _of_rank(scene.tables.get(slot.groups[0]), slot.rank)


def _of_rank(table: Table | None, rank: int) -> Side:
    if table is None:
        return Side()
    if rank > len(table.standing.rows):
        return VACANT
    return Side(*table.at(rank))


def _thirds(scene: Scene) -> Mapping[str, str]:
    """By `number:side`, as the engine matches the groups that go on with the slots that take them."""
    if not scene.chosen.known:
        return {}
    slots = {number: (one["slots"][0], one["slots"][1]) for number, one in scene.fixtures.items()}
    return draw_thirds(Bracket(slots, {}, thirds=scene.chosen.chosen)).teams


def _in_order(fixtures: Mapping[str, Fixture]) -> list[str]:
    """A circle of slots is a `ValueError`."""
    ordered: list[str] = []
    waiting = sorted(fixtures, key=int)
    while waiting:
        ready = [number for number in waiting if not _draws_on(fixtures[number], fixtures) & set(waiting)]
        if not ready:
            raise ValueError("slots_in_a_circle")
        ordered += ready
        waiting = [number for number in waiting if number not in ready]
    return ordered


def _draws_on(fixture: Fixture, fixtures: Mapping[str, Fixture]) -> set[str]:
    slots = [_slot(fixture, at, fixtures) for at in (0, 1)]
    return {slot.match for slot in slots if isinstance(slot, OfMatch)}


def _slot(fixture: Fixture, at: int, fixtures: Mapping[str, Fixture]) -> Slot:
    return read_slot(fixture["slots"][at], fixtures)
