"""How far is the telling? The counts of one announcement, worked out for a page; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

QUICK_S, SLOW_S = 2, 10
RECEIPTS_WATCHED_FOR = timedelta(minutes=15)  # afterwards receipts are rare: a reload shows them


@dataclass(frozen=True)
class Progress:
    """People by what became of their message. `every_s` is None when there is nothing to wait for."""

    announcement_id: str
    template: str
    state: str
    delivered: int
    failed: int
    unknown: int
    waiting: int
    queued: int
    unreached: int
    sharing: int
    superseded: int
    expected: int | None
    people: int
    messages: int
    cost_centimes: int
    every_s: int | None
    seconds_left: float | None

    @property
    def total(self) -> int:
        return self.delivered + self.failed + self.unknown + self.waiting + self.queued

    @property
    def final(self) -> int:
        return self.delivered + self.failed + self.unknown

    @property
    def told(self) -> int:
        """Those who have the message or may have it."""
        return self.delivered + self.unknown + self.waiting

    @property
    def attention(self) -> int:
        return self.failed + self.unknown + self.unreached

    @property
    def planned_otherwise(self) -> bool:
        """The chair was shown another number: somebody joined or left in between."""
        return self.state != "planning" and self.expected is not None and self.expected != self.people


def progress_of(announcement: dict[str, Any], at: datetime) -> Progress:
    """Of an `AnnouncementView`."""
    counts: dict[str, int] = announcement["counts"]
    counted: dict[str, Any] = {
        name: counts.get(name, 0)
        for name in ("delivered", "failed", "unknown", "queued", "sharing", "superseded")
    }
    waiting = counts.get("accepted", 0) + counts.get("sent", 0)
    copied: dict[str, Any] = {name: announcement[name] for name in _COPIED}
    return Progress(
        **copied,
        **counted,
        waiting=waiting,
        unreached=counts.get("left_out", 0),
        every_s=_every(announcement, waiting, at),
        seconds_left=_seconds_left(announcement, counted["queued"], at),
    )


_COPIED = ("announcement_id", "template", "state", "expected", "people", "messages", "cost_centimes")


def _every(announcement: dict[str, Any], waiting: int, at: datetime) -> int | None:
    if announcement["state"] in ("planning", "sending"):
        return QUICK_S
    if announcement["state"] == "paused":
        return SLOW_S
    recent = at - datetime.fromisoformat(announcement["updated_at"]) < RECEIPTS_WATCHED_FOR
    return SLOW_S if waiting and recent else None


def _seconds_left(announcement: dict[str, Any], queued: int, at: datetime) -> float | None:
    """At the pace so far; None while there is no pace to speak of."""
    elapsed_s = (at - datetime.fromisoformat(announcement["opened_at"])).total_seconds()
    done = announcement["messages"] - queued
    if announcement["state"] != "sending" or not queued or done <= 0 or elapsed_s < QUICK_S:
        return None
    return elapsed_s / done * queued
