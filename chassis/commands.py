"""What happens when a command arrives? Loaded, decided in one transaction, answered once per key."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from marshmallow import Schema, ValidationError
from pymongo.errors import DuplicateKeyError
from structlog.contextvars import bound_contextvars

from chassis.errors import Conflict, LostRace, Refused
from chassis.logs import log
from chassis.store import STORE_AWAY, Store, Tx

Payload = dict[str, Any]
Decide = Callable[[Tx, Payload], Any]


def load(schema: type[Schema] | None, payload: Any) -> Payload:
    """Raises Refused with a slug for each field that is wrong."""
    if schema is None:
        return payload or {}
    try:
        loaded: Payload = schema().load(payload)
    except ValidationError as error:
        raise Refused("invalid", slugs(error.messages)) from None
    return loaded


def slugs(messages: Any) -> Any:
    """marshmallow's `{"title": ["missing", …]}` with one slug a field: the first says enough."""
    if isinstance(messages, dict):
        return {str(field): slugs(inner) for field, inner in messages.items()}
    return messages[0] if messages else "invalid"


def run(
    store: Store, operation: str, payload: Payload, raw: Any, context: dict[str, Any], decide: Decide
) -> Any:
    """The answer of `decide(tx, payload)`, or the stored one when this key was answered before.

    Refusals are not stored: nothing was done. Another payload under the same key is a Conflict.
    """
    key = f"{context['actor']}:{operation}:{context['key']}"
    digest = hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()

    def work(tx: Tx) -> Any:
        if known := tx.find_one("inbox", {"_id": key}):
            return _stored(known, digest)
        answer = decide(tx, payload)
        tx.insert("inbox", {"_id": key, "digest": digest, "answer": answer, "at": tx.now})
        return answer

    return store.transaction(
        lambda tx: _lost_to_a_twin(work, tx),
        correlation_id=context.get("correlation_id"),
        actor=context.get("actor"),
    )


def answer(reply: Callable[[], Any], context: dict[str, Any]) -> dict[str, Any]:
    """A refusal is an answer like another; anything else becomes nameko's remote error."""
    with bound_contextvars(correlation_id=context.get("correlation_id")):
        try:
            return {"data": reply()}
        except Refused as refused:
            log.info("refused", slug=refused.slug, fields=sorted(refused.fields))
            return {"refused": refused.as_data()}
        except STORE_AWAY:
            log.warning("store_away")
            raise
        except Exception:
            log.exception("command_failed")
            raise


def _lost_to_a_twin(work: Callable[[Tx], Any], tx: Tx) -> Any:
    """The same key committed between our look and our write: look again."""
    try:
        return work(tx)
    except DuplicateKeyError as error:
        raise LostRace(str(error)) from error


def _stored(known: dict[str, Any], digest: str) -> Any:
    if known["digest"] != digest:
        raise Conflict("key_reused")
    return known["answer"]
