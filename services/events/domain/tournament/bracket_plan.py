"""Who stands where in a knock-out, and which matches make it up?

A bracket is a list of places from top to bottom, as long as a power of two; None beside a place is a bye.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, count
from typing import TypeVar

from services.events.domain.tournament.pairing import cheapest

T = TypeVar("T")

FORBIDDEN = 1 << 600  # above any sum of costs


@dataclass(frozen=True, slots=True)
class Side:
    """A team that was drawn, or the slot that names who comes."""

    team_id: str | None = None
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`left`: places of its round (2: the final and the match for third place). `leg`: 0, 1, 2."""

    number: int
    round: int
    left: int
    sides: tuple[Side, Side]
    is_third_place: bool = False
    leg: int = 0


def standard(size: int) -> list[int]:
    """Seeds (from 0) from top to bottom so that 1 meets 2 in the final at the earliest: 1 8 4 5 2 7 3 6."""
    seeds = [0]
    while len(seeds) < size:
        seeds = [one for seed in seeds for one in (seed, 2 * len(seeds) - 1 - seed)]
    return seeds


def size_for(count: int) -> int:
    return 1 << (count - 1).bit_length()


def place(seeds: Sequence[T], kin: Callable[[T], str | None]) -> list[T | None]:
    """The best first; byes go to the best. Those of one kin meet as late as that can be done.

    Each doubling of the bracket gives the next best their places opposite those who have one: far from
    their kin first, then as near to the standard order as that leaves. What a doubling could not see, kin
    that joined together, is then put apart by exchanging equals.
    """
    families = [kin(seed) for seed in seeds]
    byes = size_for(len(seeds)) - len(seeds)
    rows: list[int | None] = [0]
    while len(rows) < len(seeds):
        rows = _doubled(rows, families, byes)
    _part(rows, families, byes)
    return [None if row is None else seeds[row] for row in rows]


def filled(teams: Sequence[T]) -> list[T | None]:
    """The bracket again from its teams top to bottom: where the byes are follows from how many they are."""
    waiting = iter(teams)
    return [next(waiting) if seed < len(teams) else None for seed in standard(size_for(len(teams)))]


def matches(
    bracket: Sequence[Side | None], first_number: int, ends_with: int, third_place: bool, legs: int = 1
) -> Iterator[Match]:
    """In order of play: round by round from top to bottom, third place before the final.

    `legs` 2: each tie but these two home and away, all first legs of a round before the second ones. Who
    wins a tie is the winner of its second leg.
    """
    number, number_of_round, sides = first_number, 1, list(bracket)
    while len(sides) > ends_with:
        left, losers = len(sides), [_loser(side) for side in sides]
        if left == 2 and third_place and len(loser_slots := [one for one in losers if one]) == 2:
            yield Match(number, number_of_round, left, (loser_slots[0], loser_slots[1]), True)
            number += 1
        pairs = list(zip(sides[::2], sides[1::2], strict=True))
        ties = [(home, away) for home, away in pairs if home and away]
        for leg in (1, 2) if legs == 2 and left > 2 else (0,):
            decisive = count(number)
            for home, away in ties:
                yield Match(
                    number, number_of_round, left, (away, home) if leg == 2 else (home, away), leg=leg
                )
                number += 1
        sides = [Side(slot=f"W{next(decisive)}") if home and away else home or away for home, away in pairs]
        number_of_round += 1


def _doubled(rows: list[int | None], kin: Sequence[str | None], byes: int) -> list[int | None]:
    count, size = len(kin), len(rows)
    order = standard(2 * size)
    joining = range(size, min(2 * size, count))
    places = [place for place in range(size) if order[2 * place + 1] < count]
    costs = [
        [_cost(rows, kin, place, seed, order[2 * place + 1], byes) for place in places] for seed in joining
    ]
    given = {places[column]: seed for seed, column in zip(joining, cheapest(costs), strict=True)}
    return [one for place in range(size) for one in (rows[place], given.get(place))]


def _cost(
    rows: list[int | None], kin: Sequence[str | None], place: int, seed: int, usual: int, byes: int
) -> int:
    """One kin nearer outweighs all that are farther off, and any of them the standard order.

    Who has a bye keeps to the places with a bye, so that `filled` finds them again.
    """
    if (seed < byes) != (usual < byes):
        return FORBIDDEN
    return (_nearness(rows, kin, place, seed) << 20) + (seed - usual) ** 2


def _nearness(rows: Sequence[int | None], kin: Sequence[str | None], place: int, seed: int) -> int:
    """Of a seed at a place to its kin in the rows: one that it meets a round sooner outweighs all others."""
    levels, own = len(rows).bit_length(), kin[seed]
    if own is None:
        return 0
    return sum(
        1 << 12 * (levels - (place ^ other).bit_length())
        for other, row in enumerate(rows)
        if row is not None and row != seed and kin[row] == own
    )


def _part(rows: list[int | None], kin: Sequence[str | None], byes: int) -> None:
    """Exchanges two who joined at one doubling, both with a bye or both without, while that parts kin."""
    equals = [
        (one, other)
        for (one, a), (other, b) in combinations(enumerate(rows), 2)
        if a is not None and b is not None and a.bit_length() == b.bit_length() and (a < byes) == (b < byes)
    ]
    while sum(_exchanged(rows, kin, one, other) for one, other in equals):
        pass


def _exchanged(rows: list[int | None], kin: Sequence[str | None], one: int, other: int) -> bool:
    a, b = rows[one], rows[other]
    if a is None or b is None or kin[a] == kin[b]:
        return False
    before = _nearness(rows, kin, one, a) + _nearness(rows, kin, other, b)
    rows[one], rows[other] = b, a
    if _nearness(rows, kin, one, b) + _nearness(rows, kin, other, a) < before:
        return True
    rows[one], rows[other] = a, b
    return False


def _loser(side: Side | None) -> Side | None:
    """Of the match that a side comes from; who comes by a bye beat nobody."""
    return Side(slot=f"L{side.slot[1:]}") if side and side.slot.startswith("W") else None
