"""How is a text written so that a handset shows it, and cheaply?"""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from contracts.audience import FRENCH
from services.notifications.domain.alphabet import GSM7, alphabet_of, measure

# Marks of direction: Babel and copied text hold them, some handsets draw them as boxes.
BIDI_MARKS = dict.fromkeys(
    chain([0x061C, 0x200E, 0x200F, 0xFEFF], range(0x202A, 0x202F), range(0x2066, 0x206A))
)
FIXED_SPACES = dict.fromkeys([0x00A0, 0x2007, 0x2009, 0x202F], " ")

# What stays readable when a French text gives up a sign that GSM-7 lacks; accents go by decomposition.
FRENCH_REPLACEMENTS = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'",
        "—": "-", "–": "-", "−": "-", "‑": "-", "•": "-", "…": "...", "œ": "oe", "Œ": "OE", "°": "o",
        "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "",
    }
)  # fmt: skip


def for_handset(text: str, language: str) -> str:
    plain = for_arabic(text)
    return for_french(plain) if language == FRENCH else plain


def for_arabic(text: str) -> str:
    """No mark of direction, no space but the common one; every letter as it was written."""
    return text.translate(BIDI_MARKS).translate(FIXED_SPACES)


def for_french(text: str) -> str:
    """`text` with signs replaced when that makes the whole of it GSM-7 and saves a part; else `text` itself.

    `août` alone is kept; an invitation in August is not worth a third part. The preview shows the result.
    """
    plain = _within_gsm7(text)
    saves = plain and alphabet_of(plain) == GSM7 and measure(plain).parts < measure(text).parts
    return plain if saves else text


def _within_gsm7(text: str) -> str:
    inner_spaces_gone = re.sub(r"(?<=[«‹])\s+|\s+(?=[»›])", "", unicodedata.normalize("NFC", text))
    known = inner_spaces_gone.translate(FIXED_SPACES).translate(FRENCH_REPLACEMENTS)
    return "".join(map(_plain_sign, known))


@lru_cache(maxsize=1024)  # each text is made of the same few signs
def _plain_sign(sign: str) -> str:
    if alphabet_of(sign) == GSM7:
        return sign
    return "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
