"""How are jobs on many results stored, found and shown?"""

from typing import Any

from pymongo import DESCENDING, IndexModel
from pymongo.database import Database

from chassis.errors import NotFound
from chassis.paging import page_count
from chassis.store import Tx
from contracts.events.result_imports import ResultImportLine, ResultImportView
from services.events.domain.tournament import result_job as job
from services.events.tournaments.records import Document, Reader

IMPORTS, CHUNKS, ROWS = "result_imports", "result_import_chunks", "result_import_rows"
INDEXES = {
    IMPORTS: [
        IndexModel("state"),
        IndexModel("forget_at"),
        IndexModel([("competition_id", 1), ("opened_at", DESCENDING)]),
    ],
    CHUNKS: [IndexModel("import_id")],
    ROWS: [IndexModel("pages"), IndexModel("chunk")],
}
LATEST = 10


def found(source: Reader, import_id: str) -> Document:
    query = {"_id": import_id}
    one = source.find_one(IMPORTS, query) if isinstance(source, Tx) else source[IMPORTS].find_one(query)
    if one is None:
        raise NotFound("import_not_found")
    return dict(one)


def line(one: Document) -> Document:
    """A `ResultImportLine`."""
    shown: Document = ResultImportLine().dump(one | {"import_id": one["_id"]})
    return shown


def with_report(db: Database[Any], asked: Document) -> Document:
    """A `ResultImportView`."""
    one, verdict = found(db, asked["import_id"]), asked["verdict"]
    rows = db[ROWS].find({"pages": job.page_key(one["_id"], verdict, asked["page"])})
    total = job.total(one, verdict)
    report = {
        "rows": sorted(rows, key=lambda row: row["row"]),
        "total": total,
        "page": asked["page"],
        "pages": page_count(total, job.PAGE),
    }
    shown: Document = ResultImportView().dump(one | {"import_id": one["_id"]} | report)
    return shown


def latest(db: Database[Any], competition_id: str) -> Document:
    """A `ResultImportsView`."""
    newest = db[IMPORTS].find({"competition_id": competition_id}).sort("opened_at", DESCENDING).limit(LATEST)
    return {"imports": [line(one) for one in newest]}
