"""What can be asked of `events`, and what does it listen to?"""

import uuid
from typing import Any

from chassis.envelope import Envelope
from chassis.errors import NotFound
from chassis.service import command, query, subscribe
from chassis.store import Tx
from contracts.events import commands
from contracts.notifications.facts import COMING, NOT_COMING, InvitationAnswered
from services.events import records
from services.events.domain import meeting as rules
from services.events.records import ANSWERS, MEETINGS
from services.events.tournaments import records as tournament_records
from services.events.tournaments import result_records
from services.events.tournaments.athletics import Athletics
from services.events.tournaments.closing import Closing
from services.events.tournaments.office import Tournaments
from services.events.tournaments.result_imports import ResultImports

Payload = dict[str, Any]


class Events(Tournaments, Athletics, Closing, ResultImports):
    name = "events"
    indexes = records.INDEXES | tournament_records.INDEXES | result_records.INDEXES

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
        return records.page_of(self.store.db, wanted["page"])

    @query(commands.OneMeeting)
    def meeting(self, wanted: Payload) -> Payload:
        found = _one(self.store.db[MEETINGS].find_one({"_id": wanted["meeting_id"]}))
        return records.view(found, records.answers_to(self.store.db, [found["_id"]]))

    @query(commands.OneMeeting)
    def answers(self, wanted: Payload) -> Payload:
        meeting_id = wanted["meeting_id"]
        given = records.answers_to(self.store.db, [meeting_id])
        return {answer: given[meeting_id, answer] for answer in (COMING, NOT_COMING)}

    @subscribe(InvitationAnswered)
    def on_invitation_answered(self, tx: Tx, fact: Envelope) -> None:
        """A document of its own: an answer must not make the chair's form in hand out of date."""
        key = {"_id": fact.subject}
        if rules.is_latest(fact.data["answered_at"], tx.find_one(ANSWERS, key)):
            tx.update_one(ANSWERS, key, {"$set": fact.data}, upsert=True)


def _read(tx: Tx, meeting_id: str) -> Payload:
    return _one(tx.find_one(MEETINGS, {"_id": meeting_id}))


def _one(meeting: Payload | None) -> Payload:
    if meeting is None:
        raise NotFound("no_such_meeting")
    return meeting
