"""Where are the pages of one heat? Their addresses, all in one place."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from services.portal.heats import moves, results, sheets
from services.portal.tournaments.words import in_templates

bp = Blueprint("heats", __name__)
bp.context_processor(in_templates)


def _at(address: str, endpoint: str, view: Callable[..., Any], *, posted: bool = False) -> None:
    bp.add_url_rule(address, endpoint, view, methods=["POST"] if posted else ["GET"])


HEAT = "/heats/<id:heat_id>"

_at(HEAT, "shown", results.shown)
_at(HEAT, "enter", results.enter, posted=True)
_at(f"{HEAT}/follows", "follows", results.follows, posted=True)
_at(f"{HEAT}/confirm", "confirm", results.confirm, posted=True)
_at(f"{HEAT}/correct", "ask_correct", results.ask_correct)
_at(f"{HEAT}/correct", "correct", results.correct, posted=True)
_at(f"{HEAT}/move", "ask_move", moves.ask_move)
_at(f"{HEAT}/move", "move", moves.move, posted=True)
_at(f"{HEAT}/referee", "assign", moves.assign, posted=True)
_at(f"{HEAT}/sheet", "sheet", sheets.sheet)
