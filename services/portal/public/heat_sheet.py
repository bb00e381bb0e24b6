"""How are all heats of athletics one table? A row for each athlete of a heat, by bib."""

from typing import Any

from flask_babel import gettext as _

from services.portal.formats import hour, short_day
from services.portal.public.board import board
from services.portal.public.cells import written
from services.portal.public.disciplines import HOW, UNRANKED


def heat_sheet(whole: dict[str, Any], *, excel: bool) -> str:
    rows = [
        _row(contest, heat, row, excel=excel)
        for contest in board(whole)["athletics"]
        for heat in (*contest["final"], *contest["to_come"], *contest["heats"])
        for row in heat["rows"]
    ]
    return written(_headings(), rows, excel=excel)


def _headings() -> list[str]:
    return [
        _("Contest"),
        _("Discipline"),
        _("Round"),
        _("Heat"),
        _("Day"),
        _("Hour"),
        _("Rank"),
        _("Lane"),
        _("Bib"),
        _("Team"),
        _("Mark"),
        _("Remark"),
        _("Goes on"),
        _("Wind (m/s)"),
    ]


def _row(contest: dict[str, Any], heat: dict[str, Any], row: dict[str, Any], *, excel: bool) -> list[Any]:
    wind = heat["wind"] if row.get("wind") is None else row["wind"]
    return [
        contest["title"],
        str(contest["discipline"]),
        heat["round"],
        heat["heat"],
        short_day(heat["starts_at"]),
        hour(heat["starts_at"]),
        row.get("place"),
        row["lane"],
        row["bib"],
        row["team"],
        _decimal(row.get("mark", ""), excel=excel),
        _remark(heat, row),
        _goes_on(heat, row),
        "" if wind is None else _decimal(f"{wind / 10:.1f}", excel=excel),
    ]


def _remark(heat: dict[str, Any], row: dict[str, Any]) -> str:
    said = [str(UNRANKED[row["status"]]) if row.get("status") else "", heat["words"]]
    return _(", ").join(one for one in said if one)


def _goes_on(heat: dict[str, Any], row: dict[str, Any]) -> str:
    """From this heat: how somebody came into it stands with the heat before."""
    if not heat["is_over"] or not row["how"]:
        return ""
    words = str(HOW[row["how"]])
    return f"{words} ({_('for now')})" if row["for_now"] else words


def _decimal(written: str, *, excel: bool) -> str:
    """Excel in Morocco reads 11.12 as a day of December."""
    return written.replace(".", ",") if excel else written
