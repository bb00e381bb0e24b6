"""How are checked rows written? A hundred a transaction, which moves the cursor: a repeat finds it moved."""

import uuid
from collections.abc import Callable
from typing import Any

from chassis.crash import crash_point
from chassis.logs import log
from chassis.store import Store, Tx
from services.registry.domain import association, job
from services.registry.domain.row import completed
from services.registry.lookup import associations_by_key, roster_for
from services.registry.records import IMPORT_ROWS, IMPORTS
from services.registry.saving import Change, write
from services.registry.territory import find as find_commune

_NAMESPACE = uuid.UUID("8f0c2c52-6a0b-5c1e-9c55-0d7b8f3a4f11")


def step(store: Store) -> bool:
    """One batch of the import under way; whether there was any."""
    found = store.db[IMPORTS].find_one({"state": job.IMPORTING})
    if found is None:
        return False
    cause = {"actor": found["opened_by"], "correlation_id": found["_id"]}
    after = store.transaction(lambda tx: _write_batch(tx, found["_id"]), **cause)
    crash_point("registry.batch_written")
    if after["state"] == job.DONE:
        log.info("import_done", import_id=found["_id"], written=after["written"])
    return True


def _write_batch(tx: Tx, import_id: str) -> dict[str, Any]:
    current: Any = tx.find_one(IMPORTS, {"_id": import_id})
    if current["state"] != job.IMPORTING:
        return dict(current)
    batch = list(tx.find(IMPORT_ROWS, {"batch": f"{import_id}:{current['batch']}"}))
    _save_rows(tx, import_id, sorted(batch, key=lambda row: row["row"]))
    after = dict(job.wrote(current, len(batch)))
    tx.save(IMPORTS, after)
    return after


def _save_rows(tx: Tx, import_id: str, rows: list[dict[str, Any]]) -> None:
    keys = {row["row"]: _key(row["wanted"]) for row in rows}
    present = associations_by_key(tx.find, keys.values())
    roster = roster_for(tx.find, present.values(), [row["wanted"] for row in rows])
    changes: list[Change] = []
    for row in rows:
        current = present.get(keys[row["row"]])
        wanted = completed(row["wanted"], current, roster)
        changes.append((current, association.save(current, wanted, roster, _ids(import_id, row["row"]))))
    write(tx, changes, roster)


def _key(wanted: dict[str, Any]) -> str:
    return association.key_of(wanted["name_ar"], find_commune(wanted["commune"]) or "")


def _ids(import_id: str, line: int) -> Callable[[str], str]:
    """The same line makes the same ids: a second try of a batch can never double anybody."""
    return lambda slot: uuid.uuid5(_NAMESPACE, f"{import_id}:{line}:{slot}").hex
