"""Who goes through from a knock-out match or from two legs, and by what?

A shoot-out never enters the goals. `None` as winner: not settled yet.
"""

from dataclasses import dataclass

Score = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """`score` includes extra time. `award`: the winner a later decision named; `on_field` stays readable."""

    home: str
    away: str
    score: Score | None
    extra_time: bool = False
    pens: Score | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    winner: str | None
    loser: str | None
    method: str | None


@dataclass(frozen=True, slots=True)
class Award:
    """A decision after the match. `winner` None and no winning score: both sides are out."""

    score: Score | None
    winner: str | None


@dataclass(frozen=True, slots=True)
class TwoLegRules:
    away_goals: bool = False
    extra_time: bool = True
    penalties: bool = True


def verdict(tie: Tie) -> Verdict:
    """What happened on the field."""
    if tie.score is None:
        return Verdict(None, None, None)
    if tie.score[0] != tie.score[1]:
        return _won(tie, tie.score, "extra_time" if tie.extra_time else "regular_time")
    if tie.pens is not None and tie.pens[0] != tie.pens[1]:
        return _won(tie, tie.pens, "penalties")
    return Verdict(None, None, None)


def awarded(tie: Tie, award: Award) -> Verdict:
    """The decision replaces the field, for the winner it names or that its score makes."""
    if award.winner is not None:
        other = tie.away if award.winner == tie.home else tie.home
        return Verdict(award.winner, other, "awarded")
    if award.score is not None and award.score[0] != award.score[1]:
        return _won(tie, award.score, "awarded")
    return Verdict(None, None, "awarded")


def two_legs(first: Tie, second: Tie, at_90: Score | None, rules: TwoLegRules) -> Verdict:
    """`second` is the return match; `at_90` its score before extra time, where that was played.

    The result is read from the home side of the second leg. Goals of extra time away count double too,
    where away goals count at all.
    """
    if first.score is None or second.score is None:
        return Verdict(None, None, None)
    for method, pair in _ways(first.score, second, at_90 or second.score, rules):
        if pair[0] != pair[1]:
            return _won(second, pair, method)
    return Verdict(None, None, None)


def _ways(first: Score, second: Tie, normal: Score, rules: TwoLegRules) -> list[tuple[str, Score]]:
    """What may part them, in the order it is looked at."""
    assert second.score is not None
    tried = [("aggregate", _aggregate(first, normal))]
    if rules.away_goals:
        tried.append(("away_goals", _away(first, normal)))
    if second.extra_time and rules.extra_time:
        tried.append(("aggregate_after_extra_time", _aggregate(first, second.score)))
        if rules.away_goals:
            tried.append(("away_goals_after_extra_time", _away(first, second.score)))
    if second.pens is not None and rules.penalties:
        tried.append(("penalties", second.pens))
    return tried


def _aggregate(first: Score, second: Score) -> Score:
    return second[0] + first[1], second[1] + first[0]


def _away(first: Score, second: Score) -> Score:
    """Goals in the other's ground: of the second leg's home side in the first leg, and the reverse."""
    return first[1], second[1]


def _won(tie: Tie, pair: Score, method: str) -> Verdict:
    if pair[0] > pair[1]:
        return Verdict(tie.home, tie.away, method)
    return Verdict(tie.away, tie.home, method)
