"""Does a reply by SMS do what it says, once, for the right person?"""

from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from chassis.store import Store
from services.notifications import journal, records
from services.notifications.claims import Batch
from services.notifications.domain.keys import claim_key
from services.notifications.replies import Replies
from services.notifications.texts.render import CANCELLED
from tests.integration.announced import MEETING, TERMS, announce, contact, plan, rows

pytestmark = pytest.mark.integration

ONE, TWO = "person-00001", "person-00002"
PHONE = str(contact(1)["phone"])


@pytest.fixture
def store(own_store: Store) -> Store:
    own_store.prepare(records.INDEXES)
    own_store.db[records.CONTACTS].insert_many([contact(1), contact(2, phone=PHONE)])
    return own_store


def told(store: Store, announced: str) -> None:
    """A sender claimed them all."""
    plan(store)
    keys = [claim_key(row["key"], 1) for row in rows(store, announced).values() if row["open"]]
    Batch(store, "run-1").take(keys)


def reply(store: Store, text: str, reply_id: str = "k-1", phone: str = PHONE, after_s: float = 0) -> None:
    entry = {"id": reply_id, "phone": phone, "text": text, "at": clock.now() + timedelta(seconds=after_s)}
    journal.write(store, journal.REPLIES, [entry | {"raw": ""}])
    replies = Replies(store, TERMS)
    while replies.step():
        pass


def answers(store: Store) -> dict[str, str]:
    return {one["_id"]: one["answer"] for one in store.db[records.ANSWERS].find()}


def facts(store: Store) -> list[tuple[str, int]]:
    return [(row["subject"], row["sequence"]) for row in store.db["outbox"].find().sort("order", 1)]


def opted_out(store: Store) -> dict[str, bool]:
    return {one["_id"]: one["out"] for one in store.db[records.OPT_OUTS].find()}


def confirmations(store: Store) -> list[tuple[Any, ...]]:
    found = store.db[records.ANNOUNCEMENTS].find({"urgent": True}).sort("order", 1)
    return [(one["template"], row["phone"]) for one in found for row in rows(store, one["_id"]).values()]


def test_an_answer_is_that_of_the_person_whom_the_sms_was_for(store: Store) -> None:
    told(store, announce(store))
    reply(store, " ١. ")
    assert answers(store) == {f"{MEETING}.{ONE}": "coming"}
    assert facts(store) == [(f"{MEETING}.{ONE}", 1)]


def test_the_last_answer_counts_and_a_repeated_call_is_one_answer(store: Store) -> None:
    told(store, announce(store))
    reply(store, "1", "k-1")
    reply(store, "2", "k-2", after_s=2)
    reply(store, "2", "k-2", after_s=3)
    reply(store, "1", "k-0", after_s=1)
    assert answers(store) == {f"{MEETING}.{ONE}": "not_coming"}
    assert facts(store) == [(f"{MEETING}.{ONE}", 1), (f"{MEETING}.{ONE}", 2)]


def test_an_answer_is_to_the_latest_meeting_told(store: Store) -> None:
    told(store, announce(store))
    told(store, announce(store, meeting="meeting-2"))
    reply(store, "1")
    assert answers(store) == {f"meeting-2.{ONE}": "coming"}


def test_who_was_not_told_past_or_cancelled_meetings_get_no_answer(store: Store) -> None:
    plan_only = announce(store)
    plan(store)
    reply(store, "1", "k-1")
    told(store, announce(store, meeting="meeting-past", starts_at=clock.now() - timedelta(minutes=1)))
    reply(store, "1", "k-2")
    told(store, announce(store, meeting="meeting-2"))
    told(store, announce(store, 2, CANCELLED, meeting="meeting-2"))
    reply(store, "1", "k-3")
    reply(store, "1", "k-4", phone="+212699999999")
    assert (plan_only, answers(store), facts(store)) == (f"{MEETING}.1", {}, [])
    assert store.db[records.REPLIES].count_documents({"read_as": "coming"}) == 4


def test_free_text_is_kept_and_does_nothing(store: Store) -> None:
    told(store, announce(store))
    reply(store, "لا توقفوا")
    kept = store.db[records.REPLIES].find_one({"_id": "k-1"}, {"_id": 0, "at": 0})
    assert kept == {
        "phone": PHONE,
        "text": "لا توقفوا",
        "read_as": None,
        "meeting_id": None,
        "person_id": None,
    }
    assert (answers(store), opted_out(store)) == ({}, {})


def test_stop_is_confirmed_once_and_start_takes_it_back(store: Store) -> None:
    reply(store, "stop", "k-1")
    reply(store, "STOP", "k-2")
    assert opted_out(store) == {PHONE: True}
    assert confirmations(store) == [("opted_out", PHONE)]
    reply(store, "START", "k-3")
    assert opted_out(store) == {PHONE: False}
    assert confirmations(store) == [("opted_out", PHONE), ("opted_in", PHONE)]


def test_an_answer_days_after_the_last_receipt_still_counts(store: Store) -> None:
    announced = announce(store)
    told(store, announced)
    store.db[records.ANNOUNCEMENTS].update_one({"_id": announced}, {"$set": {"settled": True}})
    reply(store, "2")
    assert answers(store) == {f"{MEETING}.{ONE}": "not_coming"}
