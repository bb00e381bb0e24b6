"""May somebody be told after all? Asked for by a person, one recipient at a time, never by itself.

The row keeps what became of it before under `earlier`, and gets a new key: a late receipt of the first
message says nothing about the second. One that may have arrived is marked as a possible duplicate.
"""

from typing import Any

from chassis.errors import Conflict, NotFound, Refused
from chassis.store import Tx
from services.notifications import sheets
from services.notifications.announcements import Announcement, first_words, worth_until
from services.notifications.domain import tally
from services.notifications.domain.audience import why_unreachable
from services.notifications.domain.fate import State
from services.notifications.records import ANNOUNCEMENTS, CONTACTS, DONE, OPT_OUTS, PLANNING, SENDING, SHEETS
from services.notifications.sheets import Row, Sheet

UNTOLD = {tally.FAILED, tally.UNKNOWN, tally.LEFT_OUT}


def tell(tx: Tx, announcement_id: str, person_id: str) -> dict[str, Any]:
    """Raises NotFound, Conflict (told, overtaken, too late, a receipt may come) or Refused: unreachable."""
    announcement = _open_announcement(tx, announcement_id)
    sheet, place = _find(tx, announcement_id, person_id)
    before = sheet["rows"][place]
    if before["state"] == State.DOUBTFUL:
        raise Conflict("receipt_awaited")
    if sheets.group(before["state"]) not in UNTOLD:
        raise Conflict("told_already")
    row = _planned_again(announcement, before, _contact(tx, person_id), tx)
    sheet["rows"][place] = row
    tx.update_one(SHEETS, {"_id": sheet["_id"]}, {"$set": {"rows": sheet["rows"]}})
    tx.update_one(ANNOUNCEMENTS, {"_id": announcement_id}, {"$set": _counted(announcement, before, row, tx)})
    return {"announcement_id": announcement_id, "person_id": person_id}


def _open_announcement(tx: Tx, announcement_id: str) -> Announcement:
    found = tx.find_one(ANNOUNCEMENTS, {"_id": announcement_id})
    if found is None:
        raise NotFound("no_such_announcement")
    if found["superseded_by"] or found["state"] == PLANNING:
        raise Conflict("overtaken")
    until = worth_until(found)
    if until is None or until <= tx.now:
        raise Conflict("already_held")
    return found


def _find(tx: Tx, announcement_id: str, person_id: str) -> tuple[Sheet, int]:
    for sheet in tx.find(SHEETS, {"announcement_id": announcement_id}):
        for place, row in enumerate(sheet["rows"]):
            if row["person_id"] == person_id:
                return sheet, place
    raise NotFound("no_such_recipient")


def _contact(tx: Tx, person_id: str) -> dict[str, Any]:
    """As the registry knows the person now: the number may have been mended since."""
    contact = tx.find_one(CONTACTS, {"_id": person_id})
    if contact is None:
        raise NotFound("no_such_recipient")
    known = (tx.find_one(OPT_OUTS, {"_id": one}) for one in (person_id, contact["phone"]) if one)
    opted_out = {one["_id"] for one in known if one and one["out"]}
    if reason := why_unreachable(contact, opted_out):
        raise Refused("unreachable", reason=reason)
    return contact


def _planned_again(announcement: Announcement, before: Row, contact: dict[str, Any], tx: Tx) -> Row:
    first = first_words(announcement["template"])
    earlier = before.get("earlier", [])
    kept = {name: before[name] for name in ("key", "state", "reason", "at")} | {"again_by": tx.actor}
    cause = announcement | {"fact_id": f"{announcement['fact_id']}.again.{len(earlier) + 1}"}
    row = sheets.planned(cause, contact, before["template"] or first, tx.now)
    doubt = before.get("possible_duplicate", False) or sheets.group(before["state"]) == tally.UNKNOWN
    return row | {"earlier": [*earlier, kept], "possible_duplicate": doubt}


def _counted(announcement: Announcement, before: Row, row: Row, tx: Tx) -> dict[str, Any]:
    """`again` makes the senders look from the first sheet on."""
    counts = dict(announcement["counts"])
    counts[sheets.group(before["state"])] -= 1
    counts[sheets.group(row["state"])] += 1
    return {
        "counts": counts,
        "messages": announcement["messages"] + (not before["of"]),
        "parts": announcement["parts"] + row["of"],
        "state": SENDING if counts[tally.QUEUED] else DONE,
        "settled": False,
        "again": announcement["again"] + 1,
        "updated_at": tx.now,
    }
