"""How are two legs shown as one tie of the picture? The first leg's home team above, goals of both beside."""

from typing import Any

from contracts.events.tournament_terms import AWARDED, AWAY, FORFEITED, HOME, PLAYED

SIDES = (HOME, AWAY)


def joined(knockout: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Shown fixtures by number, two legs as one under the number of the second, which slots name: then with
    `both`, and each side with `legs`.
    """
    firsts = [one for one in knockout if one["leg"] == 1]
    seconds = [one for one in knockout if one["leg"] == 2]
    single = [one for one in knockout if one["leg"] == 0]
    return single + [_tie(first, second) for first, second in zip(firsts, seconds, strict=True)]


def _tie(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    winner = _winner(first, second)
    sides = {
        side: {**second[other], "legs": [first[side], second[other]], "won": winner == side}
        for side, other in zip(SIDES, SIDES[::-1], strict=True)
    }
    return {**second, **sides, "both": [first, second]}


def _winner(first: dict[str, Any], second: dict[str, Any]) -> str:
    """A side of the first leg, or empty. Who is at fault in either leg is out."""
    one, other = first["score"], second["score"]
    out = {side for side in SIDES if _lost_by_forfeit(one, side)}
    out |= {side for side in SIDES if _lost_by_forfeit(other, _other(side))}
    if out:
        return next((side for side in SIDES if side not in out), "")
    if not {one.status, other.status} <= {PLAYED, AWARDED}:
        return ""
    for home, away in (
        (one.goals[0] + other.goals[1], one.goals[1] + other.goals[0]),
        (other.pens or (0, 0))[::-1],
    ):
        if home != away:
            return HOME if home > away else AWAY
    return ""


def _lost_by_forfeit(score: Any, side: str) -> bool:
    return bool(score.status == FORFEITED and score.winner != side)


def _other(side: str) -> str:
    return AWAY if side == HOME else HOME
