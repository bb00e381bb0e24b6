"""Who starts in which lane? By lot in the first round, later by the lane groups of World Athletics TR 20.

A group of lanes is drawn among as many athletes of the ranking: the best of them among the best lanes.
"""

from collections.abc import Sequence
from random import Random

from contracts.events.athletics_terms import HALF_LAP, LAP, NO_LANES, STRAIGHT
from services.events.domain.tournament.draw import shuffled

Groups = tuple[tuple[int, ...], ...]

# for eight lanes; what the rule leaves to "the necessary modifications" is in `groups`
OF_EIGHT: dict[str, Groups] = {
    STRAIGHT: ((3, 4, 5, 6), (2, 7), (1, 8)),
    HALF_LAP: ((5, 6, 7), (3, 4, 8), (1, 2)),
    LAP: ((4, 5, 6, 7), (3, 8), (1, 2)),
}
OF_SIX_STRAIGHT: Groups = ((3, 4), (2, 5), (1, 6))


def groups(course: str, lanes: int) -> Groups:
    """Best lanes first. Fewer lanes: those that are there; more: the outer ones go to the last group."""
    if course == STRAIGHT and lanes == 6:
        return OF_SIX_STRAIGHT
    eight = OF_EIGHT[course]
    there = tuple(tuple(lane for lane in group if lane <= lanes) for group in eight)
    outer = tuple(range(9, lanes + 1))
    return tuple(group for group in (*there[:-1], there[-1] + outer) if group)


def by_lot(course: str, lanes: int, athletes: int, rng: Random) -> list[int]:
    """A lane for each athlete in turn; the best lanes are used when there are fewer athletes."""
    if course == NO_LANES:
        return shuffled(range(1, athletes + 1), rng)
    in_order = [lane for group in groups(course, lanes) for lane in group]
    return shuffled(sorted(in_order[:athletes]), rng)


def by_rank(course: str, lanes: int, athletes: int, rng: Random) -> list[int]:
    """A lane for each athlete, the best ranked first; without lanes the start line is drawn."""
    if course == NO_LANES:
        return by_lot(course, lanes, athletes, rng)
    drawn: list[int] = []
    for group in groups(course, lanes):
        drawn += shuffled(group, rng)
    return _spread(drawn, athletes)


def _spread(drawn: Sequence[int], athletes: int) -> list[int]:
    """More than the lanes: a referee let them start besides, and places them himself (0)."""
    return [*drawn, *[0] * (athletes - len(drawn))][:athletes]
