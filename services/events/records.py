"""How are meetings stored, and how are they shown?"""

from collections import defaultdict
from datetime import UTC
from typing import Any

from pymongo import DESCENDING, IndexModel
from pymongo.database import Database

from chassis.paging import page_count
from contracts.events.views import MeetingView
from contracts.notifications.facts import COMING, NOT_COMING

MEETINGS = "meetings"
ANSWERS = "answers"
INDEXES = {MEETINGS: [IndexModel([("starts_at", DESCENDING)])], ANSWERS: [IndexModel("meeting_id")]}
PAGE = 50

Meeting = dict[str, Any]
Answers = dict[tuple[str, str], list[str]]


def stored(meeting: Meeting) -> Meeting:
    """Dates in UTC: the store keeps no offset."""
    return meeting | {"starts_at": meeting["starts_at"].astimezone(UTC)}


def view(meeting: Meeting, answers: Answers) -> dict[str, Any]:
    counted = {given: len(answers[meeting["_id"], given]) for given in (COMING, NOT_COMING)}
    shown: dict[str, Any] = MeetingView().dump(meeting | counted | {"meeting_id": meeting["_id"]})
    return shown


def answers_to(db: Database[Any], meeting_ids: list[str]) -> Answers:
    """Person ids by (meeting, answer)."""
    given: Answers = defaultdict(list)
    for row in db[ANSWERS].find({"meeting_id": {"$in": meeting_ids}}):
        given[row["meeting_id"], row["answer"]].append(row["person_id"])
    return given


def page_of(db: Database[Any], page: int) -> dict[str, Any]:
    """Newest date first."""
    every = list(db[MEETINGS].find({}).sort("starts_at", DESCENDING))
    shown = every[(page - 1) * PAGE : page * PAGE]
    answers = answers_to(db, [meeting["_id"] for meeting in shown])
    return {
        "meetings": [view(meeting, answers) for meeting in shown],
        "total": len(every),
        "page": page,
        "pages": page_count(len(every), PAGE),
    }
