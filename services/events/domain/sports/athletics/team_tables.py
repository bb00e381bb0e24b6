"""Which team, nation or institution leads: by medals, by points, by the places of its runners?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.events.domain.sports.places import clusters, places

POINTS = (8, 7, 6, 5, 4, 3, 2, 1)
MEDALS = ("gold", "silver", "bronze")


@dataclass(frozen=True, slots=True)
class Placed:
    """One entry of an event: an athlete's, or a whole relay's."""

    team: str
    event: str
    place: int


def medal_table(entries: Iterable[Placed]) -> list[tuple[int, str, tuple[int, int, int]]]:
    """Gold, silver, bronze decide; level teams share a place, the next one is skipped."""
    won: dict[str, list[int]] = {}
    for entry in entries:
        if 1 <= entry.place <= len(MEDALS):
            won.setdefault(entry.team, [0, 0, 0])[entry.place - 1] += 1
    counts = {team: (medals[0], medals[1], medals[2]) for team, medals in won.items()}
    return [(place, team, counts[team]) for place, team in places(clusters(counts, counts.__getitem__))]


def team_points(entries: Iterable[Placed], scale: Sequence[int] = POINTS) -> list[tuple[int, str, Fraction]]:
    """Level places add their points and share them: exact fractions."""
    total: dict[str, Fraction] = {}
    held: dict[tuple[str, int], list[Placed]] = {}
    for entry in entries:
        held.setdefault((entry.event, entry.place), []).append(entry)
        total.setdefault(entry.team, Fraction(0))
    for (_, place), level in held.items():
        pot = sum(scale[place - 1 : place - 1 + len(level)]) if place >= 1 else 0
        for entry in level:
            total[entry.team] += Fraction(pot, len(level))
    return [(place, team, total[team]) for place, team in places(clusters(total, total.__getitem__))]


def cross_country(
    finishers: Mapping[str, Sequence[int]], scoring: int
) -> tuple[list[tuple[int, str, int]], list[str]]:
    """The first `scoring` places of each team added up, low wins; level: the better last scorer.

    Teams with fewer finishers are not ranked.
    """
    best = {team: sorted(found)[:scoring] for team, found in finishers.items() if len(found) >= scoring}
    order = clusters(best, lambda team: (-sum(best[team]), -best[team][-1]))
    ranked = [(place, team, sum(best[team])) for place, team in places(order)]
    return ranked, sorted(team for team in finishers if team not in best)
