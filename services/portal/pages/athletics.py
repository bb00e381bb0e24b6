"""Where are the pages that set up an athletics contest? Their addresses, all in one place."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from services.portal.athletics import contests, decisions, draws, entries, schedules, start_lists
from services.portal.athletics.words import in_templates

bp = Blueprint("athletics", __name__)
bp.context_processor(in_templates)


def _at(address: str, endpoint: str, view: Callable[..., Any], *, posted: bool = False) -> None:
    bp.add_url_rule(address, endpoint, view, methods=["POST"] if posted else ["GET"])


ALL = "/tournaments/<id:competition_id>/athletics"
CONTEST = f"{ALL}/<id:contest_id>"

_at(ALL, "new_contest", contests.new_contest)
_at(ALL, "add_contest", contests.add_contest, posted=True)
_at(CONTEST, "edit_contest", contests.edit_contest)
_at(CONTEST, "save_contest", contests.save_contest, posted=True)
_at(f"{CONTEST}/entries", "ask_entries", entries.ask_entries)
_at(f"{CONTEST}/entries", "save_entries", entries.save_entries, posted=True)
_at(f"{CONTEST}/draw", "ask_draw", draws.ask_draw)
_at(f"{CONTEST}/draw", "draw", draws.draw, posted=True)
_at(f"{CONTEST}/start-lists", "ask_start_lists", start_lists.ask_start_lists)
_at(f"{CONTEST}/start-lists", "put_start_lists", start_lists.put_start_lists, posted=True)
_at(f"{CONTEST}/schedule", "ask_schedule", schedules.ask_schedule)
_at(f"{CONTEST}/schedule", "schedule", schedules.schedule, posted=True)
_at(f"{CONTEST}/schedule/last", "last_start", schedules.last_start, posted=True)
_at(f"{CONTEST}/decide", "ask_decide", decisions.ask_decide)
_at(f"{CONTEST}/decide", "decide", decisions.decide, posted=True)
