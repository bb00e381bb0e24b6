"""What does a report change in a row? Its fate by the rules, and whether a sender may try again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from services.notifications.announcements import Announcement
from services.notifications.domain.fate import Fate, State, fold
from services.notifications.domain.fate_document import from_document, to_document
from services.notifications.domain.reports import GaveUp, Outcome, Receipt, Report, Withdrawn, says_retry
from services.notifications.sheets import Row

ATTEMPTS = 5
FIRST_PAUSE_S, LONGEST_PAUSE_S = 30, 600
STOPPED = "stopped"  # the sender was told to end before the call: no attempt was made


def hear(row: Row, reports: list[dict[str, Any]], announcement: Announcement, at: datetime) -> bool:
    """Folds reports (documents) into the row. False: all of them were known."""
    fate = before = from_document(row)
    for report in from_document({"of": row["of"], "reports": reports}).reports:
        fate = fold(fate, report)
    if fate == before:
        return False
    fate = _decided(fate, row, announcement, at)
    row.update(to_document(fate), open=_is_open(fate, row), at=at)
    return True


def close(row: Row, report: Report, at: datetime) -> None:
    fate = _ended(fold(from_document(row), report), at)
    row.update(to_document(fate), open=False, at=at)


def _decided(fate: Fate, row: Row, announcement: Announcement, at: datetime) -> Fate:
    """A send that was surely not taken is planned again, a few times, unless something overtook it."""
    fate = _ended(fate, at)
    if fate.state is not State.PLANNED or not _was_refused(fate, row["attempt"]):
        return fate
    if announcement["superseded_by"]:
        return _ended(fold(fate, Withdrawn("superseded", at)), at)
    tries = len({report.attempt for report in _refusals(fate) if not _is_stop(report)})
    if tries >= ATTEMPTS:
        return fold(fate, GaveUp("retries_exhausted", at))
    pause_s = min(FIRST_PAUSE_S * 2 ** (tries - 1), LONGEST_PAUSE_S) if tries else 0
    row.update(attempt=row["attempt"] + 1, due_at=at + timedelta(seconds=pause_s))
    return fate


def _ended(fate: Fate, at: datetime) -> Fate:
    """Withdrawn when a part had left already: neither taken back nor ever completed, so it failed."""
    withdrawn = (report.why for report in fate.reports if isinstance(report, Withdrawn))
    why = next(withdrawn, None) if fate.state is State.PLANNED else None
    return fold(fate, GaveUp(why, at)) if why else fate


def _is_open(fate: Fate, row: Row) -> bool:
    """Planned, and nothing was heard of its present attempt yet."""
    heard = (report for report in fate.reports if isinstance(report, Outcome | Receipt))
    return fate.state is State.PLANNED and all(report.attempt != row["attempt"] for report in heard)


def _was_refused(fate: Fate, attempt: int) -> bool:
    return any(report.attempt == attempt for report in _refusals(fate))


def _refusals(fate: Fate) -> Iterator[Outcome | Receipt]:
    return (report for report in fate.reports if isinstance(report, Outcome | Receipt) and says_retry(report))


def _is_stop(report: Outcome | Receipt) -> bool:
    return isinstance(report, Outcome) and report.detail == STOPPED
