"""How long is an SMS, and where is it cut? The same answer for the preview, the bill and the gateway."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from sms_toolkit.messages.profiling import profile_message
from sms_toolkit.utils import determine_encoding_for_string

GSM7, UCS2 = "gsm7", "ucs2"
CODING = {GSM7: 0, UCS2: 2}  # Kannel's `coding`
CAPACITY = {GSM7: (160, 153), UCS2: (70, 67)}  # units: alone, and in a part. Source: 3GPP TS 23.038, 23.040


class EmptyText(ValueError):
    """Kannel would accept it and bill an empty SMS."""

    slug = "empty_text"


@dataclass(frozen=True)
class Measure:
    """`units` are septets (`€` costs two) or UTF-16 units; `units_left` fit before another part begins."""

    alphabet: str
    units: int
    parts: int
    units_left: int


@dataclass(frozen=True)
class Part:
    """What one call to the gateway carries; `udh` is empty when the SMS stands alone."""

    number: int
    of: int
    text: str
    coding: int
    udh: bytes


def alphabet_of(text: str) -> str:
    """One character outside GSM-7 (any Arabic letter, but also `ê`) makes the whole text UCS-2."""
    return GSM7 if determine_encoding_for_string(text) == "gsm" else UCS2


def measure(text: str) -> Measure:
    """Raises EmptyText."""
    alphabet, sizes = alphabet_of(text), [size for _, size in _segments(text)]
    alone, in_part = CAPACITY[alphabet]
    # The room is that of the last part: a pair that did not fit left a hole in the part before it.
    left = (alone if len(sizes) == 1 else in_part) - sizes[-1]
    return Measure(alphabet, sum(sizes), len(sizes), left)


def split(text: str, send_key: str) -> list[Part]:
    """Our own parts: Kannel cuts surrogate pairs and asks a receipt for the first part only.

    Joined they are `text`; none ends within an escape or a surrogate pair. Raises EmptyText.
    """
    pieces = [piece for piece, _ in _segments(text)]
    coding, of = CODING[alphabet_of(text)], len(pieces)
    return [
        Part(number, of, piece, coding, _header(send_key, of, number))
        for number, piece in enumerate(pieces, start=1)
    ]


@lru_cache(maxsize=64)  # one announcement is thousands of sends of two texts
def _segments(text: str) -> tuple[tuple[str, int], ...]:
    """The text of each part and its units."""
    if not text:
        raise EmptyText
    found = profile_message(text)["segments"]
    return tuple((segment["message"], segment["total_segment_length"]) for segment in found)


def _header(send_key: str, of: int, number: int) -> bytes:
    """05 00 03 REF OF NUMBER: one reference for all parts, the same one in every attempt (3GPP TS 23.040)."""
    if of == 1:
        return b""
    reference = blake2b(send_key.encode(), digest_size=1).digest()
    return b"\x05\x00\x03" + reference + bytes((of, number))
