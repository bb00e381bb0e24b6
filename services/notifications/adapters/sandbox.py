"""Where do SMS go when there is no operator? Into the store; nothing leaves."""

import uuid
from functools import partial
from typing import Any

from pymongo.errors import PyMongoError

from chassis import clock
from chassis.logs import log
from chassis.store import Store, Tx
from services.notifications import journal
from services.notifications.adapters.gateway import Answer, Call
from services.notifications.domain.keys import read_part_key
from services.notifications.domain.reports import DELIVERED, Result
from services.notifications.group_commit import GroupCommit
from services.notifications.records import JOURNAL, SANDBOX_MESSAGES
from services.notifications.settings import SmsSettings

IN, OUT = "in", "out"


def message(phone: str, sender: str, text: str, direction: str) -> dict[str, Any]:
    return {
        "_id": uuid.uuid4().hex,
        "phone": phone,
        "sender": sender,
        "text": text,
        "direction": direction,
        "at": clock.now(),
    }


def reply(tx: Tx, phone: str, text: str, number: str) -> dict[str, Any]:
    """An inbound SMS from that phone, told to the journal as Kannel's would be."""
    sent = message(phone, number, text, OUT)
    tx.insert(SANDBOX_MESSAGES, sent)
    told = {"id": sent["_id"], "phone": phone, "text": text, "at": tx.now, "raw": ""}
    tx.insert(JOURNAL, journal.page(journal.REPLIES, [told]))
    return {"reply_id": sent["_id"]}


def _insert(store: Store, messages: list[dict[str, Any]]) -> None:
    store.db[SANDBOX_MESSAGES].insert_many(messages)


class Sandbox:
    """Every phone is on and answers at once: each part is delivered."""

    def __init__(self, store: Store, settings: SmsSettings) -> None:
        log.warning("sandbox_gateway", reason="no SMS leaves this machine")
        self._sender = settings.sender
        self._parts: dict[str, str] = {}  # text so far of a send that has several parts
        self._messages = GroupCommit(partial(_insert, store))
        self._receipts = GroupCommit(partial(journal.write, store, journal.REPORTS))

    def send(self, call: Call) -> Answer:
        known = read_part_key(call.reference)
        if known is None:
            return Answer(Result.REFUSED_PERMANENT, "refused")
        key, attempt, part = known
        report = journal.receipt(part, DELIVERED, "", attempt, clock.now())
        try:
            self._show(call, f"{key}.{attempt}")
            self._receipts.submit(journal.about(call.sheet, key, report)).result()
        except PyMongoError:
            return Answer(Result.AMBIGUOUS, "no_answer")
        return Answer(Result.ACCEPTED)

    def close(self) -> None:
        self._messages.close()
        self._receipts.close()

    def _show(self, call: Call, send: str) -> None:
        """A handset joins the parts, which come in order."""
        text = self._parts.pop(send, "") + call.part.text
        if call.part.number < call.part.of:
            self._parts[send] = text
        else:
            self._messages.submit(message(call.to, self._sender, text, IN)).result()
