"""Which short name does a team get, where none is typed? Pure.

Names of institutions begin alike and end with their place: `طالبة جرير` tells the house and the place, where
the place alone would name every house of it.
"""

from collections.abc import Iterator

from contracts.events.tournament_terms import SHORT_NAME

OF_EVERY_HOUSE = frozenset({"دار", "مركز", "جمعية", "نادي", "فريق", "dar", "centre", "association", "club"})
ARTICLE = "ال"


def proposed(name: str, taken: frozenset[str] = frozenset()) -> str:
    """At most `SHORT_NAME` characters, not among `taken` unless ten of the same name are."""
    found = [one for one in _candidates(name.split()) if len(one) <= SHORT_NAME]
    short = found[0]
    numbered = (f"{short[: SHORT_NAME - 2].strip()} {number}" for number in range(2, 10))
    return next((one for one in (*found, *numbered) if one not in taken), short)


def _candidates(words: list[str]) -> Iterator[str]:
    """The best first: the whole name, its house and place, as many of the last words as fit."""
    yield " ".join(words)
    own = words[1:] if words[0].casefold() in OF_EVERY_HOUSE and len(words) > 1 else words
    yield " ".join(own)
    house, *rest = map(_bare, own)
    if rest:
        yield f"{house} {own[-1]}"
        yield f"{house} {rest[-1]}"
    yield from (" ".join(words[first:]) for first in range(1, len(words)))
    yield words[-1][:SHORT_NAME]


def _bare(word: str) -> str:
    """Without the article, where a word is left."""
    return word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 2 else word
