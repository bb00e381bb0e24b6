"""What can be heard about a send, and what does one report mean for the part it speaks of?"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Result(StrEnum):
    """How the gateway answered one call."""

    ACCEPTED = "accepted"  # 202/0
    HELD = "held"  # 202/3: no operator connected, the gateway keeps it
    REFUSED_PERMANENT = "refused_permanent"  # the same call will be refused again
    REFUSED_RETRYABLE = "refused_retryable"  # surely not taken: connection refused, 503
    AMBIGUOUS = "ambiguous"  # no answer: the gateway may have taken it


@dataclass(frozen=True)
class Outcome:
    """The answer to the call for one part. `detail` is a slug, shown as the reason of a permanent refusal."""

    part: int
    result: Result
    detail: str
    at: datetime
    attempt: int = 1


@dataclass(frozen=True)
class Receipt:
    """A delivery report: `bits` is Kannel's %d, `answer` its %A."""

    part: int
    bits: int
    answer: str
    at: datetime
    attempt: int = 1


@dataclass(frozen=True)
class Crashed:
    """A sender claimed `attempt` and was not heard of again: parts without an outcome are in doubt."""

    at: datetime
    attempt: int = 1


@dataclass(frozen=True)
class Deadline:
    """Validity and grace are over: what was handed over and has no final receipt is unknown."""

    at: datetime


@dataclass(frozen=True)
class Withdrawn:
    """Not to be sent any more (`why`: `opted_out`, `superseded`); too late once a part was handed over."""

    why: str
    at: datetime


@dataclass(frozen=True)
class GaveUp:
    """No further attempt will be made (`why`: `retries_exhausted`, `too_late`, `too_long`...).

    Only for a send of which `parts_to_send` still offers something; one in doubt waits for its receipts.
    """

    why: str
    at: datetime


Report = Outcome | Receipt | Crashed | Deadline | Withdrawn | GaveUp

DELIVERED, FAILED, BUFFERED, TAKEN, REJECTED, EXPIRED = 1, 2, 4, 8, 16, 32  # bits of Kannel's dlr type
# Throttled, queue full, system error, temporary failure: SMPP 3.4, section 5.1.3.
RETRYABLE_STATUS = {0x58, 0x14, 0x08, 0x64}
NACK = re.compile(r"NACK/(?:0x(?P<status>[0-9a-f]+)|(?P<words>[^/]*))", re.IGNORECASE)


def identity(report: Report) -> tuple[str, ...]:
    """Two reports with the same identity are one, told twice: Kannel repeats a call until it is answered."""
    values = (str(value) for name, value in vars(report).items() if name != "at")
    return (type(report).__name__, *values)


def says_delivered(report: Report) -> bool:
    return isinstance(report, Receipt) and bool(report.bits & DELIVERED)


def says_retry(report: Report) -> bool:
    """Surely not sent, and the next attempt may pass."""
    if isinstance(report, Outcome):
        return report.result is Result.REFUSED_RETRYABLE
    return isinstance(report, Receipt) and bool(report.bits & REJECTED) and _may_pass_later(report.answer)


def why_failed(report: Report) -> str | None:
    """The slug of a definite failure; 34 is 2 with 32, "expired", which other programs overlook."""
    match report:
        case GaveUp(why=why):
            return why
        case Outcome(result=Result.REFUSED_PERMANENT, detail=detail):
            return detail or "refused"
        case Receipt(bits=bits) if bits & FAILED:
            return "expired" if bits & EXPIRED else "undelivered"
        case Receipt(bits=bits, answer=answer) if bits & REJECTED and not _may_pass_later(answer):
            return "rejected"
    return None


def _may_pass_later(answer: str) -> bool:
    found = NACK.search(answer)
    if not found:
        return False
    if found["status"]:
        return int(found["status"], 16) in RETRYABLE_STATUS
    return found["words"].strip().casefold() == "retries exceeded"
