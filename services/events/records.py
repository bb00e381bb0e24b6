"""How are meetings stored, and how are they shown?"""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from pymongo import DESCENDING, IndexModel

from contracts.events.views import MeetingView

MEETINGS = "meetings"
INDEXES = {MEETINGS: [IndexModel([("starts_at", DESCENDING)])]}
PAGE = 50

Meeting = dict[str, Any]


def stored(meeting: Meeting) -> Meeting:
    """Dates in UTC: the store keeps no offset."""
    return meeting | {"starts_at": meeting["starts_at"].astimezone(UTC)}


def view(meeting: Meeting) -> dict[str, Any]:
    counted = {name: len(meeting[name]) for name in ("coming", "not_coming")}
    shown: dict[str, Any] = MeetingView().dump(meeting | counted | {"meeting_id": meeting["_id"]})
    return shown


def page_of(meetings: Iterable[Meeting], page: int) -> dict[str, Any]:
    every = list(meetings)
    return {
        "meetings": [view(meeting) for meeting in every[(page - 1) * PAGE : page * PAGE]],
        "total": len(every),
        "page": page,
        "pages": max(1, -(-len(every) // PAGE)),
    }
