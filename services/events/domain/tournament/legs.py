"""Which first leg does a match of a knock-out return?"""

from collections.abc import Iterable, Sequence
from typing import Any

Fixture = dict[str, Any]


def leg_of(fixture: Fixture) -> int:
    """0 for a match alone; what was planned before there were two legs says nothing."""
    return int(fixture.get("leg", 0))


def first_legs(fixtures: Sequence[Fixture]) -> dict[int, Fixture]:
    """By the number of the second leg, of one contest: a round has them in one order."""
    firsts = _in_order(fixtures, 1)
    return {second["number"]: first for first, second in zip(firsts, _in_order(fixtures, 2), strict=True)}


def _in_order(fixtures: Iterable[Fixture], leg: int) -> list[Fixture]:
    of_leg = [one for one in fixtures if leg_of(one) == leg]
    return sorted(of_leg, key=lambda one: (one["round"], one["number"]))
