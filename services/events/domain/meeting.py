"""What may happen to a meeting? Announced, moved, cancelled; and who answered.

Each rule is `(meeting, input, at) -> (meeting, facts)` on plain documents.
"""

from datetime import datetime
from typing import Any

from chassis.errors import Conflict, Refused
from contracts.events.facts import MeetingAnnounced, MeetingCancelled, MeetingMoved
from contracts.fact import Fact

ANNOUNCED, CANCELLED = "announced", "cancelled"

Meeting = dict[str, Any]
Answer = dict[str, Any]


def announce(
    meeting_id: str, wanted: dict[str, Any], by: str | None, at: datetime
) -> tuple[Meeting, list[Fact]]:
    """Refused when it lies in the past or when nobody is meant."""
    _refuse_past(wanted["starts_at"], at)
    if wanted["expected"] == 0:
        raise Refused("invalid", {"audience": "empty_audience"})
    meeting = {
        "_id": meeting_id,
        "state": ANNOUNCED,
        **_details(wanted),
        "audience": wanted["audience"],
        "expected": wanted["expected"],
        "announced_by": by,
        "announced_at": at,
    }
    heard = {"audience": meeting["audience"], "expected": meeting["expected"]}
    return meeting, [MeetingAnnounced.of(meeting_id, **_told(meeting), **heard)]


def change(meeting: Meeting, wanted: dict[str, Any], at: datetime) -> tuple[Meeting, list[Fact]]:
    """Tells only when title, date or place changed: a new agenda alone sends nothing."""
    _refuse_unless_open(meeting, wanted["version"], at)
    _refuse_past(wanted["starts_at"], at)
    changed = meeting | _details(wanted)
    told = _told(changed) != _told(meeting)
    return changed, [MeetingMoved.of(meeting["_id"], **_told(changed))] if told else []


def cancel(meeting: Meeting, version: int, at: datetime) -> tuple[Meeting, list[Fact]]:
    _refuse_unless_open(meeting, version, at)
    cancelled = meeting | {"state": CANCELLED, "cancelled_at": at}
    return cancelled, [MeetingCancelled.of(meeting["_id"], **_told(cancelled))]


def is_latest(answered_at: datetime, before: Answer | None) -> bool:
    """The latest answer counts, in whichever order they come."""
    return before is None or answered_at > before["answered_at"]


def _details(wanted: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": _tidy(wanted["title"]),
        "starts_at": wanted["starts_at"],
        "place": _tidy(wanted["place"]),
        "agenda": wanted["agenda"].strip(),
    }


def _told(meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting_id": meeting["_id"],
        "title": meeting["title"],
        "starts_at": meeting["starts_at"],
        "place": meeting["place"],
    }


def _tidy(line: str) -> str:
    return " ".join(line.split())


def _refuse_past(starts_at: datetime, at: datetime) -> None:
    if starts_at <= at:
        raise Refused("invalid", {"starts_at": "in_the_past"})


def _refuse_unless_open(meeting: Meeting, version: int, at: datetime) -> None:
    if meeting["version"] != version:
        raise Conflict("changed_by_someone", version=meeting["version"])
    if meeting["state"] == CANCELLED:
        raise Conflict("already_cancelled")
    if meeting["starts_at"] <= at:
        raise Conflict("already_held")
