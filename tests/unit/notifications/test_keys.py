"""Is one send one key, whoever plans it and however often?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.schema import identifier
from services.notifications.domain.keys import claim_key, part_key, read_part_key, send_key


def test_a_key_never_changes_between_releases() -> None:
    """A changed formula would send again everything that a replay brings back."""
    assert send_key("fact-1", "person-1", "invitation") == "ba58c39b-0b95-5bf7-b032-992f7452ba33"


def test_cause_person_and_template_each_make_another_send() -> None:
    keys = {send_key(c, p, t) for c in ("a", "b", "a/a") for p in ("a", "b") for t in ("invitation", "moved")}
    assert len(keys) == 12


@given(st.uuids().map(str), st.integers(1, 99), st.integers(1, 9))
def test_a_part_key_is_read_back_and_is_an_identifier(key: str, attempt: int, part: int) -> None:
    text = part_key(key, attempt, part)
    assert read_part_key(text) == (key, attempt, part)
    assert identifier().deserialize(text) == text
    assert identifier().deserialize(claim_key(key, attempt)) == claim_key(key, attempt)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "key",
        "key.1",
        ".1.1",
        "key.1.",
        "key..1",
        "key.a.1",
        "key.1.-1",
        "key.0.1",
        "key.1.0",
        "key.١.1",
        "key.1.²",
    ],
)
def test_a_foreign_key_is_none(text: str) -> None:
    assert read_part_key(text) is None


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    read = read_part_key(text)
    assert read is None or read[1] > 0 < read[2]
