"""Who is chosen from a final, and when does a shared last place need a decision?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.events.domain.sports.places import clusters, places, taken


@dataclass(frozen=True, slots=True)
class Selection:
    """`waiting`: level for the last place, until lots, a new race or a renunciation is recorded."""

    ranking: list[tuple[int, str]]
    selected: list[str]
    waiting: tuple[str, ...]
    waiting_before: tuple[str, ...]


def select(
    entered: Mapping[str, int], take: int, decided: Sequence[Sequence[str]] = (), gave_up: Sequence[str] = ()
) -> Selection:
    """`entered`: places as judged. `decided`: orders from lots or a new race. Giving up keeps the place."""
    order = clusters(entered, lambda name: -entered[name])
    shown = places(order)
    free = [level for level in ([n for n in group if n not in gave_up] for group in order) if level]
    inside, line = taken(free, take)
    before = taken(order, take)[1]
    settled = _settle(line, take - len(inside), decided)
    waiting = () if settled else tuple(line)
    return Selection(shown, [*inside, *settled], waiting, tuple(before))


def _settle(line: Sequence[str], take: int, decided: Sequence[Sequence[str]]) -> list[str]:
    for order in reversed(decided):
        if line and set(line) <= set(order):
            return [name for name in order if name in line][:take]
    return []
