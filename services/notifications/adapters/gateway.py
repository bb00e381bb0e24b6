"""What is asked of an SMS gateway? One call for one part, and an honest answer about it."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from services.notifications.domain.alphabet import Part
from services.notifications.domain.reports import Result


@dataclass(frozen=True)
class Call:
    """`reference` (a part key) and `sheet` come back with each receipt; `minutes` is its validity."""

    part: Part
    to: str
    reference: str
    sheet: str
    minutes: int
    urgent: bool = False


class Answer(NamedTuple):
    """`detail` is a slug. `is_alarming`: the gateway is set up wrong, no other call will pass either."""

    result: Result
    detail: str = ""
    is_alarming: bool = False


class Gateway(Protocol):
    def send(self, call: Call) -> Answer:
        """Never raises. REFUSED_RETRYABLE only when the gateway surely did not take it."""
        ...

    def close(self) -> None: ...
