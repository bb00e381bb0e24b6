"""How are winds and heights written at the track? `+1.8` is 18 tenths of m/s, `1.20` is 120 cm."""

import re

from services.portal.meetings.moment import latin_digits

_WIND = re.compile(r"([+-]?)(\d{1,2})(?:\.(\d))?")
_METRES = re.compile(r"(\d)\.(\d{1,2})\.?")
_SIGNS = str.maketrans({",": ".", "٫": ".", "،": ".", "−": "-", "–": "-", "m": ".", "م": "."})
CENTIMETRES_FROM = 10  # a bare number below is metres


def read_wind(written: str) -> int | str | None:
    """Tenths of m/s; None where nothing is typed; anything else stays as typed."""
    found = _WIND.fullmatch(_plain(written))
    if not found:
        return written or None
    sign, whole, tenth = found.groups()
    tenths = int(whole) * 10 + int(tenth or 0)
    return written if tenths > 99 else -tenths if sign == "-" else tenths


def read_height(written: str) -> int | str | None:
    """In cm, of `1.20`, `1,2`, `1m20` or `120`; None where nothing is typed; anything else stays as typed."""
    plain = _plain(written)
    if found := _METRES.fullmatch(plain):
        return int(found[1]) * 100 + int(found[2].ljust(2, "0"))
    if not plain.isdecimal() or len(plain) > 3:
        return written or None
    return int(plain) if int(plain) >= CENTIMETRES_FROM else int(plain) * 100


def height(centimetres: int) -> str:
    return f"{centimetres // 100}.{centimetres % 100:02}"


def _plain(written: str) -> str:
    return latin_digits(written).lower().translate(_SIGNS).replace(" ", "")
