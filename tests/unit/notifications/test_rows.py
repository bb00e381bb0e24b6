"""What does a report change in a row, and does every row come to an end?"""

from datetime import UTC, datetime
from typing import Any

from services.notifications import journal, rows
from services.notifications.domain.fate import Fate
from services.notifications.domain.fate_document import to_document
from services.notifications.domain.reports import Result, Withdrawn

AT = datetime(2027, 8, 20, 9, 30, tzinfo=UTC)
WANTED: dict[str, Any] = {"superseded_by": None}
OVERTAKEN: dict[str, Any] = {"superseded_by": "meeting-1.2"}


def planned(of: int = 2) -> dict[str, Any]:
    return {"key": "send-1", "attempt": 1, "open": True, "due_at": None, "at": AT, **to_document(Fate(of))}


def refused(part: int, attempt: int = 1, why: str = "gateway_busy") -> dict[str, Any]:
    return journal.outcome(part, Result.REFUSED_RETRYABLE, why, attempt, AT)


def half_sent() -> list[dict[str, Any]]:
    """The first part was taken; the sender was told to stop before the second."""
    return [journal.outcome(1, Result.ACCEPTED, "", 1, AT), refused(2, why=rows.STOPPED)]


def hear(row: dict[str, Any], *reports: dict[str, Any], told: dict[str, Any] = WANTED) -> tuple[Any, ...]:
    rows.hear(row, list(reports), told, AT)
    return row["state"], row["reason"], row["open"], row["attempt"]


def test_a_send_of_which_a_part_left_is_planned_again() -> None:
    assert hear(planned(), *half_sent()) == ("planned", None, True, 2)


def test_half_a_message_that_is_overtaken_has_failed() -> None:
    assert hear(planned(), *half_sent(), told=OVERTAKEN) == ("failed", "superseded", False, 1)
    row = planned()
    hear(row, *half_sent())
    rows.close(row, Withdrawn("superseded", AT), AT)
    assert (row["state"], row["reason"], row["open"]) == ("failed", "superseded", False)


def test_half_a_message_to_somebody_who_opts_out_has_failed() -> None:
    row = planned()
    hear(row, *half_sent())
    assert hear(row, journal.withdrawn("opted_out", AT)) == ("failed", "opted_out", False, 2)


def test_what_has_not_begun_to_leave_is_withdrawn() -> None:
    assert hear(planned(), journal.withdrawn("opted_out", AT)) == ("suppressed", "opted_out", False, 1)
    assert hear(planned(), refused(1), told=OVERTAKEN) == ("superseded", "superseded", False, 1)


def test_attempts_are_counted_and_not_the_parts_that_were_refused() -> None:
    row = planned()
    for attempt in range(1, rows.ATTEMPTS):
        assert hear(row, refused(1, attempt), refused(2, attempt)) == ("planned", None, True, attempt + 1)
    last = refused(1, rows.ATTEMPTS), refused(2, rows.ATTEMPTS)
    assert hear(row, *last) == ("failed", "retries_exhausted", False, rows.ATTEMPTS)


def test_a_sender_that_was_told_to_stop_made_no_attempt() -> None:
    row = planned(of=1)
    for attempt in range(1, 2 * rows.ATTEMPTS):
        stopped = refused(1, attempt, rows.STOPPED)
        assert hear(row, stopped) == ("planned", None, True, attempt + 1)
