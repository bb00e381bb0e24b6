"""Which contacts need a look to find who is meant? All of them, or those that an index finds.

A superset of who is meant: the rules of `domain.audience` decide. Reading everybody costs the store 20 ms a
thousand, and every match of a tournament tells four people.
"""

from collections.abc import Mapping
from typing import Any

from chassis.store import Store
from services.notifications.records import CONTACTS

FEW = 16  # looked up one by one: the store compares a long `$in` with every document

Contact = dict[str, Any]
Rule = Mapping[str, Any]


def by_audience(store: Store, audience: Rule | None) -> list[Contact]:
    """In the order of ids."""
    return _few(store, "offices.commune", audience["communes"] if audience else [])


def by_hearers(store: Store, hearers: Rule) -> list[Contact]:
    """In the order of ids."""
    return _few(store, "offices.association_id", [] if hearers["network"] else hearers["associations"])


def _few(store: Store, field: str, values: list[str]) -> list[Contact]:
    narrowed = 0 < len(values) <= FEW
    queries: list[dict[str, Any]] = [{field: value} for value in values] if narrowed else [{}]
    found = {one["_id"]: one for query in queries for one in store.db[CONTACTS].find(query)}
    return [found[key] for key in sorted(found)]
