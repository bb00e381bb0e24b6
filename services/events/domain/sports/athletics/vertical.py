"""Who is where in a high jump or a pole vault (World Athletics TR 26)?

Best height; then fewest failures there; then fewest failures up to it. For the first place alone a jump-off
may part those still level; other places are shared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from services.events.domain.sports.athletics.jump_off import Bars, part
from services.events.domain.sports.places import clusters

OUT_AFTER = 3  # failures in a row, passes between them allowed
CLEARED, FAILED, RETIRED = "O", "X", "R"


@dataclass(frozen=True, slots=True)
class Jumper:
    """One text a height, in the order of the heights: `O`, `XO`, `XX-`, `XXR`, `-` or empty."""

    athlete: str
    series: Sequence[str]
    ranked: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """What a series is worth; `height` is an index into the heights."""

    height: int
    failures_there: int
    failures_in_all: int

    @property
    def key(self) -> tuple[int, int, int]:
        return self.height, -self.failures_there, -self.failures_in_all


@dataclass(frozen=True, slots=True)
class Vertical:
    """`level_first`: those level for the first place before any jump-off."""

    order: list[tuple[str, ...]]
    cards: Mapping[str, Card]
    unranked: list[str]
    level_first: tuple[str, ...] = ()
    jumped_off: bool = field(default=False)


def rank_vertical(jumpers: Sequence[Jumper], heights: Sequence[Fraction], bars: Bars = ()) -> Vertical:
    """Heights in any order; the bars of the jump-off in the order they were jumped."""
    rising = sorted(range(len(heights)), key=heights.__getitem__)
    read = {
        one.athlete: read_card([_at(one.series, index) for index in rising]) for one in jumpers if one.ranked
    }
    cards = {name: card for name, card in read.items() if card is not None}
    order = clusters(cards, lambda name: cards[name].key)
    first = order[0] if order and len(order[0]) > 1 else ()
    parted = part(first, bars) if first else []
    unranked = sorted(one.athlete for one in jumpers if one.athlete not in cards)
    return Vertical(parted + order[1:] if parted else order, cards, unranked, first, len(parted) > 1)


def read_card(series: Sequence[str]) -> Card | None:
    """None without a cleared height. What stands after the third failure in a row counts for nothing."""
    best: Card | None = None
    in_all = in_a_row = 0
    for height, jumps in enumerate(series):
        failed = jumps.upper().split(CLEARED)[0].count(FAILED)
        if in_a_row + failed >= OUT_AFTER:
            break
        in_all += failed
        in_a_row += failed
        if CLEARED in jumps.upper():
            best, in_a_row = Card(height, failed, in_all), 0
        if RETIRED in jumps.upper():
            break
    return best


def _at(series: Sequence[str], index: int) -> str:
    return series[index] if index < len(series) else ""
