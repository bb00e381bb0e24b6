"""What became of the sends? Pages of the journal are folded into their sheets, in bulk, each page once.

A page is marked in the same transaction that changes the sheets and the counts, so it takes effect once. The
rules stand in `domain.fate`; what comes in any order, or twice, ends the same.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from prometheus_client import Counter
from pymongo import UpdateOne

from chassis import clock
from chassis.store import Store, Tx
from services.notifications import claims, heartbeat, journal, rows
from services.notifications.announcements import Announcement, is_done
from services.notifications.domain import tally
from services.notifications.records import ANNOUNCEMENTS, DONE, IDS_A_QUERY, JOURNAL, SENDING, SHEETS
from services.notifications.sheets import Sheet

ENTRIES_A_ROUND = 1000
ENOUGH = 200  # with fewer, the outcome and the receipt of one SMS are waited for, to fold both in one update
WAITED_FOR_S = 0.6
# while a sender sends, one round in so long: counting must not slow what is counted
BUSY_PAUSE_S = 0.6

folded_total = Counter("sms_reports_folded_total", "Reports folded into sheets")
strange_total = Counter("sms_reports_strange_total", "Reports about a send that nobody knows")

Page = dict[str, Any]
BySheet = dict[str, dict[str, list[dict[str, Any]]]]


class Fold:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._not_before = 0.0

    def step(self) -> bool:
        """Whether there is more to fold now."""
        if time.monotonic() < self._not_before:
            return False
        pages = self._pages()
        if not pages or not _is_ripe(pages):
            return False
        self._store.transaction(lambda tx: fold_pages(tx, pages))
        if heartbeat.is_sending(self._store):
            self._not_before = time.monotonic() + BUSY_PAUSE_S
        return time.monotonic() >= self._not_before

    def _pages(self) -> list[Page]:
        found, entries = [], 0
        for page in self._store.db[JOURNAL].find({"folded": False, "kind": journal.REPORTS}):
            found.append(page)
            entries += len(page["entries"])
            if entries >= ENTRIES_A_ROUND:
                break
        return found


def fold_pages(tx: Tx, pages: list[Page]) -> None:
    entries = [entry for page in pages for entry in page["entries"]]
    by_sheet = _by_sheet(entries)
    sheets = {sheet["_id"]: sheet for sheet in _read(tx, SHEETS, list(by_sheet))}
    announcements = _announcements(tx, sheets.values())
    changed = [
        sheet
        for sheet in sheets.values()
        if _fold_sheet(tx, announcements[sheet["announcement_id"]], sheet, by_sheet[sheet["_id"]])
    ]
    _write(tx, changed, announcements)
    tx.bulk_write(JOURNAL, [UpdateOne({"_id": page["_id"]}, {"$set": {"folded": True}}) for page in pages])
    folded_total.inc(len(entries))


def _is_ripe(pages: list[Page]) -> bool:
    if sum(len(page["entries"]) for page in pages) >= ENOUGH:
        return True
    oldest = min(page["at"] for page in pages)
    return bool((clock.now() - oldest).total_seconds() >= WAITED_FOR_S)


def _by_sheet(entries: list[journal.Entry]) -> BySheet:
    found: BySheet = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        found[entry["sheet"]][entry["key"]].append(entry["report"])
    return found


def _read(tx: Tx, collection: str, ids: list[str]) -> Iterator[dict[str, Any]]:
    for few in claims.chunks(ids, IDS_A_QUERY):
        yield from tx.find(collection, {"_id": {"$in": list(few)}})


def _announcements(tx: Tx, sheets: Any) -> dict[str, Announcement]:
    wanted = sorted({sheet["announcement_id"] for sheet in sheets})
    return {one["_id"]: one for one in _read(tx, ANNOUNCEMENTS, wanted)}


def _fold_sheet(
    tx: Tx, announcement: Announcement, sheet: Sheet, reports: dict[str, list[dict[str, Any]]]
) -> bool:
    """Whether anything changed."""
    time.sleep(0)  # lets other green threads of the process answer
    known = {row["key"]: row for row in sheet["rows"] if row["key"]}
    strange_total.inc(len(reports.keys() - known.keys()))
    before = [(row, row["state"]) for key, row in known.items() if key in reports]
    changed = [rows.hear(row, reports[row["key"]], announcement, tx.now) for row, _ in before]
    for row, state in before:
        for name, difference in tally.counts_delta(state, row["state"]).items():
            announcement["counts"][name] += difference
    announcement["again"] += sum(1 for row, _ in before if row["open"] and row["attempt"] > 1)
    return any(changed)


def _write(tx: Tx, sheets: list[Sheet], announcements: dict[str, Announcement]) -> None:
    tx.bulk_write(
        SHEETS, [UpdateOne({"_id": sheet["_id"]}, {"$set": {"rows": sheet["rows"]}}) for sheet in sheets]
    )
    for announcement in announcements.values():
        changed = {name: announcement[name] for name in ("counts", "again")}
        changed |= {"state": _state(announcement), "updated_at": tx.now}
        tx.update_one(ANNOUNCEMENTS, {"_id": announcement["_id"]}, {"$set": changed})


def _state(announcement: Announcement) -> str:
    """A send that is to be tried again opens its announcement again."""
    if announcement["state"] == DONE and announcement["counts"][tally.QUEUED]:
        return SENDING
    return DONE if is_done(announcement) else str(announcement["state"])
