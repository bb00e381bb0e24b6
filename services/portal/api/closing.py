"""Prizes, the next stage, pledges and who is carried on from elsewhere, for programs."""

from typing import Any

from werkzeug.wrappers import Response

from contracts.schema import Contract
from services.portal.api import closing_schemas as schemas
from services.portal.api.door import KEY_HEADER, part, tell
from services.portal.api.tournament_schemas import ReadVersion, SavedPart

blp = part("closing", "What comes after the results: prizes, the next stage, pledges, who is carried on")

Payload = dict[str, Any]


@blp.post("/competitions/<id:competition_id>/prizes")
@blp.arguments(schemas.NewPrize)
@blp.response(201, SavedPart(), description="`id` is the prize's")
@blp.doc(parameters=[KEY_HEADER])
def add_prize(wanted: Payload, competition_id: str) -> Response:
    """Add a prize"""
    return tell("events", "save_prize", schemas.NewPrize, wanted, {"competition_id": competition_id}, 201)


@blp.put("/competitions/<id:competition_id>/prizes/<id:prize_id>")
@blp.arguments(schemas.NewPrize)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def edit_prize(wanted: Payload, competition_id: str, prize_id: str) -> Response:
    """Edit a prize"""
    return _of_prize("save_prize", schemas.NewPrize, wanted, competition_id, prize_id)


@blp.delete("/competitions/<id:competition_id>/prizes/<id:prize_id>")
@blp.arguments(ReadVersion, location="query")
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def remove_prize(read: Payload, competition_id: str, prize_id: str) -> Response:
    """Remove a prize that nobody has yet"""
    return _of_prize("remove_prize", ReadVersion, read, competition_id, prize_id)


@blp.post("/competitions/<id:competition_id>/prizes/<id:prize_id>/handover")
@blp.arguments(schemas.PrizeHandover)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def hand_over_prize(wanted: Payload, competition_id: str, prize_id: str) -> Response:
    """A team has its prize, or has given it back"""
    return _of_prize("hand_over_prize", schemas.PrizeHandover, wanted, competition_id, prize_id)


@blp.put("/competitions/<id:competition_id>/next-stage")
@blp.arguments(schemas.NextStage)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def save_next_stage(wanted: Payload, competition_id: str) -> Response:
    """Where those who go on go to; an empty name: nowhere"""
    return tell("events", "save_next_stage", schemas.NextStage, wanted, {"competition_id": competition_id})


@blp.post("/competitions/<id:competition_id>/pledges")
@blp.arguments(schemas.NewPledge)
@blp.response(201, SavedPart(), description="`id` is the pledge's")
@blp.doc(parameters=[KEY_HEADER])
def add_pledge(wanted: Payload, competition_id: str) -> Response:
    """Write down what was promised"""
    return tell("events", "save_pledge", schemas.NewPledge, wanted, {"competition_id": competition_id}, 201)


@blp.put("/competitions/<id:competition_id>/pledges/<id:pledge_id>")
@blp.arguments(schemas.NewPledge)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def edit_pledge(wanted: Payload, competition_id: str, pledge_id: str) -> Response:
    """Edit what was promised"""
    ids = {"competition_id": competition_id, "pledge_id": pledge_id}
    return tell("events", "save_pledge", schemas.NewPledge, wanted, ids)


@blp.post("/competitions/<id:competition_id>/pledges/<id:pledge_id>/notes")
@blp.arguments(schemas.NewPledgeNote)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def follow_pledge(wanted: Payload, competition_id: str, pledge_id: str) -> Response:
    """What was done about it since"""
    ids = {"competition_id": competition_id, "pledge_id": pledge_id}
    return tell("events", "follow_pledge", schemas.NewPledgeNote, wanted, ids)


@blp.post("/competitions/<id:competition_id>/qualified")
@blp.arguments(schemas.Carried)
@blp.response(200, SavedPart)
@blp.doc(parameters=[KEY_HEADER])
def carry_qualified(wanted: Payload, competition_id: str) -> Response:
    """Take the teams that go on from another competition into this one; again: who has come since"""
    return tell("events", "carry_qualified", schemas.Carried, wanted, {"competition_id": competition_id})


def _of_prize(
    method: str, schema: type[Contract], wanted: Payload, competition_id: str, prize_id: str
) -> Response:
    return tell("events", method, schema, wanted, {"competition_id": competition_id, "prize_id": prize_id})
