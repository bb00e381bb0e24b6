"""What is one announcement? The progress of telling one thing to many people.

It is about a meeting, or a notice (`notices.py`). A fact only makes this document; `planner` turns it into
sheets, `sender` sends them, `fold` counts.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.envelope import Envelope
from chassis.store import Tx
from contracts.audience import LANGUAGES
from services.notifications.domain import tally
from services.notifications.domain.alphabet import measure
from services.notifications.domain.preview import Terms
from services.notifications.records import ANNOUNCEMENTS, DONE, PLANNING, SENDING
from services.notifications.texts.render import (
    CONTEST_MOVED,
    CONTEST_SCHEDULED,
    FINAL_CORRECTED,
    FINAL_RANKED,
    FIXTURE_CALLED_OFF,
    FIXTURE_MOVED,
    FIXTURE_SCHEDULED,
    INVITATION,
    MOVED,
    OPTED_IN,
    OPTED_OUT,
    QUALIFICATION_WITHDRAWN,
    RESULT_CONFIRMED,
    RESULT_CORRECTED,
    TABLE_CORRECTED,
    TABLE_SETTLED,
    render,
)

Announcement = dict[str, Any]
FIRST = {
    MOVED: INVITATION,
    FIXTURE_MOVED: FIXTURE_SCHEDULED,
    RESULT_CORRECTED: RESULT_CONFIRMED,
    TABLE_CORRECTED: TABLE_SETTLED,
    CONTEST_MOVED: CONTEST_SCHEDULED,
    FINAL_CORRECTED: FINAL_RANKED,
}
TAKES_BACK = {QUALIFICATION_WITHDRAWN, FIXTURE_CALLED_OFF}  # nothing for those whom nothing had reached


def open_for(tx: Tx, fact: Envelope, template: str, terms: Terms) -> None:
    """The announcement of a fact about a meeting; what it overtakes sends nothing more."""
    overtake(tx, {"meeting_id": fact.subject}, id_of(fact))
    about = {name: fact.data[name] for name in ("title", "starts_at", "place")}
    made = of_fact(fact, template, about, terms, tx.now)
    asked = {"audience": fact.data.get("audience"), "expected": fact.data.get("expected")}
    tx.insert(ANNOUNCEMENTS, made | asked | {"meeting_id": fact.subject})


def id_of(fact: Envelope) -> str:
    return f"{fact.subject}.{fact.sequence}"


def first_words(template: str) -> str:
    """What a change says to those whom nothing had reached before it: the thing itself, as it is now."""
    return FIRST.get(template, template)


def overtake(tx: Tx, same: Mapping[str, Any], made_id: str) -> bool:
    """Marks what nothing had overtaken before; whether any of it may still be unsent."""
    overtaken = {"$set": {"superseded_by": made_id, "updated_at": tx.now}}
    earlier = [one for one in tx.find(ANNOUNCEMENTS, dict(same)) if one["superseded_by"] is None]
    for one in earlier:
        tx.update_one(ANNOUNCEMENTS, {"_id": one["_id"]}, overtaken)
    return any(one["state"] != DONE for one in earlier)


def of_fact(
    fact: Envelope, template: str, about: Mapping[str, Any], terms: Terms, at: datetime
) -> Announcement:
    made = _announcement(id_of(fact), fact.id, template, about, terms, at)
    return made | {"number": fact.sequence}


def confirmation(reply_id: str, *, out: bool, terms: Terms, at: datetime) -> Announcement:
    """One SMS that answers STOP or START; its single sheet is made with it."""
    template = OPTED_OUT if out else OPTED_IN
    made = _announcement(f"reply.{reply_id}", f"reply.{reply_id}", template, {}, terms, at)
    return made | {"state": SENDING, "urgent": True}


def add(announcement: Announcement, rows: list[dict[str, Any]], group_of: Any) -> None:
    """Counts rows that were just planned."""
    for row in rows:
        announcement["counts"][group_of(row["state"])] += 1
        announcement["people"] += 1
        announcement["messages"] += bool(row["of"])
        announcement["parts"] += row["of"]


def same(announcement: Announcement) -> dict[str, Any]:
    """The query of all that was told of the same thing: a meeting, or the topic of a notice."""
    if topic := announcement.get("topic"):
        return {"topic": topic}
    return {"meeting_id": announcement["meeting_id"]}


def worth_until(announcement: Announcement) -> datetime | None:
    """When telling it is worth nothing any more; None: always worth it."""
    until: datetime | None = announcement.get("until") or announcement["starts_at"]
    return until


def is_done(announcement: Announcement) -> bool:
    return announcement["state"] == SENDING and not announcement["counts"][tally.QUEUED]


def view(announcement: Announcement, terms: Terms) -> dict[str, Any]:
    """An `AnnouncementView`, ready for JSON."""
    names = ("meeting_id", "template", "expected", "people", "messages", "parts", "counts")
    return {name: announcement[name] for name in names} | {
        "announcement_id": announcement["_id"],
        "about": announcement.get("about"),
        "state": _shown_state(announcement),
        "cost_centimes": announcement["parts"] * terms.part_price_centimes,
        "opened_at": announcement["opened_at"].isoformat(),
        "updated_at": announcement["updated_at"].isoformat(),
    }


def _shown_state(announcement: Announcement) -> str:
    paused = announcement["paused"] and announcement["state"] != DONE
    return "paused" if paused else str(announcement["state"])


def _announcement(
    made_id: str, fact_id: str, template: str, about: Mapping[str, Any], terms: Terms, at: datetime
) -> Announcement:
    texts = {one: _texts(one, about, terms) for one in dict.fromkeys((template, first_words(template)))}
    measures = {
        one: {language: _measure(text, terms) for language, text in by_language.items()}
        for one, by_language in texts.items()
    }
    return {
        "_id": made_id,
        "meeting_id": None,
        "number": 0,
        "fact_id": fact_id,
        "template": template,
        "title": about.get("title"),
        "starts_at": about.get("starts_at"),
        "place": about.get("place"),
        "texts": texts,
        "measures": measures,
        "audience": None,
        "hearers": None,
        "about": None,
        "topic": None,
        "until": None,
        "expected": None,
        "state": PLANNING,
        "paused": False,
        "urgent": False,
        "superseded_by": None,
        "settled": False,
        "forgotten_at": None,
        "cursor": None,
        "sheets": 0,
        "again": 0,
        "people": 0,
        "messages": 0,
        "parts": 0,
        "counts": dict.fromkeys(tally.GROUPS, 0),
        "opened_at": at,
        "updated_at": at,
        "order": int(at.timestamp() * 1000),
    }


def _texts(template: str, about: Mapping[str, Any], terms: Terms) -> dict[str, str]:
    fields = {**about, "reply_number": terms.reply_number, "network": terms.network}
    return {language: render(template, language, fields) for language in LANGUAGES}


def _measure(text: str, terms: Terms) -> dict[str, Any]:
    parts = measure(text).parts
    return {"parts": parts, "too_long": parts > terms.max_parts}
