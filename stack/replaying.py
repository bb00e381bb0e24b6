"""How does an administrator have a subject's facts sent again, without the portal?"""

import uuid

from chassis.rpc import RpcPool
from stack import broker
from stack.permissions import PORTAL
from stack.place import Place


def replay(place: Place, producer: str, consumer: str, kind: str, subject: str) -> int:
    """How many facts the producer sends again; asked for as the portal would, and as idempotent."""
    pool = RpcPool(broker.uri(place, PORTAL), 1)
    context = {"actor": "operator", "key": uuid.uuid4().hex, "correlation_id": uuid.uuid4().hex}
    payload = {"kind": kind, "subject": subject, "consumer": consumer}
    return int(pool.call(producer, "replay", payload, context)["replayed"])
