"""What became of one send? Its state is computed from the set of all reports heard, never from their order.

    planned -> queued_at_gateway -> accepted -> sent -> delivered | failed
       |                \\-> doubtful (no answer, or a crash) -> whatever its own receipt says
       |                 \\-> unknown (deadline without a final receipt) -> delivered | failed
       \\-> suppressed (opted out) | superseded (moved, cancelled)

A set can only grow, so the same reports in any order, with any repetition, end in the same state, and:
delivered stays delivered; failed stays failed, unless the handset has every part after all; unknown waits
for a final receipt alone. One failed part fails the send, all parts delivered deliver it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from services.notifications.domain.reports import (
    BUFFERED,
    TAKEN,
    Crashed,
    Deadline,
    Outcome,
    Receipt,
    Report,
    Result,
    Withdrawn,
    identity,
    says_delivered,
    says_retry,
    why_failed,
)


class State(StrEnum):
    PLANNED = "planned"
    QUEUED_AT_GATEWAY = "queued_at_gateway"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"
    SUPPRESSED = "suppressed"
    SUPERSEDED = "superseded"


FINAL = frozenset({State.DELIVERED, State.FAILED})
CLOSED = FINAL | {State.UNKNOWN, State.SUPPRESSED, State.SUPERSEDED}  # nothing more will be sent
# From the least certain on: a send stands where its least part stands.
PROGRESS = (
    State.DOUBTFUL,
    State.PLANNED,
    State.QUEUED_AT_GATEWAY,
    State.ACCEPTED,
    State.SENT,
    State.DELIVERED,
)
OUTCOMES = {
    Result.AMBIGUOUS: State.DOUBTFUL,
    Result.ACCEPTED: State.ACCEPTED,
    Result.HELD: State.QUEUED_AT_GATEWAY,
}


@dataclass(frozen=True)
class Fate:
    """`of` parts, and every report kept, each once, the earliest first."""

    of: int
    reports: tuple[Report, ...] = ()

    @property
    def state(self) -> State:
        return _verdict(self)[0]

    @property
    def reason(self) -> str | None:
        """A slug where the state needs somebody's attention."""
        return _verdict(self)[1]


def fold(fate: Fate, report: Report) -> Fate:
    """`fate` with one report more; one heard before changes nothing but, if it was earlier, its time.

    A report about a part that the send never had is not about this send.
    """
    if isinstance(report, Outcome | Receipt) and report.part not in _numbers(fate):
        return fate
    heard = {identity(known): known for known in fate.reports}
    before = heard.get(identity(report), report)
    heard[identity(report)] = min(before, report, key=lambda one: one.at)
    return replace(fate, reports=tuple(sorted(heard.values(), key=lambda one: (one.at, identity(one)))))


def parts_to_send(fate: Fate) -> list[int]:
    """The parts that surely never left, and may: none once the send is closed. A part in doubt is not one."""
    if fate.state in CLOSED:
        return []
    return [part for part in _numbers(fate) if _part_state(fate, part) is State.PLANNED]


def _numbers(fate: Fate) -> range:
    return range(1, fate.of + 1)


def _verdict(fate: Fate) -> tuple[State, str | None]:
    parts = [_part_state(fate, part) for part in _numbers(fate)]
    if all(state is State.DELIVERED for state in parts):
        return State.DELIVERED, None
    if reason := next(filter(None, map(why_failed, fate.reports)), None):
        return State.FAILED, reason
    if all(state is State.PLANNED for state in parts) and (why := _why_withdrawn(fate)):
        return (State.SUPPRESSED if why == "opted_out" else State.SUPERSEDED), why
    if _is_overdue(fate):
        return State.UNKNOWN, "no_receipt"
    least = min(parts, key=PROGRESS.index)
    return least, "no_answer" if least is State.DOUBTFUL else None


def _why_withdrawn(fate: Fate) -> str | None:
    return min((report.why for report in fate.reports if isinstance(report, Withdrawn)), default=None)


def _is_overdue(fate: Fate) -> bool:
    """The deadline counts once any part may have left: what never left waits for `Withdrawn` or `GaveUp`."""
    handed_over = any(_may_have_left(report) for report in fate.reports)
    return handed_over and any(isinstance(report, Deadline) for report in fate.reports)


def _may_have_left(report: Report) -> bool:
    match report:
        case Outcome(result=result):
            return result in OUTCOMES
        case Receipt() | Crashed():
            return True
    return False


def _part_state(fate: Fate, part: int) -> State:
    """The furthest that any attempt brought it; attempts surely not sent leave no trace here."""
    if any(says_delivered(report) for report in _of_part(fate, part)):
        return State.DELIVERED
    attempts = {report.attempt for report in fate.reports if isinstance(report, Outcome | Receipt | Crashed)}
    reached = (_attempt_state(fate, part, attempt) for attempt in attempts)
    return max((state for state in reached if state), key=PROGRESS.index, default=State.PLANNED)


def _attempt_state(fate: Fate, part: int, attempt: int) -> State | None:
    """None: the part surely did not leave by this attempt. A receipt knows better than the call's answer."""
    mine = [report for report in _of_part(fate, part) if report.attempt == attempt]
    receipts = [report for report in mine if isinstance(report, Receipt)]
    if any(receipt.bits & (TAKEN | BUFFERED) for receipt in receipts):
        return State.SENT
    if any(says_retry(receipt) for receipt in receipts):
        return None
    results = [report.result for report in mine if isinstance(report, Outcome)]
    if not results:
        return State.DOUBTFUL if _is_in_doubt(fate, attempt) else None
    return next((state for result, state in OUTCOMES.items() if result in results), None)


def _is_in_doubt(fate: Fate, attempt: int) -> bool:
    return any(isinstance(report, Crashed) and report.attempt == attempt for report in fate.reports)


def _of_part(fate: Fate, part: int) -> Iterator[Outcome | Receipt]:
    return (
        report for report in fate.reports if isinstance(report, Outcome | Receipt) and report.part == part
    )
