"""How are the sends of an announcement kept? As rows of sheets, SHEET at most in each.

    {_id: "<announcement_id>.<number>", announcement_id, number, rows: [row]}
    row: {key, person_id, phone, language, template, attempt, open, due_at, at} + `domain.fate_document`

`open`: a sender may claim `attempt` (from `due_at` on). People who get no SMS of their own have a row too,
without parts, so that a list of them exists.
"""

from datetime import datetime
from typing import Any

from services.notifications.domain import tally
from services.notifications.domain.fate import Fate, State
from services.notifications.domain.fate_document import to_document
from services.notifications.domain.keys import send_key
from services.notifications.domain.reports import GaveUp
from services.notifications.records import SHEET

Row = dict[str, Any]
Sheet = dict[str, Any]
NO_SMS = (tally.LEFT_OUT, tally.SHARING)


def planned(announcement: dict[str, Any], contact: dict[str, Any], template: str, at: datetime) -> Row:
    """A row to be sent; one that failed before it was ever tried when its text has too many parts."""
    text = announcement["measures"][template][contact["language"]]
    fate = Fate(text["parts"], (GaveUp("too_long", at),) if text["too_long"] else ())
    key = send_key(announcement["fact_id"], contact["person_id"], template)
    told = {"key": key, "phone": contact["phone"], "language": contact["language"], "template": template}
    return _row(contact["person_id"], at) | told | to_document(fate) | {"open": fate.state is State.PLANNED}


def without_sms(person_id: str, state: str, reason: str | None, at: datetime) -> Row:
    """`state` is one of NO_SMS."""
    return _row(person_id, at) | {"state": state, "reason": reason}


def of(announcement_id: str, first: int, rows: list[Row]) -> list[Sheet]:
    pieces = [rows[start : start + SHEET] for start in range(0, len(rows), SHEET)]
    return [
        {
            "_id": f"{announcement_id}.{number}",
            "announcement_id": announcement_id,
            "number": number,
            "rows": piece,
        }
        for number, piece in enumerate(pieces, start=first)
    ]


def group(state: str) -> str:
    """The counter that a row of this state stands under."""
    return state if state in NO_SMS else tally.GROUP_OF[State(state)]


def _row(person_id: str, at: datetime) -> Row:
    return {
        "key": None,
        "person_id": person_id,
        "phone": None,
        "language": None,
        "template": None,
        "attempt": 1,
        "open": False,
        "due_at": None,
        "at": at,
        "state": None,
        "reason": None,
        "of": 0,
        "reports": [],
    }
