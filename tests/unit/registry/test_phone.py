import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.phone import INVALID, LANDLINE, NO_PHONE, Phone, read

ACCEPTED = [
    "0612345678",
    "06 12 34 56 78",
    "06-12-34-56-78",
    "+212612345678",
    "00212612345678",
    "212 6 12 34 56 78",
    "+212 (0)6 12 34 56 78",
    "٠٦١٢٣٤٥٦٧٨",
    "۰۶۱۲۳۴۵۶۷۸",
    "\u200f+212 612-345678\u200e",
    "\u202a06.12.34.56.78\u202c",
    "06\u00a012\u202f34\u00a056 78",
    "612345678",
]
REFUSED = [
    "061234567",
    "06123456789",
    "+33612345678",
    "0812345678",
    "0412345678",
    "abc",
    "06ABCDEFGH",
    "0612345678 / 0661234567",
    "0612345678 ext 5",
    "6,12E+08",
    "#N/A",
    "+",
    "٠٦",
]


@pytest.mark.parametrize("written", ACCEPTED)
def test_any_writing_of_a_mobile_is_one_number(written: str) -> None:
    assert read(written) == Phone("+212612345678", None)


def test_the_forms_of_one_person_are_one_number() -> None:
    forms = [
        "0661234567",
        "+212661234567",
        "00212661234567",
        "٠٦٦١٢٣٤٥٦٧",
        "06.61.23.45.67",
        "06 61-23.45 67",
    ]
    assert {read(form).mobile for form in forms} == {"+212661234567"}


def test_07_is_a_mobile_and_so_is_a_range_that_the_library_does_not_know_yet() -> None:
    assert read("0712345678").mobile == "+212712345678"
    assert read("0740123456").mobile == "+212740123456"


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_moroccan_number_is_invalid(written: str) -> None:
    assert read(written) == Phone(None, INVALID)


@pytest.mark.parametrize("written", ["0523456789", "+212 5 23 45 67 89", "05 23-45.67 89"])
def test_a_landline_keeps_its_number_but_is_no_mobile(written: str) -> None:
    assert read(written) == Phone("+212523456789", LANDLINE)
    assert read(written).mobile is None


@pytest.mark.parametrize("written", ["", "  ", "-", "\u00a0", "—", "/"])
def test_nothing_written_is_no_phone(written: str) -> None:
    assert read(written) == Phone(None, NO_PHONE)


@given(st.text(max_size=60))
def test_any_text_gives_a_mobile_or_a_problem(written: str) -> None:
    found = read(written)
    assert (found.mobile is None) == (found.problem is not None)
    assert found.mobile is None or (found.mobile[:5] in ("+2126", "+2127") and len(found.mobile) == 13)


@given(
    st.from_regex(r"0[67][0-9]{8}", fullmatch=True), st.lists(st.sampled_from(" .-\u00a0\u200f"), max_size=9)
)
def test_separators_and_digits_of_another_script_change_nothing(number: str, between: list[str]) -> None:
    spread = "".join(
        digit + sign for digit, sign in zip(number, between + [""] * (10 - len(between)), strict=True)
    )
    arabic = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert read(spread).mobile == read(arabic).mobile == f"+212{number[1:]}"
