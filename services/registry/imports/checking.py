"""How is a whole file checked? A few hundred rows a step, the reader held in memory in between.

After a crash, or when another copy takes over, the file is read again from its beginning: rows up to the
cursor are only noted, so that duplicates are found as before, and staging goes on after it.
"""

import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from chassis.crash import crash_point
from chassis.logs import log
from chassis.store import Store, Tx
from services.registry.domain import job, verdict
from services.registry.domain.job import Import
from services.registry.domain.row import Row
from services.registry.files.line import Unreadable
from services.registry.files.sheet import Sheet
from services.registry.lookup import associations_by_key, roster_for
from services.registry.records import ASSOCIATIONS, IMPORT_CHUNKS, IMPORT_ROWS, IMPORTS

ROWS_A_STEP = 500  # about 0.3 s; one transaction


@dataclass
class _Held:
    """`registered`: normal name -> communes, as it was when the check began; the writing decides anew."""

    import_id: str
    sheet: Sheet
    seen: verdict.Seen
    registered: dict[str, set[str]]


class Checker:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: _Held | None = None

    def step(self) -> bool:
        """One bounded piece of work; whether there was any."""
        found = self._store.db[IMPORTS].find_one({"state": job.CHECKING})
        if found is None:
            self._held = None
            return False
        try:
            self._check_some(found)  # type: ignore[arg-type]
        except Unreadable as unreadable:
            self._close(found, job.refused_whole(found, unreadable.problem))  # type: ignore[arg-type]
        except BaseException:
            self._held = None
            raise
        return True

    def _check_some(self, current: Import) -> None:
        if self._held is None or self._held.import_id != current["_id"]:
            self._held = self._open(current["_id"])
        held = self._held
        rows = list(held.sheet.rows(ROWS_A_STEP))
        for row in rows:
            held.seen.note(row)
        fresh = [row for row in rows if row.line > current["line"]]
        time.sleep(0)  # lets commands of other users in: reading rows is pure computing
        judged = self._judged(held, fresh)
        expected: Import = {**current, "rows": held.sheet.expected}
        after, placed = job.staged(expected, judged, max(held.sheet.line, current["line"]))
        after["unknown_columns"] = held.sheet.heading.unknown
        if held.sheet.ended():
            self._close(current, job.check_ended(after), placed)
        elif placed:
            self._store.transaction(lambda tx: _stage(tx, after, placed))
        crash_point("registry.rows_checked")

    def _open(self, import_id: str) -> _Held:
        chunks = self._store.db[IMPORT_CHUNKS].find({"import_id": import_id})
        content = b"".join(one["content"] for one in sorted(chunks, key=lambda one: one["number"]))
        registered: dict[str, set[str]] = defaultdict(set)
        for one in self._store.db[ASSOCIATIONS].find({}, {"match": 1, "commune": 1}):
            registered[one["match"]].add(one["commune"])
        return _Held(import_id, Sheet(content), verdict.Seen(), registered)

    def _judged(self, held: _Held, rows: list[Row]) -> list[dict[str, Any]]:
        def find(collection: str, query: dict[str, Any]) -> Any:
            return self._store.db[collection].find(query)

        keys = {row.line: verdict.key_of(row) for row in rows if row.wanted}
        known = {key for key in keys.values() if key and _is_registered(held, key)}
        present = associations_by_key(find, known)
        touched = [row.wanted for row in rows if row.wanted and keys[row.line] in present]
        people = roster_for(find, present.values(), touched)
        judged = []
        for row in rows:
            current = present.get(keys.get(row.line) or "")
            given = verdict.verdict(row, current, people)
            if given == verdict.NEW:
                verdict.warn_of_namesakes(row, sorted(held.registered.get(verdict.match_key(row.name), ())))
            judged.append(_document(held.import_id, row, given))
        return judged

    def _close(self, current: Import, after: Import, placed: list[dict[str, Any]] | None = None) -> None:
        self._store.transaction(lambda tx: _stage(tx, after, placed or []))
        self._store.db[IMPORT_CHUNKS].delete_many({"import_id": current["_id"]})
        self._held = None
        counts = {name: after[name] for name in verdict.VERDICTS}  # type: ignore[literal-required]
        log.info("import_checked", import_id=current["_id"], state=after["state"], **counts)


def _is_registered(held: _Held, key: str) -> bool:
    match, _, commune = key.rpartition("|")
    return commune in held.registered.get(match, ())


def _document(import_id: str, row: Row, given: str) -> dict[str, Any]:
    return {
        "_id": f"{import_id}:{row.line}",
        "row": row.line,
        "name": row.name,
        "verdict": given,
        "problems": row.problems,
        "warnings": row.warnings,
        "wanted": row.wanted,
    }


def _stage(tx: Tx, after: Import, placed: list[dict[str, Any]]) -> None:
    tx.insert_many(IMPORT_ROWS, placed)
    tx.save(IMPORTS, dict(after))
