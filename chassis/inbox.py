"""What becomes of a delivered message? One transaction, then the ack; never a republish, never a loss.

    bytes ─▶ envelope ─▶ position of its stream ─▶ handler + position + facts, one commit ─▶ ack
              │ not one      │ seen: nothing          │ may pass: held, retry
              ▼              │ too early: held,       │ cannot pass: held, parked
            parked           ▼ waiting                ▼

The position (last sequence seen of a stream) is compared and moved in the handler's own transaction:
it is both the order and the proof that a fact takes effect once, in one write instead of two.
"""

import enum
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from marshmallow import ValidationError
from prometheus_client import Counter
from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from chassis import clock, held
from chassis.crash import crash_point
from chassis.envelope import BadEnvelope, Envelope, parse
from chassis.errors import Conflict, LostRace, Refused
from chassis.logs import log
from chassis.store import STORE_AWAY, Store, Tx
from contracts.fact import RELEASED

Handler = Callable[[Tx, Envelope], None]

handled_total = Counter("inbox_handled_total", "Messages by what became of them", ["result"])


class Result(enum.Enum):
    DONE = "done"
    SEEN = "seen"
    EARLY = "early"
    HELD = "held"


class UnknownVersion(Exception):
    """A handler exists for this fact in another version only."""


PERMANENT = (ValidationError, Refused, UnknownVersion)


