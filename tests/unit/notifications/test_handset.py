"""Does a text reach the handset readable, and cheap only where that costs no letter of Arabic?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.alphabet import measure
from services.notifications.domain.handset import for_arabic, for_french, for_handset

LONG = "a" * 80  # two parts in UCS-2, one in GSM-7


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("l’été", "l'été"),
        ("«\u202fAmal\u202f»", '"Amal"'),
        ("« Amal »", '"Amal"'),
        ("“Amal”", '"Amal"'),
        ("10\u202f000\u00a0DH", "10 000 DH"),
        ("lundi — mardi", "lundi - mardi"),
        ("suite…", "suite..."),
        ("sœur, Œuvre", "soeur, OEuvre"),
        ("août, forêt, naïve, façade, île, hôte, Noël", "aout, foret, naive, facade, ile, hote, Noel"),
        ("À Éric, È", "A Éric, E"),
        ("e\u0301te\u0301", "été"),
        ("n° 4, 20 m²", "no 4, 20 m2"),
        ("con\u00adtact", "contact"),
    ],
)
def test_french_gives_up_signs_that_gsm7_lacks_when_a_part_is_saved(written: str, shown: str) -> None:
    assert for_french(LONG + written) == LONG + shown


@pytest.mark.parametrize(
    "kept",
    [
        "le 20 août à 10:30",  # one part either way
        "a" * 200,  # GSM-7 already
        LONG + "août, جرسيف",  # stays UCS-2 whatever is replaced
        LONG + "fête 🎉",
        "ê" * 150 + "a" * 50 + "م",
    ],
)
def test_french_is_kept_as_written_when_nothing_is_saved(kept: str) -> None:
    assert for_french(kept) == kept


@given(st.text(min_size=1, max_size=300))
def test_french_replacement_never_costs_a_part_and_settles_at_once(text: str) -> None:
    shown = for_french(text)
    assert shown == text or (measure(shown).alphabet == "gsm7" and measure(shown).parts < measure(text).parts)
    assert for_french(shown) == shown


@given(st.text(st.characters(min_codepoint=0x0620, max_codepoint=0x064A), min_size=1))
def test_arabic_letters_and_vowels_are_untouched(text: str) -> None:
    assert (for_handset(text, "ar"), for_handset(text, "fr")) == (text, text)


def test_marks_of_direction_and_narrow_spaces_leave_arabic() -> None:
    written = "\u200fيوم\u200e \u202b20/08\u202c \u2068جرسيف\u2069 \u061c10\u202f000\ufeff"
    assert for_arabic(written) == "يوم 20/08 جرسيف 10 000"


def test_arabic_keeps_its_quotes_and_apostrophes() -> None:
    text = "اجتماع «أمل» — " * 12
    assert for_handset(text, "ar") == text
