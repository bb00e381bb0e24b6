"""What does each criterion of a rule set look at?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, groupby

from services.events.domain.sports.football.entered import LOWER_IS_BETTER, Entered, Number
from services.events.domain.sports.football.separate import Keys, Step, Teams
from services.events.domain.sports.football.tally import Match, Points, Row, among, tally

H2H = "h2h_"
HEAD_TO_HEAD = "head_to_head"


def _goal_ratio(row: Row) -> Number:
    """Scored for conceded; nobody concedes less than nothing, so it then stands above every ratio."""
    return Fraction(row.gf, row.ga) if row.ga else Fraction(10**6 + row.gf)


OF_ROW: dict[str, Callable[[Row], Number]] = {
    "points": lambda row: row.pts,
    "pts": lambda row: row.pts,
    "ppg": lambda row: row.ppg,
    "gd": lambda row: row.gd,
    "gf": lambda row: row.gf,
    "wins": lambda row: row.w,
    "away_gf": lambda row: row.away_gf,
    "away_wins": lambda row: row.away_wins,
    "goal_ratio": _goal_ratio,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """All that criteria may look at.

    `whole_legs_only`: head-to-head waits until the level teams have played all their matches.
    """

    rows: Mapping[str, Row]
    matches: Sequence[Match]
    points: Points
    entered: Entered
    whole_legs_only: bool = False


def steps(criteria: Sequence[str], scene: Scene, *, reapply: bool) -> tuple[Step, ...]:
    """Neighbouring head-to-head criteria become one step."""
    made: list[Step] = []
    for mini, names in groupby(criteria, lambda name: name.startswith(H2H)):
        if mini:
            made.append(_mini_league(tuple(names), scene, reapply))
        else:
            made += [_single(name, scene) for name in names]
    return tuple(made)


def _mini_league(names: Sequence[str], scene: Scene, reapply: bool) -> Step:
    read = [OF_ROW[name.removeprefix(H2H)] for name in names]

    def keys(level: Teams) -> Keys | None:
        matches = among(level, scene.matches)
        if scene.whole_legs_only and not _whole(level, matches):
            return None
        rows = tally(level, matches, scene.points)
        return {team: tuple(value(rows[team]) for value in read) for team in level}

    return Step(HEAD_TO_HEAD, tuple(names), keys, list, again=reapply)


def _whole(level: Teams, matches: Sequence[Match]) -> bool:
    """Each pair has met, and none of its matches is still to come."""
    waiting = any(match.status in ("not_played", "scheduled", "postponed") for match in matches)
    met = {frozenset((match.home, match.away)) for match in matches if match.counts}
    return not waiting and all(frozenset(pair) in met for pair in combinations(level, 2))


def _single(name: str, scene: Scene) -> Step:
    if name in OF_ROW:
        return _of_row(name, scene)
    if name in scene.entered.values:
        return _of_value(name, scene.entered.values[name])
    return _of_order(name, scene.entered.orders.get(name, ()))


def _of_row(name: str, scene: Scene) -> Step:
    value = OF_ROW[name]
    return Step(name, (name,), lambda level: {team: (value(scene.rows[team]),) for team in level}, _only)


def _of_value(name: str, values: Mapping[str, Number]) -> Step:
    sign = -1 if name in LOWER_IS_BETTER else 1

    def keys(level: Teams) -> Keys | None:
        known = all(team in values for team in level)
        return {team: (sign * values[team],) for team in level} if known else None

    return Step(name, (name,), keys, lambda key: sign * key[0])


def _of_order(name: str, orders: Sequence[tuple[str, ...]]) -> Step:
    """The latest order that names all of them; shown as their place in it."""

    def keys(level: Teams) -> Keys | None:
        known = [order for order in orders if set(level) <= set(order)]
        return {team: (-1 - known[-1].index(team),) for team in level} if known else None

    return Step(name, (name,), keys, lambda key: -key[0])


def _only(key: tuple[Number, ...]) -> Number:
    return key[0]
