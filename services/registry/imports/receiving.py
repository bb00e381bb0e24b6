"""How does a file arrive, and what may be asked of its import when?"""

import uuid
from collections.abc import Mapping
from typing import Any

from bson import Binary

from chassis.chunks import decoded
from chassis.errors import Conflict, NotFound, Refused
from chassis.store import Tx
from services.registry.domain import job
from services.registry.records import IMPORT_CHUNKS, IMPORTS
from services.registry.views import import_view

Payload = dict[str, Any]


def open_import(tx: Tx, payload: Payload) -> dict[str, Any]:
    made = job.opened(uuid.uuid4().hex, payload["filename"], payload["size"], tx.actor, tx.now)
    tx.create(IMPORTS, dict(made))
    return import_view(made)


def add_chunk(tx: Tx, payload: Payload) -> dict[str, Any]:
    """A repeat replaces; the answer tells how many bytes this chunk holds."""
    found = read_import(tx.find_one(IMPORTS, {"_id": payload["import_id"]}))
    if found["state"] != job.RECEIVING:
        raise Conflict("upload_ended", state=found["state"])
    content = decoded(payload["content"])
    chunk_id = f"{payload['import_id']}:{payload['number']}"
    tx.update_one(
        IMPORT_CHUNKS,
        {"_id": chunk_id},
        {
            "$set": {
                "import_id": payload["import_id"],
                "number": payload["number"],
                "bytes": len(content),
                "content": Binary(content),
            }
        },
        upsert=True,
    )
    return {"import_id": payload["import_id"], "number": payload["number"], "bytes": len(content)}


def begin_check(tx: Tx, payload: Payload) -> dict[str, Any]:
    """Refused while chunks are missing; asked again later it only tells the state."""
    found = read_import(tx.find_one(IMPORTS, {"_id": payload["import_id"]}))
    if found["state"] == job.RECEIVING:
        _refuse_holes(tx, found)
        found = {**found, "state": job.CHECKING}
        tx.save(IMPORTS, found)
    return import_view(found)


def confirm(tx: Tx, payload: Payload) -> dict[str, Any]:
    found = read_import(tx.find_one(IMPORTS, {"_id": payload["import_id"]}))
    if found["state"] in (job.IMPORTING, job.DONE):
        return import_view(found)
    if found["state"] != job.CHECKED:
        raise Conflict("not_checked", state=found["state"])
    found = dict(job.confirmed(found))  # type: ignore[arg-type]
    tx.save(IMPORTS, found)
    return import_view(found)


def read_import(found: dict[str, Any] | None) -> dict[str, Any]:
    if found is None:
        raise NotFound("import_not_found")
    return found


def _refuse_holes(tx: Tx, found: Mapping[str, Any]) -> None:
    projection = {"number": 1, "bytes": 1}
    chunks = tx.find(IMPORT_CHUNKS, {"import_id": found["_id"]}, projection=projection)
    missing = job.missing_chunks(found["size"], {one["number"]: one["bytes"] for one in chunks})
    if missing:
        raise Refused("chunks_missing", numbers=missing[:50])
