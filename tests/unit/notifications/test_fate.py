"""Does a send end in the same state whatever the order and repetition of its reports, and never go back?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.fate import FINAL, Fate, State, fold, parts_to_send
from services.notifications.domain.fate_document import from_document, to_document
from services.notifications.domain.reports import (
    Crashed,
    Deadline,
    GaveUp,
    Outcome,
    Receipt,
    Report,
    Result,
    Withdrawn,
)

NOW = datetime(2027, 8, 20, 9, 30, tzinfo=UTC)


def outcome(result: str, part: int = 1, attempt: int = 1, detail: str = "") -> Outcome:
    return Outcome(part, Result(result), detail, NOW, attempt)


def receipt(bits: int, part: int = 1, attempt: int = 1, answer: str = "") -> Receipt:
    return Receipt(part, bits, answer, NOW, attempt)


def heard(*reports: Report, of: int = 1) -> Fate:
    fate = Fate(of)
    for report in reports:
        fate = fold(fate, report)
    return fate


ACCEPTED, HELD, LOST = outcome("accepted"), outcome("held"), outcome("ambiguous")
RETRY, REFUSED = outcome("refused_retryable"), outcome("refused_permanent", detail="bad_number")
RETRIES_EXCEEDED = receipt(16, answer="NACK/Retries Exceeded")
CRASHED, DEADLINE, TOO_LATE = Crashed(NOW), Deadline(NOW), GaveUp("too_late", NOW)
OPTED_OUT, SUPERSEDED = Withdrawn("opted_out", NOW), Withdrawn("superseded", NOW)

ONE_PART: list[tuple[list[Report], str, str | None]] = [
    ([], "planned", None),
    ([HELD], "queued_at_gateway", None),
    ([ACCEPTED], "accepted", None),
    ([HELD, receipt(8)], "sent", None),
    ([ACCEPTED, receipt(8)], "sent", None),
    ([ACCEPTED, receipt(4)], "sent", None),
    ([ACCEPTED, receipt(8), receipt(1)], "delivered", None),
    ([ACCEPTED, receipt(1), receipt(8)], "delivered", None),
    ([ACCEPTED, receipt(1), DEADLINE], "delivered", None),
    ([receipt(1), ACCEPTED], "delivered", None),  # the receipt was quicker than our own note
    ([ACCEPTED, receipt(2)], "failed", "undelivered"),
    ([ACCEPTED, receipt(34)], "failed", "expired"),
    ([ACCEPTED, receipt(16, answer="NACK/0x0000000b/Invalid Destination Address")], "failed", "rejected"),
    ([ACCEPTED, RETRIES_EXCEEDED], "planned", None),
    ([ACCEPTED, RETRIES_EXCEEDED, outcome("accepted", attempt=2)], "accepted", None),
    ([ACCEPTED, receipt(0)], "accepted", None),
    ([REFUSED], "failed", "bad_number"),
    ([outcome("refused_permanent")], "failed", "refused"),
    ([REFUSED, receipt(1)], "delivered", None),  # the handset has the last word
    ([RETRY], "planned", None),
    ([RETRY, outcome("accepted", attempt=2)], "accepted", None),
    ([RETRY, TOO_LATE], "failed", "too_late"),
    ([TOO_LATE], "failed", "too_late"),
    ([LOST], "doubtful", "no_answer"),
    ([LOST, receipt(8)], "sent", None),
    ([LOST, receipt(1)], "delivered", None),
    ([LOST, receipt(2)], "failed", "undelivered"),
    ([LOST, RETRIES_EXCEEDED], "planned", None),
    ([LOST, ACCEPTED], "doubtful", "no_answer"),
    ([LOST, DEADLINE], "unknown", "no_receipt"),
    ([CRASHED], "doubtful", "no_answer"),
    ([CRASHED, receipt(8)], "sent", None),
    ([CRASHED, ACCEPTED], "accepted", None),  # the sender was slow, not dead
    ([CRASHED, DEADLINE], "unknown", "no_receipt"),
    ([RETRY, Crashed(NOW, 2)], "doubtful", "no_answer"),
    ([ACCEPTED, DEADLINE], "unknown", "no_receipt"),
    ([ACCEPTED, receipt(8), DEADLINE], "unknown", "no_receipt"),
    ([ACCEPTED, DEADLINE, receipt(8)], "unknown", "no_receipt"),
    ([ACCEPTED, DEADLINE, receipt(1)], "delivered", None),
    ([ACCEPTED, DEADLINE, receipt(34)], "failed", "expired"),
    ([DEADLINE], "planned", None),
    ([OPTED_OUT], "suppressed", "opted_out"),
    ([SUPERSEDED], "superseded", "superseded"),
    ([OPTED_OUT, SUPERSEDED], "suppressed", "opted_out"),
    ([RETRY, SUPERSEDED], "superseded", "superseded"),
    ([ACCEPTED, RETRIES_EXCEEDED, SUPERSEDED], "superseded", "superseded"),
    ([LOST, SUPERSEDED], "doubtful", "no_answer"),
    ([ACCEPTED, OPTED_OUT], "accepted", None),
    ([OPTED_OUT, receipt(1)], "delivered", None),
    ([ACCEPTED, receipt(2, part=2), receipt(1, part=0)], "accepted", None),  # parts that the send never had
]

TWO_PARTS: list[tuple[list[Report], str, str | None, list[int]]] = [
    ([], "planned", None, [1, 2]),
    ([ACCEPTED], "planned", None, [2]),
    ([ACCEPTED, outcome("accepted", 2)], "accepted", None, []),
    ([ACCEPTED, outcome("held", 2)], "queued_at_gateway", None, []),
    ([ACCEPTED, outcome("ambiguous", 2)], "doubtful", "no_answer", []),
    ([LOST], "doubtful", "no_answer", [2]),
    ([ACCEPTED, outcome("refused_retryable", 2)], "planned", None, [2]),
    ([ACCEPTED, outcome("refused_retryable", 2), Crashed(NOW, 2)], "doubtful", "no_answer", []),
    ([ACCEPTED, outcome("refused_permanent", 2, detail="x")], "failed", "x", []),
    ([ACCEPTED, CRASHED], "doubtful", "no_answer", []),
    ([receipt(8), receipt(8, 2)], "sent", None, []),
    ([receipt(1), receipt(8, 2)], "sent", None, []),
    ([receipt(1), outcome("accepted", 2)], "accepted", None, []),
    ([receipt(1), receipt(1, 2)], "delivered", None, []),
    ([receipt(2), receipt(1, 2)], "failed", "undelivered", []),
    ([receipt(1), receipt(34, 2)], "failed", "expired", []),
    ([receipt(2), receipt(1), receipt(8, 2)], "failed", "undelivered", []),
    ([receipt(2), receipt(1), receipt(1, 2)], "delivered", None, []),
    ([receipt(1), receipt(8, 2), DEADLINE], "unknown", "no_receipt", []),
    ([ACCEPTED, OPTED_OUT], "planned", None, [2]),  # half an SMS helps nobody: what was begun is finished
    ([RETRY, outcome("refused_retryable", 2), OPTED_OUT], "suppressed", "opted_out", []),
]


@pytest.mark.parametrize(("reports", "state", "reason"), ONE_PART, ids=range(len(ONE_PART)))
def test_a_send_of_one_part(reports: list[Report], state: str, reason: str | None) -> None:
    fate = heard(*reports)
    assert (fate.state, fate.reason) == (state, reason)


@pytest.mark.parametrize(("reports", "state", "reason", "left"), TWO_PARTS, ids=range(len(TWO_PARTS)))
def test_a_send_of_two_parts(reports: list[Report], state: str, reason: str | None, left: list[int]) -> None:
    fate = heard(*reports, of=2)
    assert (fate.state, fate.reason, parts_to_send(fate)) == (state, reason, left)


@pytest.mark.parametrize(
    "reports", [[LOST], [CRASHED], [ACCEPTED], [LOST, DEADLINE], [OPTED_OUT], [TOO_LATE]]
)
def test_what_may_have_left_or_is_closed_is_never_offered_to_a_sender(reports: list[Report]) -> None:
    assert parts_to_send(heard(*reports)) == []


def test_every_report_is_kept_once_at_its_first_time_in_the_order_of_time() -> None:
    second = timedelta(seconds=1)
    early, late = receipt(8), Receipt(1, 8, "", NOW + second)
    final = Receipt(1, 1, "id:7 stat:DELIVRD", NOW - second)
    assert heard(late, final, early, late) == Fate(1, (final, early))


RETRYABLE = "NACK/0x00000058/Throttling error"
moments = st.sampled_from([NOW + timedelta(seconds=second) for second in range(4)])
numbers = {"at": moments, "attempt": st.integers(1, 3)}
receipts = st.builds(
    Receipt,
    part=st.integers(1, 2),
    bits=st.sampled_from([0, 1, 2, 4, 8, 16, 34]),
    answer=st.sampled_from(["", "NACK/Retries Exceeded", RETRYABLE, "NACK/0x0000000b/Invalid"]),
    **numbers,
)
outcomes = st.builds(
    Outcome,
    part=st.integers(1, 2),
    result=st.sampled_from(Result),
    detail=st.sampled_from(["", "why"]),
    **numbers,
)
ends = st.one_of(
    st.builds(Crashed, **numbers),
    st.builds(Deadline, at=moments),
    st.builds(Withdrawn, why=st.sampled_from(["opted_out", "superseded"]), at=moments),
    st.builds(GaveUp, why=st.just("too_late"), at=moments),
)
reports = st.one_of(receipts, outcomes, ends)
histories = st.lists(reports, max_size=8)


@given(histories, st.data(), st.sampled_from([1, 2]))
def test_any_order_and_any_repetition_give_the_same_fate(history: list[Report], data: Any, of: int) -> None:
    again = data.draw(st.lists(st.sampled_from(history), max_size=4)) if history else []
    assert heard(*data.draw(st.permutations(history + again)), of=of) == heard(*history, of=of)


@given(histories, reports, st.sampled_from([1, 2]))
def test_a_final_state_never_goes_back(history: list[Report], report: Report, of: int) -> None:
    before = heard(*history, of=of)
    after = fold(before, report)
    if before.state in FINAL:
        assert after.state in ({State.DELIVERED} if before.state is State.DELIVERED else FINAL)


@given(histories, st.one_of(outcomes, ends), st.sampled_from([1, 2]))
def test_the_unknown_stays_unknown_but_for_a_receipt_or_a_definite_end(
    history: list[Report], report: Report, of: int
) -> None:
    before = heard(*history, of=of)
    ended = isinstance(report, Withdrawn | GaveUp) or getattr(report, "result", "") == "refused_permanent"
    if before.state is State.UNKNOWN and not ended:
        assert fold(before, report).state is State.UNKNOWN


@given(histories, st.sampled_from([1, 2]))
def test_a_part_that_may_have_left_is_never_offered_again(history: list[Report], of: int) -> None:
    fate = heard(*history, of=of)
    taken = {
        report.part
        for report in fate.reports
        if (isinstance(report, Receipt) and report.bits & (1 | 4 | 8))
        or (
            isinstance(report, Outcome) and report.result == "accepted" and not _was_thrown_away(fate, report)
        )
    }
    assert not taken & set(parts_to_send(fate))


LEFT_US = {Result.ACCEPTED, Result.HELD, Result.AMBIGUOUS}


def _was_thrown_away(fate: Fate, accepted: Outcome) -> bool:
    return any(
        isinstance(report, Receipt)
        and (report.part, report.attempt, report.bits) == (accepted.part, accepted.attempt, 16)
        for report in fate.reports
    )


@given(histories, st.sampled_from([1, 2]))
def test_a_fate_is_kept_whole_in_its_document(history: list[Report], of: int) -> None:
    fate = heard(*history, of=of)
    document = to_document(fate)
    assert from_document(document) == fate
    assert (document["state"], document["reason"]) == (fate.state.value, fate.reason)


def test_the_document_of_a_fate_holds_plain_values() -> None:
    assert to_document(heard(ACCEPTED, receipt(8, answer="ACK/"), DEADLINE)) == {
        "state": "unknown",
        "reason": "no_receipt",
        "of": 1,
        "reports": [
            {"kind": "deadline", "at": NOW},
            {"kind": "outcome", "part": 1, "result": "accepted", "detail": "", "at": NOW, "attempt": 1},
            {"kind": "receipt", "part": 1, "bits": 8, "answer": "ACK/", "at": NOW, "attempt": 1},
        ],
    }
