"""How is a service, and what does it hold back? What an administrator sees and decides."""

import time
from datetime import timedelta
from typing import Any

from chassis import clock, inbox, outbox, topology
from chassis.desk import Desk
from chassis.errors import Conflict, NotFound
from chassis.logs import log
from chassis.paging import page_count
from chassis.store import Store, Tx

PAGE = 50
GAP_AFTER_S = 60
OUTBOX_OLD_S = 30


def health(desk: Desk) -> dict[str, Any]:
    """Ready when the store answers, RPC is served, the consumer listens and the outbox moves."""
    unpublished = oldest_unpublished_s(desk.store)
    consuming = desk.consumer is None or desk.consumer.connected
    problems = {
        "consumer_away": not consuming,
        "rpc_not_served": not desk.rpc_ready,
        "outbox_stuck": unpublished > OUTBOX_OLD_S,
    }
    return {
        "ready": not any(problems.values()),
        "problems": [name for name, is_so in problems.items() if is_so],
        "service": desk.service,
        "oldest_unpublished_s": round(unpublished, 1),
        "last_ack_s_ago": _ago(desk.consumer.last_ack_at if desk.consumer else None),
        "held": count_held(desk.store),
        "gaps": gaps(desk.store),
        **desk.watch(),
    }


def oldest_unpublished_s(store: Store) -> float:
    row = next(iter(store.db[outbox.COLLECTION].find({"published_at": None}).sort("order", 1).limit(1)), None)
    return max(0.0, (clock.now() - row["made_at"]).total_seconds()) if row else 0.0


def count_held(store: Store) -> dict[str, int]:
    return {
        state: store.db.held.count_documents({"state": state}) for state in ("waiting", "retry", "parked")
    }


def gaps(store: Store) -> list[dict[str, Any]]:
    """Streams that have waited for longer than GAP_AFTER_S for a fact that is not held either."""
    old = clock.now() - timedelta(seconds=GAP_AFTER_S)
    found: dict[str, Any] = {}
    for row in store.db.held.find({"state": "waiting", "since": {"$lt": old}}).sort(
        [("stream", 1), ("sequence", 1)]
    ):
        found.setdefault(row["stream"], row)
    return [gap for row in found.values() if (gap := _gap(store, row))]


def list_held(store: Store, page: int) -> dict[str, Any]:
    rows = sorted(
        store.db.held.find({"state": {"$in": ["parked", "retry", "waiting"]}}),
        key=lambda row: (row["state"] != "parked", row["since"]),
    )
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return {
        "held": [_shown(row) for row in shown],
        "gaps": gaps(store),
        "total": len(rows),
        "page": page,
        "pages": page_count(len(rows), PAGE),
    }


def redrive(tx: Tx, held_id: str) -> dict[str, Any]:
    row = _parked(tx, held_id)
    note = {"who": tx.actor, "at": tx.now}
    change = {"$set": {"state": "retry", "attempt": 0, "due_at": tx.now}, "$push": {"redriven": note}}
    tx.update_one("held", {"_id": held_id, "state": row["state"]}, change)
    log.info("held_redriven", held_id=held_id, actor=tx.actor)
    return {"held_id": held_id}


def discard(tx: Tx, held_id: str, why: str) -> dict[str, Any]:
    """Moves the position past it, so that what waited behind it goes on."""
    row = _parked(tx, held_id)
    given_up = {
        "state": "discarded",
        "due_at": None,
        "discarded": {"who": tx.actor, "at": tx.now, "why": why},
    }
    tx.update_one("held", {"_id": held_id, "state": row["state"]}, {"$set": given_up})
    if row["stream"]:
        inbox.skip(tx, row["stream"], row["sequence"])
    log.info("held_discarded", held_id=held_id, actor=tx.actor)
    return {"held_id": held_id}


def replay(tx: Tx, service: str, kind: str, subject: str, consumer: str) -> dict[str, Any]:
    """Puts the subject's facts into the outbox once more, addressed to one consumer."""
    originals = {"kind": kind, "subject": subject, "exchange": {"$ne": topology.replay(service)}}
    rows = sorted(tx.find(outbox.COLLECTION, originals), key=lambda row: row["sequence"])
    if not rows:
        raise NotFound("nothing_to_replay")
    tx.insert_many(outbox.COLLECTION, [outbox.again(row, topology.replay(service), consumer) for row in rows])
    return {"replayed": len(rows)}


def _parked(tx: Tx, held_id: str) -> dict[str, Any]:
    row = tx.find_one("held", {"_id": held_id})
    if row is None:
        raise NotFound("no_such_message")
    if row["state"] not in ("parked", "retry"):
        raise Conflict("not_parked")
    return row


def _gap(store: Store, row: dict[str, Any]) -> dict[str, Any] | None:
    position = store.db.positions.find_one({"_id": row["stream"]}) or {"last": 0}
    missing = position["last"] + 1
    if row["sequence"] == missing or store.db.held.find_one({"stream": row["stream"], "sequence": missing}):
        return None
    source, kind, subject = row["stream"].split("/", 2)
    return {
        "source": source,
        "kind": kind,
        "subject": subject,
        "missing": missing,
        "since": row["since"].isoformat(),
    }


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """Never the body: it may hold a phone."""
    return {
        "held_id": row["_id"],
        "state": row["state"],
        "reason": row["reason"],
        "type": row["type"],
        "stream": row["stream"],
        "sequence": row["sequence"],
        "attempt": row["attempt"],
        "due_at": row["due_at"] and row["due_at"].isoformat(),
        "since": row["since"].isoformat(),
        "bytes": len(row["body"]),
    }


def _ago(moment: float | None) -> float | None:
    return None if moment is None else round(time.time() - moment, 1)
