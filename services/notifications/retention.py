"""How long are numbers and words kept? SMS_RETENTION_DAYS; how each send ended, and the counts, stay.

After that time go: pages of the journal that were folded, the words and phones of replies, what the sandbox
showed; and of announcements that are settled and worth nothing for as long: the claims, and in the rows
phone, key and reports. A row without a key is closed for ever: a late receipt finds nothing to change.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from pymongo import DeleteOne, UpdateOne

from chassis import clock
from chassis.logs import log
from chassis.store import Store, Tx
from services.notifications import claims
from services.notifications.announcements import worth_until
from services.notifications.domain.keys import claim_key
from services.notifications.records import ANNOUNCEMENTS, CLAIMS, JOURNAL, REPLIES, SANDBOX_MESSAGES, SHEETS
from services.notifications.sheets import Row

EVERY_S = 6 * 3600.0
DOCUMENTS_A_STEP = 500
SHEETS_A_TRANSACTION = 20
FORGOTTEN: dict[str, Any] = {"phone": None, "key": None, "reports": []}
Operation = DeleteOne | UpdateOne


class Retention:
    """Bounded work at each `step`; what is left undone is found again."""

    def __init__(self, store: Store, days: int) -> None:
        self._store = store
        self._kept_for = timedelta(days=days)
        self._at_work: Iterator[None] = iter(())
        self._looked = -EVERY_S

    def step(self) -> bool:
        """Whether there was something to forget."""
        try:
            next(self._at_work)
        except StopIteration:
            if time.monotonic() - self._looked < EVERY_S:
                return False
            self._looked = time.monotonic()
            self._at_work = self._all(clock.now() - self._kept_for)
        return True

    def _all(self, limit: datetime) -> Iterator[None]:
        old = {"at": {"$lt": limit}}
        yield from self._write(JOURNAL, {**old, "folded": True}, _deleted)
        yield from self._write(SANDBOX_MESSAGES, old, _deleted)
        yield from self._write(REPLIES, {**old, "phone": {"$ne": None}}, _without_words)
        kept = {"settled": True, "forgotten_at": None, "opened_at": {"$lt": limit}}
        for announcement in self._store.db[ANNOUNCEMENTS].find(kept):
            if (worth_until(announcement) or announcement["opened_at"]) < limit:
                yield from self._forget(announcement["_id"])

    def _write(self, collection: str, query: dict[str, Any], operation: Any) -> Iterator[None]:
        found = (one["_id"] for one in self._store.db[collection].find(query, {"_id": 1}))
        while ids := list(islice(found, DOCUMENTS_A_STEP)):
            self._store.db[collection].bulk_write([operation(one) for one in ids], ordered=False)
            yield

    def _forget(self, announcement_id: str) -> Iterator[None]:
        sheets = self._store.db[SHEETS].find({"announcement_id": announcement_id}, {"_id": 1})
        for some in claims.chunks([sheet["_id"] for sheet in sheets], SHEETS_A_TRANSACTION):
            self._store.transaction(partial(_forget_sheets, sheet_ids=list(some)))
            yield
        done = {"$set": {"forgotten_at": clock.now()}}
        self._store.db[ANNOUNCEMENTS].update_one({"_id": announcement_id}, done)
        log.info("announcement_forgotten", announcement_id=announcement_id)


def _deleted(document_id: str) -> Operation:
    return DeleteOne({"_id": document_id})


def _without_words(document_id: str) -> Operation:
    return UpdateOne({"_id": document_id}, {"$set": {"phone": None, "text": None}})


def _forget_sheets(tx: Tx, sheet_ids: list[str]) -> None:
    for sheet_id in sheet_ids:
        sheet: Any = tx.find_one(SHEETS, {"_id": sheet_id})
        tx.bulk_write(CLAIMS, [_deleted(claim) for row in sheet["rows"] for claim in _claims(row)])
        rows = [row | FORGOTTEN for row in sheet["rows"]]
        tx.update_one(SHEETS, {"_id": sheet_id}, {"$set": {"rows": rows}})


def _claims(row: Row) -> Iterable[str]:
    return (claim_key(row["key"], attempt) for attempt in range(1, row["attempt"] + 1) if row["key"])
