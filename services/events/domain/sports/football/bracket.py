"""Who meets whom in a knock-out bracket, who won it, and how far did each one come?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.events.domain.sports.football.knockout import Award, Score, Tie, Verdict, awarded, verdict
from services.events.domain.sports.football.slots import Named, OfGroups, OfMatch, Slot, matchings, read_slot

Sides = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Result:
    """What was entered for a match of the bracket; its teams follow from the slots."""

    score: Score | None = None
    extra_time: bool = False
    pens: Score | None = None
    award: Award | None = None


@dataclass(frozen=True, slots=True)
class Bracket:
    """`groups`: teams by rank, None where a rank waits for lots. `thirds`: group -> the third that goes on.

    `table`: the official one, `{"ABCF": {"3A/B/C/D/F" or match: group}}`, keyed by the letters that go on.
    """

    slots: Mapping[str, tuple[str, str]]
    results: Mapping[str, Result]
    groups: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    thirds: Mapping[str, str] = field(default_factory=dict)
    table: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The thirds given to their slots, by `match:side`. `sole`: no other way of giving them existed."""

    teams: Mapping[str, str]
    by: str | None
    sole: bool = True


@dataclass(frozen=True, slots=True)
class Met:
    sides: Sides
    verdict: Verdict


def play(bracket: Bracket) -> tuple[dict[str, Met], Drawn]:
    """Each match with its sides as far as they are known, and its verdict."""
    drawn = draw_thirds(bracket)
    met: dict[str, Met] = {}
    for match in _in_order(bracket):
        home, away = (_side(bracket, drawn, met, match, side) for side in (0, 1))
        met[match] = Met((home, away), _outcome(home, away, bracket.results.get(match)))
    return {match: met[match] for match in bracket.slots}, drawn


def draw_thirds(bracket: Bracket) -> Drawn:
    open_slots = {
        f"{match}:{side}": slot
        for match, pair in bracket.slots.items()
        for side, text in enumerate(pair)
        if isinstance(slot := read_slot(text, bracket.slots), OfGroups) and len(slot.groups) > 1
    }
    if not open_slots or not bracket.thirds:
        return Drawn({}, None)
    given = _by_table(bracket, open_slots)
    if given is not None:
        return Drawn({key: bracket.thirds[group] for key, group in given.items()}, "table")
    ways = matchings({key: slot.groups for key, slot in open_slots.items()}, tuple(bracket.thirds))
    if not ways:
        return Drawn({}, None)
    return Drawn({key: bracket.thirds[group] for key, group in ways[0].items()}, "matching", len(ways) == 1)


def _by_table(bracket: Bracket, open_slots: Mapping[str, OfGroups]) -> dict[str, str] | None:
    """A row may name the slot by its text, by its match, or by the side it meets (`1A`)."""
    row = bracket.table.get("".join(sorted(bracket.thirds)))
    if row is None:
        return None
    given = {}
    for key in open_slots:
        match, side = key.rsplit(":", 1)
        own, other = bracket.slots[match][int(side)], bracket.slots[match][1 - int(side)]
        group = next((row[name] for name in (own, match, other) if name in row), None)
        if group is None or group[-1] not in bracket.thirds:
            return None
        given[key] = group[-1]
    return given


def _side(bracket: Bracket, drawn: Drawn, met: Mapping[str, Met], match: str, side: int) -> str | None:
    slot = read_slot(bracket.slots[match][side], bracket.slots)
    if isinstance(slot, Named):
        return slot.team
    if isinstance(slot, OfMatch):
        before = met[slot.match].verdict
        return before.winner if slot.winner else before.loser
    if len(slot.groups) > 1:
        return drawn.teams.get(f"{match}:{side}")
    ranked = bracket.groups.get(slot.groups[0], ())
    return ranked[slot.rank - 1] if slot.rank <= len(ranked) else None


def _outcome(home: str | None, away: str | None, result: Result | None) -> Verdict:
    if home is None or away is None or result is None:
        return Verdict(None, None, None)
    tie = Tie(home, away, result.score, result.extra_time, result.pens)
    return awarded(tie, result.award) if result.award is not None else verdict(tie)


def _in_order(bracket: Bracket) -> list[str]:
    """Each match after those it draws on, whatever the order of entry; a circle is a `ValueError`."""
    ordered: list[str] = []
    waiting = dict.fromkeys(bracket.slots)
    while waiting:
        ready = [match for match in waiting if not (_draws_on(bracket, match) & set(waiting))]
        if not ready:
            raise ValueError("slots_in_a_circle")
        ordered += ready
        waiting = dict.fromkeys(match for match in waiting if match not in ready)
    return ordered


def _draws_on(bracket: Bracket, match: str) -> set[str]:
    slots: list[Slot] = [read_slot(text, bracket.slots) for text in bracket.slots[match]]
    return {slot.match for slot in slots if isinstance(slot, OfMatch)}
