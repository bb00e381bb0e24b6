"""How is a whole file checked? A few hundred rows a step, the reader held in memory in between.

After a crash, or when another copy takes over, the file is read again from its beginning: rows up to the
cursor are only noted, so that duplicates are found as before, and staging goes on after it.
"""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chassis.crash import crash_point
from chassis.logs import log
from chassis.store import Store, Tx
from services.registry.domain import job, verdict
from services.registry.domain.identity import match_key
from services.registry.domain.job import Import
from services.registry.domain.row import Row
from services.registry.files.line import Unreadable
from services.registry.files.sheet import Sheet
from services.registry.lookup import by_id, roster_for
from services.registry.records import ASSOCIATIONS, IMPORT_CHUNKS, IMPORT_ROWS, IMPORTS

ROWS_A_STEP = 250  # 0.2 s when all are new, 0.5 s when all are registered; one transaction


@dataclass
class _Held:
    """`registered`: normal name -> {commune: association id} when the check began; writing decides anew."""

    import_id: str
    sheet: Sheet
    seen: verdict.Seen
    registered: dict[str, dict[str, str]]


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
        registered: dict[str, dict[str, str]] = defaultdict(dict)
        for one in self._store.db[ASSOCIATIONS].find({}, {"match": 1, "commune": 1}):
            registered[one["match"]][one["commune"]] = one["_id"]
        return _Held(import_id, Sheet(content), verdict.Seen(), registered)

    def _judged(self, held: _Held, rows: list[Row]) -> list[dict[str, Any]]:
        """The officers at present are enough: whoever else is named instead makes the row a changed one."""
        ids = {row.line: _registered_id(held, row) for row in rows if row.wanted}
        present = by_id(self._find, ASSOCIATIONS, filter(None, ids.values()))
        people = roster_for(self._find, present.values(), [])  # type: ignore[arg-type]
        judged = []
        for row in rows:
            current: Any = present.get(ids.get(row.line) or "")
            given = verdict.verdict(row, current, people)
            if given == verdict.NEW:
                verdict.warn_of_namesakes(row, sorted(held.registered.get(match_key(row.name), ())))
            judged.append(_document(held.import_id, row, given))
        return judged

    def _find(self, collection: str, query: dict[str, Any]) -> Iterable[dict[str, Any]]:
        return self._store.db[collection].find(query)

    def _close(self, current: Import, after: Import, placed: list[dict[str, Any]] | None = None) -> None:
        self._store.transaction(lambda tx: _stage(tx, after, placed or []))
        self._store.db[IMPORT_CHUNKS].delete_many({"import_id": current["_id"]})
        self._held = None
        counts = {name: after[name] for name in verdict.VERDICTS}  # type: ignore[literal-required]
        log.info("import_checked", import_id=current["_id"], state=after["state"], **counts)


def _registered_id(held: _Held, row: Row) -> str | None:
    key = verdict.key_of(row) or ""
    match, _, commune = key.rpartition("|")
    return held.registered.get(match, {}).get(commune)


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
