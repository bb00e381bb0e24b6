"""What can be asked of `events`, and what does it listen to?"""

import uuid
from typing import Any

from chassis.envelope import Envelope
from chassis.errors import LostRace, NotFound
from chassis.service import Office, command, query, subscribe
from chassis.store import Tx
from contracts.events import commands
from contracts.notifications.facts import InvitationAnswered
from services.events import records
from services.events.domain import meeting as rules
from services.events.records import MEETINGS

Payload = dict[str, Any]


class Events(Office):
    name = "events"
    indexes = records.INDEXES

    @command(commands.AnnounceMeeting)
    def announce_meeting(self, tx: Tx, wanted: Payload) -> Payload:
        meeting, facts = rules.announce(uuid.uuid4().hex, wanted, tx.actor, tx.now)
        tx.create(MEETINGS, records.stored(meeting), facts)
        return {"meeting_id": meeting["_id"], "version": 1}

    @command(commands.ChangeMeeting)
    def change_meeting(self, tx: Tx, wanted: Payload) -> Payload:
        meeting = _read(tx, wanted["meeting_id"])
        changed, facts = rules.change(meeting, wanted, tx.now)
        tx.save(MEETINGS, records.stored(changed), facts)
        return {"meeting_id": meeting["_id"], "version": meeting["version"] + 1, "told": bool(facts)}

    @command(commands.CancelMeeting)
    def cancel_meeting(self, tx: Tx, wanted: Payload) -> Payload:
        meeting = _read(tx, wanted["meeting_id"])
        cancelled, facts = rules.cancel(meeting, wanted["version"], tx.now)
        tx.save(MEETINGS, cancelled, facts)
        return {"meeting_id": meeting["_id"], "version": meeting["version"] + 1}

    @query(commands.ListMeetings)
    def meetings(self, wanted: Payload) -> Payload:
        """Newest date first."""
        return records.page_of(self.store.db[MEETINGS].find({}).sort("starts_at", -1), wanted["page"])

    @query(commands.OneMeeting)
    def meeting(self, wanted: Payload) -> Payload:
        return records.view(_one(self.store.db[MEETINGS].find_one({"_id": wanted["meeting_id"]})))

    @query(commands.OneMeeting)
    def answers(self, wanted: Payload) -> Payload:
        found = _one(self.store.db[MEETINGS].find_one({"_id": wanted["meeting_id"]}))
        return {"coming": found["coming"], "not_coming": found["not_coming"]}

    @subscribe(InvitationAnswered)
    def on_invitation_answered(self, tx: Tx, fact: Envelope) -> None:
        told = fact.data
        meeting = _read(tx, told["meeting_id"])
        answered = rules.answer(meeting, told["person_id"], told["answer"], told["answered_at"])
        if answered is not meeting:
            _record_answer(tx, answered)


def _record_answer(tx: Tx, meeting: Payload) -> None:
    """Keeps the version: an answer must not take the chair's form in hand away from her."""
    kept = {name: meeting[name] for name in ("coming", "not_coming", "answered_at")}
    key = {"_id": meeting["_id"], "version": meeting["version"]}
    if not tx.update_one(MEETINGS, key, {"$set": kept}):
        raise LostRace(meeting["_id"])


def _read(tx: Tx, meeting_id: str) -> Payload:
    return _one(tx.find_one(MEETINGS, {"_id": meeting_id}))


def _one(meeting: Payload | None) -> Payload:
    if meeting is None:
        raise NotFound("no_such_meeting")
    return meeting
