"""How are teams put into groups so that as few as can be meet their own association there?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Kin = Callable[[str], str | None]
Groups = dict[str, list[str]]


@dataclass(slots=True)
class _Seating:
    """`groups` with the heads that stay, `moving` the others, `room` the seats left."""

    groups: Mapping[str, Sequence[str]]
    kin: Kin
    room: dict[str, int]
    moving: Groups = field(default_factory=dict)

    def own(self, team: str, name: str) -> int:
        """How many of its association are in this group."""
        own = self.kin(team)
        there = [*self.groups[name], *self.moving[name]]
        return sum(self.kin(one) == own for one in there) if own is not None else 0


def seat(
    groups: Mapping[str, Sequence[str]],
    room: Mapping[str, int],
    teams: Sequence[str],
    kin: Kin,
    in_turn: Callable[[], Sequence[str]],
) -> Groups:
    """Each of `teams` in a group with room; pairs of one kin in one group are the fewest possible.

    One joins after the other, on the cheapest chain of moves that ends in a free seat: a shortest
    augmenting path of a flow with convex costs, so no better seating exists for those who have joined.
    `in_turn`: the groups in the order in which equals are preferred, asked anew for each team.
    """
    seating = _Seating(groups, kin, dict(room), {name: [] for name in groups})
    for team in teams:
        _join(seating, team, in_turn())
    return {name: [*groups[name], *seating.moving[name]] for name in groups}


def _join(seating: _Seating, team: str, names: Sequence[str]) -> None:
    cost, before = _chains(seating, team, names)
    end = min((name for name in names if seating.room[name] > 0), key=lambda name: cost[name])
    seating.room[end] -= 1
    while end in before:
        start, moved = before[end]
        seating.moving[start].remove(moved)
        seating.moving[end].append(moved)
        end = start
    seating.moving[end].append(team)


def _chains(
    seating: _Seating, team: str, names: Sequence[str]
) -> tuple[dict[str, int], dict[str, tuple[str, str]]]:
    """What it costs to make a group one larger, and the last move of that chain: (from, who).

    Moving one of a kin out of a group saves the pairs it is in there. No chain comes back cheaper to where
    it was (Bellman-Ford ends), as long as what is seated is seated at the least.
    """
    cost = {name: seating.own(team, name) for name in names}
    before: dict[str, tuple[str, str]] = {}
    moves = [
        (start, end, one, seating.own(one, end) - seating.own(one, start) + 1 if seating.kin(one) else 0)
        for start in names
        for one in seating.moving[start]
        for end in names
        if end != start
    ]
    changed = True
    while changed:
        changed = False
        for start, end, one, extra in moves:
            if cost[start] + extra < cost[end]:
                cost[end], before[end], changed = cost[start] + extra, (start, one), True
    return cost, before
