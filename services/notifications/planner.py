"""Who gets which SMS? One announcement after the other is turned into sheets, a chunk in each transaction.

    open (made by a fact) -> [a change: withdraw what is still open of earlier ones] -> chunks -> sending

The cursor moves with each chunk, so that planning resumes where it was, and the keys of sends come from
the fact, so that nothing is ever planned twice.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from chassis.crash import crash_point
from chassis.errors import LostRace
from chassis.logs import log
from chassis.store import Store, Tx
from services.notifications import announcements, changes, meant, sheets
from services.notifications.announcements import Announcement
from services.notifications.domain import tally
from services.notifications.domain.audience import hears, matches, why_unreachable
from services.notifications.records import ANNOUNCEMENTS, DONE, OPT_OUTS, PLANNING, SENDING, SHEETS
from services.notifications.sheets import Row
from services.notifications.texts.render import CANCELLED, INVITATION

CHUNK = 500
Contact = dict[str, Any]


class Planner:
    """Bounded work at each `step`; what it holds in memory can be read again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._at_work: Iterator[None] = iter(())

    def step(self) -> bool:
        """Whether there was something to plan."""
        try:
            next(self._at_work)
        except StopIteration:
            first = self._next()
            self._at_work = plan(self._store, first) if first else iter(())
            return first is not None
        except BaseException:
            self._at_work = iter(())
            raise
        return True

    def _next(self) -> Announcement | None:
        waiting = self._store.db[ANNOUNCEMENTS].find({"state": PLANNING})
        return min(waiting, key=lambda one: (one["order"], one["_id"]), default=None)


def plan(store: Store, announcement: Announcement) -> Iterator[None]:
    """Plans one announcement to its end; yields after each bounded piece of work."""
    before = changes.earlier(store, announcement) if announcement["number"] > 1 else []
    for one in before:
        yield from changes.supersede(store, one["_id"])
    choice = _Choice(store, announcement, changes.verdicts(store, before))
    people = _contacts(store, announcement)
    while True:
        seen = list(islice(people, CHUNK))
        chunk = _Chunk(announcement, seen, len(seen) < CHUNK, choice)
        announcement = store.transaction(chunk.write)
        crash_point("planner.chunk")
        choice.used |= {row["phone"] for row in chunk.rows if row["of"]}
        if announcement["state"] != PLANNING:
            log.info(
                "announcement_planned", announcement_id=announcement["_id"], people=announcement["people"]
            )
            return
        yield


class _Choice:
    """What each contact gets: a row, or nothing. `used` are the phones that get an SMS already."""

    def __init__(self, store: Store, announcement: Announcement, before: dict[str, changes.Verdict]) -> None:
        self.announcement = announcement
        self._hearers = announcement.get("hearers")
        self.before = before
        self.opted_out = {one["_id"] for one in store.db[OPT_OUTS].find({"out": True})}
        self.used = _phones(store, announcement)

    def row(self, contact: Contact, used: set[str], at: datetime) -> Row | None:
        if not self._is_meant(contact):
            return None
        template = self._template(contact)
        if template is None:
            return self._untold(contact, at)
        if reason := why_unreachable(contact, self.opted_out):
            return sheets.without_sms(contact["person_id"], tally.LEFT_OUT, reason, at)
        if contact["phone"] in used:
            return sheets.without_sms(contact["person_id"], tally.SHARING, None, at)
        used.add(contact["phone"])
        return sheets.planned(self.announcement, contact, template, at)

    def _is_meant(self, contact: Contact) -> bool:
        """A change of a meeting is for those who were told before, whatever they are by now."""
        if self._hearers is not None:
            return hears(self._hearers, contact)
        audience = self.announcement["audience"]
        return audience is None or matches(audience, contact)

    def _template(self, contact: Contact) -> str | None:
        """None: no SMS for this person."""
        own = str(self.announcement["template"])
        if self.announcement["audience"] is not None:
            return own
        group, _ = self.before.get(contact["person_id"], (None, None))
        if group in changes.TOLD or group == tally.QUEUED:
            return own
        if self._hearers is not None:
            return None if own in announcements.TAKES_BACK else announcements.first_words(own)
        return INVITATION if group == tally.SUPERSEDED and own != CANCELLED else None

    def _untold(self, contact: Contact, at: datetime) -> Row | None:
        """Those whom no SMS reached before are listed again: somebody must tell them of the change."""
        group, reason = self.before.get(contact["person_id"], (None, None))
        if group == tally.SHARING:
            return sheets.without_sms(contact["person_id"], tally.SHARING, None, at)
        if group in (tally.FAILED, tally.LEFT_OUT):
            return sheets.without_sms(contact["person_id"], tally.LEFT_OUT, reason, at)
        return None


class _Chunk:
    """The rows of some contacts and the cursor behind the last, in one transaction that may be run again."""

    def __init__(
        self, announcement: Announcement, seen: list[Contact], is_last: bool, choice: _Choice
    ) -> None:
        self._announcement = announcement
        self._seen = seen
        self._is_last = is_last
        self._choice = choice
        self.rows: list[Row] = []

    def write(self, tx: Tx) -> Announcement:
        known = tx.find_one(ANNOUNCEMENTS, {"_id": self._announcement["_id"]})
        if known is None or known["cursor"] != self._announcement["cursor"]:
            raise LostRace(self._announcement["_id"])
        self.rows = self._rows(tx.now)
        made = sheets.of(known["_id"], known["sheets"], self.rows)
        tx.insert_many(SHEETS, made)
        announcements.add(known, self.rows, sheets.group)
        moved = self._moved(known, len(made), tx.now)
        tx.update_one(ANNOUNCEMENTS, {"_id": known["_id"]}, {"$set": moved})
        return known | moved

    def _rows(self, at: datetime) -> list[Row]:
        used = set(self._choice.used)
        rows = (self._choice.row(contact, used, at) for contact in self._seen)
        return [row for row in rows if row]

    def _moved(self, known: Announcement, made: int, at: datetime) -> dict[str, Any]:
        moved = {name: known[name] for name in ("counts", "people", "messages", "parts")}
        moved |= {"sheets": known["sheets"] + made, "updated_at": at}
        if self._seen:
            moved["cursor"] = self._seen[-1]["_id"]
        if self._is_last:
            moved["state"] = SENDING if known["counts"][tally.QUEUED] else DONE
        return moved


def _contacts(store: Store, announcement: Announcement) -> Iterator[Contact]:
    """In the order of ids, from where planning stopped; the smallest id of a shared phone gets the SMS."""
    hearers, after = announcement.get("hearers"), announcement["cursor"]
    near = (
        meant.by_audience(store, announcement["audience"])
        if hearers is None
        else meant.by_hearers(store, hearers)
    )
    return (contact for contact in near if after is None or contact["_id"] > after)


def _phones(store: Store, announcement: Announcement) -> set[str]:
    """The phones of the sheets that were planned before planning was interrupted."""
    if not announcement["sheets"]:
        return set()
    planned = store.db[SHEETS].find({"announcement_id": announcement["_id"]})
    return {row["phone"] for sheet in planned for row in sheet["rows"] if row["of"]}
