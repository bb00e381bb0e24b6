"""How are many results written? A chunk a transaction, which moves the cursor: a repeat finds it moved.

Entered from a checked file, or confirmed where they wait in a contest.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from pymongo import UpdateOne
from pymongo.errors import PyMongoError

from chassis.crash import crash_point
from chassis.errors import Conflict, NotFound, Transient
from chassis.logs import log
from chassis.store import Store, Tx
from contracts.events.result_imports import ENTER, LATE, REFUSED
from contracts.events.tournament_terms import ENTERED, RUNNING
from services.events.domain.tournament import result_job as job
from services.events.domain.tournament.legs import leg_of
from services.events.domain.tournament.news import result_news
from services.events.domain.tournament.result_verdicts import SKIPPED, confirmed, entered
from services.events.tournaments import records, result_records
from services.events.tournaments.derivation import mark
from services.events.tournaments.records import FIXTURES
from services.events.tournaments.result_records import IMPORTS, ROWS
from services.events.tournaments.sides import Sides, sides_of

Document = dict[str, Any]
WRITTEN = "written"
TRIES = 3  # a job that we cannot do must not stop those behind it
MAY_PASS = (PyMongoError, Transient, Conflict)


class ResultWriter:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._failures: Counter[str] = Counter()

    def step(self) -> bool:
        """One chunk of the job under way; whether there was any."""
        found = self._store.db[IMPORTS].find_one({"state": {"$in": [job.ENTERING, job.CONFIRMING]}})
        if found is None:
            return False
        try:
            after = self._written(found, _write_chunk)
        except MAY_PASS:
            raise
        except Exception:
            self._failures[found["_id"]] += 1
            if self._failures[found["_id"]] < TRIES:
                raise
            log.exception("results_cannot_be_written", import_id=found["_id"])
            after = self._written(found, _give_up)
        if after["state"] == job.DONE:
            counts = {name: after[name] for name in (WRITTEN, SKIPPED, LATE, REFUSED)}
            log.info("results_written", import_id=after["_id"], kind=after["kind"], **counts)
        return True

    def _written(self, found: Document, write: Callable[[Tx, str], Document]) -> Document:
        cause = {"actor": found["confirmed_by"], "correlation_id": found["_id"]}
        after = self._store.transaction(lambda tx: write(tx, found["_id"]), **cause)
        crash_point("events.results_written")
        return after


def _give_up(tx: Tx, import_id: str) -> Document:
    after = job.stopped(result_records.found(tx, import_id), "failed")
    tx.save(IMPORTS, after)
    return after


def _write_chunk(tx: Tx, import_id: str) -> Document:
    current = result_records.found(tx, import_id)
    if current["state"] not in (job.ENTERING, job.CONFIRMING):
        return current
    competition = records.competition(tx, current["competition_id"])
    if competition["state"] != RUNNING:
        after = job.stopped(current, "already_closed")
    elif current["kind"] == job.ENTRY:
        after = _enter(tx, current, competition)
    else:
        after = _confirm(tx, current, competition)
    tx.save(IMPORTS, after)
    return after


def _enter(tx: Tx, current: Document, competition: Document) -> Document:
    rows = sorted(tx.find(ROWS, {"chunk": job.chunk_key(current)}), key=lambda row: row["row"])
    there = {one["_id"]: one for one in tx.find(FIXTURES, {"_id": {"$in": [r["fixture_id"] for r in rows]}})}
    sides = _sides(tx, competition, list(there.values()))
    firsts = _first_legs(tx, list(there.values()))
    outcomes: list[str] = []
    lates: list[UpdateOne] = []
    for row in rows:
        contest = records.contest(competition, row["contest_id"])
        fixture, known = there.get(row["fixture_id"]), sides.get(row["fixture_id"], (None, None))
        first = firsts.get(row["fixture_id"])
        changed, outcome, problems = entered(
            row, fixture, contest, known, by=tx.actor, at=tx.now, first=first
        )
        if changed is not None:
            records.save_fixture(tx, changed)
        if outcome == LATE:
            told = job.late(current, row | {"problems": problems}, current[LATE] + len(lates))
            lates.append(UpdateOne({"_id": row["_id"]}, {"$set": told}))
        outcomes.append(WRITTEN if outcome == ENTER else outcome)
    tx.bulk_write(ROWS, lates)
    return job.wrote(current, outcomes)


def _confirm(tx: Tx, current: Document, competition: Document) -> Document:
    """The matches of the next CHUNK numbers; what was entered after `until` nobody has looked at."""
    try:
        contest = records.contest(competition, current["contest_id"])
    except NotFound:
        return job.stopped(current, "no_such_contest")
    first = current["chunk"] * job.CHUNK
    numbers = {"$gt": first, "$lte": first + job.CHUNK}
    own = tx.find(FIXTURES, {"contest_id": contest["contest_id"], "number": numbers})
    waiting = [one for one in own if one["result_state"] == ENTERED and one["entered_at"] <= current["until"]]
    names = {team["team_id"]: team["name"] for team in competition["teams"]}
    rows = []
    for one in sorted(waiting, key=lambda one: one["number"]):
        changed, problems = confirmed(one, tx.actor, tx.now)
        if changed is not None:
            records.save_fixture(tx, changed, result_news(competition, contest, changed))
        rows.append(job.confirmed_row(contest, one, ENTER if changed else REFUSED, problems, names))
    after, placed = job.reported(current, rows)
    tx.insert_many(ROWS, placed)
    outcomes = [WRITTEN for row in rows if row["verdict"] == ENTER]
    if outcomes:
        mark(tx, competition["_id"], contest["contest_id"])
    return job.wrote(after, outcomes)


def _first_legs(tx: Tx, fixtures: list[Document]) -> dict[str, Document]:
    returned = {one["contest_id"] for one in fixtures if leg_of(one) == 2}
    found: dict[str, Document] = {}
    for contest_id in returned:
        found |= records.first_legs(records.fixtures(tx, contest_id=contest_id))
    return found


def _sides(tx: Tx, competition: Document, fixtures: list[Document]) -> Sides:
    """The whole contest is read only where a slot has to be filled."""
    sides: Sides = {}
    for contest_id, own in records.by_contest(fixtures).items():
        if not all(all(one["drawn"]) for one in own):
            own = records.fixtures(tx, contest_id=contest_id)
        contest = records.contest(competition, contest_id)
        sides |= sides_of(contest, competition["teams"], own)
    return sides
