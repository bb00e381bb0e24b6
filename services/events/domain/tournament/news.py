"""Who is told what of a contest: its hours, its results, its tables, who goes on?

Every rule compares what is now with what was told; names are those of teams, never of a person. What was told
of a contest is `{tables: {group: [{place, team_id, points}]}, goes_on: [team ids]}`, of a fixture its `told`.
"""

from collections.abc import Mapping
from typing import Any

from contracts.events.tournament_facts import (
    FixtureCalledOff,
    FixtureMoved,
    FixtureScheduled,
    ResultConfirmed,
    ResultCorrected,
    TableSettled,
)
from contracts.events.tournament_terms import (
    ANNULLED,
    AWARDED,
    FORFEITED,
    NONE,
    RUNNING,
    SETTLED,
)
from contracts.fact import Fact
from services.events.domain.tournament.outcome import going_on
from services.events.domain.tournament.score import score_words
from services.events.domain.tournament.telling import (
    associations,
    hearers,
    of_contest,
    qualification_news,
    teams_of,
)

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
        *qualification_news(competition, contest, goes_on, now),
    ]
    return {"tables": tables | settled, "goes_on": sorted(now)}, facts


def fixture_news(
    competition: Competition,
    contest: Contest,
    fixture: Fixture,
    slots: Mapping[str, Mapping[str, Any]],
) -> tuple[Fixture, list[Fact]]:
    """The hour of a match that is still to be played, and that it was told and is none any more.

    `slots` are those of this fixture: {home, away: {state, team_id}}. Who was told hears of either, also a
    team that has been replaced.
    """
    if competition["state"] != RUNNING or fixture["result_state"] != NONE:
        return fixture, []
    before, now = _told(fixture, competition), _to_tell(competition, fixture, slots)
    telling = now or before
    if telling is None or now == before:
        return fixture, []
    key, about = fixture["_id"], _dated(competition, contest, fixture, telling, before)
    if now is None:
        fact = FixtureCalledOff.of(key, **about)
    else:
        fact = FixtureMoved.of(key, **about) if before else FixtureScheduled.of(key, **about)
    return fixture | {"told": now}, [fact]


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
    teams = teams_of(competition)
    home, away = fixture["sides"]
    told = {
        **_of_fixture(competition, contest, fixture, (home, away)),
        "score": score or fixture["result"]["status"],
        "how": fixture["result"]["status"] if fixture["result"]["status"] in (AWARDED, FORFEITED) else "",
        "hearers": hearers(competition, (teams[home], teams[away])),
    }
    if before:
        return [ResultCorrected.of(fixture["_id"], **told, was=before)]
    return [ResultConfirmed.of(fixture["_id"], **told)]


def replay_news(competition: Competition, contest: Contest, was: Fixture) -> list[Fact]:
    """`was`: the confirmed fixture that is to be played again."""
    annulled = was | {"result": was["result"] | {"status": ANNULLED}}
    return result_news(competition, contest, annulled, was)


def _to_tell(
    competition: Competition, fixture: Fixture, slots: Mapping[str, Mapping[str, Any]]
) -> Told | None:
    """None where it has no hour, or it is not sure that these two play."""
    sides = [slots[side] for side in ("home", "away")]
    if fixture["starts_at"] is None or any(side["state"] != SETTLED for side in sides):
        return None
    home, away = (side["team_id"] for side in sides)
    teams = teams_of(competition)
    if teams[home]["withdrawn"] or teams[away]["withdrawn"]:
        return None
    hour = {name: fixture[name] for name in ("starts_at", "pitch")}
    return {"home": home, "away": away, **hour, "place": competition["place"]}


def _told(fixture: Fixture, competition: Competition) -> Told | None:
    """Until the place was remembered too, it was told as it stands."""
    return fixture["told"] and {"place": competition["place"], **fixture["told"]}


def _dated(
    competition: Competition, contest: Contest, fixture: Fixture, told: Told, before: Told | None
) -> dict[str, Any]:
    teams = teams_of(competition)
    hearing = [one[side] for one in (told, before) if one for side in ("home", "away")]
    return _of_fixture(competition, contest, fixture, (told["home"], told["away"])) | {
        "starts_at": told["starts_at"],
        "pitch": "\n".join(part for part in (told["pitch"], told["place"]) if part),
        "hearers": associations(*(teams[team] for team in hearing)),
    }


def _table_news(
    competition: Competition, contest: Contest, told: dict[str, Any], settled: dict[str, Any]
) -> list[Fact]:
    teams = teams_of(competition)
    return [
        TableSettled.of(
            contest["contest_id"],
            **of_contest(competition, contest),
            group=group,
            lines=[_line(row, teams) for row in rows],
            corrected=group in told,
        )
        for group, rows in settled.items()
        if told.get(group) != rows
    ]


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
    teams = teams_of(competition)
    home, away = (teams[team]["short"] for team in sides)
    return {
        "competition_id": competition["_id"],
        "contest_id": contest["contest_id"],
        "fixture_id": fixture["_id"],
        "competition": competition["name"],
        "home": home,
        "away": away,
    }
