"""How is an association saved? Load, decide by the rule, write with the facts: one transaction."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pymongo.errors import BulkWriteError, DuplicateKeyError

from chassis.errors import Conflict, LostRace, NotFound, Refused
from chassis.store import Tx
from services.registry import territory
from services.registry.domain import association, person
from services.registry.domain.association import Association
from services.registry.domain.roster import Roster
from services.registry.lookup import associations_by_key, roster_for
from services.registry.records import ASSOCIATIONS, PEOPLE
from services.registry.views import association_view

DUPLICATE_KEY = 11000

Change = tuple[Association | None, Association]


def save_association(tx: Tx, payload: dict[str, Any]) -> dict[str, Any]:
    """Raises Refused naming fields, NotFound, or Conflict when the version read is not the present one."""
    if problems := association.problems(payload):
        raise Refused("invalid", problems)
    current = _current(tx, payload)
    _refuse_taken_name(tx, payload, current)
    roster = roster_for(tx.find, [current] if current else [], [payload])
    after = association.save(current, payload, roster, new_id=lambda slot: uuid.uuid4().hex)
    if write(tx, [(current, after)], roster) and after == current:
        tx.save(
            ASSOCIATIONS, {**after, "saved_at": tx.now}
        )  # a changed officer makes a form that was opened before stale
    return association_view(_stored(tx, after["_id"]), roster)


def write(tx: Tx, changes: Iterable[Change], roster: Roster) -> int:
    """Writes what differs, with its facts; how many documents. Raises LostRace when a key was just taken."""
    told = [
        (ASSOCIATIONS, before, after, association.facts_between(before, after))
        for before, after in changes
        if before != after
    ]
    told += [(PEOPLE, *pair, person.facts_between(*pair)) for pair in roster.changes()]  # type: ignore[misc]
    with racing():
        for collection in (ASSOCIATIONS, PEOPLE):
            new = [({**one[2], "saved_at": tx.now}, one[3]) for one in told if one[:2] == (collection, None)]
            tx.create_many(collection, new)  # type: ignore[arg-type]
        for collection, before, after, facts in told:
            if before is not None:
                tx.save(collection, {**after, "saved_at": tx.now}, facts)
    return len(told)


def _current(tx: Tx, payload: dict[str, Any]) -> Association | None:
    if payload["association_id"] is None:
        return None
    found = tx.find_one(ASSOCIATIONS, {"_id": payload["association_id"]})
    if found is None:
        raise NotFound("association_not_found")
    if payload["version"] is None:
        raise Refused("invalid", {"version": "missing"})
    if found["version"] != payload["version"]:
        raise Conflict("changed_meanwhile", version=found["version"])
    return found  # type: ignore[return-value]


def _refuse_taken_name(tx: Tx, payload: dict[str, Any], current: Association | None) -> None:
    commune = territory.find(payload["commune"]) or ""
    key = association.key_of(payload["name_ar"], commune)
    holder = associations_by_key(tx.find, [key]).get(key)
    if holder and holder["_id"] != (current["_id"] if current else None):
        told = {"slug": "association_exists", "association_id": holder["_id"], "name": holder["name_ar"]}
        raise Refused("invalid", {"name_ar": told})


def _stored(tx: Tx, association_id: str) -> dict[str, Any]:
    found = tx.find_one(ASSOCIATIONS, {"_id": association_id})
    assert found is not None
    return found


@contextmanager
def racing() -> Iterator[None]:
    """A unique key that somebody took between our reading and our writing: decide again."""
    try:
        yield
    except DuplicateKeyError as error:
        raise LostRace("key taken") from error
    except BulkWriteError as error:
        codes = {one.get("code") for one in error.details.get("writeErrors", ())}
        if DUPLICATE_KEY in codes:
            raise LostRace("key taken") from error
        raise
