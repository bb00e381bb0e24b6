"""A group or a league as JSON: its table, its ties, and why each row stands where it does."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.events.domain.sports.cases.football_rules import (
    criteria,
    read_entered,
    read_rules,
    with_recorded_decisions,
)
from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import (
    Case,
    invalid,
    mapping,
    names,
    number,
    objects,
    plain,
    score,
    text,
)
from services.events.domain.sports.football.rule_sets import PER_GAME
from services.events.domain.sports.football.separate import Split
from services.events.domain.sports.football.standing import Group, Standing, rank_group, rank_per_game
from services.events.domain.sports.football.tally import AWARDED, COUNTING, PLAYED, SILENT, Match, Row

SIDES = ("home", "away", "both")


def group_outcome(case: Case, known: Known) -> Outcome:
    group = read_group(case)
    return describe(rank_group(group), group) | _states(case, group)


def per_game_outcome(case: Case, known: Known) -> Outcome:
    group = read_group(case)
    group = replace(group, rules=replace(group.rules, criteria=_per_game_criteria(case)))
    standing = rank_per_game(group)
    told = describe(standing, group)
    table = [row | {"ppg": plain(standing.rows[row["team"]].ppg)} for row in told["table"]]
    return told | {"table": table} | _states(case, group)


def _per_game_criteria(case: Case) -> tuple[str, ...]:
    """The order of a named rule set was made for whole seasons: only one of the case's own holds here."""
    rules = mapping(case.get("rules"), "rules")
    own = rules.get("tiebreakers", rules.get("criteria"))
    return PER_GAME if own is None else criteria(own, "rules.tiebreakers")


def read_group(case: Case) -> Group:
    rules = read_rules(case)
    entered = read_entered(case, rules)
    played = objects(case, "matches")
    teams = names(case["teams"], "teams") if case.get("teams") is not None else _met(played)
    matches = tuple(
        read_match(match, f"matches.{at}", set(teams), rules.forfeit_goals) for at, match in enumerate(played)
    )
    return Group(
        teams,
        matches,
        with_recorded_decisions(rules, entered),
        withdrawn=frozenset(names(case.get("withdrawn"), "withdrawn")),
        deductions=_deductions(case),
        entered=entered,
        whole_legs_only=bool(mapping(case.get("rules"), "rules").get("h2h_when_complete")),
    )


def read_match(match: Case, field: str, teams: set[str], forfeit_goals: int) -> Match:
    home, away = text(match, "home", field), text(match, "away", field)
    for side, team in (("home", home), ("away", away)):
        if team not in teams:
            raise invalid(f"{field}.{side}", "unknown_team", team=team)
    if home == away:
        raise invalid(field, "against_itself", team=home)
    goals = score(match.get("score"), f"{field}.score")
    status = match.get("status") or (PLAYED if goals is not None else "not_played")
    if status not in COUNTING + SILENT:
        raise invalid(f"{field}.status", "unknown_status", status=status)
    at_fault = match.get("at_fault")
    if at_fault is not None and at_fault not in SIDES:
        raise invalid(f"{field}.at_fault", "unknown_side")
    if status == AWARDED and at_fault is not None and (goals is None or at_fault == "both"):
        return _forfeited(home, away, at_fault, forfeit_goals)
    if status in COUNTING and goals is None:
        raise invalid(f"{field}.score", "missing")
    return Match(home, away, goals, status)


def _forfeited(home: str, away: str, at_fault: str, goals: int) -> Match:
    if at_fault == "both":
        return Match(home, away, (goals, goals), AWARDED, both_lose=True)
    return Match(home, away, (0, goals) if at_fault == "home" else (goals, 0), AWARDED)


def _deductions(case: Case) -> dict[str, int]:
    found = {}
    for team, points in mapping(case.get("deductions"), "deductions").items():
        exact = number(points, f"deductions.{team}")
        if not isinstance(exact, int):
            raise invalid(f"deductions.{team}", "not_a_whole_number")
        found[team] = exact
    return found


def _met(matches: list[Mapping[str, Any]]) -> list[str]:
    sides = [
        text(match, side, f"matches.{at}") for at, match in enumerate(matches) for side in ("home", "away")
    ]
    return sorted(set(sides))


def describe(standing: Standing, group: Group) -> Outcome:
    return {
        "table": [_row(place, standing.rows[team]) for place, team in standing.places],
        "qualifying_places": group.rules.qualify,
        "qualified": list(standing.qualified),
        "on_the_line": list(standing.on_the_line),
        "unresolved": plain(standing.unresolved),
        "unresolved_before": plain(standing.unresolved_before),
        "ties_broken": [broken(split) for split in standing.story.splits],
        "explanation": explain(standing),
        "complete": all(
            match.status not in ("not_played", "scheduled", "postponed") for match in group.matches
        ),
    }


def _row(place: int, row: Row) -> dict[str, Any]:
    return {
        "pos": place,
        "team": row.team,
        "p": row.p,
        "w": row.w,
        "d": row.d,
        "l": row.l,
        "gf": row.gf,
        "ga": row.ga,
        "gd": row.gd,
        "pts": row.pts,
    }


def broken(split: Split) -> dict[str, Any]:
    return {"criterion": split.criterion, "teams": list(split.teams), "into": plain(split.into)}


def explain(standing: Standing) -> list[dict[str, Any]]:
    """One entry for each row that the first key (points) does not place alone."""
    rivals = {team: level for level in standing.level for team in level}
    return [
        {
            "pos": place,
            "team": team,
            "level_with": [rival for rival in rivals[team] if rival != team],
            "decided_by": [_step(split) for split in standing.splits_of(team)],
            "not_entered": [name for name, level in standing.story.missing if team in level],
            "settled": all(team not in part for part in standing.unresolved),
        }
        for place, team in standing.places
        if len(rivals[team]) > 1
    ]


def _step(split: Split) -> dict[str, Any]:
    values = {team: plain(value) for team, value in split.values.items()}
    return {"criterion": split.criterion, "criteria": list(split.criteria), "values": values}


def _states(case: Case, group: Group) -> Outcome:
    """Awarded matches with both results; those that count for nobody."""
    kept = zip(objects(case, "matches"), group.matches, strict=True)
    awarded = [
        {
            "home": match.home,
            "away": match.away,
            "official": None if match.both_lose else plain(match.score),
            "on_field": entered.get("on_field"),
        }
        for entered, match in kept
        if match.status == AWARDED
    ]
    return {"awarded": sorted(awarded, key=lambda one: (str(one["home"]), str(one["away"])))}
