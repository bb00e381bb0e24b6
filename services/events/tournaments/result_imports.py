"""What can be asked of `events` about many results at once, and what does it do with them by itself?"""

import uuid
from functools import cached_property
from typing import Any

from bson import Binary

from chassis import clock
from chassis.chunks import decoded
from chassis.errors import Conflict, Refused
from chassis.logs import log
from chassis.service import Office, command, duty, query
from chassis.store import Store, Tx
from contracts.events import result_imports as asked_of_us
from contracts.events.tournament_terms import FOOTBALL, RUNNING
from services.events.domain.tournament import competition as rules
from services.events.domain.tournament import result_job as job
from services.events.tournaments import records, result_records
from services.events.tournaments.result_checking import ResultChecker
from services.events.tournaments.result_records import CHUNKS, IMPORTS, ROWS
from services.events.tournaments.result_writing import ResultWriter

Payload = dict[str, Any]
PAGES_A_STEP = 10


class ResultImports(Office):
    """Abstract: a part of `Events`."""

    @command(asked_of_us.OpenResultImport)
    def open_result_import(self, tx: Tx, wanted: Payload) -> Payload:
        rules.refuse_state(records.competition(tx, wanted["competition_id"]), RUNNING)
        made = job.opened(uuid.uuid4().hex, wanted, tx.actor, tx.now)
        tx.create(IMPORTS, made)
        return result_records.line(made)

    @command(asked_of_us.AddResultChunk)
    def add_result_chunk(self, tx: Tx, wanted: Payload) -> Payload:
        return _add_chunk(tx, wanted)

    @command(asked_of_us.ConfirmResultImport)
    def confirm_result_import(self, tx: Tx, wanted: Payload) -> Payload:
        found = result_records.found(tx, wanted["import_id"])
        if found["kind"] != job.ENTRY or found["state"] in (job.ENTERING, job.DONE):
            return result_records.line(found)
        if found["state"] != job.CHECKED:
            raise Conflict("not_checked", state=found["state"])
        rules.refuse_state(records.competition(tx, found["competition_id"]), RUNNING)
        begun = job.begun(found, tx.actor)
        tx.save(IMPORTS, begun)
        return result_records.line(begun)

    @command(asked_of_us.ConfirmAll)
    def confirm_all(self, tx: Tx, wanted: Payload) -> Payload:
        holder = records.competition(tx, wanted["competition_id"])
        contest = records.contest(holder, wanted["contest_id"], FOOTBALL)
        rules.refuse_state(holder, RUNNING)
        numbers = [one["number"] for one in records.fixtures(tx, contest_id=contest["contest_id"])]
        made = job.confirmation(uuid.uuid4().hex, wanted, max(numbers, default=0), tx.actor, tx.now)
        tx.create(IMPORTS, made)
        return result_records.line(made)

    @query(asked_of_us.OneResultImport)
    def result_import(self, asked: Payload) -> Payload:
        return result_records.with_report(self.store.db, asked)

    @query(asked_of_us.ListResultImports)
    def result_imports(self, asked: Payload) -> Payload:
        return result_records.latest(self.store.db, asked["competition_id"])

    @duty
    def check_results(self) -> bool:
        return self._result_checker.step()

    @duty
    def write_results(self) -> bool:
        return self._result_writer.step()

    @duty
    def forget_results(self) -> bool:
        return _forget(self.store)

    @cached_property
    def _result_checker(self) -> ResultChecker:
        """Keeps the file that is being checked between two calls of the duty."""
        return ResultChecker(self.store)

    @cached_property
    def _result_writer(self) -> ResultWriter:
        return ResultWriter(self.store)


def _add_chunk(tx: Tx, wanted: Payload) -> Payload:
    """A repeat replaces; the last one missing begins the check."""
    found, content = result_records.found(tx, wanted["import_id"]), decoded(wanted["content"])
    if found["state"] != job.RECEIVING:
        raise Conflict("upload_ended", state=found["state"])
    told = {"import_id": found["_id"], "number": wanted["number"], "bytes": len(content)}
    key = {"_id": f"{found['_id']}:{wanted['number']}"}
    kept = tx.find(CHUNKS, {"import_id": found["_id"]}, projection={"number": 1, "bytes": 1})
    sizes = {one["number"]: one["bytes"] for one in kept} | {told["number"]: told["bytes"]}
    if sum(sizes.values()) > found["size"]:
        raise Refused("invalid", {"content": "too_large"})
    tx.update_one(CHUNKS, key, {"$set": told | {"content": Binary(content)}}, upsert=True)
    state = job.CHECKING if job.is_whole(found["size"], sizes) else job.RECEIVING
    # also where nothing but the version changes: two chunks at a time must see each other
    tx.save(IMPORTS, found | {"state": state})
    return told | {"state": state}


def _forget(store: Store) -> bool:
    """Some pages of one job whose time is over; the job itself goes last: a crash leaves it due."""
    found = store.db[IMPORTS].find_one({"forget_at": {"$lte": clock.now()}})
    if found is None:
        return False
    store.db[CHUNKS].delete_many({"import_id": found["_id"]})
    first, last = found.get("pages_forgotten", 0), -(-found["checked"] // job.PAGE)
    for page in range(first, min(first + PAGES_A_STEP, last)):
        store.db[ROWS].delete_many({"pages": job.page_key(found["_id"], None, page + 1)})
    if first + PAGES_A_STEP < last:
        store.db[IMPORTS].update_one(
            {"_id": found["_id"]}, {"$set": {"pages_forgotten": first + PAGES_A_STEP}}
        )
        return True
    store.db[IMPORTS].delete_one({"_id": found["_id"]})
    log.info("results_forgotten", import_id=found["_id"])
    return True
