"""Who won the kicks from the penalty mark, and after which kick was it over?"""

from collections.abc import Sequence
from dataclasses import dataclass

EACH = 5  # kicks a side before sudden death


@dataclass(frozen=True, slots=True)
class Kick:
    team: str
    scored: bool


@dataclass(frozen=True, slots=True)
class Shootout:
    """`over_after`: the kick (from 1) that settled it; None while it goes on, or when no order is known."""

    score: tuple[int, int]
    winner: str | None
    over_after: int | None = None
    sudden_death: bool = False
    extra_kicks: int = 0


def shootout(home: str, away: str, kicks: Sequence[Kick], *, in_order: bool = True) -> Shootout:
    score = _score(home, away, kicks)
    if not in_order:
        return Shootout(score, _leader(home, away, score) if _is_over(home, away, kicks) else None)
    for count in range(1, len(kicks) + 1):
        taken = kicks[:count]
        if _is_over(home, away, taken):
            settled = _score(home, away, taken)
            late = _taken(home, taken) > EACH
            return Shootout(settled, _leader(home, away, settled), count, late, len(kicks) - count)
    return Shootout(score, None, sudden_death=_taken(home, kicks) >= EACH <= _taken(away, kicks))


def _is_over(home: str, away: str, kicks: Sequence[Kick]) -> bool:
    """Within five each: the lead is above what the other has left. After it: a lead at equal kicks."""
    ours, theirs = _score(home, away, kicks)
    home_taken, away_taken = _taken(home, kicks), _taken(away, kicks)
    if max(home_taken, away_taken) > EACH:
        return home_taken == away_taken and ours != theirs
    return ours - theirs > EACH - away_taken or theirs - ours > EACH - home_taken


def _score(home: str, away: str, kicks: Sequence[Kick]) -> tuple[int, int]:
    return _scored(home, kicks), _scored(away, kicks)


def _scored(team: str, kicks: Sequence[Kick]) -> int:
    return sum(kick.scored for kick in kicks if kick.team == team)


def _taken(team: str, kicks: Sequence[Kick]) -> int:
    return sum(kick.team == team for kick in kicks)


def _leader(home: str, away: str, score: tuple[int, int]) -> str | None:
    if score[0] == score[1]:
        return None
    return home if score[0] > score[1] else away
