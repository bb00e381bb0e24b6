"""Who hears of a contest, and what is told of those who go on from it, in either sport?"""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events.tournament_facts import QualificationWithdrawn, TeamQualified
from contracts.events.tournament_terms import FOOTBALL, TELL_NETWORK, TELL_TEAMS
from contracts.fact import Fact

Competition = dict[str, Any]
Contest = dict[str, Any]


def qualification_news(
    competition: Competition, contest: Contest, was: set[str], now: set[str]
) -> list[Fact]:
    """Who takes the place of another is told as a correction too."""
    names = {team_id: team["name"] for team_id, team in teams_of(competition).items()}
    shared = of_contest(competition, contest)
    subject = contest["contest_id"]
    withdrawn = [
        QualificationWithdrawn.of(subject, **shared, team_id=team, team=names[team])
        for team in sorted(was - now)
    ]
    about = shared | {
        "to": (competition.get("next_stage") or {}).get("name", ""),
        "champion": contest["sport"] == FOOTBALL and contest["format"]["ends_with"] == 1,
    }
    qualified = [
        TeamQualified.of(subject, **about, team_id=team, team=names[team], corrected=bool(withdrawn))
        for team in sorted(now - was)
    ]
    return [*withdrawn, *qualified]


def of_contest(competition: Competition, contest: Contest) -> dict[str, Any]:
    entrants = [team for team in competition["teams"] if team["team_id"] in contest["entrants"]]
    return {
        "competition_id": competition["_id"],
        "contest_id": contest["contest_id"],
        "competition": competition["name"],
        "contest": contest["title"],
        "hearers": hearers(competition, entrants),
    }


def teams_of(competition: Competition) -> dict[str, dict[str, Any]]:
    return {team["team_id"]: team for team in competition["teams"]}


def hearers(competition: Competition, teams: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Of results, tables and qualifications: as the competition says."""
    if competition["tell"] == TELL_NETWORK:
        return {"associations": [], "network": True}
    return associations(*teams) if competition["tell"] == TELL_TEAMS else associations()


def associations(*teams: Mapping[str, Any]) -> dict[str, Any]:
    """A guest of another province has none."""
    known = {team["association_id"] for team in teams if team["association_id"]}
    return {"associations": sorted(known), "network": False}
