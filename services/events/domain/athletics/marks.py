"""Which mark did somebody write? `1:02.345`, `12,3`, `1'02"34`, `5m23`, also in Arabic-Indic digits.

Times are kept in 1/1000 s with the number of digits that were read: `12.34` is not `12.340`, and only what
was read to 1/1000 s may part the level. Lengths are kept as text of metres with two digits.
"""

import unicodedata

from services.events.domain.sports.athletics.marks import THOUSANDTHS, Time, read_length, read_time

HOUR, MINUTE = 3_600_000, 60_000  # 1/1000 s
CENTIMETRES = 2  # digits after the point
_WRITTEN = str.maketrans(
    {"٫": ".", "،": ".", ",": ".", "'": ":", "’": ":", "′": ":", '"': ".", "″": ".", "”": "."}
)


def read_ms(text: str) -> tuple[int, int] | None:
    """(1/1000 s, digits read after the point: 0 to 3); None when it is no time."""
    plain = _with_minutes(_plain(text).replace("''", '"').translate(_WRITTEN))
    digits = len(plain.partition(".")[2])
    time = read_time(plain) if digits <= THOUSANDTHS else None
    if time is None or not _is_clock(plain):
        return None
    ms = time.hundredths * 10 if time.thousandths is None else time.thousandths
    return (ms, digits) if ms > 0 else None


def time_of(mark_ms: int, read_to: int) -> Time:
    """As the engine compares it: 1/100 s rounded up, 1/1000 s where it was read."""
    return Time(-(-mark_ms // 10), mark_ms if read_to == THOUSANDTHS else None)


def write_ms(mark_ms: int, read_to: int) -> str:
    """As it was read: `1:02.345`, `12.3`."""
    hours, rest = divmod(mark_ms, HOUR)
    minutes, ms = divmod(rest, MINUTE)
    seconds = f"{ms // 1000:02}" if hours or minutes else f"{ms // 1000}"
    after = f".{ms % 1000:03}"[: read_to + 1] if read_to else ""
    before = f"{hours}:{minutes:02}:" if hours else f"{minutes}:" if minutes else ""
    return before + seconds + after


def read_metres(text: str) -> str | None:
    """`5.23`; None when it is no length, or read finer than to 1 cm."""
    plain = _plain(text).lower().translate(_WRITTEN)
    whole, metres, rest = plain.partition("m")
    if metres and rest:
        plain = f"{whole}.{rest}" if "." not in whole and len(rest) == CENTIMETRES else ""
    found = read_length(plain.removesuffix("m")) if plain.isascii() else None
    digits = len(plain.removesuffix("m").partition(".")[2])
    if not found or digits > CENTIMETRES:
        return None
    return f"{int(found * 100) // 100}.{int(found * 100) % 100:02}"


def centimetres(metres: str) -> int:
    """Of a length that `read_metres` wrote."""
    whole, _, rest = metres.partition(".")
    return int(whole) * 100 + int(rest)


def metres(height_cm: int) -> str:
    return f"{height_cm // 100}.{height_cm % 100:02}"


def _plain(text: str) -> str:
    """Digits of any script as 0-9, without blanks and without the marks that turn the writing direction."""
    kept = [c for c in text if not c.isspace() and unicodedata.category(c) != "Cf"]
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in kept)


def _with_minutes(plain: str) -> str:
    """`1.02.34`, as many a stopwatch writes it."""
    return plain.replace(".", ":", 1) if plain.count(".") == 2 and ":" not in plain else plain


def _is_clock(plain: str) -> bool:
    """Only the first of hours, minutes and seconds may pass 59, and 0 hours need no writing."""
    parts = plain.partition(".")[0].split(":")
    return (
        plain.isascii() and "h" not in plain and all(len(part) == 2 and int(part) < 60 for part in parts[1:])
    )
