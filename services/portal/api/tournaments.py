"""Competitions, their teams, contests and draws, for programs."""

from typing import Any

from flask import jsonify
from werkzeug.wrappers import Response

from chassis.errors import NotFound
from contracts.events.tournament_commands import CreateCompetition
from contracts.events.tournament_terms import DRAFT
from contracts.events.tournament_views import CompetitionsPage, WholeCompetition
from contracts.schema import Contract
from services.portal.api import tournament_schemas as schemas
from services.portal.api.door import KEY_HEADER, ask, command, part, tell, wired
from services.portal.api.fixtures import may_see, seen
from services.portal.api.schemas import AskedPage
from services.portal.api.tournament_schemas import ReadVersion, SavedPart
from services.portal.calls import call
from services.portal.roles import REFEREE
from services.portal.who import signed_in

blp = part("tournaments", "Competitions: teams, contests, draws, tables and who goes on")

Payload = dict[str, Any]


@blp.get("/competitions")
@blp.arguments(AskedPage, location="query")
@blp.response(200, CompetitionsPage)
def competitions(asked: Payload) -> Response:
    """List competitions"""
    return ask("events", "competitions", asked)


@blp.post("/competitions")
@blp.arguments(CreateCompetition)
@blp.response(201, SavedPart(), description="`id` is the competition's")
@blp.doc(parameters=[KEY_HEADER])
def create_competition(wanted: Payload) -> Response:
    """Prepare a competition; nobody sees it until it starts"""
    return command("events", "create_competition", wired(CreateCompetition, wanted), 201)


@blp.get("/competitions/<id:competition_id>")
@blp.response(200, WholeCompetition)
def competition(competition_id: str) -> Response:
    """One competition: teams, contests, fixtures and heats (a referee: the own), tables and who goes on"""
    whole = call("events", "competition", {"competition_id": competition_id})
    if whole["competition"]["state"] == DRAFT and signed_in().role == REFEREE:
        raise NotFound("no_such_competition")
    own = {name: [one for one in whole[name] if may_see(one)] for name in ("fixtures", "heats")}
    return jsonify({**whole, **own, "competition": seen(whole["competition"])})


@blp.put("/competitions/<id:competition_id>")
@blp.arguments(schemas.CompetitionEdit)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def change_competition(wanted: Payload, competition_id: str) -> Response:
    """Change its name, place, days or who hears of results"""
    return tell(
        "events", "change_competition", schemas.CompetitionEdit, wanted, {"competition_id": competition_id}
    )


@blp.post("/competitions/<id:competition_id>/teams")
@blp.arguments(schemas.NewTeam)
@blp.response(201, SavedPart(), description="`id` is the team's")
@blp.doc(parameters=[KEY_HEADER])
def add_team(wanted: Payload, competition_id: str) -> Response:
    """Add a team"""
    return tell("events", "save_team", schemas.NewTeam, wanted, {"competition_id": competition_id}, 201)


@blp.put("/competitions/<id:competition_id>/teams/<id:team_id>")
@blp.arguments(schemas.NewTeam)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def edit_team(wanted: Payload, competition_id: str, team_id: str) -> Response:
    """Edit a team"""
    ids = {"competition_id": competition_id, "team_id": team_id}
    return tell("events", "save_team", schemas.NewTeam, wanted, ids)


@blp.post("/competitions/<id:competition_id>/teams/<id:team_id>/withdrawal")
@blp.arguments(schemas.TeamWithdrawal)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def withdraw_team(wanted: Payload, competition_id: str, team_id: str) -> Response:
    """A team goes home: its matches count for nobody, or those to come are lost by forfeit"""
    ids = {"competition_id": competition_id, "team_id": team_id}
    return tell("events", "withdraw_team", schemas.TeamWithdrawal, wanted, ids)


@blp.post("/competitions/<id:competition_id>/contests")
@blp.arguments(schemas.NewContest)
@blp.response(201, SavedPart(), description="`id` is the contest's")
@blp.doc(parameters=[KEY_HEADER])
def add_contest(wanted: Payload, competition_id: str) -> Response:
    """Add a contest"""
    return tell("events", "save_contest", schemas.NewContest, wanted, {"competition_id": competition_id}, 201)


@blp.put("/competitions/<id:competition_id>/contests/<id:contest_id>")
@blp.arguments(schemas.NewContest)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def edit_contest(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """Edit a contest; its draw is given up"""
    return _of_contest("save_contest", schemas.NewContest, wanted, competition_id, contest_id)


@blp.delete("/competitions/<id:competition_id>/contests/<id:contest_id>")
@blp.arguments(ReadVersion, location="query")
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def remove_contest(read: Payload, competition_id: str, contest_id: str) -> Response:
    """Remove a contest of either sport from a draft"""
    return _of_contest("remove_contest", ReadVersion, read, competition_id, contest_id)


@blp.post("/competitions/<id:competition_id>/contests/<id:contest_id>/draw")
@blp.arguments(schemas.Draw)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def draw_contest(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """Draw the groups or the bracket; the same seed draws the same"""
    return _of_contest("draw_contest", schemas.Draw, wanted, competition_id, contest_id)


@blp.post("/competitions/<id:competition_id>/contests/<id:contest_id>/schedule")
@blp.arguments(schemas.Schedule)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def schedule_contest(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """Give every fixture its hour and pitch"""
    return _of_contest("schedule_contest", schemas.Schedule, wanted, competition_id, contest_id)


@blp.post("/competitions/<id:competition_id>/contests/<id:contest_id>/decisions")
@blp.arguments(schemas.Decision)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def decide(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """Lots, a play-off, or points taken off"""
    return _of_contest("decide", schemas.Decision, wanted, competition_id, contest_id)


@blp.post("/competitions/<id:competition_id>/start")
@blp.arguments(schemas.Start)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def start_competition(read: Payload, competition_id: str) -> Response:
    """Publish it: the teams are told of their fixtures, results may be entered"""
    return tell("events", "start_competition", schemas.Start, read, {"competition_id": competition_id})


@blp.post("/competitions/<id:competition_id>/close")
@blp.arguments(schemas.Close)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def close_competition(read: Payload, competition_id: str) -> Response:
    """It is over: only corrections remain"""
    return tell("events", "close_competition", schemas.Close, read, {"competition_id": competition_id})


@blp.post("/competitions/<id:competition_id>/reopen")
@blp.arguments(schemas.Reopen)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def reopen_competition(read: Payload, competition_id: str) -> Response:
    """It was closed too early: results may be entered again"""
    return tell("events", "reopen_competition", schemas.Reopen, read, {"competition_id": competition_id})


def _of_contest(
    method: str, schema: type[Contract], wanted: Payload, competition_id: str, contest_id: str
) -> Response:
    return tell(
        "events", method, schema, wanted, {"competition_id": competition_id, "contest_id": contest_id}
    )
