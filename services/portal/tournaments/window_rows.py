"""What stands in the rows of days and hours of a schedule, and which hours of prayer go with them?"""

from services.portal.meetings.moment import read_day, read_hour
from services.portal.tournaments.checked import given, iso_day
from services.portal.tournaments.prayers import Window, prayer_breaks

KINDS = ("windows", "breaks")
PARTS = ("day", "start", "end")
MOST_ROWS = 60

Values = dict[str, str]


def windows_of(values: Values, kind: str) -> list[dict[str, str]]:
    """As a `ScheduleContest` sends them."""
    return [_window(values, kind, row) for row in filled(values, kind)]


def prayer_windows(values: Values) -> list[dict[str, str]]:
    return [
        {"day": day.isoformat(), "start": start.strftime("%H:%M"), "end": end.strftime("%H:%M")}
        for day, start, end in prayer_breaks(_read(values, "windows"))
    ]


def prayer_rows(values: Values) -> Values:
    """The hours of prayer as rows to change by hand, after those typed, which stand for what they meet."""
    told = _read(values, "breaks")
    new = [
        one for one in prayer_breaks(_read(values, "windows")) if not any(_meet(one, other) for other in told)
    ]
    first = max(filled(values, "breaks"), default=-1) + 1
    found: Values = {}
    for row, (day, start, end) in zip(range(first, MOST_ROWS), new, strict=False):
        written = (day.strftime("%d/%m/%Y"), start.strftime("%H:%M"), end.strftime("%H:%M"))
        found |= {f"breaks-{row}-{part}": one for part, one in zip(PARTS, written, strict=True)}
    return found


def filled(values: Values, kind: str) -> list[int]:
    rows = range(MOST_ROWS)
    return [row for row in rows if any(values.get(f"{kind}-{row}-{part}") for part in PARTS)]


def unreadable(values: Values) -> Values:
    """{payload path: slug}: the contract alone would call them missing."""
    found = {}
    for kind in KINDS:
        for place, row in enumerate(filled(values, kind)):
            for part in PARTS:
                written = values[f"{kind}-{row}-{part}"]
                readable = read_day(written) if part == "day" else read_hour(written)
                if written and readable is None:
                    found[f"{kind}-{place}-{part}"] = "date_form" if part == "day" else "time_form"
    return found


def field_ids(values: Values) -> Values:
    """The service counts the rows that are filled in; the form counts all."""
    ids = {
        f"{kind}-{place}-{part}": f"{kind}-{row}-{part}"
        for kind in KINDS
        for place, row in enumerate(filled(values, kind))
        for part in PARTS
    }
    return {**ids, "windows": "windows-0-day", "breaks": "breaks-0-day", "pitches-0": "pitches"}


def _window(values: Values, kind: str, row: int) -> Values:
    """What is typed and cannot be read is left out here and said by `unreadable`."""
    start, end = (read_hour(values[f"{kind}-{row}-{part}"]) for part in ("start", "end"))
    return given(
        day=iso_day(values[f"{kind}-{row}-day"]),
        start=start.strftime("%H:%M") if start else None,
        end=end.strftime("%H:%M") if end else None,
    )


def _read(values: Values, kind: str) -> list[Window]:
    """Without what nobody can read."""
    found = []
    for row in filled(values, kind):
        day = read_day(values[f"{kind}-{row}-day"])
        start, end = (read_hour(values[f"{kind}-{row}-{part}"]) for part in PARTS[1:])
        if day and start and end:
            found.append((day, start, end))
    return found


def _meet(one: Window, other: Window) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
