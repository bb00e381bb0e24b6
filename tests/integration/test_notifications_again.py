"""May one person be told once more? Only when somebody asks, and only who was not told."""

from typing import Any

import pytest

from chassis import clock
from chassis.errors import Conflict, Refused
from chassis.store import Store
from services.notifications import again, journal, records
from services.notifications.domain.reports import DELIVERED, Result
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

ONE, TWO = "person-00001", "person-00002"


@pytest.fixture
def store(own_store: Store) -> Store:
    own_store.prepare(records.INDEXES)
    return own_store


def planned(store: Store, **changes: Any) -> str:
    store.db[records.CONTACTS].insert_many([contact(1, **changes), contact(2)])
    announced = announce(store)
    plan(store)
    return announced


def told_again(store: Store, announced: str, person_id: str = ONE) -> None:
    store.transaction(lambda tx: again.tell(tx, announced, person_id), actor="chair")


def heard(store: Store, announced: str, person_id: str, *reports: dict[str, Any]) -> None:
    row = rows(store, announced)[person_id]
    entries = [journal.about(f"{announced}.0", row["key"], report) for report in reports]
    journal.write(store, journal.REPORTS, entries)
    fold(store)


def delivered(part: int) -> dict[str, Any]:
    return journal.receipt(part, DELIVERED, "", 1, clock.now())


def test_a_mended_number_gets_the_message_and_nobody_else_does(store: Store) -> None:
    announced = planned(store, phone=None, phone_problem="landline")
    assert fates(store, announced)[ONE] == ("left_out", "landline")
    with pytest.raises(Refused) as refused:
        told_again(store, announced)
    assert refused.value.as_data()["details"] == {"reason": "landline"}
    mended = {"phone": "+212661199999", "phone_problem": None}
    store.db[records.CONTACTS].update_one({"_id": ONE}, {"$set": mended})
    with Smsbox() as smsbox, sending(store, smsbox.gateway()):
        until(lambda: len(smsbox.taken) == 2, "both parts to the one with a number")
        told_again(store, announced)
        until(lambda: len(smsbox.taken) == 4, "the one whose number was mended")
    assert {to for to, _ in smsbox.taken} == {contact(2)["phone"], "+212661199999"}
    assert set(smsbox.taken.values()) == {1}
    row = rows(store, announced)[ONE]
    assert [(one["state"], one["reason"], one["again_by"]) for one in row["earlier"]] == [
        ("left_out", "landline", "chair")
    ]
    assert row["possible_duplicate"] is False


def test_a_message_in_doubt_is_not_repeated_one_without_receipt_is_and_says_so(store: Store) -> None:
    announced = planned(store)
    first = rows(store, announced)[ONE]["key"]
    parts = range(1, rows(store, announced)[ONE]["of"] + 1)
    heard(store, announced, ONE, *(journal.outcome(p, Result.AMBIGUOUS, "", 1, clock.now()) for p in parts))
    with pytest.raises(Conflict, match="receipt_awaited"):
        told_again(store, announced)
    heard(store, announced, ONE, {"kind": "deadline", "at": clock.now()})
    assert counts(store, announced) == {"queued": 1, "unknown": 1}
    told_again(store, announced)
    row = rows(store, announced)[ONE]
    assert (row["state"], row["open"], row["possible_duplicate"]) == ("planned", True, True)
    assert row["key"] != first
    assert counts(store, announced) == {"queued": 2}


def test_who_was_told_is_not_told_again(store: Store) -> None:
    announced = planned(store)
    parts = range(1, rows(store, announced)[ONE]["of"] + 1)
    heard(store, announced, ONE, *map(delivered, parts))
    with pytest.raises(Conflict, match="told_already"):
        told_again(store, announced)
    announce(store, number=2, template="moved")
    with pytest.raises(Conflict, match="overtaken"):
        told_again(store, announced, TWO)
