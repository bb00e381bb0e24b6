"""Athletics contests, their entries and start lists, for programs. Names of athletes: `entries` alone."""

from typing import Any

from werkzeug.wrappers import Response

from contracts.events.athletics_views import EntriesView
from contracts.schema import Contract
from services.portal.api import athletics_schemas as schemas
from services.portal.api.door import KEY_HEADER, ask, part, tell
from services.portal.api.tournament_schemas import SavedPart

blp = part("athletics", "Athletics contests: entries, heats, hours, lots and new races")

Payload = dict[str, Any]


@blp.post("/competitions/<id:competition_id>/athletics")
@blp.arguments(schemas.NewAthletics)
@blp.response(201, SavedPart(), description="`id` is the contest's")
@blp.doc(parameters=[KEY_HEADER])
def add_athletics(wanted: Payload, competition_id: str) -> Response:
    """Add an athletics contest"""
    ids = {"competition_id": competition_id}
    return tell("events", "save_athletics", schemas.NewAthletics, wanted, ids, 201)


@blp.put("/competitions/<id:competition_id>/athletics/<id:contest_id>")
@blp.arguments(schemas.NewAthletics)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def edit_athletics(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """Edit an athletics contest; its draw is given up"""
    return _of_contest("save_athletics", schemas.NewAthletics, wanted, competition_id, contest_id)


@blp.get("/competitions/<id:competition_id>/athletics/<id:contest_id>/entries")
@blp.response(200, EntriesView)
def entries(competition_id: str, contest_id: str) -> Response:
    """Who is entered, with names: for the office alone"""
    return ask("events", "entries", {"competition_id": competition_id, "contest_id": contest_id})


@blp.put("/competitions/<id:competition_id>/athletics/<id:contest_id>/entries")
@blp.arguments(schemas.AllEntries)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def save_entries(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """All entries of a contest; a draw made before is given up"""
    return _of_contest("save_entries", schemas.AllEntries, wanted, competition_id, contest_id)


@blp.post("/competitions/<id:competition_id>/athletics/<id:contest_id>/draw")
@blp.arguments(schemas.HeatsDrawing)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def draw_heats(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """Draw the heats of the first round; the same seed draws the same"""
    return _of_contest("draw_heats", schemas.HeatsDrawing, wanted, competition_id, contest_id)


@blp.put("/competitions/<id:competition_id>/athletics/<id:contest_id>/start-lists")
@blp.arguments(schemas.StartLists)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def put_start_lists(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """The heats of the first round as somebody puts them, instead of a draw"""
    return _of_contest("put_start_lists", schemas.StartLists, wanted, competition_id, contest_id)


@blp.post("/competitions/<id:competition_id>/athletics/<id:contest_id>/schedule")
@blp.arguments(schemas.HeatsSchedule)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def schedule_heats(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """Give every heat its hour, one after the other"""
    return _of_contest("schedule_heats", schemas.HeatsSchedule, wanted, competition_id, contest_id)


@blp.post("/competitions/<id:competition_id>/athletics/<id:contest_id>/decisions")
@blp.arguments(schemas.NewHeatDecision)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def decide_heats(wanted: Payload, competition_id: str, contest_id: str) -> Response:
    """Lots or a new race among the level, or an athlete whom the referee lets go on besides"""
    return _of_contest("decide_heats", schemas.NewHeatDecision, wanted, competition_id, contest_id)


def _of_contest(
    method: str, schema: type[Contract], wanted: Payload, competition_id: str, contest_id: str
) -> Response:
    ids = {"competition_id": competition_id, "contest_id": contest_id}
    return tell("events", method, schema, wanted, ids)
