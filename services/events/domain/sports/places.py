"""Which place does each one take, when some are level?

Keys are sorted and level ones stay together: `1, 2, 2, 4`. Nobody is ever compared in pairs, since three
who beat each other in a circle have no order that pairs could find.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)


def clusters(names: Iterable[T], key: Callable[[T], Any]) -> list[tuple[T, ...]]:
    """Best (highest) key first; inside a cluster the order of the names says nothing."""
    ordered = sorted(sorted(names, key=str), key=key, reverse=True)
    return [tuple(sorted(level, key=str)) for _, level in groupby(ordered, key)]


def places(groups: Sequence[Sequence[T]], first: int = 1) -> list[tuple[int, T]]:
    """Level ones share a place, the places after them are skipped."""
    placed, place = [], first
    for group in groups:
        placed += [(place, name) for name in group]
        place += len(group)
    return placed


def shared(placed: Iterable[tuple[int, str]]) -> dict[str, list[str]]:
    """The places held by more than one, as `{"5": [names]}`."""
    held: dict[str, list[str]] = {}
    for place, name in placed:
        held.setdefault(str(place), []).append(name)
    return {place: names for place, names in held.items() if len(names) > 1}


def taken(groups: Sequence[Sequence[T]], take: int) -> tuple[list[T], list[T]]:
    """Those surely among the first `take`, and the level ones that stand on the line."""
    inside: list[T] = []
    for group in groups:
        if len(inside) >= take:
            break
        if len(inside) + len(group) > take:
            return inside, list(group)
        inside += group
    return inside, []


def renumbered(entered: Mapping[T, int]) -> dict[T, int]:
    """Places as they stand once those taken out have left no hole: 1, 3, 3 becomes 1, 2, 2."""
    order = clusters(entered, lambda name: -entered[name])
    return {name: place for place, name in places(order)}
