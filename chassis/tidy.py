"""What may go? Published facts and answered command keys, KEPT_DAYS after.

Not by TTL indexes: the embedded store's sweep reads each such collection whole under its lock, once a
minute, and stood still for up to nine seconds when measured.
"""

import itertools
from datetime import timedelta
from typing import Any

from pymongo import DeleteOne

from chassis import clock
from chassis.outbox import COLLECTION, KEPT_DAYS
from chassis.store import Store

EVERY_S = 3600
BATCH = 500


def tidy(store: Store) -> bool:
    """Always False: there is nothing more to do until the next hour."""
    old = clock.now() - timedelta(days=KEPT_DAYS)
    clear(store, COLLECTION, {"published_at": {"$lt": old}})
    clear(store, "inbox", {"at": {"$lt": old}})
    return False


def clear(store: Store, collection: str, query: dict[str, Any]) -> None:
    """Deletes in small bulks, so that nobody waits behind a long one."""
    found = store.db[collection].find(query, {"_id": 1})
    while batch := list(itertools.islice(found, BATCH)):
        store.db[collection].bulk_write([DeleteOne({"_id": row["_id"]}) for row in batch], ordered=False)
