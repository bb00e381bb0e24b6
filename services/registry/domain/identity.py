"""Are two spellings the same name? The normal form for search and match; what was written is kept elsewhere.

Merged: yeh, Farsi yeh and alef maqsura; kaf, keheh and gaf; alef and hamza forms; ta marbuta and ha; tatweel,
marks, direction and zero-width signs, digits of any script, presentation forms; case and accents of French.
"""

import re
import unicodedata

# NFKD splits the hamza off أ إ آ ؤ ئ and the accent off é. It leaves these apart (Unicode 15, chapter 9.2).
_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "گ": "ك",
        "ڭ": "ك",
        "ݣ": "ك",
        "ة": "ه",
        "ۃ": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ۀ": "ه",
        "ڤ": "ف",
        "ڥ": "ف",
        "پ": "ب",
        "ء": "",
        "ـ": "",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "'": "",
        "’": "",
        "‘": "",
        "ʼ": "",
        "`": "",
    }
)
_PROSTHETIC_ALEF = re.compile(r"^ا(?=[^\Wال]\w{2})")
_ARTICLE = re.compile(r"^(?:ال|ل)(?=\w{3})")


def normal(written: str) -> str:
    """Words in their normal form, one space between: `"عبد اللّطيف الزعیم"` -> `"عبد اللطيف الزعيم"`."""
    spread = unicodedata.normalize("NFKD", written).casefold()
    letters = "".join(_plain(sign) for sign in unicodedata.normalize("NFKD", spread))
    return " ".join(letters.translate(_LETTERS).split())


def match_key(written: str) -> str:
    """The normal form without its spaces, so that `عبد اللطيف` is `عبداللطيف`. Empty when nothing is left."""
    return normal(written).replace(" ", "")


def place_key(written: str) -> str:
    """Looser, for closed lists of places only: no article, no prosthetic alef (`اخنيفرة` is `خنيفرة`).

    Not for people: it would make `امينة` of `مينة`, which are two first names.
    """
    return "".join(_PROSTHETIC_ALEF.sub("", _ARTICLE.sub("", word)) for word in normal(written).split())


def _plain(sign: str) -> str:
    """One sign without marks (Mn), invisible signs (Cf); punctuation becomes a space."""
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if category[0] in "LN" or sign in "'’‘ʼ`":
        return sign
    return "" if category in ("Mn", "Me", "Cf") else " "
