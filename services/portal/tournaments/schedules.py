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
from services.portal.meetings.moment import read_day, read_hour
from services.portal.tournaments.checked import given, iso_day, number, refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.draws import contest_or_as_sent
from services.portal.tournaments.reading import (
    Data,
    competition,
    competition_if_there,
    contest_of,
    key_after,
)

FORM = "tournaments/schedule.html"
PARTS = ("day", "start", "end")
DAYS_PROPOSED, MOST_ROWS, MORE_ROWS, ROWS_AT_FIRST = 5, 60, 2, 2


def ask_schedule(competition_id: str, contest_id: str) -> str:
    known = competition(competition_id)
    return _form(known, contest_of(known, contest_id), _proposed(known))


def schedule(competition_id: str, contest_id: str) -> Response:
    values: dict[str, str] = typed(request.form, "pitches", "rest_minutes", "title")
    for kind in ("windows", "breaks"):
        values |= typed(request.form, *(f"{kind}-{row}-{part}" for row in range(MOST_ROWS) for part in PARTS))
    if request.form.get("step") == "more":
        known = competition_if_there(competition_id)
        more = _form(known, contest_or_as_sent(known, contest_id), values, key=form_key(), more=MORE_ROWS)
        return make_response(more)
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        "pitches": [line.strip() for line in values["pitches"].splitlines() if line.strip()],
        **{
            kind: [_window(values, kind, row) for row in _filled(values, kind)]
            for kind in ("windows", "breaks")
        },
        **given(rest_minutes=number(values["rest_minutes"])),
    }
    try:
        refuse_unless_loadable(ScheduleContest, command, _unreadable(values))
        call("events", "schedule_contest", command, key=form_key())
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id)
        page = _page(known, contest_or_as_sent(known, contest_id), values)
        return shown_again(FORM, error, rename=_field_ids(values), **page, key=key_after(error))
    flash(_("The matches have their day and hour: %(name)s", name=values["title"]), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def _window(values: dict[str, str], kind: str, row: int) -> dict[str, str]:
    """What is typed and cannot be read is left out here and said by `_unreadable`."""
    start, end = (read_hour(values[f"{kind}-{row}-{part}"]) for part in ("start", "end"))
    return given(
        day=iso_day(values[f"{kind}-{row}-day"]),
        start=start.strftime("%H:%M") if start else None,
        end=end.strftime("%H:%M") if end else None,
    )


def _filled(values: dict[str, str], kind: str) -> list[int]:
    rows = range(MOST_ROWS)
    return [row for row in rows if any(values.get(f"{kind}-{row}-{part}") for part in PARTS)]


def _unreadable(values: dict[str, str]) -> dict[str, str]:
    """{payload path: slug}: the contract alone would call them missing."""
    found = {}
    for kind in ("windows", "breaks"):
        for place, row in enumerate(_filled(values, kind)):
            for part in PARTS:
                written = values[f"{kind}-{row}-{part}"]
                readable = read_day(written) if part == "day" else read_hour(written)
                if written and readable is None:
                    found[f"{kind}-{place}-{part}"] = "date_form" if part == "day" else "time_form"
    return found


def _field_ids(values: dict[str, str]) -> dict[str, str]:
    """The service counts the rows that are filled in; the form counts all."""
    ids = {
        f"{kind}-{place}-{part}": f"{kind}-{row}-{part}"
        for kind in ("windows", "breaks")
        for place, row in enumerate(_filled(values, kind))
        for part in PARTS
    }
    return {**ids, "windows": "windows-0-day", "breaks": "breaks-0-day", "pitches-0": "pitches"}


def _proposed(known: Data) -> dict[str, str]:
    """Each day of the competition from nine to six."""
    first, last = date.fromisoformat(known["starts_on"]), date.fromisoformat(known["ends_on"])
    days = [first + timedelta(days=n) for n in range(min(DAYS_PROPOSED, (last - first).days + 1))]
    values = {"rest_minutes": "30", "pitches": known["place"][:40]}
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
    for kind in ("windows", "breaks"):
        filled = _filled(values, kind)
        last = filled[-1] + 1 if filled else 0
        rows[kind] = range(min(MOST_ROWS, max(last, ROWS_AT_FIRST) + more))
    return {
        "known": known,
        "contest": contest,
        "values": values,
        "rows": rows,
        "minutes": 2 * match["half_minutes"] + match["pause_minutes"],
    }