class Inbox:
    """Handles messages of one service against its store. Knows nothing of queues or acks."""

    def __init__(self, store: Store, handlers: dict[str, Handler], delays_s: list[float]) -> None:
        self._store = store
        self._handlers = handlers
        self._names = {_unversioned(kind) for kind in handlers}
        self._delays_s = delays_s
        self._with_waiting: set[str] = set()
        self._lock = threading.Lock()

    def receive(self, body: bytes) -> None:
        """Returns when the message may be acked. Raises one of STORE_AWAY when it may not."""
        crash_point("inbox.received")
        try:
            fact = parse(body)
        except BadEnvelope as error:
            self._hold(held.parked(held.row(body, None, clock.now()), str(error)))
            return
        result = self._attempt(fact, held.row(body, fact, clock.now()))
        if result is Result.EARLY:
            self._wait(fact, body)
        elif fact.stream in self._with_waiting:
            self.release(fact.stream)
        crash_point("inbox.handled")

    def dead(self, body: bytes) -> None:
        """The broker gave it up: it killed the process again and again."""
        try:
            fact = parse(body)
        except BadEnvelope:
            fact = None
        self._hold(held.parked(held.row(body, fact, clock.now()), "dead"))

    def sweep(self) -> bool:
        """Takes what is due, and releases what waits for something already handled."""
        due = {"state": "retry", "due_at": {"$lte": clock.now()}}
        rows = list(self._store.db.held.find(due).sort("due_at", ASCENDING))
        for row in rows:
            if self._claim(row) and self._attempt_held(row) is Result.DONE:
                self.release(row["stream"])
        return bool(rows)

    def release_all(self) -> bool:
        """Looks at every held stream: another copy may have handled it, or its predecessor."""
        streams = {
            stream for stream in self._store.db.held.distinct("stream", {"state": "waiting"}) if stream
        }
        with self._lock:
            self._with_waiting = streams
        for stream in sorted(streams):
            self.release(stream)
        for row in self._store.db.held.find({"state": "parked", "stream": {"$ne": None}}, {"body": 0}):
            if row["sequence"] <= self._last(row["stream"]):
                self._store.db.held.delete_one({"_id": row["_id"], "state": "parked"})
        return False

    def release(self, stream: str) -> None:
        """Handles the held successors of a stream, one after the other, until one is missing."""
        self._forget_behind(stream)
        while (row := self._next(stream)) and self._attempt_held(row) is Result.DONE:
            continue

    def _next(self, stream: str) -> held.Row | None:
        """The held successor whose turn it is.

        The state is compared here: in the query it made the store walk all of that state (40 ms of 1,000).
        """
        row = self._store.db.held.find_one({"stream": stream, "sequence": self._last(stream) + 1})
        return row if row and row["state"] in ("waiting", "discarded") else None

    def _forget_behind(self, stream: str) -> None:
        behind = {"stream": stream, "sequence": {"$lte": self._last(stream)}}
        for row in self._store.db.held.find(behind, {"state": 1}):
            if row["state"] == "waiting":
                self._store.db.held.delete_one({"_id": row["_id"], "state": "waiting"})

    def _attempt_held(self, row: held.Row) -> Result:
        if row["state"] == "discarded":  # before its turn came
            self._store.transaction(lambda tx: skip(tx, row["stream"], row["sequence"]))
            return Result.DONE
        try:
            fact = parse(bytes(row["body"]))
        except BadEnvelope as error:
            self._hold(held.parked(row, str(error)))
            return Result.HELD
        result = self._attempt(fact, row)
        if result is Result.EARLY:
            self._hold(held.waiting(row))
        elif result is Result.SEEN:
            self._store.db.held.delete_one({"_id": row["_id"]})
        return result

    def _attempt(self, fact: Envelope, row: held.Row) -> Result:
        result = self._handle(fact, row)
        handled_total.labels(result.value).inc()
        return result

    def _handle(self, fact: Envelope, row: held.Row) -> Result:
        try:
            return self._store.transaction(
                lambda tx: self._apply(tx, fact, row),
                correlation_id=fact.correlation_id,
                causation_id=fact.id,
                actor=fact.actor,
            )
        except STORE_AWAY:
            raise
        except BaseException as error:  # also time-outs and exits raised inside a handler
            log.warning("handler_failed", fact=fact.type, fact_id=fact.id, exc_info=error)
            self._hold(self._after(error, row))
        return Result.HELD

    def _after(self, error: BaseException, row: held.Row) -> held.Row:
        """A conflict may pass: others kept winning. What breaks a rule or a contract may not.

        Goes on counting where an earlier delivery of the same fact stopped.
        """
        row = self._store.db.held.find_one({"_id": row["_id"]}) or row
        reason = f"{type(error).__name__}: {error}"
        if isinstance(error, PERMANENT) and not isinstance(error, Conflict):
            return held.parked(row, reason)
        return held.failed(row, reason, clock.now(), self._delays_s)

    def _apply(self, tx: Tx, fact: Envelope, row: held.Row) -> Result:
        last = self._last(fact.stream, tx)
        if fact.sequence <= last:
            return Result.SEEN
        if fact.sequence > last + 1:
            return Result.EARLY
        _move(tx, fact.stream, last, fact.sequence)
        if handler := self._handler(fact):
            handler(tx, fact)
        if "state" in row:  # it came out of `held`
            tx.delete_one("held", {"_id": row["_id"]})
        return Result.DONE

    def _handler(self, fact: Envelope) -> Handler | None:
        """None for a fact of a kind that we take but have no use for: it only moves the position."""
        handler = self._handlers.get(fact.type)
        if handler is None and _unversioned(fact.type) in self._names:
            raise UnknownVersion(fact.type)
        return handler

    def _last(self, stream: str, tx: Tx | None = None) -> int:
        query = {"_id": stream}
        position = tx.find_one("positions", query) if tx else self._store.db.positions.find_one(query)
        return position["last"] if position else 0

    def _wait(self, fact: Envelope, body: bytes) -> None:
        self._hold(held.waiting(held.row(body, fact, clock.now())))
        with self._lock:
            self._with_waiting.add(fact.stream)
        # the predecessor may have been handled between our look and our writing
        self.release(fact.stream)

    def _claim(self, row: held.Row) -> bool:
        mine = {"$set": {"due_at": clock.now() + timedelta(seconds=held.CLAIM_S)}}
        taken = self._store.db.held.update_one(
            {"_id": row["_id"], "state": "retry", "due_at": row["due_at"]}, mine
        )
        return bool(taken.matched_count)

    def _hold(self, row: held.Row) -> None:
        self._store.db.held.replace_one({"_id": row["_id"]}, row, upsert=True)
        if row["state"] == "parked":
            log.error("message_parked", held_id=row["_id"], fact=row["type"], reason=row["reason"])


def load(fact: Envelope) -> dict[str, Any]:
    """The data of a fact by its contract. Raises ValidationError."""
    loaded: dict[str, Any] = RELEASED[fact.type].shared().load(fact.data)
    return loaded


def skip(tx: Tx, stream: str, sequence: int) -> None:
    """Moves the position past a fact that was given up, when it is that one's turn."""
    last = (tx.find_one("positions", {"_id": stream}) or {"last": 0})["last"]
    if last == sequence - 1:
        tx.update_one("positions", {"_id": stream}, {"$set": {"last": sequence}}, upsert=True)


def _move(tx: Tx, stream: str, last: int, to: int) -> None:
    """Compare and set. Raises LostRace when a twin of this message was quicker."""
    if last:
        if not tx.update_one("positions", {"_id": stream, "last": last}, {"$set": {"last": to}}):
            raise LostRace(stream)
        return
    try:
        tx.insert("positions", {"_id": stream, "last": to})
    except DuplicateKeyError:
        raise LostRace(stream) from None


def _unversioned(fact_type: str) -> str:
    return fact_type.rpartition(".")[0]
