"""Fixtures and their results, for programs. To a referee's program another's fixture does not exist."""

from typing import Any

from flask import jsonify
from werkzeug.wrappers import Response

from chassis.errors import NotFound
from contracts.events.tournament_views import ConsequencesView, OneFixtureView
from contracts.schema import Contract
from services.portal.api import tournament_schemas as schemas
from services.portal.api.door import KEY_HEADER, ask, part, tell, wired
from services.portal.api.tournament_schemas import SavedPart
from services.portal.calls import call
from services.portal.roles import REFEREE
from services.portal.tournaments.reading import refuse_decision
from services.portal.who import signed_in

blp = part("fixtures", "Fixtures: hours, referees, results, corrections and what follows from them")

Payload = dict[str, Any]


def may_see(fixture: Payload) -> bool:
    account = signed_in()
    return account.role != REFEREE or fixture["referee"] == account.account_id


def seen(competition: Payload) -> Payload:
    """What was promised, by whom and what the office noted since is not a referee's business."""
    return {**competition, "pledges": []} if signed_in().role == REFEREE else competition


@blp.get("/fixtures/<id:fixture_id>")
@blp.response(200, OneFixtureView)
def fixture(fixture_id: str) -> Response:
    """One fixture, with the competition it belongs to"""
    return jsonify(_own(fixture_id))


@blp.put("/fixtures/<id:fixture_id>/result")
@blp.arguments(schemas.EnteredResult)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def enter_result(wanted: Payload, fixture_id: str) -> Response:
    """Enter a result; it counts once somebody else confirms it"""
    _own(fixture_id)
    refuse_decision(wanted["result"])
    return _tell("enter_result", schemas.EnteredResult, wanted, fixture_id)


@blp.post("/fixtures/<id:fixture_id>/confirmation")
@blp.arguments(schemas.Confirmation)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def confirm_result(read: Payload, fixture_id: str) -> Response:
    """Confirm what another person entered"""
    return _tell("confirm_result", schemas.Confirmation, read, fixture_id)


@blp.post("/fixtures/<id:fixture_id>/correction")
@blp.arguments(schemas.Correction)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def correct_result(wanted: Payload, fixture_id: str) -> Response:
    """Correct a confirmed result; what it said before stays readable"""
    return _tell("correct_result", schemas.Correction, wanted, fixture_id)


@blp.post("/fixtures/<id:fixture_id>/replay")
@blp.arguments(schemas.ReplayOrder)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def order_replay(wanted: Payload, fixture_id: str) -> Response:
    """A confirmed match does not count and is played again; what it said stays readable"""
    return _tell("order_replay", schemas.ReplayOrder, wanted, fixture_id)


@blp.put("/fixtures/<id:fixture_id>/hour")
@blp.arguments(schemas.Hour)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def move_fixture(wanted: Payload, fixture_id: str) -> Response:
    """Another hour or pitch; those told before are told again, once"""
    return _tell("move_fixture", schemas.Hour, wanted, fixture_id)


@blp.put("/fixtures/<id:fixture_id>/referee")
@blp.arguments(schemas.Assignment)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def assign_referee(wanted: Payload, fixture_id: str) -> Response:
    """Give a fixture to the account of a referee, or to nobody"""
    return _tell("assign_referee", schemas.Assignment, wanted, fixture_id)


@blp.post("/fixtures/<id:fixture_id>/consequences")
@blp.arguments(schemas.PossibleResult)
@blp.response(200, ConsequencesView)
def what_follows(wanted: Payload, fixture_id: str) -> Response:
    """What would this result change? Nothing is saved"""
    _own(fixture_id)
    return ask("events", "what_follows", {**wired(schemas.PossibleResult, wanted), "fixture_id": fixture_id})


def _own(fixture_id: str) -> Payload:
    """A `OneFixtureView`."""
    found: Payload = call("events", "fixture", {"fixture_id": fixture_id})
    if not may_see(found["fixture"]):
        raise NotFound("no_such_fixture")
    return {**found, "competition": seen(found["competition"])}


def _tell(method: str, schema: type[Contract], wanted: Payload, fixture_id: str) -> Response:
    return tell("events", method, schema, wanted, {"fixture_id": fixture_id})
