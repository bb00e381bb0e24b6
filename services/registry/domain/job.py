"""Where does an import stand? receiving, checking, checked, importing, done; or refused as a whole."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NotRequired, TypedDict

from services.registry.domain.verdict import CHANGED, NEW, REFUSED, SAME, VERDICTS

RECEIVING, CHECKING, CHECKED = "receiving", "checking", "checked"
IMPORTING, DONE = "importing", "done"
PAGE = 50  # rows of the report on one page
KEPT = timedelta(days=90)  # a report names people: it does not stay for ever
BATCH = 100  # rows written in one transaction


class Import(TypedDict):
    """`line` is the last line checked, `batch` the next to write; each moves with the rows it speaks of."""

    _id: str
    version: int
    filename: str
    size: int
    state: str
    problem: dict[str, Any] | None
    unknown_columns: list[str]
    rows: int
    checked: int
    written: int
    new: int
    changed: int
    same: int
    refused: int
    line: int
    batch: int
    opened_at: datetime
    opened_by: str | None
    forget_at: datetime
    sequences: NotRequired[dict[str, int]]


def opened(import_id: str, filename: str, size: int, by: str | None, at: datetime) -> Import:
    return {
        "_id": import_id,
        "version": 0,
        "filename": filename,
        "size": size,
        "state": RECEIVING,
        "problem": None,
        "unknown_columns": [],
        "rows": 0,
        "checked": 0,
        "written": 0,
        NEW: 0,  # type: ignore[misc]
        CHANGED: 0,
        SAME: 0,
        REFUSED: 0,
        "line": 0,
        "batch": 0,
        "opened_at": at,
        "opened_by": by,
        "forget_at": at + KEPT,
    }


def to_write(job: Mapping[str, Any]) -> int:
    return int(job[NEW] + job[CHANGED])


def missing_chunks(size: int, chunks: Mapping[int, int]) -> list[int]:
    """Numbers that are not there, given {number: bytes}; the next number when the bytes are not all there."""
    holes = [number for number in range(max(chunks, default=-1)) if number not in chunks]
    return holes or ([] if sum(chunks.values()) == size else [max(chunks, default=-1) + 1])


def staged(job: Import, rows: Iterable[dict[str, Any]], line: int) -> tuple[Import, list[dict[str, Any]]]:
    """The import after these rows, and the rows with their places in the report and in the batches."""
    after: dict[str, Any] = {**job, "line": line}
    placed = []
    for row in rows:
        placed.append({**row, **_places(after, row["verdict"])})
        after["checked"] += 1
        after[row["verdict"]] += 1
    after["rows"] = max(after["rows"], after["checked"])
    return after, placed  # type: ignore[return-value]


def _places(job: Mapping[str, Any], verdict: str) -> dict[str, Any]:
    """Keys to be found by equality: a page or a batch is read without passing over what is before it."""
    import_id = job["_id"]
    pages = [f"{import_id}:all:{job['checked'] // PAGE}", f"{import_id}:{verdict}:{job[verdict] // PAGE}"]
    batch = f"{import_id}:{to_write(job) // BATCH}" if verdict in (NEW, CHANGED) else None
    return {"import_id": import_id, "pages": pages, "batch": batch}


def page_key(import_id: str, verdict: str | None, page: int) -> str:
    """`page` counts from 1."""
    return f"{import_id}:{verdict or 'all'}:{page - 1}"


def check_ended(job: Import) -> Import:
    return {**job, "state": CHECKED, "rows": job["checked"]}


def refused_whole(job: Import, problem: dict[str, Any]) -> Import:
    return {**job, "state": REFUSED, "problem": problem}


def confirmed(job: Import) -> Import:
    return {**job, "state": IMPORTING if to_write(job) else DONE}


def wrote(job: Import, rows: int) -> Import:
    written = job["written"] + rows
    state = DONE if written >= to_write(job) else IMPORTING
    return {**job, "written": written, "batch": job["batch"] + 1, "state": state}


def pages(job: Mapping[str, Any]) -> int:
    return -(-int(job["checked"]) // PAGE)


def total(job: Mapping[str, Any], verdict: str | None) -> int:
    return int(job[verdict] if verdict in VERDICTS else job["checked"])
