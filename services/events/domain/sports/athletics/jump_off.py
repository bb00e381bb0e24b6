"""How does a jump-off part those level for the first place?

One jump each; all clear: up, all fail: down, until one is alone. Who does not jump gives up the higher place.
"""

from collections.abc import Mapping, Sequence

from services.events.domain.sports.places import clusters

Bars = Sequence[Mapping[str, str]]

_WORTH = {"O": 2, "X": 1}


def part(level: Sequence[str], bars: Bars) -> list[tuple[str, ...]]:
    """Best first. When the bars end with some still level, these share: they stopped, or have yet to jump.

    Someone out at an earlier bar stays behind whatever stands in his later ones.
    """
    parts = [tuple(sorted(level))]
    for bar in bars:
        if len(parts[0]) == 1:
            break
        jumps = {name: _jump(bar, name) for name in parts[0]}
        if any(jumps.values()):
            parts = clusters(parts[0], jumps.__getitem__) + parts[1:]
    return parts


def _jump(bar: Mapping[str, str], name: str) -> int:
    text = bar.get(name, "").upper()
    return next((worth for mark, worth in _WORTH.items() if mark in text), 0)
