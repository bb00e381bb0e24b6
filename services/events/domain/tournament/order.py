"""Which fixtures must be over, or have begun, before another may begin, and who may play in it?"""

from bisect import insort
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from services.events.domain.sports.football.slots import OfGroups, OfMatch, read_slot
from services.events.domain.tournament.legs import first_legs

Fixture = dict[str, Any]
Numbers = dict[int, frozenset[int]]


class Queue:
    """`ready`: numbers, least first, that wait for nothing that is not placed yet."""

    def __init__(self, *waits: Numbers) -> None:
        self._left = {number: set().union(*(one[number] for one in waits)) for number in waits[0]}
        self._held: dict[int, list[int]] = defaultdict(list)
        for number, others in self._left.items():
            for other in others:
                self._held[other].append(number)
        self.ready = sorted(number for number, others in self._left.items() if not others)

    def place(self, number: int) -> None:
        self.ready.remove(number)
        for held in self._held[number]:
            self._left[held].remove(number)
            if not self._left[held]:
                insort(self.ready, held)


def feeders(fixtures: Sequence[Fixture]) -> Numbers:
    """By number: the fixtures that a slot of this one waits for, directly, and the first of its two legs."""
    numbers = {str(one["number"]): one["number"] for one in fixtures}
    of_group: dict[str, set[int]] = {}
    for one in fixtures:
        of_group.setdefault(one["group"], set()).add(one["number"])
    named = {
        one["number"]: frozenset().union(*(_named(text, numbers, of_group) for text in one["slots"]))
        for one in fixtures
    }
    returned = {number: named[number] | {first["number"]} for number, first in first_legs(fixtures).items()}
    return named | returned


def before(fixtures: Sequence[Fixture]) -> Numbers:
    """By number: the fixtures of its group's round before, which have begun when it begins."""
    of_round: dict[tuple[str, int], set[int]] = {}
    for one in fixtures:
        if one["group"]:
            of_round.setdefault((one["group"], one["round"]), set()).add(one["number"])
    return {one["number"]: frozenset(of_round.get((one["group"], one["round"] - 1), ())) for one in fixtures}


def last_rounds(fixtures: Sequence[Fixture]) -> dict[int, tuple[int, ...]]:
    """By number, for fixtures of a group's last round: all of that round."""
    last: dict[str, int] = {}
    for one in fixtures:
        if one["group"]:
            last[one["group"]] = max(one["round"], last.get(one["group"], 0))
    rounds: dict[str, list[int]] = {}
    for one in fixtures:
        if last.get(one["group"]) == one["round"]:
            rounds.setdefault(one["group"], []).append(one["number"])
    return {number: tuple(sorted(numbers)) for numbers in rounds.values() for number in numbers}


def may_play(fixtures: Sequence[Fixture]) -> dict[int, frozenset[str]]:
    """By number, of one contest: the teams drawn, or all that may come by its slots."""
    fed = feeders(fixtures)
    playing: dict[int, frozenset[str]] = {}
    for one in sorted(fixtures, key=lambda fixture: fixture["number"]):
        drawn = frozenset(team for team in one["drawn"] if team)
        playing[one["number"]] = drawn.union(*(playing[number] for number in fed[one["number"]]))
    return playing


def _named(text: str, numbers: dict[str, int], of_group: dict[str, set[int]]) -> set[int]:
    slot = read_slot(text, numbers)
    if isinstance(slot, OfMatch):
        return {numbers[slot.match]}
    if isinstance(slot, OfGroups):
        return set().union(*(of_group.get(group, set()) for group in slot.groups))
    return set()
