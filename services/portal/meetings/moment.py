"""When is that? A day and an hour as people type them, in any digits, in Morocco."""

import re
import unicodedata
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

CASABLANCA = ZoneInfo("Africa/Casablanca")

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ]+(\d{1,2})[/.\- ]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_HOUR = re.compile(r"(\d{1,2})\s*(?:[:.hH]\s*(\d{2})?)?")


def read_day(written: str) -> date | None:
    """`26/11/2026`, `٢٦-١١-٢٠٢٦`, `2026-11-26`; None for anything else, or for a day that no calendar has."""
    plain = latin_digits(written)
    if found := _DAY_FIRST.fullmatch(plain):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_hour(written: str) -> time | None:
    """`10:30`, `١٠:٣٠`, `10h30`, `10h`, `10`; None for anything else."""
    found = _HOUR.fullmatch(latin_digits(written))
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment_of(day: date, hour: time) -> datetime:
    """Aware, with the offset that Morocco keeps on that day (none during Ramadan)."""
    return datetime.combine(day, hour, CASABLANCA)


def latin_digits(written: str) -> str:
    """Digits of any script as 0-9, without the marks that set a direction."""
    kept = (c for c in written if unicodedata.category(c) != "Cf")
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in kept).strip()
