"""How are competitions, fixtures and heats found and saved?"""

import uuid
from collections.abc import Iterable
from typing import Any

from pymongo import DESCENDING, DeleteMany, IndexModel
from pymongo.database import Database

from chassis.errors import NotFound
from chassis.store import Tx
from contracts.fact import Fact
from services.events.domain.tournament import legs
from services.events.domain.tournament.competition import contest_of

COMPETITIONS, FIXTURES, HEATS = "competitions", "fixtures", "heats"
_PLAYED = [IndexModel("competition_id"), IndexModel("contest_id"), IndexModel("referee")]
# what was last told of a contest; and the contests that must be looked at again
OUTCOMES, STALE = "outcomes", "stale_outcomes"

INDEXES = {
    COMPETITIONS: [IndexModel([("starts_on", DESCENDING), ("_id", DESCENDING)])],
    FIXTURES: _PLAYED,
    HEATS: _PLAYED,
    OUTCOMES: [],
    STALE: [],
}

Document = dict[str, Any]
Reader = Database[Any] | Tx


def competition(source: Reader, competition_id: str) -> Document:
    return _one(source, COMPETITIONS, competition_id, "no_such_competition")


def fixture(source: Reader, fixture_id: str) -> Document:
    return _one(source, FIXTURES, fixture_id, "no_such_fixture")


def heat(source: Reader, heat_id: str) -> Document:
    return _one(source, HEATS, heat_id, "no_such_heat")


def contest(holder: Document, contest_id: str, sport: str = "") -> Document:
    """A contest of a competition. Raises NotFound."""
    return dict(contest_of(holder, contest_id, sport))


def fixtures(source: Reader, **query: Any) -> list[Document]:
    """By number within their contest."""
    return _by_number(source, FIXTURES, query)


def heats(source: Reader, **query: Any) -> list[Document]:
    """By number within their contest."""
    return _by_number(source, HEATS, query)


def played(source: Reader, competition_id: str) -> list[Document]:
    """All that has an hour and a result: fixtures and heats."""
    owned = {"competition_id": competition_id}
    return [*fixtures(source, **owned), *heats(source, **owned)]


def new_id() -> str:
    return uuid.uuid4().hex


def save_competition(tx: Tx, one: Document, its_id: str = "") -> Document:
    """Answers the version as it is now, and the id of the part that was changed, or its own."""
    tx.save(COMPETITIONS, one)
    return {"id": its_id or one["_id"], "version": one["version"] + 1}


def save_fixture(tx: Tx, one: Document, facts: Iterable[Fact] = ()) -> Document:
    """As people changed it: the revision that they see goes up, and is answered."""
    return _save_played(tx, FIXTURES, one, facts)


def save_heat(tx: Tx, one: Document) -> Document:
    """As `save_fixture`; what is told of heats is told of their contest."""
    return _save_played(tx, HEATS, one)


def forget_drawn(tx: Tx, contest_id: str) -> None:
    """Fixtures and heats of a draw that was given up."""
    for collection in (FIXTURES, HEATS):
        tx.bulk_write(collection, [DeleteMany({"contest_id": contest_id})])


def hold(tx: Tx, competition_id: str) -> None:
    """Of two that hold it at once the second runs again and sees the first: two moves to one pitch."""
    tx.update_one(COMPETITIONS, {"_id": competition_id}, {"$set": {"held_at": tx.now}})


def first_legs(own: list[Document]) -> dict[str, Document]:
    """By the id of the second leg; `own`: all fixtures of one contest."""
    ids = {one["number"]: one["_id"] for one in own}
    return {ids[number]: first for number, first in legs.first_legs(own).items()}


def by_contest(many: Iterable[Document]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for one in many:
        found.setdefault(one["contest_id"], []).append(one)
    return found


def _save_played(tx: Tx, collection: str, one: Document, facts: Iterable[Fact] = ()) -> Document:
    changed = one | {"revision": one["revision"] + 1}
    tx.save(collection, changed, facts)
    return {"id": changed["_id"], "version": changed["revision"]}


def _by_number(source: Reader, collection: str, query: Document) -> list[Document]:
    found = source.find(collection, query) if isinstance(source, Tx) else source[collection].find(query)
    return sorted(found, key=lambda one: (one["contest_id"], one["number"]))


def _one(source: Reader, collection: str, key: str, slug: str) -> Document:
    query = {"_id": key}
    found: Document | None = (
        source.find_one(collection, query) if isinstance(source, Tx) else source[collection].find_one(query)
    )
    if found is None:
        raise NotFound(slug)
    return found
