"""What does a reply by SMS mean? Only a message that is one keyword and nothing else means anything."""

import unicodedata
from enum import StrEnum

from contracts.notifications.facts import COMING, NOT_COMING


class Reply(StrEnum):
    COMING = COMING
    NOT_COMING = NOT_COMING
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"


# Spelled as `_plain` leaves them: no case, accent, hamza on a letter, or tatweel.
KEYWORDS = {
    "1": Reply.COMING, "oui": Reply.COMING, "نعم": Reply.COMING,
    "2": Reply.NOT_COMING, "non": Reply.NOT_COMING, "لا": Reply.NOT_COMING,
    "stop": Reply.OPT_OUT, "arret": Reply.OPT_OUT, "ايقاف": Reply.OPT_OUT, "توقف": Reply.OPT_OUT,
    "start": Reply.OPT_IN, "بدء": Reply.OPT_IN, "بدا": Reply.OPT_IN,
}  # fmt: skip
UNSEEN = {
    "Mn",
    "Mc",
    "Me",
    "Cf",
}  # vowels, accents, hamza on a letter, the box round a key; marks of direction
TATWEEL = "\u0640"
ONE_LETTER_TWO_KEYBOARDS = str.maketrans({"ی": "ي", "ى": "ي", "ک": "ك", "ٱ": "ا", TATWEEL: None})


def read_reply(text: str) -> Reply | None:
    """None is free text: "STOP 12345" and "لا توقفوا" ask for nothing that we may do by ourselves."""
    return KEYWORDS.get(_plain(text))


def _plain(text: str) -> str:
    """`text` without quotes, dots and marks round it, whatever keyboard wrote it."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(ONE_LETTER_TWO_KEYBOARDS)
    kept = (sign for sign in decomposed if unicodedata.category(sign) not in UNSEEN)
    return "".join(map(_plain_sign, kept)).strip()


def _plain_sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return sign if sign.isalnum() else " "
