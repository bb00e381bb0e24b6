"""Which marks are read, as what, and which are refused?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.domain.athletics.marks import read_metres, read_ms, time_of, write_ms
from services.events.domain.sports.athletics.marks import Time


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12.34", (12_340, 2)),
        ("12,34", (12_340, 2)),
        ("12.3", (12_300, 1)),
        ("12", (12_000, 0)),
        (" 1:02.345 ", (62_345, 3)),
        ("1:02", (62_000, 0)),
        ("1'02\"34", (62_340, 2)),
        ("1'02''34", (62_340, 2)),
        ("1.02.34", (62_340, 2)),
        ("1:05:02.3", (3_902_300, 1)),
        ("١٢٫٣٤", (12_340, 2)),
        ("١٢،٣٤", (12_340, 2)),
        ("\u2066۱:۰۲.۳۴\u2069", (62_340, 2)),
        ("12.340", (12_340, 3)),
        *((text, None) for text in ("", "-", "DNS", "12.3456", "1:75.2", "1:2.3", "0", "0.00", "12h", "1e3")),
        *((text, None) for text in ("-12.3", "12.3.4.5", "12:", ":12", "12.", "twelve", "²12", "1:02:03:04")),
    ],
)
def test_a_time_is_read_as_it_is_written(text: str, read: tuple[int, int] | None) -> None:
    assert read_ms(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("5.23", "5.23"),
        ("5,2", "5.20"),
        ("5", "5.00"),
        ("5m23", "5.23"),
        ("5.23 m", "5.23"),
        ("٥٫٢٣", "5.23"),
        ("12.07", "12.07"),
        *((text, None) for text in ("", "X", "-", "5.234", "5m2", "5m234", "m", "5.2m3", "0", "5.23w")),
    ],
)
def test_a_length_is_read_to_the_centimetre(text: str, read: str | None) -> None:
    assert read_metres(text) == read


def test_only_what_was_read_to_a_thousandth_has_one() -> None:
    assert time_of(*read_ms("12.34") or (0, 0)) == Time(1234)
    assert time_of(*read_ms("12.335") or (0, 0)) == Time(1234, 12_335)
    assert time_of(*read_ms("12.340") or (0, 0)) == Time(1234, 12_340)


@given(st.integers(1, 9 * 3_600_000), st.integers(0, 3))
def test_a_written_time_is_read_back(ms: int, digits: int) -> None:
    step = 10 ** (3 - digits)
    rounded = max(1, ms // step) * step
    assert read_ms(write_ms(rounded, digits)) == (rounded, digits)


@given(st.text(max_size=8))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    found = read_ms(text)
    assert found is None or found[0] > 0
    length = read_metres(text)
    assert length is None or read_metres(length) == length
