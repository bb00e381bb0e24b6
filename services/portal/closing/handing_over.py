"""Who gets the prize today, and who gives it back? One press a team."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.closing import HandOverPrize
from services.portal.calls import call, call_if_there
from services.portal.closing.prizes import prize_of
from services.portal.closing.section import prize_row
from services.portal.closing.words import in_templates
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, as_read, competition_if_there, key_after, whole

FORM = "closing/hand_over.html"


def ask_hand_over(competition_id: str, prize_id: str) -> str:
    found = whole(competition_id)
    page = _page(found["competition"], prize_row(prize_of(found, prize_id), found["competition"]))
    return render_template(FORM, **page, problem=None, errors={})


def hand_over(competition_id: str, prize_id: str) -> Response:
    values = typed(request.form, "team_id", "taken_back", "team_name", "title")
    command = {
        "competition_id": competition_id,
        "version": version(),
        "prize_id": prize_id,
        "team_id": values["team_id"],
        "taken_back": values["taken_back"] == "yes",
    }
    try:
        refuse_unless_loadable(HandOverPrize, command)
        call("events", "hand_over_prize", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = _page_again(competition_id, prize_id, values)
        page["keys"][values["team_id"]] = key_after(error)
        return shown_again(FORM, error, **page)
    said = _("%(name)s has given it back.") if command["taken_back"] else _("%(name)s has the prize.")
    flash(said % {"name": values["team_name"]}, "ok")
    return to_competition(competition_id, "prizes")


def _page(known: Data, prize: Data) -> dict[str, Any]:
    teams = {one["team_id"] for one in (*prize["winners"], *prize["holders"])}
    keys = {team_id: new_key() for team_id in teams}
    return {"known": known, "prize": prize, "keys": keys, **in_templates()}


def _page_again(competition_id: str, prize_id: str, values: dict[str, str]) -> dict[str, Any]:
    """While events is away the one button that was pressed."""
    found = call_if_there("events", "competition", {"competition_id": competition_id})
    if found:
        known = as_read(found["competition"])
        return _page(known, prize_row(prize_of(found, prize_id), known))
    team = {"team_id": values["team_id"], "name": values["team_name"]}
    has_it = values["taken_back"] == "yes"
    prize = {
        "prize_id": prize_id,
        "title": values["title"],
        "words": "",
        "state": "due",
        "winners": [] if has_it else [{**team, "has_it": False}],
        "holders": [{**team, "at": None, "who": "", "is_winner": True}] if has_it else [],
    }
    return _page(competition_if_there(competition_id), prize)
