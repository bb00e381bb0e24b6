"""When and where is it played? Pitches, days, hours and breaks for all fixtures of a contest."""

from datetime import date, timedelta
from typing import Any

from flask import flash, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.tournament_commands import ScheduleContest
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import given, number, refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.draws import contest_or_as_sent
from services.portal.tournaments.reading import (
    Data,
    competition,
    competition_if_there,
    contest_of,
    key_after,
)
from services.portal.tournaments.window_rows import (
    KINDS,
    MOST_ROWS,
    PARTS,
    field_ids,
    filled,
    prayer_rows,
    prayer_windows,
    unreadable,
    windows_of,
)

FORM = "tournaments/schedule.html"
DAYS_PROPOSED, MORE_ROWS, ROWS_AT_FIRST = 5, 2, 2


def ask_schedule(competition_id: str, contest_id: str) -> str:
    known = competition(competition_id)
    return _form(known, contest_of(known, contest_id), _proposed(known))


def schedule(competition_id: str, contest_id: str) -> Response:
    values: dict[str, str] = typed(request.form, "pitches", "rest_minutes", "title", "prayers")
    for kind in KINDS:
        values |= typed(request.form, *(f"{kind}-{row}-{part}" for row in range(MOST_ROWS) for part in PARTS))
    step = request.form.get("step")
    if step in ("more", "prayers"):
        known = competition_if_there(competition_id)
        shown = {**values, **prayer_rows(values), "prayers": ""} if step == "prayers" else values
        more = MORE_ROWS if step == "more" else 0
        form = _form(known, contest_or_as_sent(known, contest_id), shown, key=form_key(), more=more)
        return make_response(form)
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        "pitches": [line.strip() for line in values["pitches"].splitlines() if line.strip()],
        **{kind: windows_of(values, kind) for kind in KINDS},
        **given(rest_minutes=number(values["rest_minutes"])),
    }
    if values["prayers"]:
        command["breaks"] += prayer_windows(values)
    try:
        refuse_unless_loadable(ScheduleContest, command, unreadable(values))
        call("events", "schedule_contest", command, key=form_key())
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id)
        page = _page(known, contest_or_as_sent(known, contest_id), values)
        return shown_again(FORM, error, rename=field_ids(values), **page, key=key_after(error))
    flash(_("The matches have their day and hour: %(name)s", name=values["title"]), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def _proposed(known: Data) -> dict[str, str]:
    """Each day of the competition from nine to six."""
    first, last = date.fromisoformat(known["starts_on"]), date.fromisoformat(known["ends_on"])
    days = [first + timedelta(days=n) for n in range(min(DAYS_PROPOSED, (last - first).days + 1))]
    values = {"rest_minutes": "30", "pitches": known["place"][:40], "prayers": "yes"}
    for row, day in enumerate(days):
        values |= {
            f"windows-{row}-day": day.strftime("%d/%m/%Y"),
            f"windows-{row}-start": "09:00",
            f"windows-{row}-end": "18:00",
        }
    return values


def _form(
    known: Data, contest: Data, values: dict[str, str], *, key: str | None = None, more: int = 0
) -> str:
    page = _page(known, contest, values, more)
    return render_template(FORM, **page, key=key or new_key(), problem=None, errors={})


def _page(known: Data, contest: Data, values: dict[str, str], more: int = 0) -> dict[str, Any]:
    match, rows = contest["match"], {}
    for kind in KINDS:
        last = max(filled(values, kind), default=-1) + 1
        rows[kind] = range(min(MOST_ROWS, max(last, ROWS_AT_FIRST) + more))
    return {
        "known": known,
        "contest": contest,
        "values": values,
        "rows": rows,
        "minutes": 2 * match["half_minutes"] + match["pause_minutes"],
    }
