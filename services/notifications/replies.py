"""What does an inbound SMS change? An answer to an invitation, or whether its phone gets SMS at all."""

from collections.abc import Iterator
from typing import Any

from pymongo import UpdateOne

from chassis.store import Store, Tx
from contracts.notifications.facts import InvitationAnswered
from services.notifications import announcements, journal, sheets
from services.notifications.claims import SUPERSEDED
from services.notifications.domain.keys import claim_key, send_key
from services.notifications.domain.keywords import Reply, read_reply
from services.notifications.domain.preview import Terms
from services.notifications.optouts import set_phone
from services.notifications.records import (
    ANNOUNCEMENTS,
    ANSWERS,
    CLAIMS,
    CONTACTS,
    IDS_A_QUERY,
    JOURNAL,
    REPLIES,
    SHEETS,
)
from services.notifications.rows import ATTEMPTS
from services.notifications.texts.render import CANCELLED

Invitation = tuple[str, str]  # meeting id, person id
NOBODY = "nobody"  # the person id of a phone that answers for no contact


class Replies:
    def __init__(self, store: Store, terms: Terms) -> None:
        self._store = store
        self._terms = terms

    def step(self) -> bool:
        """Whether a page of replies was read."""
        page = self._store.db[JOURNAL].find_one({"folded": False, "kind": journal.REPLIES})
        if page is None:
            return False
        self._store.transaction(lambda tx: self._read_page(tx, page))
        return True

    def _read_page(self, tx: Tx, page: dict[str, Any]) -> None:
        new = {reply["id"]: reply for reply in page["entries"]}
        for reply in new.values():
            if tx.find_one(REPLIES, {"_id": reply["id"]}) is None:
                self._read(tx, reply)
        tx.bulk_write(JOURNAL, [UpdateOne({"_id": page["_id"]}, {"$set": {"folded": True}})])

    def _read(self, tx: Tx, reply: dict[str, Any]) -> None:
        """Kannel repeats a call until it is answered: its message id makes the second one nothing."""
        meaning = read_reply(reply["text"])
        invitation: Invitation | None = None
        if meaning in (Reply.COMING, Reply.NOT_COMING):
            invitation = _answered(tx, reply)
        if invitation and meaning:
            _answer(tx, invitation, meaning.value, reply)
        if meaning in (Reply.OPT_OUT, Reply.OPT_IN):
            self._set_opt_out(tx, reply, out=meaning is Reply.OPT_OUT)
        kept = {name: reply[name] for name in ("phone", "text", "at")}
        meeting_id, person_id = invitation or (None, None)
        read_as = meaning.value if meaning else None
        told = {"read_as": read_as, "meeting_id": meeting_id, "person_id": person_id}
        tx.insert(REPLIES, {"_id": reply["id"]} | kept | told)

    def _set_opt_out(self, tx: Tx, reply: dict[str, Any], *, out: bool) -> None:
        """One confirmation each time something changed; a second STOP is not answered."""
        if not set_phone(tx, reply["phone"], out=out, by="sms"):
            return
        made = announcements.confirmation(reply["id"], out=out, terms=self._terms, at=tx.now)
        contact = tx.find_one(CONTACTS, {"phone": reply["phone"]}) or {}
        told = {
            "person_id": contact.get("person_id", NOBODY),
            "phone": reply["phone"],
            "language": contact.get("language", "ar"),
        }
        row = sheets.planned(made, told, made["template"], tx.now)
        announcements.add(made, [row], sheets.group)
        tx.insert_many(SHEETS, sheets.of(made["_id"], 0, [row]))
        tx.insert(ANNOUNCEMENTS, made | {"sheets": 1})


def _answered(tx: Tx, reply: dict[str, Any]) -> Invitation | None:
    """The latest thing that this phone was told about a meeting to come."""
    people = [contact["person_id"] for contact in tx.find(CONTACTS, {"phone": reply["phone"]})]
    for announcement in _to_come(tx, reply["at"]):
        for person_id in people:
            if _was_told(tx, announcement, person_id):
                return announcement["meeting_id"], person_id
    return None


def _to_come(tx: Tx, at: Any) -> Iterator[dict[str, Any]]:
    """Announcements of meetings not yet begun and not cancelled, the latest first."""
    found = list(tx.find(ANNOUNCEMENTS, {"starts_at": {"$gt": at}}))
    cancelled = {one["meeting_id"] for one in found if one["template"] == CANCELLED}
    for one in sorted(found, key=lambda one: (one["order"], one["number"]), reverse=True):
        if one["meeting_id"] not in cancelled:
            yield one


def _was_told(tx: Tx, announcement: dict[str, Any], person_id: str) -> bool:
    """Whether a sender claimed an SMS to this person: the only trace that is sure, and found by its key."""
    keys = [
        claim_key(send_key(announcement["fact_id"], person_id, template), attempt)
        for template in announcement["texts"]
        for attempt in range(1, ATTEMPTS + 1)
    ]
    claims = tx.find(CLAIMS, {"_id": {"$in": keys[:IDS_A_QUERY]}})
    return any(claim["by"] != SUPERSEDED for claim in claims)


def _answer(tx: Tx, invitation: Invitation, answer: str, reply: dict[str, Any]) -> None:
    """The last answer counts; an older one that comes late changes nothing."""
    meeting_id, person_id = invitation
    told = {"meeting_id": meeting_id, "person_id": person_id, "answer": answer, "answered_at": reply["at"]}
    subject = f"{meeting_id}.{person_id}"
    fact = InvitationAnswered.of(subject, **told)
    known = tx.find_one(ANSWERS, {"_id": subject})
    if known is None:
        tx.create(ANSWERS, {"_id": subject, **told}, [fact])
    elif known["answered_at"] < reply["at"]:
        tx.save(ANSWERS, known | told, [fact])
