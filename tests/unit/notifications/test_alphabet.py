"""Is every SMS counted and cut as a handset joins it? Vectors from 3GPP TS 23.038 and 23.040."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.notifications.domain.alphabet import EmptyText, Measure, Part, alphabet_of, measure, split

# The table of 23.038, 6.2.1, typed again here so that the library's own table is checked against it.
BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = "\f^{}\\[~]|€"
ARABIC = "م"
SMILE = "😀"
FLAG = "🇲🇦"

# text, alphabet, units of each part, units left
VECTORS = [
    ("a", "gsm7", [1], 159),
    ("a" * 159, "gsm7", [159], 1),
    ("a" * 160, "gsm7", [160], 0),
    ("a" * 161, "gsm7", [153, 8], 145),
    ("a" * 306, "gsm7", [153, 153], 0),
    ("a" * 307, "gsm7", [153, 153, 1], 152),
    ("a" * 459, "gsm7", [153, 153, 153], 0),
    ("a" * 460, "gsm7", [153, 153, 153, 1], 152),
    ("€", "gsm7", [2], 158),
    ("€" * 80, "gsm7", [160], 0),
    ("€" * 81, "gsm7", [152, 10], 143),
    ("€" * 152, "gsm7", [152, 152], 1),
    ("€" * 153, "gsm7", [152, 152, 2], 151),  # 306 septets, which ceil(306 / 153) calls two parts
    ("a" * 158 + "€", "gsm7", [160], 0),
    ("a" * 159 + "€", "gsm7", [153, 8], 145),
    ("a" * 152 + "€" + "b" * 7, "gsm7", [152, 9], 144),
    ("a" * 151 + "€" + "b" * 8, "gsm7", [153, 8], 145),
    ("a" * 152 + "[" + "b" * 152, "gsm7", [152, 153, 1], 152),
    ("a" * 152 + "]" + "b" * 151, "gsm7", [152, 153], 0),
    ("\f", "gsm7", [2], 158),
    ("^{}\\[~]|", "gsm7", [16], 144),
    ("\n" * 160, "gsm7", [160], 0),
    ("\r\n", "gsm7", [2], 158),
    ("été à l'heure", "gsm7", [13], 147),
    ("Ç", "gsm7", [1], 159),
    ("ç", "ucs2", [1], 69),
    ("ê", "ucs2", [1], 69),
    ("û", "ucs2", [1], 69),
    ("œ", "ucs2", [1], 69),
    ("`", "ucs2", [1], 69),
    ("’", "ucs2", [1], 69),
    ("\t", "ucs2", [1], 69),
    ("\x1b", "ucs2", [1], 69),
    ("2\u202f796", "ucs2", [5], 65),
    ("a" * 69 + "ê", "ucs2", [70], 0),
    ("a" * 70 + "ê", "ucs2", [67, 4], 63),
    (ARABIC, "ucs2", [1], 69),
    (ARABIC * 70, "ucs2", [70], 0),
    (ARABIC * 71, "ucs2", [67, 4], 63),
    (ARABIC * 134, "ucs2", [67, 67], 0),
    (ARABIC * 135, "ucs2", [67, 67, 1], 66),
    (ARABIC * 201, "ucs2", [67, 67, 67], 0),
    (ARABIC * 202, "ucs2", [67, 67, 67, 1], 66),
    (ARABIC * 69 + "€", "ucs2", [70], 0),  # an extension sign costs one unit there
    (SMILE, "ucs2", [2], 68),
    (SMILE * 35, "ucs2", [70], 0),
    (SMILE * 36, "ucs2", [66, 6], 61),
    (ARABIC * 66 + SMILE + ARABIC * 3, "ucs2", [66, 5], 62),
    (ARABIC * 65 + SMILE + ARABIC * 4, "ucs2", [67, 4], 63),
    (SMILE * 67, "ucs2", [66, 66, 2], 65),  # 134 units, which ceil(134 / 67) calls two parts
    (FLAG, "ucs2", [4], 66),
]

texts = st.text(
    st.one_of(st.sampled_from(BASIC + EXTENSION), st.characters(codec="utf-16")), min_size=1, max_size=500
)
gsm7_texts = st.text(st.sampled_from(BASIC + EXTENSION), min_size=1, max_size=700)


def units(text: str, alphabet: str) -> int:
    """Counted here by another way than the library's."""
    if alphabet == "gsm7":
        return len(text) + sum(sign in EXTENSION for sign in text)
    return len(text.encode("utf-16-be")) // 2


