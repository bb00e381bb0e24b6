"""What can be asked of `notifications`, and what does it listen to?"""

from functools import cached_property
from typing import Any

from chassis.envelope import Envelope
from chassis.errors import NotFound, Refused
from chassis.service import Office, command, duty, query, subscribe
from chassis.store import Tx
from contracts.events.facts import MeetingAnnounced, MeetingCancelled, MeetingMoved
from contracts.events.tournament_facts import (
    ContestMoved,
    ContestScheduled,
    FinalRanked,
    FixtureCalledOff,
    FixtureMoved,
    FixtureScheduled,
    QualificationWithdrawn,
    ResultConfirmed,
    ResultCorrected,
    TableSettled,
    TeamQualified,
)
from contracts.fact import FactContract
from contracts.notifications import commands
from contracts.registry.facts import ContactRecorded
from services.notifications import again, announcements, notices, optouts, records, views
from services.notifications.adapters import sandbox
from services.notifications.deadlines import Deadlines
from services.notifications.domain.preview import parts_by_language
from services.notifications.fold import Fold
from services.notifications.planner import Planner
from services.notifications.replies import Replies
from services.notifications.retention import Retention
from services.notifications.settings import SANDBOX, SmsSettings
from services.notifications.texts.render import (
    CANCELLED,
    CONTEST_MOVED,
    CONTEST_SCHEDULED,
    FINAL_CORRECTED,
    FINAL_RANKED,
    FIXTURE_CALLED_OFF,
    FIXTURE_MOVED,
    FIXTURE_SCHEDULED,
    INVITATION,
    MOVED,
    QUALIFICATION_WITHDRAWN,
    RESULT_CONFIRMED,
    RESULT_CORRECTED,
    TABLE_CORRECTED,
    TABLE_SETTLED,
    TEAM_QUALIFIED,
    TEAM_QUALIFIED_INSTEAD,
)

Payload = dict[str, Any]


def _notice(contract: type[FactContract], template: str, corrected: str = "") -> Any:
    """The handler of a fact that is told as it is; `corrected`: the template of one that says it is."""

    @subscribe(contract)
    def handler(self: "Notifications", tx: Tx, fact: Envelope) -> None:
        told = corrected if fact.data.get("corrected") else template
        notices.open_for(tx, fact, told, self.settings.terms())

    return handler


