"""Which mobile number was meant? Any writing in, E.164 or a problem out.

Mobile is 06 and 07 of the Moroccan numbering plan, nine digits after +212. The library's list of ranges in
use lags behind newly opened ones, so one that it does not know yet is taken; a receipt will tell the truth.
A prefix never tells the operator: numbers are portable.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

NO_PHONE, LANDLINE, INVALID = "no_phone", "landline", "invalid"
MOROCCO = 212
_FIXED = (PhoneNumberType.FIXED_LINE,)


@dataclass(frozen=True)
class Phone:
    """`number` is E.164, also of a landline; `problem` says why it gets no SMS."""

    number: str | None
    problem: str | None

    @property
    def mobile(self) -> str | None:
        return None if self.problem else self.number


@lru_cache(maxsize=4096)
def read(written: str) -> Phone:
    visible = "".join(map(_visible, written))
    if not visible.strip(" -.–—/"):
        return Phone(None, NO_PHONE)
    if any(sign.isalpha() for sign in visible):
        return Phone(None, INVALID)  # the library would read letters as a vanity number
    try:
        parsed = phonenumbers.parse(visible, "MA")
    except phonenumbers.NumberParseException:
        return Phone(None, INVALID)
    return _judged(parsed)


def _visible(sign: str) -> str:
    """Without direction marks; every kind of space is a plain one (the library knows only some)."""
    if unicodedata.category(sign) == "Cf":
        return ""
    return " " if sign.isspace() else sign


def _judged(parsed: phonenumbers.PhoneNumber) -> Phone:
    national = str(parsed.national_number)
    if parsed.country_code != MOROCCO or parsed.extension or len(national) != 9:
        return Phone(None, INVALID)
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if national[0] in "67":
        return Phone(number, None)
    if national[0] == "5" or phonenumbers.number_type(parsed) in _FIXED:
        return Phone(number, LANDLINE)
    return Phone(None, INVALID)
