"""Where are the pages of tournaments? Their addresses, all in one place."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from services.portal.tournaments import (
    competitions,
    contests,
    decisions,
    draws,
    fixtures,
    referees,
    removing,
    replays,
    results,
    schedules,
    shown,
    teams,
    today,
    uploads,
)
from services.portal.tournaments.words import in_templates

bp = Blueprint("tournaments", __name__)
bp.context_processor(in_templates)


def _at(address: str, endpoint: str, view: Callable[..., Any], *, posted: bool = False) -> None:
    bp.add_url_rule(address, endpoint, view, methods=["POST"] if posted else ["GET"])


ONE = "/tournaments/<id:competition_id>"
TEAM = f"{ONE}/teams/<id:team_id>"
CONTEST = f"{ONE}/contests/<id:contest_id>"
FIXTURE = "/fixtures/<id:fixture_id>"

_at("/tournaments", "listed", competitions.listed)
_at("/tournaments/new", "new", competitions.new)
_at("/tournaments/new", "create", competitions.create, posted=True)
_at("/tournaments/matches", "count_matches", contests.count_matches, posted=True)
_at(ONE, "shown", shown.shown)
_at(f"{ONE}/edit", "edit", competitions.edit)
_at(f"{ONE}/edit", "change", competitions.change, posted=True)
_at(f"{ONE}/start", "ask_start", competitions.ask_start)
_at(f"{ONE}/start", "start", competitions.start, posted=True)
_at(f"{ONE}/close", "ask_close", competitions.ask_close)
_at(f"{ONE}/close", "close", competitions.close, posted=True)
_at(f"{ONE}/reopen", "ask_reopen", competitions.ask_reopen)
_at(f"{ONE}/reopen", "reopen", competitions.reopen, posted=True)
_at(f"{ONE}/teams", "new_team", teams.new_team)
_at(f"{ONE}/teams", "add_team", teams.add_team, posted=True)
_at(TEAM, "edit_team", teams.edit_team)
_at(TEAM, "save_team", teams.save_team, posted=True)
_at(f"{TEAM}/withdraw", "ask_withdraw", teams.ask_withdraw)
_at(f"{TEAM}/withdraw", "withdraw", teams.withdraw, posted=True)
_at(f"{ONE}/contests", "new_contest", contests.new_contest)
_at(f"{ONE}/contests", "add_contest", contests.add_contest, posted=True)
_at(CONTEST, "edit_contest", contests.edit_contest)
_at(CONTEST, "save_contest", contests.save_contest, posted=True)
_at(f"{CONTEST}/remove", "ask_remove_contest", removing.ask_remove_contest)
_at(f"{CONTEST}/remove", "remove_contest", removing.remove_contest, posted=True)
_at(f"{CONTEST}/draw", "ask_draw", draws.ask_draw)
_at(f"{CONTEST}/draw", "draw", draws.draw, posted=True)
_at(f"{CONTEST}/schedule", "ask_schedule", schedules.ask_schedule)
_at(f"{CONTEST}/schedule", "schedule", schedules.schedule, posted=True)
_at(f"{CONTEST}/decide", "ask_decide", decisions.ask_decide)
_at(f"{CONTEST}/decide", "decide", decisions.decide, posted=True)
_at("/today", "today", today.today)
_at(FIXTURE, "fixture", results.fixture)
_at(FIXTURE, "enter", results.enter, posted=True)
_at(f"{FIXTURE}/follows", "follows", results.follows, posted=True)
_at(f"{FIXTURE}/confirm", "confirm", results.confirm, posted=True)
_at(f"{FIXTURE}/correct", "ask_correct", results.ask_correct)
_at(f"{FIXTURE}/correct", "correct", results.correct, posted=True)
_at(f"{FIXTURE}/replay", "ask_replay", replays.ask_replay)
_at(f"{FIXTURE}/replay", "order_replay", replays.order_replay, posted=True)
_at(f"{FIXTURE}/move", "ask_move", fixtures.ask_move)
_at(f"{FIXTURE}/move", "move", fixtures.move, posted=True)
_at(f"{FIXTURE}/referee", "assign", referees.assign, posted=True)
_at(f"{ONE}/results", "ask_results", uploads.ask_results)
_at(f"{ONE}/results", "upload_results", uploads.upload_results, posted=True)
_at(f"{ONE}/results/<id:import_id>", "results_import", uploads.results_import)
_at(f"{ONE}/results/<id:import_id>/progress", "results_progress", uploads.results_progress)
_at(f"{ONE}/results/<id:import_id>/confirm", "confirm_results", uploads.confirm_results, posted=True)
_at(f"{CONTEST}/confirm", "ask_confirm_all", uploads.ask_confirm_all)
_at(f"{CONTEST}/confirm", "confirm_all", uploads.confirm_all, posted=True)
