"""What is still to be told? Facts wait here from their transaction until the broker has them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import ASCENDING, IndexModel

from chassis import envelope
from contracts.fact import Fact, contract_of

COLLECTION = "outbox"
KEPT_DAYS = 30  # for a replay
INDEXES = {
    COLLECTION: [IndexModel([("published_at", ASCENDING), ("order", ASCENDING)])],
    "inbox": [IndexModel("at")],
    "positions": [],
    "leases": [],
    "held": [
        IndexModel([("state", ASCENDING), ("due_at", ASCENDING)]),
        IndexModel([("stream", ASCENDING), ("sequence", ASCENDING)]),
    ],
}


def number(
    sequences: dict[str, int], facts: Iterable[Fact], at: datetime, **cause: str | None
) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """The document's new sequences and the outbox rows of its facts.

    A document speaks of one subject per kind, so its own counters number without holes.
    """
    sequences = dict(sequences)
    rows = []
    for fact in facts:
        kind = contract_of(fact).kind
        sequences[kind] = sequences.get(kind, 0) + 1
        rows.append(_row(fact, sequences[kind], at, cause))
    return sequences, rows


def _row(fact: Fact, sequence: int, at: datetime, cause: dict[str, Any]) -> dict[str, Any]:
    event_id, body = envelope.dump(fact, sequence, at, **cause)
    return {
        "_id": event_id,
        "order": ObjectId(),
        "exchange": contract_of(fact).exchange(),
        "routing_key": fact.type,
        "kind": contract_of(fact).kind,
        "subject": fact.subject,
        "sequence": sequence,
        "body": body,
        "made_at": at,
        "published_at": None,
    }


def again(row: dict[str, Any], exchange: str, consumer: str) -> dict[str, Any]:
    """A copy of a row that goes straight to one consumer's queue."""
    order = ObjectId()
    return row | {
        "_id": f"{row['_id']}:{order}",
        "order": order,
        "exchange": exchange,
        "routing_key": consumer,
        "published_at": None,
    }