class Notifications(Office):
    name = "notifications"
    indexes = records.INDEXES
    settings_class = SmsSettings

    @subscribe(ContactRecorded)
    def on_contact_recorded(self, tx: Tx, fact: Envelope) -> None:
        tx.update_one(records.CONTACTS, {"_id": fact.subject}, {"$set": fact.data}, upsert=True)

    @subscribe(MeetingAnnounced)
    def on_meeting_announced(self, tx: Tx, fact: Envelope) -> None:
        announcements.open_for(tx, fact, INVITATION, self.settings.terms())

    @subscribe(MeetingMoved)
    def on_meeting_moved(self, tx: Tx, fact: Envelope) -> None:
        announcements.open_for(tx, fact, MOVED, self.settings.terms())

    @subscribe(MeetingCancelled)
    def on_meeting_cancelled(self, tx: Tx, fact: Envelope) -> None:
        announcements.open_for(tx, fact, CANCELLED, self.settings.terms())

    on_fixture_scheduled = _notice(FixtureScheduled, FIXTURE_SCHEDULED)
    on_fixture_moved = _notice(FixtureMoved, FIXTURE_MOVED)
    on_fixture_called_off = _notice(FixtureCalledOff, FIXTURE_CALLED_OFF)
    on_result_confirmed = _notice(ResultConfirmed, RESULT_CONFIRMED)
    on_result_corrected = _notice(ResultCorrected, RESULT_CORRECTED)
    on_table_settled = _notice(TableSettled, TABLE_SETTLED, TABLE_CORRECTED)
    on_team_qualified = _notice(TeamQualified, TEAM_QUALIFIED, TEAM_QUALIFIED_INSTEAD)
    on_qualification_withdrawn = _notice(QualificationWithdrawn, QUALIFICATION_WITHDRAWN)
    on_contest_scheduled = _notice(ContestScheduled, CONTEST_SCHEDULED)
    on_contest_moved = _notice(ContestMoved, CONTEST_MOVED)
    on_final_ranked = _notice(FinalRanked, FINAL_RANKED, FINAL_CORRECTED)

    @query(commands.PreviewAudience)
    def preview_audience(self, asked: Payload) -> Payload:
        return views.audience_preview(self.store, self.settings.terms(), asked)

    @query(commands.CheckTexts)
    def check_texts(self, asked: Payload) -> Payload:
        """Needs no store: it is asked before every announcement."""
        terms = self.settings.terms()
        parts = parts_by_language(asked, terms)
        return {"parts": parts, "most": terms.max_parts, "too_long": max(parts.values()) > terms.max_parts}

    @query(commands.ListAnnouncements)
    def announcements(self, asked: Payload) -> Payload:
        return {"announcements": views.of_meeting(self.store, self.settings.terms(), asked["meeting_id"])}

    @query(commands.ListNotices)
    def notices(self, asked: Payload) -> Payload:
        return {"notices": views.notices(self.store, self.settings.terms(), asked["about"])}

    @query(commands.ListRecipients)
    def recipients(self, asked: Payload) -> Payload:
        return views.recipients(self.store, asked["announcement_id"], asked["group"], asked["page"])

    @query(commands.AskReachability)
    def reachability(self, asked: Payload) -> Payload:
        return views.reachability(self.store, asked["person_ids"])

    @query(commands.ListSandboxMessages)
    def sandbox_messages(self, asked: Payload) -> Payload:
        return {"messages": views.sandbox_messages(self.store, asked["phone"])}

    @command(commands.SetOptOut)
    def set_opt_out(self, tx: Tx, wanted: Payload) -> Payload:
        optouts.set_person(tx, wanted["person_id"], out=wanted["opted_out"], by=tx.actor or "staff")
        return wanted

    @command(commands.PauseAnnouncement)
    def pause_announcement(self, tx: Tx, wanted: Payload) -> Payload:
        changed = {"$set": {"paused": wanted["paused"], "updated_at": tx.now}}
        if not tx.update_one(records.ANNOUNCEMENTS, {"_id": wanted["announcement_id"]}, changed):
            raise NotFound("no_such_announcement")
        return wanted

    @command(commands.TellAgain)
    def tell_again(self, tx: Tx, wanted: Payload) -> Payload:
        return again.tell(tx, wanted["announcement_id"], wanted["person_id"])

    @command(commands.SandboxReply)
    def sandbox_reply(self, tx: Tx, wanted: Payload) -> Payload:
        if self.settings.sms_gateway != SANDBOX:
            raise Refused("not_in_sandbox")
        return sandbox.reply(tx, wanted["phone"], wanted["text"], self.settings.reply_number)

    @duty
    def plan(self) -> bool:
        return self._planner.step()

    @duty
    def fold(self) -> bool:
        return self._fold.step()

    @duty
    def read_replies(self) -> bool:
        return self._replies.step()

    @duty
    def check_deadlines(self) -> bool:
        return self._deadlines.step()

    @duty
    def forget(self) -> bool:
        return self._retention.step()

    @cached_property
    def _planner(self) -> Planner:
        return Planner(self.store)

    @cached_property
    def _fold(self) -> Fold:
        return Fold(self.store)

    @cached_property
    def _replies(self) -> Replies:
        return Replies(self.store, self.settings.terms())

    @cached_property
    def _deadlines(self) -> Deadlines:
        return Deadlines(self.store, self.settings.unknown_after_s)

    @cached_property
    def _retention(self) -> Retention:
        return Retention(self.store, self.settings.retention_days)
