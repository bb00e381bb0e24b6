"""Who goes on from a tie of the knock-out, of one match or of two legs?

Two legs: the goals of both, then extra time and a shoot-out in the second; away goals count no more than
others. Who is at fault in either leg, or has withdrawn before both were played, is out.
"""

from collections.abc import Sequence
from typing import Any

from chassis.errors import Refused
from contracts.events.tournament_terms import AWAY, BOTH, FORFEITED, HOME
from services.events.domain.sports.football.knockout import (
    Award,
    Tie,
    TwoLegRules,
    Verdict,
    awarded,
    two_legs,
)
from services.events.domain.tournament.counted import (
    COUNTING,
    Gone,
    confirmed_result,
    knockout_result,
    verdict_of,
)
from services.events.domain.tournament.legs import leg_of
from services.events.domain.tournament.score import final_score, pair, pens_of

Fixture = dict[str, Any]
Result = dict[str, Any]
Contest = dict[str, Any]
Pair = tuple[str, str]


def tie_verdict(
    fixture: Fixture, first: Fixture | None, sides: Pair, contest: Contest, left: Gone
) -> Verdict | None:
    """None while nobody can go on. `fixture`: the match, or the second leg after `first`; `sides` its own."""
    result = knockout_result(fixture, sides, left)
    if first is None:
        return None if result is None else verdict_of(result, *sides, contest)
    home, away = sides
    before = knockout_result(first, (away, home), left)
    out = {*_at_fault(before, (away, home)), *_at_fault(result, sides)}
    if out:
        staying = [team for team in sides if team not in out]
        return awarded(Tie(home, away, None), Award(None, staying[0] if staying else None))
    if before is None or result is None:
        return None
    return _over_both(before, result, sides, contest)


def counted_first_leg(fixture: Fixture, first: Fixture | None, sides: Sequence[str | None]) -> Result | None:
    """The result that a second leg adds to; None for any other match.

    Refused `score: first_leg_missing` until the first leg is confirmed with a result that counts.
    """
    if leg_of(fixture) != 2:
        return None
    kept = confirmed_result(first, list(reversed(sides))) if first else None
    if kept is None or kept["status"] not in COUNTING:
        raise Refused("invalid", {"result": {"score": "first_leg_missing"}})
    return kept


def is_level(score: tuple[int, int], first: Result | None, contest: Contest) -> bool:
    """Over the whole tie; `first`: what `counted_first_leg` found. A fault there has decided it."""
    if first is None:
        return score[0] == score[1]
    before = final_score(first, contest)
    if first["status"] == FORFEITED or before is None:
        return False
    return score[0] + before[1] == score[1] + before[0]


def _over_both(before: Result, result: Result, sides: Pair, contest: Contest) -> Verdict:
    home, away = sides
    score, with_extra = final_score(result, contest), result.get("extra_time") is not None
    second = Tie(home, away, score, with_extra, pens_of(result))
    at_90 = pair(result["score"]) if with_extra else None
    return two_legs(Tie(away, home, final_score(before, contest)), second, at_90, TwoLegRules())


def _at_fault(result: Result | None, sides: Pair) -> tuple[str, ...]:
    if result is None or result["status"] != FORFEITED:
        return ()
    return {HOME: sides[:1], AWAY: sides[1:], BOTH: sides}[result["at_fault"]]
