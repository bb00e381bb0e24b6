"""What could not be handled yet? Waiting for a predecessor, due for another attempt, or parked for a person.

waiting    its predecessor has not come; released by it
retry      failed, due again at `due_at`
parked     needs a person: the reason says why; its successors wait
discarded  a person gave it up (who, when, why); its successors go on
"""

import hashlib
import random
from datetime import datetime, timedelta
from typing import Any

from bson import Binary

from chassis.envelope import Envelope

COLLECTION = "held"
MOST_ATTEMPTS = 12
JITTER = 0.2
CLAIM_S = 60  # another copy may take a due row after that long

Row = dict[str, Any]


def row(body: bytes, fact: Envelope | None, at: datetime) -> Row:
    """A row not yet in any state. Bytes that are no fact are known by their hash."""
    made = {"body": Binary(body), "attempt": 0, "since": at, "due_at": None, "reason": "", "redriven": []}
    if fact is None:
        return made | {
            "_id": hashlib.sha256(body).hexdigest(),
            "type": None,
            "stream": None,
            "sequence": None,
        }
    return made | {"_id": fact.id, "type": fact.type, "stream": fact.stream, "sequence": fact.sequence}


def waiting(held: Row) -> Row:
    return held | {"state": "waiting", "reason": "predecessor_missing"}


def parked(held: Row, reason: str) -> Row:
    return held | {"state": "parked", "reason": _storable(reason), "due_at": None}


def failed(held: Row, reason: str, at: datetime, delays_s: list[float], luck: float | None = None) -> Row:
    """Due again after the next delay ±20 %, the last one repeating; parked after MOST_ATTEMPTS.

    `luck` (0..1) fixes the jitter for tests.
    """
    attempt = held["attempt"] + 1
    counted = held | {"attempt": attempt}
    if attempt >= MOST_ATTEMPTS:
        return parked(counted, reason)
    delay = delays_s[min(attempt, len(delays_s)) - 1]
    spread = 1 + JITTER * (2 * (random.random() if luck is None else luck) - 1)
    return counted | {
        "state": "retry",
        "reason": _storable(reason),
        "due_at": at + timedelta(seconds=delay * spread),
    }


def _storable(reason: str) -> str:
    """An error may quote what came in, and the store refuses lone surrogates."""
    return reason[:500].encode(errors="replace").decode()
