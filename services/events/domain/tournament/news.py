"""Who is told what of a contest: its hours, its results, its tables, who goes on?

Every rule compares what is now with what was told; names are those of teams, never of a person. What was told
of a contest is `{tables: {group: [{place, team_id, points}]}, goes_on: [team ids]}`, of a fixture its `told`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events.tournament_facts import (
    FixtureMoved,
    FixtureScheduled,
    QualificationWithdrawn,
    ResultConfirmed,
    ResultCorrected,
    TableSettled,
    TeamQualified,
)
from contracts.events.tournament_terms import NONE, RUNNING, SETTLED, TELL_NETWORK, TELL_TEAMS
from contracts.fact import Fact
from services.events.domain.tournament.outcome import going_on
from services.events.domain.tournament.score import score_words

Competition = dict[str, Any]
Contest = dict[str, Any]
Fixture = dict[str, Any]
Outcome = dict[str, Any]
Told = dict[str, Any]


def news(
    competition: Competition, contest: Contest, told: Told | None, outcome: Outcome
) -> tuple[Told, list[Fact]]:
    """Tables that are settled now, who goes on now, and what of it had been told otherwise.

    A table that waits for a match again is remembered as it was told, not told twice when it settles alike.
    """
    tables, goes_on = (told["tables"], set(told["goes_on"])) if told else ({}, set())
    settled, now = _settled(outcome), going_on(outcome)
    facts = [
        *_table_news(competition, contest, tables, settled),
        *_qualification_news(competition, contest, goes_on, now),
    ]
    return {"tables": tables | settled, "goes_on": sorted(now)}, facts


def fixture_news(
    competition: Competition,
    contest: Contest,
    fixture: Fixture,
    slots: Mapping[str, Mapping[str, Any]],
) -> tuple[Fixture, list[Fact]]:
    """The hour of a match that is still to be played, once both teams are sure and neither has withdrawn.

    `slots` are those of this fixture: {home, away: {state, team_id}}. A team that was told it plays here, and
    has been replaced, hears of it too.
    """
    sides = [slots[side] for side in ("home", "away")]
    waits = fixture["result_state"] == NONE and fixture["starts_at"] is not None
    sure = all(side["state"] == SETTLED for side in sides)
    if not (competition["state"] == RUNNING and waits and sure):
        return fixture, []
    home, away = (side["team_id"] for side in sides)
    telling = {"home": home, "away": away, "starts_at": fixture["starts_at"], "pitch": fixture["pitch"]}
    teams = _teams(competition)
    if fixture["told"] == telling or teams[home]["withdrawn"] or teams[away]["withdrawn"]:
        return fixture, []
    before = [fixture["told"][side] for side in ("home", "away")] if fixture["told"] else []
    about = _of_fixture(competition, contest, fixture, (home, away)) | {
        "starts_at": fixture["starts_at"],
        "pitch": "\n".join(part for part in (fixture["pitch"], competition["place"]) if part),
        "hearers": _associations(*(teams[team] for team in (home, away, *before))),
    }
    is_first = fixture["told"] is None
    key = fixture["_id"]
    fact = FixtureScheduled.of(key, **about) if is_first else FixtureMoved.of(key, **about)
    return fixture | {"told": telling}, [fact]


def result_news(
    competition: Competition, contest: Contest, fixture: Fixture, was: Fixture | None = None
) -> list[Fact]:
    """Of a confirmed result; `was`: the fixture before its correction.

    Where no score counts there is nothing to tell, unless one had been told: then `score` is the status.
    What other teams had played here is no result of these, so theirs is told as new.
    """
    score = score_words(fixture["result"], contest)
    before = score_words(was["result"], contest) if was and was["sides"] == fixture["sides"] else ""
    if score == before:
        return []
    teams = _teams(competition)
    home, away = fixture["sides"]
    told = {
        **_of_fixture(competition, contest, fixture, (home, away)),
        "score": score or fixture["result"]["status"],
        "hearers": _hearers(competition, (teams[home], teams[away])),
    }
    if before:
        return [ResultCorrected.of(fixture["_id"], **told, was=before)]
    return [ResultConfirmed.of(fixture["_id"], **told)]


def _table_news(
    competition: Competition, contest: Contest, told: dict[str, Any], settled: dict[str, Any]
) -> list[Fact]:
    teams = _teams(competition)
    return [
        TableSettled.of(
            contest["contest_id"],
            **_of_contest(competition, contest),
            group=group,
            lines=[_line(row, teams) for row in rows],
            corrected=group in told,
        )
        for group, rows in settled.items()
        if told.get(group) != rows
    ]


def _qualification_news(
    competition: Competition, contest: Contest, was: set[str], now: set[str]
) -> list[Fact]:
    """Who takes the place of another is told as a correction too."""
    names = {team_id: team["name"] for team_id, team in _teams(competition).items()}
    shared = _of_contest(competition, contest)
    subject = contest["contest_id"]
    withdrawn = [
        QualificationWithdrawn.of(subject, **shared, team_id=team, team=names[team])
        for team in sorted(was - now)
    ]
    qualified = [
        TeamQualified.of(subject, **shared, team_id=team, team=names[team], corrected=bool(withdrawn))
        for team in sorted(now - was)
    ]
    return [*withdrawn, *qualified]


def _settled(outcome: Outcome) -> dict[str, list[dict[str, Any]]]:
    """The rows of each group that waits neither for a match nor for lots; none where all have withdrawn."""
    waiting = {one["group"] for one in outcome["unresolved"]}
    return {
        table["group"]: [
            {name: row[name] for name in ("place", "team_id", "points")} for row in table["rows"]
        ]
        for table in outcome["tables"]
        if table["complete"] and table["rows"] and table["group"] not in waiting
    }


def _line(row: Mapping[str, Any], teams: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {"place": row["place"], "team": teams[row["team_id"]]["short"], "points": row["points"]}


def _of_fixture(
    competition: Competition, contest: Contest, fixture: Fixture, sides: tuple[str, str]
) -> dict[str, Any]:
    teams = _teams(competition)
    home, away = (teams[team]["short"] for team in sides)
    return {
        "competition_id": competition["_id"],
        "contest_id": contest["contest_id"],
        "fixture_id": fixture["_id"],
        "competition": competition["name"],
        "home": home,
        "away": away,
    }


def _of_contest(competition: Competition, contest: Contest) -> dict[str, Any]:
    entrants = [team for team in competition["teams"] if team["team_id"] in contest["entrants"]]
    return {
        "competition_id": competition["_id"],
        "contest_id": contest["contest_id"],
        "competition": competition["name"],
        "contest": contest["title"],
        "hearers": _hearers(competition, entrants),
    }


def _teams(competition: Competition) -> dict[str, dict[str, Any]]:
    return {team["team_id"]: team for team in competition["teams"]}


def _hearers(competition: Competition, teams: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Of results, tables and qualifications: as the competition says."""
    if competition["tell"] == TELL_NETWORK:
        return {"associations": [], "network": True}
    return _associations(*teams) if competition["tell"] == TELL_TEAMS else _associations()


def _associations(*teams: Mapping[str, Any]) -> dict[str, Any]:
    """A guest of another province has none."""
    known = {team["association_id"] for team in teams if team["association_id"]}
    return {"associations": sorted(known), "network": False}
