"""Which senders died with something in their hands? Those that were not seen alive for `doubt_after_s`.

What such a run had claimed and nobody recorded is in doubt: at most its slots. It is told to the journal and
never sent again; its own receipt may still resolve it.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from chassis import clock
from chassis.logs import log
from chassis.store import Store
from services.notifications import claims, journal
from services.notifications.domain.fate import State
from services.notifications.domain.keys import claim_key
from services.notifications.records import ANNOUNCEMENTS, OPEN_STATES, RUNS, SHEETS

ROWS_A_LOOK = 400
FRESH = timedelta(seconds=4)


class Heartbeat:
    def __init__(
        self, store: Store, run: str, doubt_after_s: float, is_busy: Callable[[], bool] = lambda: False
    ) -> None:
        self._store = store
        self._run = run
        self._is_busy = is_busy
        self._doubt_after = timedelta(seconds=doubt_after_s)

    def beat(self) -> bool:
        """Says that this run lives and looks after those that do not."""
        alive = {"$set": {"seen_at": clock.now(), "is_busy": self._is_busy()}}
        self._store.db[RUNS].update_one({"_id": self._run}, alive, upsert=True)
        for run in self._dead():
            bury(self._store, run)
        return False

    def end(self) -> None:
        """Nothing was left in flight."""
        self._store.db[RUNS].delete_one({"_id": self._run})

    def _dead(self) -> list[str]:
        limit = clock.now() - self._doubt_after
        return [run["_id"] for run in self._store.db[RUNS].find() if run["seen_at"] < limit]


def is_sending(store: Store) -> bool:
    """Whether a living sender has something in flight."""
    limit = clock.now() - FRESH
    return any(run.get("is_busy") and run["seen_at"] > limit for run in store.db[RUNS].find())


def bury(store: Store, run: str) -> None:
    """Twice does no harm: the same report told twice is one."""
    left = [
        journal.about(sheet, row["key"], journal.crashed(row["attempt"], clock.now()))
        for sheet, row in _claimed_by(store, run)
    ]
    journal.write(store, journal.REPORTS, left)
    store.db[RUNS].delete_one({"_id": run})
    log.warning("sender_crashed", run=run, in_doubt=len(left))


def _claimed_by(store: Store, run: str) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = list(_unfinished(store))
    for some in claims.chunks(rows, ROWS_A_LOOK):
        by_claim = {claim_key(row["key"], row["attempt"]): (sheet, row) for sheet, row in some}
        for claim in claims.read(store, list(by_claim)):
            if claim["by"] == run:
                yield by_claim[claim["_id"]]


def _unfinished(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    """Not only open rows: the receipt of a first part may be there when the sender died before the second."""
    for announcement in store.db[ANNOUNCEMENTS].find({"state": {"$in": list(OPEN_STATES)}}):
        for sheet in store.db[SHEETS].find({"announcement_id": announcement["_id"]}):
            yield from ((sheet["_id"], row) for row in sheet["rows"] if row["state"] == State.PLANNED)
