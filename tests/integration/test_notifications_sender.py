"""Is an SMS sent at most once by us, whatever the gateway, the store or another sender does?"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from chassis.store import Store
from services.notifications import deadlines, heartbeat, journal, optouts, records
from services.notifications.claims import Batch
from services.notifications.domain.keys import claim_key
from services.notifications.domain.reports import DELIVERED
from tests.integration.announced import (
    Smsbox,
    announce,
    contact,
    counts,
    fates,
    fold,
    plan,
    rows,
    sending,
    until,
)

pytestmark = pytest.mark.integration

ONE, TWO, THREE = (f"person-{number:05d}" for number in (1, 2, 3))


@pytest.fixture
def store(own_store: Store) -> Store:
    own_store.prepare(records.INDEXES)
    return own_store


def planned(store: Store, people: int = 1, **changes: Any) -> str:
    store.db[records.CONTACTS].insert_many([contact(number) for number in range(1, people + 1)])
    announced = announce(store, **changes)
    plan(store)
    return announced


def phone(number: int) -> str:
    return str(contact(number)["phone"]).lstrip("+")


def is_settled(store: Store, announced: str) -> bool:
    fold(store)
    return "queued" not in counts(store, announced)


def test_each_person_gets_each_part_once(store: Store) -> None:
    announced = planned(store, 60)
    with Smsbox() as smsbox:
        with sending(store, smsbox.gateway()):
            until(lambda: is_settled(store, announced), "all accepted")
        parts = rows(store, announced)[ONE]["of"]
        assert Counter(to for to, _ in smsbox.taken.elements()) == {
            contact(number)["phone"]: parts for number in range(1, 61)
        }
    assert set(fates(store, announced).values()) == {("accepted", None)}


def test_two_senders_race_for_the_same_sends_and_none_leaves_twice(store: Store) -> None:
    announced = planned(store, 200)
    key = {"_id": announced}
    store.db[records.ANNOUNCEMENTS].update_one(key, {"$set": {"paused": True}})
    with Smsbox(delay_s=0.01) as smsbox:
        with sending(store, smsbox.gateway(), "run-1"), sending(store, smsbox.gateway(), "run-2"):
            store.db[records.ANNOUNCEMENTS].update_one(key, {"$set": {"paused": False}})
            until(lambda: is_settled(store, announced), "all accepted")
        assert set(smsbox.taken.values()) == {1}
        assert len({to for to, _ in smsbox.taken}) == 200
    both = {claim["by"] for claim in store.db[records.CLAIMS].find({"by": {"$exists": True}})}
    assert both == {"run-1", "run-2"}


@pytest.mark.parametrize("silence", ["hang", "reset"])
def test_a_call_without_an_answer_is_in_doubt_and_never_made_again(store: Store, silence: str) -> None:
    announced = planned(store)
    with Smsbox({phone(1): [silence]}) as smsbox:
        with sending(store, smsbox.gateway()):
            until(lambda: is_settled(store, announced), "in doubt")
        with sending(store, smsbox.gateway(), "run-2"):
            until(lambda: smsbox.taken.total() == rows(store, announced)[ONE]["of"], "the other part")
        assert set(smsbox.taken.values()) == {1}
    assert fates(store, announced) == {ONE: ("doubtful", "no_answer")}
    assert counts(store, announced) == {"unknown": 1}


def test_a_doubt_is_resolved_by_its_own_receipts(store: Store) -> None:
    announced = planned(store)
    with Smsbox({phone(1): ["reset"]}) as smsbox, sending(store, smsbox.gateway()):
        until(lambda: is_settled(store, announced), "in doubt")
    row = rows(store, announced)[ONE]
    for part in range(1, row["of"] + 1):
        told = journal.receipt(part, DELIVERED, "", 1, clock.now())
        journal.write(store, journal.REPORTS, [journal.about(f"{announced}.0", row["key"], told)])
    fold(store)
    assert fates(store, announced) == {ONE: ("delivered", None)}
    assert counts(store, announced) == {"delivered": 1}


def test_without_a_receipt_a_doubt_ends_unknown(store: Store) -> None:
    announced = planned(store)
    with Smsbox({phone(1): ["reset"]}) as smsbox, sending(store, smsbox.gateway()):
        until(lambda: is_settled(store, announced), "in doubt")
    overdue = deadlines.Deadlines(store, 0.0)
    while overdue.step() and fates(store, announced)[ONE][0] != "unknown":
        pass
    assert fates(store, announced) == {ONE: ("unknown", "no_receipt")}
    assert counts(store, announced) == {"unknown": 1}


def test_a_gateway_that_is_busy_is_asked_again_under_the_same_claim(store: Store) -> None:
    announced = planned(store)
    with Smsbox({phone(1): [503, 503]}) as smsbox:
        with sending(store, smsbox.gateway()):
            until(lambda: is_settled(store, announced), "accepted")
        assert set(smsbox.taken.values()) == {1}
    assert fates(store, announced) == {ONE: ("accepted", None)}
    assert store.db[records.CLAIMS].count_documents({"by": {"$exists": True}}) == 1


def test_a_gateway_that_is_away_stops_the_sending_until_it_is_back(store: Store) -> None:
    announced = planned(store)
    with Smsbox() as closed:
        away = closed.gateway()
    with sending(store, away):
        until(lambda: store.db[records.CLAIMS].count_documents({"by": {"$exists": True}}) == 1, "claimed")
    fold(store)
    row = rows(store, announced)[ONE]
    assert (row["state"], row["open"], row["attempt"]) == ("planned", True, 2)
    with Smsbox() as smsbox, sending(store, smsbox.gateway(), "run-2"):
        until(lambda: is_settled(store, announced), "accepted")


def test_what_the_gateway_refuses_for_good_is_failed_and_not_tried_again(store: Store) -> None:
    announced = planned(store)
    with Smsbox({phone(1): [400]}) as smsbox:
        with sending(store, smsbox.gateway()):
            until(lambda: is_settled(store, announced), "failed")
        assert len(smsbox.calls) == 1
    assert fates(store, announced) == {ONE: ("failed", "refused")}


def test_queued_for_later_is_not_counted_as_sent(store: Store) -> None:
    announced = planned(store)
    with Smsbox({phone(1): ["hold", "hold", "hold"]}) as smsbox, sending(store, smsbox.gateway()):
        until(lambda: is_settled(store, announced), "held")
    assert fates(store, announced) == {ONE: ("queued_at_gateway", None)}


def test_who_opts_out_after_planning_gets_nothing(store: Store) -> None:
    announced = planned(store, 2)
    store.transaction(lambda tx: optouts.set_person(tx, ONE, out=True, by="account-1"))
    with Smsbox() as smsbox:
        with sending(store, smsbox.gateway()):
            until(lambda: is_settled(store, announced), "settled")
        assert {to for to, _ in smsbox.taken} == {contact(2)["phone"]}
    assert fates(store, announced) == {ONE: ("suppressed", "opted_out"), TWO: ("accepted", None)}
    assert counts(store, announced) == {"left_out": 1, "accepted": 1}


def test_a_paused_announcement_waits_and_goes_on(store: Store) -> None:
    announced = planned(store)
    key = {"_id": announced}
    store.db[records.ANNOUNCEMENTS].update_one(key, {"$set": {"paused": True}})
    with Smsbox() as smsbox, sending(store, smsbox.gateway()):
        other = announce(store, meeting="meeting-2")
        plan(store)
        until(lambda: is_settled(store, other), "the other announcement")
        assert counts(store, announced) == {"queued": 1}
        store.db[records.ANNOUNCEMENTS].update_one(key, {"$set": {"paused": False}})
        until(lambda: is_settled(store, announced), "the resumed one")


def test_nothing_leaves_once_the_meeting_has_begun(store: Store) -> None:
    announced = planned(store, starts_at=clock.now() - timedelta(seconds=1))
    with Smsbox() as smsbox:
        with sending(store, smsbox.gateway()):
            until(lambda: is_settled(store, announced), "given up")
        assert smsbox.calls == []
    assert fates(store, announced) == {ONE: ("failed", "too_late")}


def test_the_validity_ends_when_the_meeting_begins(store: Store) -> None:
    announced = planned(store, starts_at=clock.now() + timedelta(minutes=90))
    with Smsbox() as smsbox:
        with sending(store, smsbox.gateway()):
            until(lambda: is_settled(store, announced), "accepted")
        assert {call["validity"] for call in smsbox.calls} == {"89"}


def test_what_a_dead_sender_had_claimed_is_in_doubt_and_nothing_else(store: Store) -> None:
    announced = planned(store, 3)
    for person, run in ((ONE, "dead"), (TWO, "alive")):
        Batch(store, run).take([claim_key(rows(store, announced)[person]["key"], 1)])
    long_ago = clock.now() - timedelta(seconds=60)
    store.db[records.RUNS].insert_many(
        [{"_id": "dead", "seen_at": long_ago}, {"_id": "alive", "seen_at": clock.now()}]
    )
    heartbeat.Heartbeat(store, "mine", 45).beat()
    fold(store)
    assert fates(store, announced) == {
        ONE: ("doubtful", "no_answer"),
        TWO: ("planned", None),
        THREE: ("planned", None),
    }
    assert {run["_id"] for run in store.db[records.RUNS].find()} == {"alive", "mine"}
