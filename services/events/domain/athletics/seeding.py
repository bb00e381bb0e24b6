"""Into which heat does each athlete go? The better ones spread in zigzag, team mates apart, the rest by lot.

1 2 3
6 5 4
7 8 9      each row is shared out among the heats; inside a row a swap keeps team mates apart
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from services.events.domain.sports.places import clusters
from services.events.domain.tournament.draw import shuffled
from services.events.domain.tournament.separation import seat

Heats = dict[str, list[str]]
Team = Callable[[str], str]


def ranked(names: Sequence[str], key: Callable[[str], Any], rng: Random) -> list[str]:
    """Best (highest) key first, level ones by lot, drawn from the order in which `names` come."""
    before = {name: place for place, name in enumerate(names)}
    return [
        name
        for level in clusters(names, key)
        for name in shuffled(sorted(level, key=before.__getitem__), rng)
    ]


def spread(
    best_first: Sequence[str], others: Sequence[str], heats: int, team: Team, rng: Random
) -> list[list[str]]:
    """As many heats, none with two more than another. `others` have no mark to be ranked by: by lot."""
    seated: Heats = {str(number): [] for number in range(heats)}
    for first in range(0, len(best_first), heats):
        names = [*seated] if first // heats % 2 == 0 else [*seated][::-1]
        seated = _share_out(best_first[first : first + heats], names, seated, team)
    room = _room(seated, len(best_first) + len(others))
    drawn = seat(seated, room, shuffled(others, rng), team, lambda: shuffled([*seated], rng))
    return list(drawn.values())


def _share_out(row: Sequence[str], names: Sequence[str], seated: Heats, team: Team) -> Heats:
    """One of the row to a heat, in as few pairs of one team as can be; equals go where the zigzag says."""
    turns = iter(range(len(row)))

    def in_turn() -> list[str]:
        at = next(turns)
        return [names[at], *names[:at], *names[at + 1 :]]

    return seat(seated, dict.fromkeys(seated, 1), row, team, in_turn)


def _room(seated: Heats, athletes: int) -> dict[str, int]:
    """Seats left in each heat; those that are fuller by now take one more where it does not come out even."""
    size, over = divmod(athletes, len(seated))
    fullest = sorted(seated, key=lambda name: (-len(seated[name]), int(name)))
    return {name: size + (at < over) - len(seated[name]) for at, name in enumerate(fullest)}
