"""Who is drawn into which group, or where into the bracket?"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from chassis.errors import Refused
from services.events.domain.tournament.bracket_plan import place, size_for
from services.events.domain.tournament.contest import refuse_unfit
from services.events.domain.tournament.crossing import letters
from services.events.domain.tournament.separation import Kin, seat

T = TypeVar("T")


def draw(
    contest: Mapping[str, Any],
    teams: Sequence[Mapping[str, Any]],
    seed: int,
    heads: Sequence[str],
    separate: bool,
) -> dict[str, Any]:
    """{"groups": {letter: [team id]}, "bracket": []}, or no groups and the bracket from top to bottom.

    `teams`: those of the competition. `heads`: the strongest first: one to each group, the next in turn
    back; in a bracket they are the first seeds and have the byes. The same `seed` draws the same, in
    whichever order the entrants were put down. `separate`: teams of one association are in as few pairs in
    one group as can be, or meet as late as can be. Refused `heads: not_an_entrant`, or as `refuse_unfit`.
    """
    entrants = sorted(contest["entrants"])  # the order of entry must not move the draw
    refuse_unfit(contest["format"], len(entrants))
    if not set(heads) <= set(entrants):
        raise Refused("invalid", {"heads": "not_an_entrant"})
    association = {team["team_id"]: team["association_id"] for team in teams} if separate else {}
    rng = Random(seed)
    rest = shuffled([team for team in entrants if team not in heads], rng)
    if contest["format"]["groups"] == 0:
        return {"groups": {}, "bracket": _bracket(heads, rest, association.get)}
    return {"groups": _groups(contest["format"]["groups"], heads, rest, association.get, rng), "bracket": []}


def shuffled(items: Sequence[T], rng: Random) -> list[T]:
    """By `random()` alone: Python promises the same numbers for a seed in every version only for that."""
    return sorted(items, key=lambda _: rng.random())


def _groups(
    count: int, heads: Sequence[str], rest: Sequence[str], kin: Kin, rng: Random
) -> dict[str, list[str]]:
    names = letters(count)
    rows, over = divmod(len(heads) + len(rest), count)
    groups: dict[str, list[str]] = {name: [] for name in names}
    for number, head in enumerate(heads):
        groups[_snake(names, number // count)[number % count]].append(head)
    last = (
        _snake(names, rows) if len(heads) > rows * count else names
    )  # heads of the last row keep their groups
    room = {name: rows + (name in last[:over]) - len(groups[name]) for name in names}
    return seat(groups, room, rest, kin, lambda: shuffled(names, rng))


def _snake(names: str, row: int) -> str:
    return names[::-1] if row % 2 else names


def _bracket(heads: Sequence[str], rest: Sequence[str], kin: Kin) -> list[str]:
    byes = size_for(len(heads) + len(rest)) - len(heads) - len(rest)
    seeds = [*heads, *_resting(rest, max(0, byes - len(heads)), [*heads[byes:], *rest], kin)]
    return [team for team in place(seeds, kin) if team is not None]


def _resting(rest: Sequence[str], byes: int, playing: Sequence[str], kin: Kin) -> list[str]:
    """`rest` with those first who get its byes: as drawn, unless one association fills over half of a round.

    Then some of its own rest instead of others: it would have to play itself.
    """
    resting, active = list(rest[:byes]), list(rest[byes:])
    meeting = [team for team in playing if team not in resting]
    crowd, most = _largest(meeting, kin)
    spare = [team for team in resting if kin(team) != crowd]
    own = [team for team in active if kin(team) == crowd]
    swaps = min(max(0, most - len(meeting) // 2), len(spare), len(own)) if crowd is not None else 0
    swapped = dict(zip([*spare[:swaps], *own[:swaps]], [*own[:swaps], *spare[:swaps]], strict=True))
    return [swapped.get(team, team) for team in resting + active]


def _largest(teams: Sequence[str], kin: Callable[[str], str | None]) -> tuple[str | None, int]:
    counted = Counter(own for team in teams if (own := kin(team)) is not None)
    return max(counted.items(), key=lambda one: (one[1], one[0]), default=(None, 0))
