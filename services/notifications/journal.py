"""How is what was heard kept? As pages that are only inserted; `fold` reads them later, in bulk.

    {_id, kind: "reports", entries: [{sheet, key, report: {...}}], folded: False, at}
    {_id, kind: "replies", entries: [{id, phone, text, at, raw}], folded: False, at}

A report is a document of `domain.fate_document`.
"""

import uuid
from datetime import datetime
from typing import Any

from chassis import clock
from chassis.store import Store
from services.notifications.domain.reports import Result
from services.notifications.records import JOURNAL

REPORTS, REPLIES, UNREADABLE = "reports", "replies", "unreadable"
Entry = dict[str, Any]
Page = dict[str, Any]


def page(kind: str, entries: list[Entry]) -> Page:
    """A page of `unreadable` is kept and never folded."""
    folded = kind == UNREADABLE
    return {"_id": uuid.uuid4().hex, "kind": kind, "entries": entries, "folded": folded, "at": clock.now()}


def write(store: Store, kind: str, entries: list[Entry]) -> None:
    if entries:
        store.db[JOURNAL].insert_one(page(kind, entries))


def about(sheet: str, key: str, report: dict[str, Any]) -> Entry:
    return {"sheet": sheet, "key": key, "report": report}


def outcome(part: int, result: Result, detail: str, attempt: int, at: datetime) -> dict[str, Any]:
    told = {"part": part, "result": result.value, "detail": detail, "at": at, "attempt": attempt}
    return {"kind": "outcome", **told}


def receipt(part: int, bits: int, answer: str, attempt: int, at: datetime) -> dict[str, Any]:
    told = {"part": part, "bits": bits, "answer": answer, "at": at, "attempt": attempt}
    return {"kind": "receipt", **told}


def crashed(attempt: int, at: datetime) -> dict[str, Any]:
    return {"kind": "crashed", "at": at, "attempt": attempt}


def withdrawn(why: str, at: datetime) -> dict[str, Any]:
    return {"kind": "withdrawn", "why": why, "at": at}


def gave_up(why: str, at: datetime) -> dict[str, Any]:
    return {"kind": "gave_up", "why": why, "at": at}
