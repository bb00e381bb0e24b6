"""Who does it? Of several copies the one that holds the lease, measured by the store's clock."""

import os
import socket
import time
import uuid
from datetime import timedelta

from pymongo.errors import DuplicateKeyError

from chassis.store import Store

TERM_S = 6  # what a killed holder guards is done again within TERM_S + RENEW_S
RENEW_S = 2


class Lease:
    """A stale holder may believe in it for a moment: what it guards must bear being done twice."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._asked = -1e9
        self._held = False

    def held(self) -> bool:
        """Asks the store at most every RENEW_S seconds."""
        if time.monotonic() - self._asked > RENEW_S:
            self._held = self._ask()
            self._asked = time.monotonic()
        return self._held

    def release(self) -> None:
        if self._held:
            self._store.db.leases.delete_one({"_id": self._name, "holder": self._holder})
        self._held = False

    def _ask(self) -> bool:
        now = self._store.server_time()
        mine = {"holder": self._holder, "until": now + timedelta(seconds=TERM_S)}
        free = {"_id": self._name, "$or": [{"holder": self._holder}, {"until": {"$lt": now}}]}
        if self._store.db.leases.update_one(free, {"$set": mine}).matched_count:
            return True
        try:
            self._store.db.leases.insert_one({"_id": self._name, **mine})
        except DuplicateKeyError:
            return False
        return True
