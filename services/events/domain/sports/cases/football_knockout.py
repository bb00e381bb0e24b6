"""A knock-out match, two legs, or kicks from the mark as JSON."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import Case, invalid, mapping, objects, plain, score, text
from services.events.domain.sports.football.knockout import (
    Award,
    Tie,
    TwoLegRules,
    Verdict,
    awarded,
    two_legs,
    verdict,
)
from services.events.domain.sports.football.shootout import Kick, shootout
from services.events.domain.sports.football.tally import AWARDED


def match_outcome(case: Case, known: Known) -> Outcome:
    """What the field said stays beside what was decided."""
    tie = read_tie(case, "match")
    award = read_award(case.get("decision"), "decision")
    if award is None and case.get("status") == AWARDED:
        # written as in a group: the official score, and what the field said beside it
        award = Award(tie.score, None)
        tie = replace(tie, score=score(case.get("on_field"), "on_field"))
    field = verdict(tie)
    official = awarded(tie, award) if award is not None else field
    final_score = award.score if award is not None and award.score is not None else tie.score
    return {
        "result_on_field": _told(field, tie.score) | {"pens": plain(tie.pens)},
        "official": _told(official, final_score) | {"pens": None if award else plain(tie.pens)},
        "winner": official.winner,
        "method": official.method,
        "unresolved": [] if official.method else [sorted((tie.home, tie.away))],
    }


def two_legs_outcome(case: Case, known: Known) -> Outcome:
    rules = mapping(case.get("rules"), "rules")
    first = read_tie(mapping(case.get("first_leg"), "first_leg"), "first_leg")
    entered = mapping(case.get("second_leg"), "second_leg")
    second = read_tie(entered, "second_leg")
    if {first.home, first.away} != {second.home, second.away} or first.home == second.home:
        raise invalid("second_leg", "not_the_return_match")
    at_90 = score(entered.get("score_90"), "second_leg.score_90")
    asked = TwoLegRules(
        away_goals=bool(rules.get("away_goals", False)),
        extra_time=bool(rules.get("extra_time", True)),
        penalties=bool(rules.get("penalties", True)),
    )
    found = two_legs(first, second, at_90, asked)
    return {
        "winner": found.winner,
        "method": found.method,
        "aggregate": _aggregate(first, second),
        "unresolved": [] if found.winner else [sorted((first.home, first.away))],
    }


def shootout_outcome(case: Case, known: Known) -> Outcome:
    home, away = text(case, "home"), text(case, "away")
    kicks = []
    for at, kick in enumerate(objects(case, "kicks")):
        team = text(kick, "team", f"kicks.{at}")
        if team not in (home, away):
            raise invalid(f"kicks.{at}.team", "unknown_team", team=team)
        if not isinstance(kick.get("scored"), bool):
            raise invalid(f"kicks.{at}.scored", "not_true_or_false")
        kicks.append(Kick(team, kick["scored"]))
    found = shootout(home, away, kicks, in_order=bool(case.get("order_known", True)))
    return {
        "score": list(found.score),
        "winner": found.winner,
        "over_after": found.over_after,
        "sudden_death": found.sudden_death,
        "kicks_after_the_end": found.extra_kicks,
        "unresolved": [] if found.winner else [sorted((home, away))],
    }


def read_tie(match: Mapping[str, Any], field: str) -> Tie:
    """`extra_time` is true or false, or the score after it."""
    extra = match.get("extra_time", match.get("aet"))
    goals = score(match.get("score"), f"{field}.score")
    if isinstance(extra, list):
        goals = score(extra, f"{field}.extra_time")
    pens = score(match.get("pens", match.get("penalties")), f"{field}.pens")
    return Tie(text(match, "home", field), text(match, "away", field), goals, bool(extra), pens)


def read_award(decision: Any, field: str) -> Award | None:
    if decision is None:
        return None
    given = mapping(decision, field)
    named = given.get("winner", given.get("awarded_to"))
    goals = given.get("score", given.get("result"))
    return Award(score(goals, f"{field}.score"), None if named is None else str(named))


def _told(found: Verdict, goals: tuple[int, int] | None) -> dict[str, Any]:
    return {"score": plain(goals), "winner": found.winner, "method": found.method}


def _aggregate(first: Tie, second: Tie) -> dict[str, int] | None:
    if first.score is None or second.score is None:
        return None
    return {
        first.home: first.score[0] + second.score[1],
        first.away: first.score[1] + second.score[0],
    }
