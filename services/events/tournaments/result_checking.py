"""How is a file of results checked? Matched as a whole, judged some rows a step, and nothing entered.

What was matched is held in memory in between. After a crash, or when another copy takes over, the file is
matched again, which is the same, and judging goes on after the last row in the report.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pymongo.errors import PyMongoError

from chassis import clock
from chassis.crash import crash_point
from chassis.errors import Conflict, Refused, Transient
from chassis.logs import log
from chassis.store import Store, Tx
from services.events.domain.tournament import result_job as job
from services.events.domain.tournament.result_matching import Fixtures
from services.events.domain.tournament.result_rows import Row, read_file, read_row
from services.events.domain.tournament.result_verdicts import Given, judged, matched, without_twins
from services.events.tournaments import records
from services.events.tournaments.result_records import CHUNKS, IMPORTS, ROWS
from services.events.tournaments.sides import Sides, sides_of

TRIES = 3  # a file that we cannot check must not stop those behind it
MAY_PASS = (PyMongoError, Transient, Conflict)
ROWS_A_STEP = 500
ROWS_A_BREATH = 250  # reading is pure computing: commands of other users come in between

Document = dict[str, Any]


@dataclass
class _Held:
    import_id: str
    given: list[Given]
    contests: dict[str, Document]
    sides: Sides
    firsts: dict[str, Document]  # first legs by the id of the second


class ResultChecker:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: _Held | None = None
        self._failures: Counter[str] = Counter()

    def step(self) -> bool:
        """One bounded piece of work; whether there was any."""
        found = self._store.db[IMPORTS].find_one({"state": job.CHECKING})
        if found is None:
            self._held = None
            return False
        try:
            self._check_some(found)
        except MAY_PASS:
            self._held = None
            raise
        except Refused as refused:
            self._close(job.refused_whole(found, refused.slug, **refused.details))
        except Exception:
            self._failures[found["_id"]] += 1
            if self._failures[found["_id"]] < TRIES:
                self._held = None
                raise
            log.exception("results_cannot_be_checked", import_id=found["_id"])
            self._close(job.refused_whole(found, "not_results"))
        return True

    def _check_some(self, current: Document) -> None:
        if self._held is None or self._held.import_id != current["_id"]:
            self._held = self._open(current)
        held = self._held
        given = held.given[current["checked"] : current["checked"] + ROWS_A_STEP]
        rows = [_judged(held, one) for one in given]
        after, placed = job.checked(current | {"matches": len(held.given)}, rows)
        if after["state"] == job.CHECKED:
            self._close(after, placed)
        else:
            self._store.transaction(lambda tx: _stage(tx, after, placed))
        crash_point("events.results_checked")

    def _open(self, current: Document) -> _Held:
        db = self._store.db
        chunks = db[CHUNKS].find({"import_id": current["_id"]})
        content = b"".join(one["content"] for one in sorted(chunks, key=lambda one: one["number"]))
        matches = read_file(content)
        competition = records.competition(db, current["competition_id"])
        fixtures = records.fixtures(db, competition_id=competition["_id"])
        contests = {one["contest_id"]: one for one in competition["contests"]}
        sides: Sides = {}
        firsts: dict[str, Document] = {}
        for contest_id, own in records.by_contest(fixtures).items():
            sides |= sides_of(contests[contest_id], competition["teams"], own)
            firsts |= records.first_legs(own)
            time.sleep(0)
        rows = _breathing(read_row(number, one) for number, one in enumerate(matches, 1))
        given = list(matched(rows, Fixtures(competition, fixtures, sides)))
        return _Held(current["_id"], without_twins(given), contests, sides, firsts)

    def _close(self, after: Document, placed: list[Document] | None = None) -> None:
        self._store.transaction(lambda tx: _stage(tx, after, placed or []))
        self._store.db[CHUNKS].delete_many({"import_id": after["_id"]})
        self._held = None
        log.info("results_checked", import_id=after["_id"], state=after["state"], rows=after["checked"])


def _judged(held: _Held, given: Given) -> Document:
    fixture = given.fixture
    if fixture is None:
        return judged(given, None, (), clock.now())
    contest, sides = held.contests[fixture["contest_id"]], held.sides[fixture["_id"]]
    return judged(given, contest, sides, clock.now(), held.firsts.get(fixture["_id"]))


def _breathing(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        if row.number % ROWS_A_BREATH == 0:
            time.sleep(0)


def _stage(tx: Tx, after: Document, placed: list[Document]) -> None:
    tx.insert_many(ROWS, placed)
    tx.save(IMPORTS, after)
