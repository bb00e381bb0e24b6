"""What is a time, a distance or a height worth, exactly?

Times are compared in 1/100 s, rounded up from what was read (World Athletics TR 19); 1/1000 s only ever
parts those who are level. Distances and heights are kept as they were written.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

_CLOCK = re.compile(r"^(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d+)?)\s*h?$")
_LENGTH = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(?:m|A|w|i)?$")
THOUSANDTHS = 3  # digits after the point


@dataclass(frozen=True, slots=True)
class Time:
    """`thousandths` only when they were read."""

    hundredths: int
    thousandths: int | None = None


def read_time(text: str, thousandths: int | None = None) -> Time | None:
    """`41.79`, `1:43.2`, `2:08:44`, `10.005`; None when it is no time."""
    found = _CLOCK.match(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = found[1] or "0", found[2] or "0", found[3].replace(",", ".")
    whole = int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)
    decimals = len(seconds.partition(".")[2])
    if thousandths is None and decimals >= THOUSANDTHS:
        thousandths = ceil(whole * 1000)
    return Time(ceil(whole * 100), thousandths)


def read_length(text: str) -> Fraction | None:
    """Metres; None for a foul, a pass, a retirement or nothing."""
    found = _LENGTH.match(text.strip())
    return Fraction(found[1].replace(",", ".")) if found else None
