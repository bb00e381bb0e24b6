"""How is an institution saved, found and shown? One transaction to save; searches read the store.

A search reads the names of all institutions asked about, 25 to 70 us each: a province has hundreds at most.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from pymongo.database import Database

from chassis.errors import Conflict, NotFound, Refused
from chassis.paging import page_count
from chassis.store import Tx
from services.registry import territory
from services.registry.domain import institution
from services.registry.domain.identity import normal
from services.registry.domain.institution import Institution
from services.registry.records import ASSOCIATIONS, INSTITUTIONS
from services.registry.saving import racing

PAGE = 50
_NAMES = {"match": 1, "match_fr": 1}

Payload = dict[str, Any]
Db = Database[dict[str, Any]]


def save_institution(tx: Tx, payload: Payload) -> Payload:
    """Raises Refused naming fields, NotFound, or Conflict when the version read is not the present one."""
    managing = tx.find_one(ASSOCIATIONS, {"_id": payload["association_id"]})
    unmanaged = {} if managing else {"association_id": "no_such_association"}
    if problems := institution.problems(payload) | unmanaged:
        raise Refused("invalid", problems)
    current = _current(tx, payload)
    after = institution.save(current, payload, uuid.uuid4().hex)
    _refuse_taken_name(tx, after)
    _write(tx, current, after)
    return _view(_found(tx.find_one(INSTITUTIONS, {"_id": after["_id"]})), managing or {})


def institutions(db: Db, asked: Payload) -> Payload:
    """One page, sorted by Arabic name. A commune in any spelling."""
    ids = _matching(db, asked)
    page = ids[(asked["page"] - 1) * PAGE : asked["page"] * PAGE]
    found = _by_id(db, INSTITUTIONS, page)
    managing = _by_id(db, ASSOCIATIONS, (one["association_id"] for one in found.values()))
    shown = [_view(found[one], managing[found[one]["association_id"]]) for one in page if one in found]
    pages = page_count(len(ids), PAGE)
    return {"institutions": shown, "total": len(ids), "page": asked["page"], "pages": pages}


def one_institution(db: Db, asked: Payload) -> Payload:
    found = _found(db[INSTITUTIONS].find_one({"_id": asked["institution_id"]}))
    return _view(found, db[ASSOCIATIONS].find_one({"_id": found["association_id"]}) or {})


def _write(tx: Tx, before: Institution | None, after: Institution) -> None:
    """Nothing when nothing changed. Raises LostRace when the name was just taken."""
    facts = institution.facts_between(before, after)
    document: Payload = {**after}
    with racing():
        if before is None:
            tx.create(INSTITUTIONS, document, facts)
        elif before != after:
            tx.save(INSTITUTIONS, document, facts)


def _current(tx: Tx, payload: Payload) -> Institution | None:
    if payload["institution_id"] is None:
        return None
    found = _found(tx.find_one(INSTITUTIONS, {"_id": payload["institution_id"]}))
    if payload["version"] is None:
        raise Refused("invalid", {"version": "missing"})
    if found["version"] != payload["version"]:
        raise Conflict("changed_meanwhile", version=found["version"])
    return found  # type: ignore[return-value]


def _refuse_taken_name(tx: Tx, after: Institution) -> None:
    holder = tx.find_one(INSTITUTIONS, {"key": after["key"]})
    if holder and holder["_id"] != after["_id"]:
        told = {"slug": "name_taken", "institution_id": holder["_id"], "name": holder["name_ar"]}
        raise Refused("invalid", {"name_ar": told})


def _matching(db: Db, asked: Payload) -> list[str]:
    query: Payload = {}
    if asked["commune"]:
        query["commune"] = territory.find(asked["commune"]) or ""
    if asked["association_id"]:
        query["association_id"] = asked["association_id"]
    words = normal(asked["text"] or "").split()
    found = [one for one in db[INSTITUTIONS].find(query, _NAMES) if institution.is_meant(one, words)]
    return [one["_id"] for one in sorted(found, key=lambda one: (one["match"], one["_id"]))]


def _by_id(db: Db, collection: str, ids: Iterable[str]) -> dict[str, Payload]:
    wanted = sorted(set(ids))
    return {one["_id"]: one for one in db[collection].find({"_id": {"$in": wanted}})} if wanted else {}


def _found(document: Payload | None) -> Payload:
    if document is None:
        raise NotFound("institution_not_found")
    return document


def _view(found: Mapping[str, Any], managing: Mapping[str, Any]) -> Payload:
    same = ("version", "name_ar", "name_fr", "type", "commune", "association_id")
    return {
        "institution_id": found["_id"],
        **{name: found[name] for name in same},
        "association_ar": managing["name_ar"],
        "association_fr": managing["name_fr"],
    }
