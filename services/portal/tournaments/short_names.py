"""Which short name does a team get, where none is typed? Pure.

Names of institutions begin alike and end with their place, so the end is what tells them apart.
"""

from contracts.events.tournament_terms import SHORT_NAME


def proposed(name: str, taken: frozenset[str] = frozenset()) -> str:
    """At most `SHORT_NAME` characters, not among `taken` unless ten of the same name are."""
    short = _end_of(name)
    numbered = (f"{short[: SHORT_NAME - 2].strip()} {number}" for number in range(2, 10))
    return next((one for one in (short, *numbered) if one not in taken), short)


def _end_of(name: str) -> str:
    """As many of the last words as fit."""
    words = name.split()
    if len(" ".join(words)) <= SHORT_NAME:
        return " ".join(words)
    ends = [" ".join(words[first:]) for first in range(1, len(words))]
    return next((end for end in ends if len(end) <= SHORT_NAME), words[-1][:SHORT_NAME])
