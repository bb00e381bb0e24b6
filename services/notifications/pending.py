"""What is there to send now? The open rows of announcements that are sending, the oldest first."""

import time
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from chassis import clock
from chassis.store import Store
from services.notifications.announcements import worth_until
from services.notifications.delivery import Send
from services.notifications.records import ANNOUNCEMENTS, OPEN_STATES, OPT_OUTS, SHEETS
from services.notifications.texts.render import OPTED_IN, OPTED_OUT

LOOK_S = 0.5  # how soon a pause, a new announcement or an opt-out is seen
SWEEP_S = 10.0  # how soon a send is found again that was not yet due, or another sender did not finish
SHEETS_A_READ = 8
OVERLAP = timedelta(seconds=30)  # an opt-out may be committed later than it is dated
ALWAYS = {OPTED_OUT, OPTED_IN}  # the answer to STOP goes to somebody who opted out


class Pending:
    """Each attempt is handed out at most once by this process; other processes are told apart by claims."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ready: deque[Send] = deque()
        self._announcements: dict[str, dict[str, Any]] = {}
        self._read_to: dict[str, int] = {}  # announcement id: number of the next sheet
        self._handed: dict[str, set[str]] = {}
        self._is_exhausted = False  # nothing more until the next look
        self._opt_outs = OptOuts(store)
        self._looked = self._swept = -SWEEP_S

    def take(self, at_most: int) -> list[Send]:
        self._look()
        taken: list[Send] = []
        while len(taken) < at_most and (self._ready or self._read_more()):
            send = self._ready.popleft()
            handed = self._handed[send.announcement_id]
            if send.claim not in handed:
                handed.add(send.claim)
                taken.append(send)
        return taken

    def is_opted_out(self, send: Send) -> bool:
        return send.row["template"] not in ALWAYS and self._opt_outs.holds(send.row)

    def _look(self) -> None:
        if time.monotonic() - self._looked < LOOK_S:
            return
        self._is_exhausted = False
        self._opt_outs.refresh()
        found = {one["_id"]: one for one in self._open()}
        if time.monotonic() - self._swept > SWEEP_S or self._changed(found):
            self._read_to.clear()
            self._ready.clear()
            self._swept = time.monotonic()
        self._handed = {key: self._handed.get(key, set()) for key in found}
        self._announcements = found
        self._looked = time.monotonic()

    def _open(self) -> list[dict[str, Any]]:
        query = {"state": {"$in": list(OPEN_STATES)}, "paused": False, "superseded_by": None}
        found = list(self._store.db[ANNOUNCEMENTS].find(query))
        return sorted(found, key=lambda one: (not one["urgent"], one["order"], one["_id"]))

    def _changed(self, found: dict[str, dict[str, Any]]) -> bool:
        """Paused, resumed, superseded, new, or with sends to be tried again: read from the first sheet."""
        return {key: one["again"] for key, one in found.items()} != {
            key: one["again"] for key, one in self._announcements.items()
        }

    def _read_more(self) -> bool:
        """Whether there is something ready now."""
        if self._is_exhausted:
            return False
        for announcement in self._announcements.values():
            first = self._read_to.get(announcement["_id"], 0)
            while not self._ready and (sheets := self._sheets(announcement["_id"], first)):
                first += len(sheets)
                self._read_to[announcement["_id"]] = first
                for sheet in sheets:
                    self._ready.extend(self._sends(announcement, sheet))
            if self._ready:
                return True
        self._is_exhausted = True
        return False

    def _sheets(self, announcement_id: str, first: int) -> list[dict[str, Any]]:
        numbers = {"$gte": first, "$lt": first + SHEETS_A_READ}
        query = {"announcement_id": announcement_id, "number": numbers}
        found = sorted(self._store.db[SHEETS].find(query), key=lambda sheet: sheet["number"])
        # a hole is a sheet whose transaction is not visible yet
        return [sheet for place, sheet in enumerate(found) if sheet["number"] == first + place]

    def _sends(self, announcement: dict[str, Any], sheet: dict[str, Any]) -> Iterator[Send]:
        handed, now = self._handed[announcement["_id"]], clock.now()
        for row in sheet["rows"]:
            if row["open"] and (row["due_at"] is None or row["due_at"] <= now):
                send = _send(announcement, sheet["_id"], row)
                if send.claim not in handed:
                    yield send


class OptOuts:
    """Who asked for no SMS, read again at every look: the last word before a send."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._out: set[str] = set()
        self._seen_at: datetime | None = None

    def holds(self, row: dict[str, Any]) -> bool:
        return row["phone"] in self._out or row["person_id"] in self._out

    def refresh(self) -> None:
        """All of them at first, then what changed since."""
        now = clock.now()
        query = {"changed_at": {"$gte": self._seen_at - OVERLAP}} if self._seen_at else {}
        for one in self._store.db[OPT_OUTS].find(query):
            (self._out.add if one["out"] else self._out.discard)(one["_id"])
        self._seen_at = now


def _send(announcement: dict[str, Any], sheet: str, row: dict[str, Any]) -> Send:
    return Send(
        announcement["_id"],
        sheet,
        row,
        announcement["texts"][row["template"]][row["language"]],
        worth_until(announcement),
        announcement["urgent"],
    )