@pytest.mark.parametrize(("text", "alphabet", "sizes", "left"), VECTORS, ids=range(len(VECTORS)))
def test_vector(text: str, alphabet: str, sizes: list[int], left: int) -> None:
    assert measure(text) == Measure(alphabet, sum(sizes), len(sizes), left)
    assert [units(part.text, alphabet) for part in split(text, "key")] == sizes


def test_exactly_the_two_tables_of_23_038_are_gsm7() -> None:
    within = {chr(code) for code in range(0xD800) if alphabet_of(chr(code)) == "gsm7"}
    assert within == set(BASIC + EXTENSION)


@given(st.one_of(texts, gsm7_texts))
@example("a" * 152 + "€" * 80)
@example("م" * 66 + "😀" * 40)
def test_any_text_is_cut_without_loss_and_within_the_limits(text: str) -> None:
    measured, parts = measure(text), split(text, "key")
    total, (alone, in_part) = (
        units(text, measured.alphabet),
        (160, 153) if measured.alphabet == "gsm7" else (70, 67),
    )
    assert "".join(part.text for part in parts) == text
    assert [part.number for part in parts] == list(range(1, measured.parts + 1))
    assert (measured.units, measured.parts == 1) == (total, total <= alone)
    if measured.parts > 1:
        assert max(units(part.text, measured.alphabet) for part in parts) <= in_part
        assert measured.parts >= -(-total // in_part)


@given(texts)
def test_each_part_is_text_by_itself(text: str) -> None:
    """A cut surrogate pair cannot be written as UTF-8, which is what the gateway is given."""
    assert "".join(part.text.encode().decode() for part in split(text, "key")) == text


@given(st.one_of(texts, gsm7_texts))
def test_no_part_is_closed_while_the_next_sign_still_fits(text: str) -> None:
    alphabet, parts = measure(text).alphabet, split(text, "key")
    in_part = 153 if alphabet == "gsm7" else 67
    assert all(
        units(part.text + following.text[0], alphabet) > in_part
        for part, following in zip(parts, parts[1:], strict=False)
    )


@given(st.one_of(texts, gsm7_texts))
def test_units_left_is_the_room_before_another_part(text: str) -> None:
    measured = measure(text)
    filler = "a"
    assert measure(text + filler * measured.units_left).parts == measured.parts
    assert measure(text + filler * (measured.units_left + 1)).parts == measured.parts + 1


def test_one_part_has_no_header() -> None:
    assert split("salut", "key") == [Part(1, 1, "salut", 0, b"")]


def test_parts_carry_one_reference_their_total_and_their_number() -> None:
    parts = split(ARABIC * 135, "key")
    reference = parts[0].udh[3]
    assert parts == [
        Part(1, 3, ARABIC * 67, 2, bytes([5, 0, 3, reference, 3, 1])),
        Part(2, 3, ARABIC * 67, 2, bytes([5, 0, 3, reference, 3, 2])),
        Part(3, 3, ARABIC, 2, bytes([5, 0, 3, reference, 3, 3])),
    ]


def test_another_attempt_of_the_same_send_has_the_same_reference_and_other_sends_spread() -> None:
    def reference(key: str) -> int:
        return split("a" * 161, key)[0].udh[3]

    assert reference("one") == reference("one")
    assert len({reference(str(number)) for number in range(2000)}) == 256


@pytest.mark.parametrize("ask", [measure, lambda text: split(text, "key")])
def test_an_empty_text_is_refused(ask: object) -> None:
    with pytest.raises(EmptyText):
        ask("")  # type: ignore[operator]
