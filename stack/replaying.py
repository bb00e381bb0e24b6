"""How does an administrator have a subject's facts sent again, without the portal?"""

import uuid

from chassis.errors import Refused, Unavailable
from chassis.rpc import RpcPool
from stack import broker
from stack.permissions import PORTAL
from stack.place import Place

NOTHING = "nothing_to_replay"  # the producer's slug


class NotReplayed(SystemExit):
    """Ends with a sentence that says why."""


def replay(place: Place, producer: str, consumer: str, kind: str, subject: str) -> int:
    """How many facts the producer sends again; asked for as the portal would, and as idempotent."""
    pool = RpcPool(broker.uri(place, PORTAL), 1)
    context = {"actor": "operator", "key": uuid.uuid4().hex, "correlation_id": uuid.uuid4().hex}
    payload = {"kind": kind, "subject": subject, "consumer": consumer}
    try:
        return int(pool.call(producer, "replay", payload, context)["replayed"])
    except Refused as refused:
        raise NotReplayed(why(refused, producer, kind, subject)) from None
    except Unavailable as error:
        raise NotReplayed(f"{producer} did not answer ({error}): see `make status`.") from None


def why(refused: Refused, producer: str, kind: str, subject: str) -> str:
    if refused.slug == NOTHING:
        return f"{producer} has no fact of {kind} {subject} to send again: it told none, or too long ago."
    wrong = ", ".join(f"{name}: {slug}" for name, slug in refused.fields.items())
    return f"{producer} refused: {wrong or refused.slug}"
