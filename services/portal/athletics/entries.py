"""Who is entered? The one page that names athletes, for who organises alone."""

from typing import Any

from flask import flash, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.athletics_commands import SaveEntries
from contracts.events.athletics_terms import MOST_ENTRIES, RELAY
from services.portal.athletics.entry_rows import (
    EMPTY_ROWS,
    Row,
    merged,
    read_lines,
    read_rows,
    rows_of,
    values_of,
    wanted,
)
from services.portal.athletics.reading import athletics_of, athletics_or_as_sent, discipline_of
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, version
from services.portal.meetings.moment import latin_digits
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import (
    Data,
    competition,
    competition_if_there,
    key_after,
    teams_by_id,
)

FORM = "athletics/entries.html"
RENAME = {"entries": "entries-0-bib"}


def ask_entries(competition_id: str, contest_id: str) -> str:
    known = competition(competition_id)
    found = call("events", "entries", {"competition_id": competition_id, "contest_id": contest_id})
    page = _page(known, athletics_of(known, contest_id), rows_of(found["entries"]))
    qualified = _not_yet(found["qualified"], rows_of(found["entries"]))
    return render_template(FORM, **page, qualified=len(qualified), key=new_key(), problem=None, errors={})


def save_entries(competition_id: str, contest_id: str) -> Response:
    rows, step = read_rows(request.form), request.form.get("step", "")
    if step == "read" or request.form.get("lines", "").strip():  # whichever button: nothing pasted is lost
        return _read(competition_id, contest_id, rows)
    if step == "more":
        return _again(competition_id, contest_id, rows, more=EMPTY_ROWS)
    if step == "qualified":
        return _again(
            competition_id, contest_id, [*rows, *_not_yet(_qualified(contest_id, competition_id), rows)]
        )
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        "entries": wanted(rows),
    }
    try:
        refuse_unless_loadable(SaveEntries, command)
        call("events", "save_entries", command, key=form_key())
    except (Refused, Unavailable) as error:
        return _refused(competition_id, contest_id, rows, error, key_after(error))
    flash(_("The entries are saved: %(name)s", name=request.form.get("title", "")), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def _read(competition_id: str, contest_id: str, rows: list[Row]) -> Response:
    """What was pasted goes into rows, to be looked at; nothing is saved yet."""
    written = request.form.get("lines", "")
    try:
        lines, unknown = read_lines(written, competition(competition_id)["teams"])
    except Unavailable as error:
        return _refused(competition_id, contest_id, rows, error, form_key(), written)
    if len(together := merged(rows, lines)) > MOST_ENTRIES:
        fault = Refused("invalid", {"lines": "too_many"})
        return _refused(competition_id, contest_id, rows, fault, form_key(), written)
    rows = together
    if not unknown:
        return _again(competition_id, contest_id, rows)
    faults = {
        f"entries-{at}-team_id": {"slug": "team_not_found", "team": unknown[row["bib"]]}
        for at, row in enumerate(rows)
        if row["bib"] in unknown and not row["team_id"]
    }
    return _refused(competition_id, contest_id, rows, Refused("invalid", faults), form_key())


def _refused(
    competition_id: str,
    contest_id: str,
    rows: list[Row],
    error: Refused | Unavailable,
    key: str,
    lines: str = "",
) -> Response:
    known = competition_if_there(competition_id)
    page = _page(known, athletics_or_as_sent(known, contest_id), rows) | {"lines": lines}
    return shown_again(FORM, error, rename=RENAME, **page, qualified=0, key=key)


def _again(competition_id: str, contest_id: str, rows: list[Row], *, more: int = 0) -> Response:
    known = competition_if_there(competition_id)
    page = _page(known, athletics_or_as_sent(known, contest_id), rows, more)
    return make_response(render_template(FORM, **page, qualified=0, key=form_key(), problem=None, errors={}))


def _qualified(contest_id: str, competition_id: str) -> list[Data]:
    found = call_if_there("events", "entries", {"competition_id": competition_id, "contest_id": contest_id})
    qualified: list[Data] = found["qualified"] if found else []
    return qualified


def _not_yet(qualified: list[Data], rows: list[Row]) -> list[Row]:
    """Those who qualified elsewhere and whose bib stands in no row."""
    there = {latin_digits(row["bib"]) for row in rows}
    return [row for row in rows_of(qualified) if row["bib"] not in there]


def _page(known: Data, contest: Data, rows: list[Row], more: int = 0) -> dict[str, Any]:
    teams, discipline = teams_by_id(known), discipline_of(contest)
    choices = [(one, teams[one]["name"]) for one in contest["entrants"] if one in teams]
    offered = dict(choices)
    unknown = {row["team_id"] for row in rows if row["team_id"] and row["team_id"] not in offered}
    shown = min(len(rows) + EMPTY_ROWS + more, MOST_ENTRIES)
    return {
        "known": known,
        "contest": contest,
        "values": values_of(rows),
        "rows": range(shown),
        "lines": "",
        "team_choices": [*choices, *((one, one) for one in sorted(unknown))],
        "is_relay": discipline is not None and discipline.kind == RELAY,
        "unit": discipline.unit if discipline else "",
    }
