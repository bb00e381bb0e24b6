"""Is each answer of the gateway read for what it is: delivered, failed for good, or worth another attempt?"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.reports import Receipt, identity, says_delivered, says_retry, why_failed

NOW = datetime(2027, 8, 20, 9, 30, tzinfo=UTC)


# bits, answer -> delivered, worth another attempt, reason of failure
READINGS = [
    (1, "", True, False, None),
    (1, "id:7 stat:DELIVRD err:000", True, False, None),
    (2, "id:7 stat:UNDELIV err:011", False, False, "undelivered"),
    (34, "id:7 stat:EXPIRED err:000", False, False, "expired"),
    (32, "", False, False, None),
    (4, "id:7 stat:ACCEPTD", False, False, None),
    (8, "ACK/", False, False, None),
    (16, "NACK/Retries Exceeded", False, True, None),
    (16, "nack/retries exceeded", False, True, None),
    (16, "NACK/0x00000058/Throttling error", False, True, None),
    (16, "NACK/0x00000014/Message Queue Full", False, True, None),
    (16, "NACK/0x00000008/System Error", False, True, None),
    (16, "NACK/0x00000064/Temporary App Error", False, True, None),
    (16, "NACK/0x0000000b/Invalid Destination Address", False, False, "rejected"),
    (16, "NACK/0x0000000B", False, False, "rejected"),
    (16, "NACK/Malformed", False, False, "rejected"),
    (16, "NACK/", False, False, "rejected"),
    (16, "", False, False, "rejected"),
    (8, "NACK/Retries Exceeded", False, False, None),
    (0, "", False, False, None),
    (64, "", False, False, None),
]


@pytest.mark.parametrize(("bits", "answer", "delivered", "retry", "reason"), READINGS)
def test_a_receipt_is_read_as_bits(
    bits: int, answer: str, delivered: bool, retry: bool, reason: str | None
) -> None:
    receipt = Receipt(1, bits, answer, NOW)
    assert (says_delivered(receipt), says_retry(receipt), why_failed(receipt)) == (delivered, retry, reason)


@given(
    st.integers(0, 255),
    st.one_of(st.text(), st.text().map("NACK/".__add__), st.text().map("NACK/0x".__add__)),
)
def test_any_receipt_is_read_without_failing(bits: int, answer: str) -> None:
    receipt = Receipt(1, bits, answer, NOW)
    assert not (says_retry(receipt) and bits & 16 == 0)
    assert why_failed(receipt) in {None, "expired", "undelivered", "rejected"}


def test_a_repeated_receipt_is_the_same_report_and_another_attempt_or_part_is_not() -> None:
    first = Receipt(1, 8, "ACK/", NOW)
    assert identity(first) == identity(Receipt(1, 8, "ACK/", NOW.replace(hour=11)))
    others = [Receipt(2, 8, "ACK/", NOW), Receipt(1, 1, "ACK/", NOW), Receipt(1, 8, "ACK/", NOW, attempt=2)]
    assert identity(first) not in {identity(other) for other in others}
