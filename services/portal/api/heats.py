"""Heats and their results, for programs. To a referee's program the heat of another does not exist."""

from typing import Any

from flask import jsonify
from werkzeug.wrappers import Response

from chassis.errors import NotFound
from contracts.events.athletics_views import HeatConsequencesView
from contracts.events.tournament_views import OneHeatView
from contracts.schema import Contract
from services.portal.api import athletics_schemas as schemas
from services.portal.api.door import KEY_HEADER, ask, part, tell, wired
from services.portal.api.fixtures import may_see, seen
from services.portal.api.tournament_schemas import SavedPart
from services.portal.calls import call

blp = part("heats", "Heats of athletics: hours, referees, results by bib, corrections and what follows")

Payload = dict[str, Any]


@blp.get("/heats/<id:heat_id>")
@blp.response(200, OneHeatView)
def heat(heat_id: str) -> Response:
    """One heat, with its competition and what follows in its contest"""
    return jsonify(_own(heat_id))


@blp.put("/heats/<id:heat_id>/result")
@blp.arguments(schemas.EnteredHeat)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def enter_heat(wanted: Payload, heat_id: str) -> Response:
    """Enter a result; it counts once somebody else confirms it"""
    _own(heat_id)
    return _tell("enter_heat", schemas.EnteredHeat, wanted, heat_id)


@blp.post("/heats/<id:heat_id>/confirmation")
@blp.arguments(schemas.HeatConfirmation)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def confirm_heat(read: Payload, heat_id: str) -> Response:
    """Confirm what another person entered"""
    return _tell("confirm_heat", schemas.HeatConfirmation, read, heat_id)


@blp.post("/heats/<id:heat_id>/correction")
@blp.arguments(schemas.HeatCorrection)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def correct_heat(wanted: Payload, heat_id: str) -> Response:
    """Correct a confirmed result; what it said before stays readable"""
    return _tell("correct_heat", schemas.HeatCorrection, wanted, heat_id)


@blp.put("/heats/<id:heat_id>/hour")
@blp.arguments(schemas.HeatHour)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def move_heat(wanted: Payload, heat_id: str) -> Response:
    """Another hour or place"""
    return _tell("move_heat", schemas.HeatHour, wanted, heat_id)


@blp.put("/heats/<id:heat_id>/referee")
@blp.arguments(schemas.HeatAssignment)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def assign_heat(wanted: Payload, heat_id: str) -> Response:
    """Give a heat to the account of a referee, or to nobody"""
    return _tell("assign_heat", schemas.HeatAssignment, wanted, heat_id)


@blp.post("/heats/<id:heat_id>/consequences")
@blp.arguments(schemas.PossibleHeat)
@blp.response(200, HeatConsequencesView)
def what_heat_follows(wanted: Payload, heat_id: str) -> Response:
    """What would this result change? Nothing is saved"""
    _own(heat_id)
    return ask("events", "what_heat_follows", {**wired(schemas.PossibleHeat, wanted), "heat_id": heat_id})


def _own(heat_id: str) -> Payload:
    """A `OneHeatView`."""
    found: Payload = call("events", "heat", {"heat_id": heat_id})
    if not may_see(found["heat"]):
        raise NotFound("no_such_heat")
    return {**found, "competition": seen(found["competition"])}


def _tell(method: str, schema: type[Contract], wanted: Payload, heat_id: str) -> Response:
    return tell("events", method, schema, wanted, {"heat_id": heat_id})
