"""In which files may the public take a competition away? Tables, open data, and a team's calendar."""

import json
from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from chassis.errors import NotFound
from services.portal.public.calendars import calendar_of
from services.portal.public.heat_sheet import heat_sheet
from services.portal.public.latest import Standing, standing
from services.portal.public.open_data import open_data
from services.portal.public.result_sheet import result_sheet
from services.portal.public.shown import conditional

CSV = "text/csv; charset=utf-8"
JSON = "application/json; charset=utf-8"
ICALENDAR = "text/calendar; charset=utf-8"


def results_csv(competition_id: str) -> Response:
    """`?excel=1`: as Excel opens a file here."""
    found, excel = standing(competition_id), request.args.get("excel") == "1"
    return as_file(found, "results.csv", CSV, lambda: result_sheet(found.whole, excel=excel))


def athletics_csv(competition_id: str) -> Response:
    found, excel = standing(competition_id), request.args.get("excel") == "1"
    return as_file(found, "athletics.csv", CSV, lambda: heat_sheet(found.whole, excel=excel))


def results_json(competition_id: str) -> Response:
    found = standing(competition_id)
    return as_file(
        found, "results.json", JSON, lambda: json.dumps(open_data(found.whole), ensure_ascii=False, indent=1)
    )


def calendar(competition_id: str, team_id: str) -> Response:
    found = standing(competition_id)
    if team_id not in [team["team_id"] for team in found.whole["competition"]["teams"]]:
        raise NotFound("no_such_team")
    return as_file(found, "team.ics", ICALENDAR, lambda: calendar_of(found.whole, team_id))


def as_file(found: Standing, filename: str, kind: str, body: Callable[[], str | bytes]) -> Response:
    """Each file has its own address, so one tag of the state serves them all."""
    response = conditional(found, body, kind)
    if response.status_code == 200:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
