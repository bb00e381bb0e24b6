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
    """One attempt to claim, that knows its own claims again after the store was away in the middle.

    `page` is recorded by the same insert, before the claims.
    """

    def __init__(self, store: Store, by: str, page: dict[str, Any] | None = None) -> None:
        self._store = store
        self._by = by
        self._page = [page] if page else []
        self._token = uuid.uuid4().hex
        self._is_in_doubt = False

    def take(self, claim_keys: Sequence[str]) -> set[str]:
        """Those that are ours now; the others are somebody's for good. Raises STORE_AWAY: then ask again."""
        made = {"by": self._by, "token": self._token, "at": clock.now()}
        documents = self._page + [{"_id": key, **made} for key in claim_keys]
        try:
            lost = self._insert(documents)
            return set(claim_keys) - (lost - self._mine(lost) if self._is_in_doubt else lost)
        except STORE_AWAY:
            self._is_in_doubt = True
            raise

    def _insert(self, documents: list[dict[str, Any]]) -> set[str]:
        """The ids that were there before."""
        try:
            if documents:
                self._store.db[CLAIMS].insert_many(documents, ordered=False)
        except BulkWriteError as error:
            return _duplicates(error, documents)
        return set()

    def _mine(self, claim_keys: set[str]) -> set[str]:
        found = read(self._store, sorted(claim_keys))
        return {claim["_id"] for claim in found if claim.get("token") == self._token}


def read(store: Store, claim_keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    for few in chunks(claim_keys, IDS_A_QUERY):
        yield from store.db[CLAIMS].find({"_id": {"$in": list(few)}})


def chunks(many: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (many[start : start + size] for start in range(0, len(many), size))


def _duplicates(error: BulkWriteError, documents: list[dict[str, Any]]) -> set[str]:
    problems = error.details["writeErrors"]
    if any(problem["code"] != DUPLICATE_KEY for problem in problems):
        raise error
    return {documents[problem["index"]]["_id"] for problem in problems}
