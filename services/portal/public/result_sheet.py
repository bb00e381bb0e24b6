"""How are all matches one table? A row a match, goals in cells of their own: `2-1` would become a date."""

import csv
from io import StringIO
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from services.portal.formats import hour, short_day
from services.portal.public.board import board
from services.portal.sheets import BYTE_ORDER_MARK

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
SIDES = ("home", "away")


def result_sheet(whole: dict[str, Any], *, excel: bool) -> str:
    """`excel`: with a byte order mark and semicolons, as Excel reads a file here; else plain commas."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(_headings())
    for contest in board(whole)["contests"]:
        fixtures = [one for _day, of_day in contest["days"] for one in of_day]
        writer.writerows([_cell(value) for value in _row(contest, one)] for one in fixtures)
    return (BYTE_ORDER_MARK if excel else "") + text.getvalue()


def _headings() -> list[str]:
    return [
        _("Contest"),
        _("Match"),
        _("Round"),
        _("Day"),
        _("Hour"),
        _("Pitch"),
        _("Home team"),
        _("Away team"),
        _("Goals, home"),
        _("Goals, away"),
        _("Shoot-out, home"),
        _("Shoot-out, away"),
        _("Remark"),
    ]


def _row(contest: dict[str, Any], fixture: dict[str, Any]) -> list[Any]:
    sides = [fixture[side] for side in SIDES]
    return [
        contest["title"],
        fixture["number"],
        fixture["round_name"],
        short_day(fixture["starts_at"]),
        hour(fixture["starts_at"]),
        fixture["pitch"],
        *[side["words"] for side in sides],
        *[side["goals"] for side in sides],
        *[side["pens"] for side in sides],
        fixture["words"],
    ]


def _cell(value: Any) -> Any:
    """Plain text that no spreadsheet takes for a formula."""
    if value is None or isinstance(value, int):
        return "" if value is None else value
    plain = Markup(value).striptags() if isinstance(value, Markup) else str(value)
    return f"'{plain}" if plain.startswith(FORMULA_STARTS) else plain
