"""Who is where in a long jump or a throw, and who goes on (World Athletics TR 25)?

Best valid attempt; level ones by the second best, the third and so on; still level: a shared place, the
first one too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.events.domain.sports.athletics.marks import read_length
from services.events.domain.sports.places import clusters, places


@dataclass(frozen=True, slots=True)
class Series:
    athlete: str
    attempts: Sequence[str]
    ranked: bool = True

    @property
    def marks(self) -> tuple[Fraction, ...]:
        """Valid ones, longest first."""
        return tuple(sorted((mark for _, mark in self._valid()), reverse=True))

    @property
    def best(self) -> str | None:
        """As it was written."""
        valid = self._valid()
        return max(valid, key=lambda pair: pair[1])[0] if valid else None

    def _valid(self) -> list[tuple[str, Fraction]]:
        read = [(text, read_length(text)) for text in self.attempts]
        return [(text, mark) for text, mark in read if mark is not None]


def rank_horizontal(field: Sequence[Series]) -> tuple[list[tuple[str, ...]], list[str]]:
    """Level ones together, best first; and those without a mark, or taken out of the ranking."""
    marks = {one.athlete: one.marks for one in field if one.ranked}
    order = clusters([name for name, valid in marks.items() if valid], marks.__getitem__)
    ranked = {name for level in order for name in level}
    return order, sorted(one.athlete for one in field if one.athlete not in ranked)


def qualified(
    order: Sequence[tuple[str, ...]], best: Mapping[str, Fraction], standard: Fraction | None, at_least: int
) -> tuple[list[str], list[str]]:
    """All at the standard; when fewer than `at_least`, the next ones with all level for the last place."""
    placed = places(order)
    by_standard = [name for _, name in placed if standard is not None and best[name] >= standard]
    by_place: list[str] = []
    for level in order:
        if len(by_standard) + len(by_place) >= at_least:
            break
        by_place += [name for name in level if name not in by_standard]
    return by_standard, by_place
