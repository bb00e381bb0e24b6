"""How small can a consumer be? One handler, one row for each time it took effect.

Runs as `events`, on its queue and database, so that the chassis is tested without any rule of a service.
"""

import os
import time
from typing import Any, ClassVar

from pymongo import IndexModel

from chassis.envelope import Envelope
from chassis.service import Office, subscribe
from chassis.store import Tx
from contracts.notifications.facts import InvitationAnswered

EFFECTS = "effects"
SLOW_S = float(os.environ.get("FADAA_TEST_SLOW_S", "0"))
ALWAYS_RAISES = "raises"  # a person whose answers no handler can take


class Answering(Office):
    name = "events"
    indexes: ClassVar[dict[str, list[IndexModel]]] = {EFFECTS: []}

    @subscribe(InvitationAnswered)
    def on_invitation_answered(self, tx: Tx, fact: Envelope) -> None:
        time.sleep(SLOW_S)
        if fact.data["person_id"].startswith(ALWAYS_RAISES):
            raise OSError("as always")
        row: dict[str, Any] = {"key": f"{fact.subject}/{fact.sequence}", "at_ns": time.time_ns()}
        tx.insert(EFFECTS, row)
