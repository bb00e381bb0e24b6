"""How are all matches one table? A row a match, goals in cells of their own: `2-1` would become a date."""

from typing import Any

from flask_babel import gettext as _

from services.portal.formats import hour, short_day
from services.portal.public.board import board
from services.portal.public.cells import written

SIDES = ("home", "away")


def result_sheet(whole: dict[str, Any], *, excel: bool) -> str:
    rows = [
        _row(contest, fixture)
        for contest in board(whole)["contests"]
        for _day, of_day in contest["days"]
        for fixture in of_day
    ]
    return written(_headings(), rows, excel=excel)


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
