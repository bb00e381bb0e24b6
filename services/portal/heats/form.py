"""What did somebody type at the track? The form as typed, and the `HeatResult` that it means.

Athletes stand in rows (`rows-0-bib`, `rows-0-mark`, `rows-0-attempts-2`); the bars of a jump-off in
`jump_off-0-height` and, for the athlete of a row, `jump_off-0-<row>`.
"""

import re
from typing import Any

from werkzeug.datastructures import MultiDict

from contracts.events.athletics_terms import OK
from services.portal.heats.written import height, read_height, read_wind
from services.portal.public.disciplines import wind_of
from services.portal.tournaments.checked import number
from services.portal.tournaments.reading import Data

Values = dict[str, str]

OF_ROW, LISTS = ("bib", "status", "mark", "place"), ("attempts", "winds", "series")
_FOULS = str.maketrans({"×": "X", "✕": "X"})
MOST_LISTED = 100  # fields that the pattern lets one list have
_FIELD = re.compile(
    r"rows-[0-9]{1,3}-(?:bib|lane|team|status|mark|place|(?:attempts|winds|series)-[0-9]{1,2})"
    r"|heights-[0-9]{1,2}|jump_off-[0-9]{1,2}-(?:height|[0-9]{1,3})|wind|note|why"
)


def read_form(form: MultiDict[str, str]) -> Values:
    """{field id: text} of whatever is typed."""
    return {name: text.strip() for name, text in form.items() if _FIELD.fullmatch(name) and text.strip()}


def result_wanted(values: Values) -> Data:
    """A `HeatResult`; what cannot be read stays as typed, to be refused. Nothing typed: no row."""
    return {
        "rows": [_row(values, row) for row in typed_rows(values)],
        "wind": read_wind(values.get("wind", "")),
        "heights": [read_height(text) for text in listed(values, "heights")],
        "jump_off": [_bar(values, bar) for bar in bars_of(values)],
        "note": values.get("note", ""),
    }


def unreadable(values: Values) -> dict[str, str]:
    """{path in the payload: slug} of what the form alone can tell: winds and heights in their own units."""
    result = result_wanted(values)
    found = {"result-wind": "wind_form"} if isinstance(result["wind"], str) else {}
    for at, one in enumerate(result["heights"]):
        if not isinstance(one, int):
            found[f"result-heights-{at}"] = "height_form"
    for at, bar in enumerate(result["jump_off"]):
        if not isinstance(bar["height"], int):
            found[f"result-jump_off-{at}-height"] = "height_form"
    for at, row in enumerate(result["rows"]):
        wrong = [j for j, one in enumerate(row["winds"]) if isinstance(one, str)]
        found |= {f"result-rows-{at}-winds-{j}": "wind_form" for j in wrong}
    return found


def typed_again(result: Data | None, start: list[Data], planned: list[int]) -> Values:
    """The form of a heat, with its `HeatResultView` where there is one. `planned` heights in cm."""
    values = with_start_list({}, start)
    row_of = {one["bib"]: at for at, one in enumerate(start)}
    heights = (result["heights"] if result else []) or planned
    values |= {f"heights-{at}": height(one) for at, one in enumerate(heights)}
    if not result:
        return values
    values |= {"wind": wind_of(result["wind"]), "note": result["note"]}
    for row in result["rows"]:
        if row["bib"] in row_of:
            values |= _row_again(row, f"rows-{row_of[row['bib']]}")
    for at, bar in enumerate(result["jump_off"]):
        values[f"jump_off-{at}-height"] = height(bar["height"])
        jumps = [one for one in bar["jumps"] if one["bib"] in row_of]
        values |= {f"jump_off-{at}-{row_of[one['bib']]}": one["jump"] for one in jumps}
    return {name: text for name, text in values.items() if text}


def with_start_list(values: Values, start: list[Data]) -> Values:
    """A row more for each athlete of the start list who has none yet."""
    rows = row_numbers(values)
    there = {values.get(f"rows-{row}-bib") for row in rows}
    new = [one for one in start if str(one["bib"]) not in there]
    told = dict(values)
    for row, one in enumerate(new, max(rows, default=-1) + 1):
        told |= {f"rows-{row}-{name}": str(one[name] or "") for name in ("bib", "lane", "team")}
    return told


def row_numbers(values: Values) -> list[int]:
    return sorted({int(name.split("-")[1]) for name in values if name.startswith("rows-")})


def typed_rows(values: Values) -> list[int]:
    """Rows in which something is written, in the order in which they are sent."""
    return [row for row in row_numbers(values) if is_typed(values, row)]


def is_typed(values: Values, row: int) -> bool:
    written = [values.get(f"rows-{row}-{name}") for name in ("mark", "place")]
    listed_ = [text for name in LISTS for text in listed(values, f"rows-{row}-{name}")]
    return values.get(f"rows-{row}-status", OK) != OK or any(written) or bool(listed_)


def listed(values: Values, prefix: str) -> list[str]:
    """`attempts-0`, `attempts-1`… up to the last that is typed."""
    last = max((at for at in range(MOST_LISTED) if f"{prefix}-{at}" in values), default=-1)
    return [values.get(f"{prefix}-{at}", "") for at in range(last + 1)]


def bars_of(values: Values) -> list[int]:
    return sorted({int(name.split("-")[1]) for name in values if name.startswith("jump_off-")})


def jumping(values: Values, bar: int) -> list[int]:
    """Rows of those who jumped at this bar, in the order in which they are sent."""
    return [row for row in row_numbers(values) if f"jump_off-{bar}-{row}" in values]


def _row(values: Values, row: int) -> Data:
    part = {name: values.get(f"rows-{row}-{name}", "") for name in OF_ROW}
    lists: dict[str, list[Any]] = {name: listed(values, f"rows-{row}-{name}") for name in LISTS}
    lists |= {name: [_jump(text) for text in lists[name]] for name in ("attempts", "series")}
    if lists["winds"]:
        missing = len(lists["attempts"]) - len(lists["winds"])
        lists["winds"] = [read_wind(text) for text in lists["winds"]] + [None] * missing
    told = {"bib": number(part["bib"]), "status": part["status"] or OK, "mark": part["mark"]}
    return {**told, "place": number(part["place"]), **lists}


def _jump(written: str) -> str:
    """An Arabic keyboard has × where a Latin one has X."""
    return written.translate(_FOULS)


def _bar(values: Values, bar: int) -> Data:
    jumps = [
        {"bib": number(values.get(f"rows-{row}-bib", "")), "jump": values[f"jump_off-{bar}-{row}"]}
        for row in jumping(values, bar)
    ]
    return {"height": read_height(values.get(f"jump_off-{bar}-height", "")), "jumps": jumps}


def _row_again(row: Data, prefix: str) -> Values:
    values = {f"{prefix}-{name}": str(row[name] or "") for name in ("status", "mark", "place")}
    for name in ("attempts", "series"):
        values |= {f"{prefix}-{name}-{at}": text for at, text in enumerate(row[name])}
    return values | {f"{prefix}-winds-{at}": wind_of(one) for at, one in enumerate(row["winds"])}
