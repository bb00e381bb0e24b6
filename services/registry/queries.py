"""What does the registry answer? Reads only; a search is answered from memory."""

from collections.abc import Iterable
from typing import Any

from pymongo.database import Database

from chassis.errors import NotFound
from chassis.paging import page_count
from services.registry import territory
from services.registry.directory import Directory
from services.registry.domain import job
from services.registry.domain.columns import COLUMNS
from services.registry.imports.receiving import read_import
from services.registry.records import ASSOCIATIONS, IMPORT_ROWS, IMPORTS, PEOPLE
from services.registry.views import association_view, import_view, person_views, row_view

PAGE = 50
LATEST_IMPORTS = 10

Payload = dict[str, Any]
Db = Database[dict[str, Any]]


def associations(directory: Directory, db: Db, asked: Payload) -> Payload:
    """One page, sorted by Arabic name. A commune in any spelling; an unknown one finds nothing."""
    commune = (territory.find(asked["commune"]) or "") if asked["commune"] else None
    ids = directory.matching(asked["query"] or "", commune)
    page = ids[(asked["page"] - 1) * PAGE : asked["page"] * PAGE]
    found = {one["_id"]: one for one in _by_id(db, ASSOCIATIONS, page)}
    people = _officers(db, found.values())
    shown = [association_view(found[one], people) for one in page if one in found]
    return {"associations": shown, **_paged(len(ids), asked["page"], PAGE)}


def association(db: Db, asked: Payload) -> Payload:
    found = db[ASSOCIATIONS].find_one({"_id": asked["association_id"]})
    if found is None:
        raise NotFound("association_not_found")
    return association_view(found, _officers(db, [found]))


def people(db: Db, asked: Payload) -> Payload:
    found = _by_id(db, PEOPLE, asked["person_ids"])
    held = [office["association_id"] for one in found for office in one["offices"]]
    where = {one["_id"]: one for one in _by_id(db, ASSOCIATIONS, held)}
    return {"people": [view for one in found for view in person_views(one, where)]}


def import_state(db: Db, asked: Payload) -> Payload:
    return import_view(_import(db, asked["import_id"]))


def import_report(db: Db, asked: Payload) -> Payload:
    found = _import(db, asked["import_id"])
    rows = db[IMPORT_ROWS].find({"pages": job.page_key(found["_id"], asked["verdict"], asked["page"])})
    shown = [row_view(row) for row in sorted(rows, key=lambda row: row["row"])]
    return {"rows": shown, **_paged(job.total(found, asked["verdict"]), asked["page"], job.PAGE)}


def imports(db: Db) -> Payload:
    newest = sorted(db[IMPORTS].find({}), key=lambda one: one["opened_at"], reverse=True)
    return {"imports": [import_view(one) for one in newest[:LATEST_IMPORTS]]}


def import_columns() -> Payload:
    return {
        "columns": [
            {"field": one.field, "ar": one.ar, "fr": one.fr, "required": one.required} for one in COLUMNS
        ]
    }


def communes() -> Payload:
    return {
        "communes": [{"name": one["name"], "ar": one["ar"], "fr": one["fr"]} for one in territory.COMMUNES]
    }


def _officers(db: Db, found: Iterable[Payload]) -> dict[str, Payload]:
    ids = [seat["person_id"] for one in found for seat in one["officers"]]
    return {one["_id"]: one for one in _by_id(db, PEOPLE, ids)}


def _by_id(db: Db, collection: str, ids: Iterable[str]) -> list[Payload]:
    wanted = sorted(set(ids))
    return list(db[collection].find({"_id": {"$in": wanted}})) if wanted else []


def _import(db: Db, import_id: str) -> Payload:
    return read_import(db[IMPORTS].find_one({"_id": import_id}))


def _paged(total: int, page: int, size: int) -> Payload:
    return {"total": total, "page": page, "pages": page_count(total, size)}
