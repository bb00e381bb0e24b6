"""Which fields does the form of a heat show? Rows of athletes, columns of attempts or heights, bars."""

from collections import Counter
from typing import Any

from contracts.events.athletics_terms import CROSS_COUNTRY, DNF, DNS, DQ, HORIZONTAL, OK, RACES
from services.portal.heats.form import Values, bars_of, is_typed, listed, row_numbers, with_start_list
from services.portal.heats.page import columns_of
from services.portal.meetings.moment import latin_digits
from services.portal.tournaments.reading import Data

MOST_HEIGHTS, MOST_BARS = 40, 30
MORE_HEIGHTS, MORE_BARS, BARS_AT_FIRST = 3, 2, 1


def shape_of(values: Values, page: dict[str, Any], *, more: bool = False) -> dict[str, Any]:
    """`values` with a row for everybody on the start list, and what the template walks through."""
    start = [one for one in page["start"] if one["bib"]]
    told = with_start_list(values, start)
    rows = _rows(told, {str(one["bib"]) for one in start})
    return {
        "values": told,
        "rows": rows,
        "columns": _columns(told, rows, page, more),
        "bars": range(
            min(MOST_BARS, max([BARS_AT_FIRST, *[at + 1 for at in bars_of(told)]]) + MORE_BARS * more)
        ),
        "offered": [OK, DNS, DNF, DQ] if page["is_race"] else [OK, DNS, DQ],
        "place_in_row": page["kind"] == CROSS_COUNTRY,
        "level": _have_level_marks(told, rows),
        "more_open": more,
    }


def _rows(values: Values, on_the_list: set[str]) -> list[Data]:
    """Who is not on the list stands here only with what was typed."""
    return [
        {"row": row, **{name: values.get(f"rows-{row}-{name}", "") for name in ("bib", "lane", "team")}}
        for row in row_numbers(values)
        if values.get(f"rows-{row}-bib") in on_the_list or is_typed(values, row)
    ]


def _columns(values: Values, rows: list[Data], page: dict[str, Any], more: bool) -> list[str]:
    """What stands above each field of a row: the number of the attempt, or the height."""
    if page["kind"] in RACES:
        return []
    name = "attempts" if page["kind"] == HORIZONTAL else "series"
    typed = max((len(listed(values, f"rows-{one['row']}-{name}")) for one in rows), default=0)
    if page["kind"] == HORIZONTAL:
        return [str(at + 1) for at in range(max(columns_of(page["contest"]), typed))]
    heights = listed(values, "heights")
    count = min(MOST_HEIGHTS, max(len(heights), typed) + MORE_HEIGHTS * more)
    return [*heights, *[""] * (count - len(heights))]


def _have_level_marks(values: Values, rows: list[Data]) -> bool:
    """The photo finish may have to part them."""
    marks = [latin_digits(values.get(f"rows-{one['row']}-mark", "")) for one in rows]
    return any(count > 1 for mark, count in Counter(marks).items() if mark)
