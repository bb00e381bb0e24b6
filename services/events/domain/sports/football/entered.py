"""What did people enter beside the results: cards, rankings, lots, a play-off?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Number = int | Fraction
Order = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """`values[criterion][team]`; `orders[criterion]`: each a list of teams, best first.

    What is not here was not entered, and is no nought: it cannot put anybody apart.
    """

    values: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    orders: Mapping[str, Sequence[Order]] = field(default_factory=dict)

    def without_decisions(self) -> "Entered":
        """As it stood before lots were drawn or a play-off played."""
        kept = {name: orders for name, orders in self.orders.items() if name not in DECISIONS}
        return Entered(self.values, kept)


# a person or a new match settles these: until then the teams are shown as level
DECISIONS = ("lots", "playoff")
# a ranking may come as an order, or as the place of each team
LOWER_IS_BETTER = ("disciplinary", "ranking")


def card_total(cards: Mapping[str, int], worth: Mapping[str, int]) -> int:
    return sum(worth.get(card, 0) * count for card, count in cards.items())
