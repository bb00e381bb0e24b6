"""When is a missing receipt given up? After `unknown_after_s` what was handed over is shown as *unknown*."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chassis import clock
from chassis.store import Store, Tx
from services.notifications import claims, rows
from services.notifications.domain import tally
from services.notifications.domain.fate import CLOSED, State
from services.notifications.domain.reports import Deadline
from services.notifications.records import ANNOUNCEMENTS, DONE, SHEETS
from services.notifications.sheets import NO_SMS, Row

EVERY_S = 60.0
SHEETS_A_TRANSACTION = 20
WAITING = {State.ACCEPTED, State.QUEUED_AT_GATEWAY, State.SENT, State.DOUBTFUL}


class Deadlines:
    def __init__(self, store: Store, unknown_after_s: float) -> None:
        self._store = store
        self._grace = timedelta(seconds=unknown_after_s)
        self._every_s = min(EVERY_S, unknown_after_s / 4)
        self._at_work: Iterator[None] = iter(())
        self._looked = -EVERY_S

    def step(self) -> bool:
        """Whether there was something to give up."""
        try:
            next(self._at_work)
        except StopIteration:
            if time.monotonic() - self._looked < self._every_s:
                return False
            self._looked = time.monotonic()
            self._at_work = self._all()
        return True

    def _all(self) -> Iterator[None]:
        limit = clock.now() - self._grace
        for announcement in self._store.db[ANNOUNCEMENTS].find({"settled": False}):
            if announcement["opened_at"] < limit:
                yield from self._of(announcement["_id"], limit)

    def _of(self, announcement_id: str, limit: datetime) -> Iterator[None]:
        overdue, is_settled = [], True
        for sheet in self._store.db[SHEETS].find({"announcement_id": announcement_id}):
            is_settled = is_settled and all(_is_closed(row) for row in sheet["rows"])
            if any(_is_overdue(row, limit) for row in sheet["rows"]):
                overdue.append(sheet["_id"])
        for some in claims.chunks(overdue, SHEETS_A_TRANSACTION):
            self._store.transaction(
                partial(_give_up, announcement_id=announcement_id, sheet_ids=list(some), limit=limit)
            )
            yield
        if is_settled:
            query = {"_id": announcement_id, "state": DONE}
            self._store.db[ANNOUNCEMENTS].update_one(query, {"$set": {"settled": True}})


def _give_up(tx: Tx, announcement_id: str, sheet_ids: list[str], limit: datetime) -> None:
    announcement: Any = tx.find_one(ANNOUNCEMENTS, {"_id": announcement_id})
    for sheet_id in sheet_ids:
        sheet: Any = tx.find_one(SHEETS, {"_id": sheet_id})
        for row in sheet["rows"]:
            if _is_overdue(row, limit):
                before = State(row["state"])
                rows.close(row, Deadline(tx.now), tx.now)
                for name, difference in tally.counts_delta(before, State(row["state"])).items():
                    announcement["counts"][name] += difference
        tx.update_one(SHEETS, {"_id": sheet_id}, {"$set": {"rows": sheet["rows"]}})
    changed = {"counts": announcement["counts"], "updated_at": tx.now}
    tx.update_one(ANNOUNCEMENTS, {"_id": announcement_id}, {"$set": changed})


def _is_overdue(row: Row, limit: datetime) -> bool:
    return row["state"] in WAITING and row["at"] < limit


def _is_closed(row: Row) -> bool:
    return row["state"] in NO_SMS or row["state"] in CLOSED
