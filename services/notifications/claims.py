"""Who may make a call? Whoever inserted its claim: the unique `_id` decides, before the call, for ever.

A claim is inserted and never changed; the losers of a race read it in the answer to their own insert.
"""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pymongo.errors import BulkWriteError

from chassis import clock
from chassis.store import STORE_AWAY, Store
from services.notifications.records import CLAIMS, IDS_A_QUERY

SUPERSEDED = "superseded"
DUPLICATE_KEY = 11000
T = TypeVar("T")


class Batch:
    """One attempt to claim, that knows its own claims again after the store was away in the middle."""

    def __init__(self, store: Store, by: str) -> None:
        self._store = store
        self._by = by
        self._token = uuid.uuid4().hex
        self._in_doubt = False

    def take(self, claim_keys: Sequence[str]) -> set[str]:
        before = self._mine(claim_keys) if self._in_doubt else set()
        left = [key for key in claim_keys if key not in before]
        try:
            lost = self._insert(left)
        except STORE_AWAY:
            self._in_doubt = True
            raise
        return before | (set(left) - lost)

    def _insert(self, claim_keys: Sequence[str]) -> set[str]:
        """Those that somebody else holds."""
        if not claim_keys:
            return set()
        made = {"by": self._by, "token": self._token, "at": clock.now()}
        try:
            self._store.db[CLAIMS].insert_many([{"_id": key, **made} for key in claim_keys], ordered=False)
        except BulkWriteError as error:
            return _duplicates(error, claim_keys)
        return set()

    def _mine(self, claim_keys: Sequence[str]) -> set[str]:
        return {claim["_id"] for claim in read(self._store, claim_keys) if claim.get("token") == self._token}


def read(store: Store, claim_keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    for few in chunks(claim_keys, IDS_A_QUERY):
        yield from store.db[CLAIMS].find({"_id": {"$in": list(few)}})


def chunks(many: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (many[start : start + size] for start in range(0, len(many), size))


def _duplicates(error: BulkWriteError, claim_keys: Sequence[str]) -> set[str]:
    problems = error.details["writeErrors"]
    if any(problem["code"] != DUPLICATE_KEY for problem in problems):
        raise error
    return {claim_keys[problem["index"]] for problem in problems}
