"""What was promised, and what became of it? The form of a pledge, and that of what was done since."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.closing import FollowPledge, SavePledge
from services.portal.calls import call
from services.portal.closing.days import written
from services.portal.closing.section import pledge_row
from services.portal.closing.words import in_templates
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import given, iso_day, refuse_unless_loadable, unreadable_days
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, competition, competition_if_there, key_after

FORM, FOLLOW = "closing/pledge.html", "closing/follow.html"
DAYS = ("promised_on", "due_on")


def new_pledge(competition_id: str) -> str:
    return _form(competition(competition_id), None, {})


def add_pledge(competition_id: str) -> Response:
    return _saved(competition_id, None)


def edit_pledge(competition_id: str, pledge_id: str) -> str:
    known = competition(competition_id)
    pledge = _pledge_of(known, pledge_id)
    values = {name: pledge[name] for name in ("what", "promised_by")}
    return _form(known, pledge_id, values | {name: written(pledge[name]) for name in DAYS})


def save_pledge(competition_id: str, pledge_id: str) -> Response:
    return _saved(competition_id, pledge_id)


def ask_follow(competition_id: str, pledge_id: str) -> str:
    known = competition(competition_id)
    pledge = _pledge_of(known, pledge_id)
    page = {"known": known, "pledge": pledge_row(pledge), "values": {"state": pledge["state"]}}
    return render_template(FOLLOW, **page, **in_templates(), key=new_key(), problem=None, errors={})


def follow(competition_id: str, pledge_id: str) -> Response:
    values = typed(request.form, "state", "note", "what")
    command = {
        "competition_id": competition_id,
        "version": version(),
        "pledge_id": pledge_id,
        "state": values["state"],
        "note": values["note"],
    }
    try:
        refuse_unless_loadable(FollowPledge, command)
        call("events", "follow_pledge", command, key=form_key())
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id)
        page = {"known": known, "pledge": _pledge_or_as_sent(known, pledge_id, values), "values": values}
        return shown_again(FOLLOW, error, **page, **in_templates(), key=key_after(error))
    flash(_("Noted."), "ok")
    return to_competition(competition_id, "pledges")


def _saved(competition_id: str, pledge_id: str | None) -> Response:
    values = typed(request.form, "what", "promised_by", *DAYS)
    command: dict[str, Any] = {
        "competition_id": competition_id,
        "version": version(),
        "pledge_id": pledge_id,
        "what": values["what"],
        "promised_by": values["promised_by"],
        "due_on": iso_day(values["due_on"]),
        **given(promised_on=iso_day(values["promised_on"])),
    }
    try:
        refuse_unless_loadable(SavePledge, command, unreadable_days(values, *DAYS))
        call("events", "save_pledge", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = {"known": competition_if_there(competition_id), "pledge_id": pledge_id, "values": values}
        return shown_again(FORM, error, **page, key=key_after(error))
    flash(_("Saved: %(name)s", name=values["what"]), "ok")
    return to_competition(competition_id, "pledges")


def _form(known: Data, pledge_id: str | None, values: dict[str, str]) -> str:
    page = {"known": known, "pledge_id": pledge_id, "values": values}
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def _pledge_of(known: Data, pledge_id: str) -> Data:
    for pledge in known.get("pledges", ()):
        if pledge["pledge_id"] == pledge_id:
            found: Data = pledge
            return found
    raise NotFound("no_such_pledge")


def _pledge_or_as_sent(known: Data, pledge_id: str, values: dict[str, str]) -> Data:
    """While events is away what the form carried."""
    try:
        return pledge_row(_pledge_of(known, pledge_id))
    except NotFound:
        return {"pledge_id": pledge_id, "what": values["what"], "notes": []}
