"""When is a failed fact tried again, and when does it need a person?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import held

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
DELAYS_S = [1.0, 5.0, 30.0, 120.0, 600.0, 1800.0]


def fresh(attempt: int = 0) -> held.Row:
    return held.row(b"bytes", None, AT) | {"attempt": attempt}


def test_the_schedule_grows_to_half_an_hour_and_ends_after_twelve_attempts() -> None:
    row, waits = fresh(), []
    while row.get("state") != "parked":
        row = held.failed(row, "boom", AT, DELAYS_S, luck=0.5)
        waits.append(row["due_at"] and (row["due_at"] - AT).total_seconds())
    assert waits == [1, 5, 30, 120, 600, 1800, 1800, 1800, 1800, 1800, 1800, None]
    assert row["attempt"] == held.MOST_ATTEMPTS == 12


@pytest.mark.parametrize(("luck", "seconds"), [(0.0, 24), (0.5, 30), (1.0, 36)])
def test_a_delay_is_spread_by_a_fifth_to_each_side(luck: float, seconds: int) -> None:
    assert held.failed(fresh(2), "boom", AT, DELAYS_S, luck)["due_at"] == AT + timedelta(seconds=seconds)


@given(st.integers(0, 30), st.lists(st.floats(0.01, 3600), min_size=1, max_size=8), st.text())
def test_every_failure_is_either_due_later_or_parked(attempt: int, delays_s: list[float], why: str) -> None:
    row = held.failed(fresh(attempt), why, AT, delays_s)
    if attempt + 1 >= held.MOST_ATTEMPTS:
        assert (row["state"], row["due_at"]) == ("parked", None)
    else:
        assert row["state"] == "retry"
        assert row["due_at"] > AT
    assert row["attempt"] == attempt + 1
    assert len(row["reason"]) <= 500


def test_a_reason_keeps_what_the_store_can_hold() -> None:
    assert held.parked(fresh(), "said \ud800 " + "x" * 600)["reason"] == "said ? " + "x" * 493


def test_bytes_that_are_no_fact_are_known_by_their_hash() -> None:
    def known(row: held.Row) -> tuple[Any, ...]:
        return row["type"], row["stream"], row["sequence"]

    assert known(fresh()) == (None, None, None)
    assert held.row(b"a", None, AT)["_id"] == held.row(b"a", None, AT + timedelta(days=1))["_id"]
    assert held.row(b"a", None, AT)["_id"] != held.row(b"b", None, AT)["_id"]


def test_waiting_and_parked_say_why() -> None:
    assert held.waiting(fresh()) == fresh() | {"state": "waiting", "reason": "predecessor_missing"}
    assert held.parked(fresh(), "oversize") == fresh() | {"state": "parked", "reason": "oversize"}
