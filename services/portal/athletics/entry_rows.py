"""Which entries does the form hold? Rows as typed, lines as pasted, and the `Entry` of each filled row."""

import re
from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict

from contracts.events.athletics_terms import MOST_ENTRIES
from services.portal.forms import typed
from services.portal.meetings.moment import latin_digits
from services.portal.tournaments.checked import given, number
from services.portal.tournaments.reading import Data

Row = dict[str, str]

PARTS = ("bib", "team_id", "name", "best")
EMPTY_ROWS = 8


def read_rows(form: MultiDict[str, str]) -> list[Row]:
    """The filled rows, in their order."""
    rows = []
    for at in range(MOST_ENTRIES):
        row = dict(zip(PARTS, typed(form, *(f"entries-{at}-{part}" for part in PARTS)).values(), strict=True))
        if any(row.values()):
            rows.append(row)
    return rows


def rows_of(entries: Iterable[Data]) -> list[Row]:
    return [{part: str(one[part]) for part in PARTS} for one in entries]


def wanted(rows: Iterable[Row]) -> list[Data]:
    """Bibs that are none stay as typed, to be refused; a team that was not chosen is missing."""
    return [
        {"name": row["name"], "best": latin_digits(row["best"])}
        | given(bib=number(row["bib"]), team_id=row["team_id"] or None)
        for row in rows
    ]


def values_of(rows: Iterable[Row]) -> dict[str, str]:
    return {f"entries-{at}-{part}": text for at, row in enumerate(rows) for part, text in row.items()}


def merged(rows: list[Row], more: Iterable[Row]) -> list[Row]:
    """One of `more` takes the row that has its bib already, or a row of its own."""
    found = list(rows)
    place = {latin_digits(row["bib"]): at for at, row in enumerate(rows) if row["bib"]}
    for row in more:
        if row["bib"] in place:
            found[place[row["bib"]]] = row
        else:
            found.append(row)
    return found


def read_lines(written: str, teams: Iterable[Data]) -> tuple[list[Row], dict[str, str]]:
    """`12; دار الطالب; الاسم; 12.34`, or cells as a sheet copies them; and {bib: team} of teams not found.

    A first line without a number is that of the headings.
    """
    by_name = {_plain(team[part]): team["team_id"] for team in teams for part in ("short", "name")}
    rows, unknown = [], {}
    for at, line in enumerate(line for line in written.splitlines() if line.strip()):
        bib, team, name, best = ([part.strip() for part in re.split(r"[;؛\t]", line)] + [""] * 4)[:4]
        bib = latin_digits(bib)
        if at == 0 and not re.search(r"\d", bib):
            continue
        team_id = by_name.get(_plain(team), "")
        if team and not team_id:
            unknown[bib] = team
        rows.append({"bib": bib, "team_id": team_id, "name": name, "best": best})
    return rows, unknown


def _plain(text: Any) -> str:
    return " ".join(str(text).split()).casefold()
