"""Which transactions did a killed process leave open? Its successor on the same machine ends them.

The store keeps what such a transaction touched locked for a minute (mongod: transactionLifetimeLimitSeconds),
and closing the connection ends nothing: a fact or a key caught in it would wait that long. So each process
notes its sessions, once each, and the next one to start here ends those of the dead.
"""

import os
import socket
from datetime import timedelta
from typing import Any

import psutil
from pymongo import IndexModel
from pymongo.client_session import ClientSession
from pymongo.database import Database

from chassis import clock

COLLECTION = "store_sessions"
FORGOTTEN_AFTER = timedelta(days=30)  # of machines that never came back
INDEXES: dict[str, list[IndexModel]] = {COLLECTION: []}


class Sessions:
    """Of one process. A session is used by one thread at a time, so none is noted twice."""

    def __init__(self, db: Database[Any]) -> None:
        self._db = db
        self._me = {"host": socket.gethostname(), **_born(os.getpid())}
        self._noted: set[bytes] = set()

    def note(self, session: ClientSession) -> None:
        """Costs a write for a session's first transaction, nothing afterwards."""
        session_id = session.session_id["id"]
        if bytes(session_id) in self._noted:
            return
        self._db[COLLECTION].replace_one(
            {"_id": session_id}, self._me | {"_id": session_id, "at": clock.now()}, upsert=True
        )
        self._noted.add(bytes(session_id))

    def end_orphans(self) -> None:
        here = self._db[COLLECTION].find({"host": self._me["host"]})
        dead = [row["_id"] for row in here if _born(row["pid"]) != {"pid": row["pid"], "born": row["born"]}]
        if dead:
            self._db.client.admin.command("killSessions", [{"id": session_id} for session_id in dead])
        for session_id in dead:
            self._db[COLLECTION].delete_one({"_id": session_id})
        self._db[COLLECTION].delete_many({"at": {"$lt": clock.now() - FORGOTTEN_AFTER}})


def _born(pid: int) -> dict[str, Any]:
    """A process number alone may be used again by a stranger."""
    try:
        return {"pid": pid, "born": psutil.Process(pid).create_time()}
    except psutil.NoSuchProcess:
        return {}
