"""How is one claimed send handed to the gateway? Its parts in order, each asked for once."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prometheus_client import Counter, Histogram

from chassis import clock
from chassis.crash import crash_point
from chassis.logs import log
from services.notifications import journal
from services.notifications.adapters.gateway import Answer, Call, Gateway
from services.notifications.breaker import Breaker
from services.notifications.domain.alphabet import Part, split
from services.notifications.domain.fate import parts_to_send
from services.notifications.domain.fate_document import from_document
from services.notifications.domain.keys import claim_key, part_key
from services.notifications.domain.reports import Result

LONGEST_VALIDITY_MINUTES = 24 * 60

calls_total = Counter("sms_calls_total", "Calls to the gateway by their result", ["result"])
call_seconds = Histogram("sms_call_seconds", "How long the gateway takes to answer a call")


@dataclass(frozen=True)
class Send:
    """One row of a sheet, ready to be claimed; worth nothing from `until` on (None: always worth it)."""

    announcement_id: str
    sheet: str
    row: dict[str, Any]
    text: str
    until: datetime | None
    urgent: bool

    @property
    def key(self) -> str:
        return str(self.row["key"])

    @property
    def attempt(self) -> int:
        return int(self.row["attempt"])

    @property
    def claim(self) -> str:
        return claim_key(self.key, self.attempt)

    def about(self, report: dict[str, Any]) -> journal.Entry:
        return journal.about(self.sheet, self.key, report)


class Delivery:
    def __init__(self, gateway: Gateway, breaker: Breaker) -> None:
        self._gateway = gateway
        self._breaker = breaker
        self.stopping = threading.Event()

    def deliver(self, send: Send) -> list[journal.Entry]:
        """What became of it, for the journal. Later parts are not sent once one was refused for good."""
        return [send.about(report) for report in self._reports(send)]

    def _reports(self, send: Send) -> Iterator[dict[str, Any]]:
        wanted = self._wanted(send)
        for part in split(send.text, send.key):
            if part.number not in wanted:
                continue
            if send.until and send.until <= clock.now():
                yield journal.gave_up("too_late", clock.now())
                return
            answer = self._ask(send, part)
            crash_point("sender.called")
            yield journal.outcome(part.number, answer.result, answer.detail, send.attempt, clock.now())
            if answer.result in (Result.REFUSED_PERMANENT, Result.REFUSED_RETRYABLE):
                return

    def _wanted(self, send: Send) -> list[int]:
        """A second attempt sends only what surely never left."""
        if not send.row["reports"]:
            return list(range(1, send.row["of"] + 1))
        return parts_to_send(from_document(send.row))

    def _ask(self, send: Send, part: Part) -> Answer:
        """Asks again only what was surely not taken; that is still one call in effect."""
        call = Call(
            part,
            send.row["phone"],
            part_key(send.key, send.attempt, part.number),
            send.sheet,
            _minutes(send.until),
            send.urgent,
        )
        while True:
            if not self._breaker.pause(self.stopping):
                return Answer(Result.REFUSED_RETRYABLE, "stopped")
            answer = self._call(call)
            if answer.result is not Result.REFUSED_RETRYABLE or _is_over(send.until):
                return answer

    def _call(self, call: Call) -> Answer:
        with call_seconds.time():
            answer = self._gateway.send(call)
        calls_total.labels(answer.result.value).inc()
        if answer.result is Result.REFUSED_RETRYABLE or answer.is_alarming:
            self._breaker.failed()
            log.log(40 if answer.is_alarming else 30, "gateway_refuses", reason=answer.detail)
        else:
            self._breaker.passed()
        return answer


def _minutes(until: datetime | None) -> int:
    """Validity: a notice never arrives after its meeting began."""
    if until is None:
        return LONGEST_VALIDITY_MINUTES
    left = (until - clock.now()).total_seconds() // 60
    return max(1, min(LONGEST_VALIDITY_MINUTES, int(left)))


def _is_over(until: datetime | None) -> bool:
    return until is not None and until <= clock.now()
