"""What may be done to a competition and its teams? Create, change, start, close; teams join and withdraw.

Each rule is `(competition, input, …) -> competition` on plain documents and changes none of what it is
given. They concern the office alone and tell no facts. `wanted` is the loaded command of the same name.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.errors import Conflict, NotFound, Refused
from contracts.events.tournament_terms import CLOSED, DRAFT, RUNNING

Competition = dict[str, Any]
Contest = dict[str, Any]
Team = dict[str, Any]
Wanted = Mapping[str, Any]

_WRONG_STATE = {DRAFT: "not_started", RUNNING: "already_started", CLOSED: "already_closed"}


def create(competition_id: str, wanted: Wanted, by: str | None, at: datetime) -> Competition:
    return {
        "_id": competition_id,
        "state": DRAFT,
        **_details(wanted),
        "teams": [],
        "contests": [],
        "created_by": by,
        "created_at": at,
    }


def change(competition: Competition, wanted: Wanted) -> Competition:
    refuse_unless(competition, wanted, DRAFT, RUNNING)
    return competition | _details(wanted)


def start(
    competition: Competition, wanted: Wanted, fixtures: Sequence[Mapping[str, Any]], at: datetime
) -> Competition:
    """`fixtures`: all of the competition, and its heats. Every heat needs its hour by now, and a fixture
    whose two teams are drawn.
    """
    refuse_unless(competition, wanted, DRAFT)
    if not competition["contests"]:
        raise Refused("invalid", {"contests": "missing"})
    for contest in competition["contests"]:
        if contest["draw"] is None:
            raise Refused("invalid", {"contests": _about(contest, "not_drawn")})
        own = [one for one in fixtures if one["contest_id"] == contest["contest_id"]]
        if any(None not in one["drawn"] and one["starts_at"] is None for one in own):
            raise Refused("invalid", {"contests": _about(contest, "not_scheduled")})
    return competition | {"state": RUNNING, "started_at": at}


def close(competition: Competition, wanted: Wanted, at: datetime) -> Competition:
    refuse_unless(competition, wanted, RUNNING)
    return competition | {"state": CLOSED, "closed_at": at}


def reopen(competition: Competition, wanted: Wanted) -> Competition:
    refuse_unless(competition, wanted, CLOSED)
    return competition | {"state": RUNNING, "closed_at": None}


def save_team(competition: Competition, wanted: Wanted, team_id: str) -> Competition:
    """Adds a team as `team_id` when `wanted` names none (draft only), or edits the one it names."""
    known = wanted.get("team_id")
    refuse_unless(competition, wanted, *((DRAFT, RUNNING) if known else (DRAFT,)))
    before = team_of(competition, known) if known else {"team_id": team_id, "withdrawn": None}
    team = before | {
        "name": tidy(wanted["name"]),
        "short": tidy(wanted["short"]),
        "institution_id": wanted["institution_id"],
        "association_id": wanted["association_id"],
        "guest_of": tidy(wanted["guest_of"]),
    }
    _refuse_twins(competition, team)
    return competition | {"teams": put(competition["teams"], team, "team_id")}


def withdraw(competition: Competition, wanted: Wanted, at: datetime) -> Competition:
    """In a draft it also leaves the contests it was entered for, and their draws are given up."""
    refuse_unless(competition, wanted, DRAFT, RUNNING)
    team = team_of(competition, wanted["team_id"])
    if team["withdrawn"] is not None:
        raise Refused("invalid", {"team_id": "withdrawn_team"})
    gone = team | {"withdrawn": {"at": at, "why": wanted["why"].strip(), "annul": wanted["annul"]}}
    teams = put(competition["teams"], gone, "team_id")
    if competition["state"] != DRAFT:
        return competition | {"teams": teams}
    contests = [_without(contest, team["team_id"]) for contest in competition["contests"]]
    return competition | {"teams": teams, "contests": contests}


def refuse_unless(competition: Competition, wanted: Wanted, *states: str) -> None:
    """Conflict when the version is not the one that was read, or the state none of `states`."""
    refuse_stale(competition, wanted)
    refuse_state(competition, *states)


def refuse_state(competition: Competition, *states: str) -> None:
    if competition["state"] not in states:
        raise Conflict(_WRONG_STATE[competition["state"]])


def refuse_stale(document: Mapping[str, Any], wanted: Wanted) -> None:
    """Of a competition or a fixture. A fixture's `revision` counts what people changed, not what was told."""
    known = document.get("revision", document["version"])
    if known != wanted["version"]:
        raise Conflict("changed_by_someone", version=known)


def team_of(competition: Competition, team_id: str) -> Team:
    return _one(competition["teams"], "team_id", team_id, "no_such_team")


def contest_of(competition: Competition, contest_id: str, sport: str = "") -> Contest:
    """Of any sport unless one is asked for. Raises NotFound."""
    return _one(of_sport(competition, sport), "contest_id", contest_id, "no_such_contest")


def of_sport(competition: Mapping[str, Any], sport: str) -> list[Contest]:
    return [one for one in competition["contests"] if sport in ("", one["sport"])]


def put(listed: Sequence[dict[str, Any]], item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """In the place of the one with the same `key`, or at the end."""
    if all(one[key] != item[key] for one in listed):
        return [*listed, item]
    return [item if one[key] == item[key] else one for one in listed]


def tidy(line: str) -> str:
    return " ".join(line.split())


def _details(wanted: Wanted) -> dict[str, Any]:
    """Dates as ISO strings: the store knows no plain date."""
    return {
        "name": tidy(wanted["name"]),
        "place": tidy(wanted["place"]),
        "starts_on": wanted["starts_on"].isoformat(),
        "ends_on": wanted["ends_on"].isoformat(),
        "tell": wanted["tell"],
    }


def _refuse_twins(competition: Competition, team: Team) -> None:
    """A team that withdrew from the draft plays nowhere, so it may come back under its name."""
    playing = {team_id for contest in competition["contests"] for team_id in contest["entrants"]}
    others = [
        one
        for one in competition["teams"]
        if one["team_id"] != team["team_id"] and (one["team_id"] in playing or not one["withdrawn"])
    ]
    for field in ("name", "short"):
        if team[field].casefold() in {one[field].casefold() for one in others}:
            raise Refused("invalid", {field: f"{field}_taken"})


def _without(contest: Contest, team_id: str) -> Contest:
    if team_id not in contest["entrants"]:
        return contest
    left = [one for one in contest["entrants"] if one != team_id]
    without = contest | {"entrants": left, "draw": None}
    if "entries" not in contest:
        return without
    return without | {"entries": [one for one in contest["entries"] if one["team_id"] != team_id]}


def _about(contest: Contest, slug: str) -> dict[str, str]:
    return {"slug": slug, "contest_id": contest["contest_id"], "title": contest["title"]}


def _one(listed: Sequence[dict[str, Any]], key: str, wanted: str, slug: str) -> dict[str, Any]:
    for one in listed:
        if one[key] == wanted:
            return one
    raise NotFound(slug)
