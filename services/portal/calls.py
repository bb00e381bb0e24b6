"""How does a page ask a service?"""

from typing import Any, Protocol
from uuid import uuid4

from flask import current_app, g, has_request_context

from chassis.errors import Conflict, Refused, Unavailable
from services.portal.who import asking

LARGEST = 2**63 - 1  # what the store can hold


class Rpc(Protocol):
    """`chassis.rpc.RpcPool`, or what stands in for it in a test."""

    def call(self, service: str, method: str, payload: dict[str, Any], context: dict[str, Any]) -> Any: ...


def call(service: str, method: str, payload: dict[str, Any] | None = None, *, key: str | None = None) -> Any:
    """One RPC under the portal's deadline. Raises Refused, NotFound, Conflict or Unavailable.

    `key` is the idempotency key of a command: the same key again gives the same answer and no second effect.
    """
    _refuse_numbers_too_large(payload)
    rpc: Rpc = current_app.extensions["rpc"]
    try:
        return rpc.call(service, method, payload or {}, _context(key))
    except Unavailable:
        g.services_away = True
        raise
    except Conflict:
        g.conflict = True
        raise


def call_if_there(service: str, method: str, payload: dict[str, Any] | None = None) -> Any:
    """For a page that can do without: None when the service is away, and no second wait in a request."""
    if g.get("services_away"):
        return None
    try:
        return call(service, method, payload)
    except Unavailable:
        return None


def correlation_id() -> str:
    return g.correlation_id if has_request_context() and "correlation_id" in g else str(uuid4())


def _context(key: str | None) -> dict[str, Any]:
    account = asking()
    actor = account.account_id if account else "portal"
    return {"actor": actor, "key": key or str(uuid4()), "correlation_id": correlation_id()}


def _refuse_numbers_too_large(value: Any) -> None:
    if isinstance(value, dict):
        for item in value.values():
            _refuse_numbers_too_large(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_numbers_too_large(item)
    elif isinstance(value, int) and abs(value) > LARGEST:
        raise Refused("too_large")
