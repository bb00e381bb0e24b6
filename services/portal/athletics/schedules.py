"""When and where does each heat start? The first hour, and the minutes from one heat to the next."""

from datetime import datetime, timedelta
from typing import Any

from flask import flash, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.athletics_commands import ScheduleHeats
from services.portal.athletics.reading import (
    athletics_of,
    athletics_or_as_sent,
    heats_of,
    whole_if_there,
)
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import given, number
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.moving import NAMES, RENAME, move_wanted, refuse_unless_movable, typed_before
from services.portal.tournaments.reading import Data, key_after, whole

FORM, LAST = "athletics/schedule.html", "athletics/_last_start.html"
MINUTES = ("every_minutes", "pause_minutes")
LONGEST_MINUTES = 24 * 60


def ask_schedule(competition_id: str, contest_id: str) -> str:
    found = whole(competition_id)
    contest = athletics_of(found["competition"], contest_id)
    page = _page(found, contest, _proposed(found, contest))
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def schedule(competition_id: str, contest_id: str) -> Response:
    values = typed(request.form, *NAMES, *MINUTES, "title")
    if request.form.get("step") == "look":
        page = _page_again(competition_id, contest_id, values)
        return make_response(render_template(FORM, **page, key=form_key(), problem=None, errors={}))
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        **move_wanted(values),
        **given(**{name: number(values[name]) for name in MINUTES}),
    }
    try:
        refuse_unless_movable(ScheduleHeats, command, values)
        call("events", "schedule_heats", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = _page_again(competition_id, contest_id, values)
        return shown_again(FORM, error, rename=RENAME, **page, key=key_after(error))
    flash(_("The heats have their hour: %(name)s", name=values["title"]), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def last_start(competition_id: str, contest_id: str) -> str:
    """The live part of the form."""
    values = typed(request.form, *NAMES, *MINUTES)
    return render_template(LAST, **_page_again(competition_id, contest_id, values))


def starts_last(heats: list[Data], values: dict[str, str]) -> datetime | None:
    """When the last heat would start; None while what is typed does not tell."""
    first = move_wanted(values).get("starts_at")
    every, pause = (number(values.get(name, "")) for name in MINUTES)
    if not heats or not first or not isinstance(every, int) or not isinstance(pause, int):
        return None
    if max(every, pause) > LONGEST_MINUTES:
        return None
    rounds = len({one["round"] for one in heats})
    needed = timedelta(minutes=every * (len(heats) - 1) + pause * (rounds - 1))
    try:
        return datetime.fromisoformat(first) + needed
    except OverflowError:  # in the year 9999
        return None


def _proposed(found: Data, contest: Data) -> dict[str, str]:
    """As it stands; before, nine on the first day of the competition."""
    known, heats = found["competition"], heats_of(found, contest)
    usual = {"every_minutes": "10", "pause_minutes": "30"}
    if heats and heats[0]["starts_at"]:
        return {**typed_before(heats[0]), **usual}
    year, month, day = known["starts_on"].split("-")
    return {"date": f"{day}/{month}/{year}", "time": "09:00", "pitch": known["place"][:40], **usual}


def _page_again(competition_id: str, contest_id: str, values: dict[str, str]) -> dict[str, Any]:
    found = whole_if_there(competition_id)
    return _page(found, athletics_or_as_sent(found["competition"], contest_id), values)


def _page(found: Data, contest: Data, values: dict[str, str]) -> dict[str, Any]:
    heats = heats_of(found, contest)
    return {
        "known": found["competition"],
        "contest": contest,
        "values": values,
        "heats": len(heats),
        "last": starts_last(heats, values),
    }
