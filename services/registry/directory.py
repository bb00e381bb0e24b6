"""Which associations match a search? Answered from memory, which follows the store by what was saved since.

A scan of the store costs 25 to 70 us a document; 10,000 associations with their officers would keep a page
waiting for seconds. Nothing is ever deleted here, so reading what is newer is enough.
"""

from datetime import datetime, timedelta
from threading import Lock
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from pymongo.database import Database

from chassis import clock
from chassis.store import Store
from services.registry.domain.identity import normal
from services.registry.records import ASSOCIATIONS, PEOPLE

# A transaction that commits late carries the time at which it began: look back further than one may take.
OVERLAP = timedelta(seconds=15)
_OF_ASSOCIATIONS = {"match": 1, "match_fr": 1, "commune": 1, "officers": 1, "version": 1}
_OF_PEOPLE = {"match": 1, "phone": 1, "offices": 1, "version": 1}


class _Association(NamedTuple):
    match: str
    association_id: str
    commune: str
    text: str
    version: int


class _Person(NamedTuple):
    match: str
    holds_office: bool
    reachable: bool
    version: int


class Directory:
    """Safe to ask from several threads; the first question after the start reads everything once."""

    def __init__(self, db: Database[dict[str, Any]]) -> None:
        self._db = db
        self._lock = Lock()
        self._associations: dict[str, _Association] = {}
        self._people: dict[str, _Person] = {}
        self._read_at: datetime | None = None
        self._sorted: list[_Association] = []

    @property
    def is_loaded(self) -> bool:
        return self._read_at is not None

    def refresh(self) -> None:
        """Associations are read first: whoever holds an office in them is then surely among the people."""
        with self._lock:
            begun_at = clock.now()
            associations = self._newer(ASSOCIATIONS, _OF_ASSOCIATIONS, self._associations)
            for one in self._newer(PEOPLE, _OF_PEOPLE, self._people):
                holds = bool(one["offices"])
                reachable = holds and one["phone"] is not None
                self._people[one["_id"]] = _Person(one["match"], holds, reachable, one["version"])
            for one in associations:
                self._associations[one["_id"]] = self._entry(one)
            if associations:
                self._sorted = sorted(self._associations.values())
            self._read_at = begun_at

    def matching(self, query: str, commune: str | None) -> list[str]:
        """Ids by Arabic name. Each word of the query occurs in a name of it or of one of its officers."""
        self.refresh()
        words = normal(query).split()
        return [
            one.association_id
            for one in self._sorted
            if (commune is None or one.commune == commune) and all(word in one.text for word in words)
        ]

    def summary(self) -> dict[str, int]:
        """`people` hold an office, `reachable` of them have a mobile."""
        self.refresh()
        people = list(self._people.values())
        return {
            "associations": len(self._associations),
            "people": sum(one.holds_office for one in people),
            "reachable": sum(one.reachable for one in people),
        }

    def _newer(self, collection: str, fields: dict[str, int], known: dict[str, Any]) -> list[dict[str, Any]]:
        query = {"saved_at": {"$gte": self._read_at - OVERLAP}} if self._read_at else {}
        found = self._db[collection].find(query, fields)
        return [one for one in found if _version(known.get(one["_id"])) < one["version"]]

    def _entry(self, one: dict[str, Any]) -> _Association:
        officers = [self._people.get(seat["person_id"]) for seat in one["officers"]]
        text = "|".join([one["match"], one["match_fr"], *(officer.match for officer in officers if officer)])
        return _Association(one["match"], one["_id"], one["commune"], text, one["version"])


def _version(entry: Any) -> int:
    return entry.version if entry else 0


_directories: WeakKeyDictionary[Store, Directory] = WeakKeyDictionary()


def directory_of(store: Store) -> Directory:
    """One for the process: nameko makes a new service instance for each call."""
    return _directories.setdefault(store, Directory(store.db))
