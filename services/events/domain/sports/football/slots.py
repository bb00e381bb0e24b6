"""Who stands behind `1A`, `3A/B/C/D/F`, `W57`, `L61`, and which third meets whom?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_RANKED = re.compile(r"^([1-9])([A-Z](?:/?[A-Z])*)$")
_OF_MATCH = re.compile(r"^([WL])(?:inner|oser)?[ -]?(\w+)$")


@dataclass(frozen=True, slots=True)
class OfGroups:
    """`rank` of one group, or of one of several: who exactly is then settled by a table or a matching."""

    rank: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfMatch:
    match: str
    winner: bool


@dataclass(frozen=True, slots=True)
class Named:
    team: str


Slot = OfGroups | OfMatch | Named


def read_slot(text: str, matches: Mapping[str, object]) -> Slot:
    """`1A`, `3A/B/C`, `3ABC`, `W57`, `L61`; anything else is a team by its name."""
    if found := _RANKED.match(text):
        return OfGroups(int(found[1]), tuple(found[2].replace("/", "")))
    if (found := _OF_MATCH.match(text)) and found[2] in matches:
        return OfMatch(found[2], found[1] == "W")
    return Named(text)


def matchings(
    wanted: Mapping[str, Sequence[str]], there: Sequence[str], most: int = 2
) -> list[dict[str, str]]:
    """Up to `most` ways to give each slot one of the groups it takes, each group once.

    Not greedy: a slot served first can leave a later one with nobody. The first way is the least in the
    order of the slots and letters; more than one way means that only the official table can tell.
    """
    found: list[dict[str, str]] = []
    _assign(sorted(wanted), wanted, set(there), {}, found, most)
    return found


def _assign(
    slots: Sequence[str],
    wanted: Mapping[str, Sequence[str]],
    free: set[str],
    given: dict[str, str],
    found: list[dict[str, str]],
    most: int,
) -> None:
    if len(found) >= most:
        return
    if not slots:
        found.append(dict(given))
        return
    for group in sorted(free & set(wanted[slots[0]])):
        _assign(slots[1:], wanted, free - {group}, {**given, slots[0]: group}, found, most)
