"""How are competitions and fixtures found?"""

from collections.abc import Iterable
from typing import Any

from pymongo import DESCENDING, IndexModel
from pymongo.database import Database

from chassis.errors import NotFound
from chassis.store import Tx
from contracts.fact import Fact

COMPETITIONS, FIXTURES = "competitions", "fixtures"
# what was last told of a contest; and the contests that must be looked at again
OUTCOMES, STALE = "outcomes", "stale_outcomes"

INDEXES = {
    COMPETITIONS: [IndexModel([("starts_on", DESCENDING), ("_id", DESCENDING)])],
    FIXTURES: [IndexModel("competition_id"), IndexModel("contest_id"), IndexModel("referee")],
    OUTCOMES: [],
    STALE: [],
}

Document = dict[str, Any]
Reader = Database[Any] | Tx


def competition(source: Reader, competition_id: str) -> Document:
    return _one(source, COMPETITIONS, competition_id, "no_such_competition")


def fixture(source: Reader, fixture_id: str) -> Document:
    return _one(source, FIXTURES, fixture_id, "no_such_fixture")


def contest(holder: Document, contest_id: str) -> Document:
    """A contest of a competition. Raises NotFound."""
    for one in holder["contests"]:
        if one["contest_id"] == contest_id:
            return dict(one)
    raise NotFound("no_such_contest")


def fixtures(source: Reader, **query: Any) -> list[Document]:
    """By number within their contest."""
    found = source.find(FIXTURES, query) if isinstance(source, Tx) else source[FIXTURES].find(query)
    return sorted(found, key=lambda one: (one["contest_id"], one["number"]))


def save_fixture(tx: Tx, one: Document, facts: Iterable[Fact] = ()) -> Document:
    """As people changed it: the revision that they see goes up. Answers it as saved."""
    changed = one | {"revision": one["revision"] + 1}
    tx.save(FIXTURES, changed, facts)
    return changed


def hold(tx: Tx, competition_id: str) -> None:
    """Of two that hold it at once the second runs again and sees the first: two moves to one pitch."""
    tx.update_one(COMPETITIONS, {"_id": competition_id}, {"$set": {"held_at": tx.now}})


def by_contest(many: Iterable[Document]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for one in many:
        found.setdefault(one["contest_id"], []).append(one)
    return found


def _one(source: Reader, collection: str, key: str, slug: str) -> Document:
    query = {"_id": key}
    found: Document | None = (
        source.find_one(collection, query) if isinstance(source, Tx) else source[collection].find_one(query)
    )
    if found is None:
        raise NotFound(slug)
    return found
