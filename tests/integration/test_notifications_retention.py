"""What is forgotten after the retention time, and what stays?"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis import clock
from chassis.store import Store
from services.notifications import journal, records
from services.notifications.claims import Batch
from services.notifications.domain.keys import claim_key
from services.notifications.domain.reports import DELIVERED, FAILED
from services.notifications.retention import Retention
from tests.integration.announced import announce, contact, counts, fates, fold, plan, rows

pytestmark = pytest.mark.integration

DAYS = 180
OLD = clock.now() - timedelta(days=DAYS + 1)
YOUNG = clock.now() - timedelta(days=DAYS - 1)
ONE, LANDLINE = "person-00001", "person-00002"


@pytest.fixture
def store(own_store: Store) -> Store:
    own_store.prepare(records.INDEXES)
    landline = contact(2, phone=None, phone_problem="landline")
    own_store.db[records.CONTACTS].insert_many([contact(1), landline])
    return own_store


def delivered(store: Store, meeting: str, at: datetime, **changes: Any) -> str:
    """An announcement opened at `at`, all of it claimed, sent and delivered."""
    announced = announce(store, meeting=meeting)
    plan(store)
    row = rows(store, announced)[ONE]
    Batch(store, "run-1").take([claim_key(row["key"], 1)])
    hear(store, announced, row["key"], *[(part, DELIVERED) for part in range(1, row["of"] + 1)])
    settled = {"opened_at": at, "starts_at": at, "settled": True, **changes}
    store.db[records.ANNOUNCEMENTS].update_one({"_id": announced}, {"$set": settled})
    return announced


def hear(store: Store, announced: str, key: str, *receipts: tuple[int, int]) -> None:
    """Receipts as (part, bits)."""
    heard = [journal.receipt(part, bits, "", 1, clock.now()) for part, bits in receipts]
    journal.write(store, journal.REPORTS, [journal.about(f"{announced}.0", key, one) for one in heard])
    fold(store)


def forget(store: Store) -> None:
    retention = Retention(store, DAYS)
    while retention.step():
        pass


def claims(store: Store) -> int:
    return len(list(store.db[records.CLAIMS].find({"by": {"$exists": True}})))


def test_the_phones_of_an_old_meeting_go_and_how_each_send_ended_stays(store: Store) -> None:
    announced = delivered(store, "old", OLD)
    before = fates(store, announced), counts(store, announced)
    assert before == (
        {ONE: ("delivered", None), LANDLINE: ("left_out", "landline")},
        {"delivered": 1, "left_out": 1},
    )
    forget(store)
    assert (fates(store, announced), counts(store, announced)) == before
    left = rows(store, announced)[ONE]
    assert (left["phone"], left["key"], left["reports"], left["open"]) == (None, None, [], False)
    assert claims(store) == 0
    assert store.db[records.ANNOUNCEMENTS].find_one({"_id": announced, "forgotten_at": None}) is None


@pytest.mark.parametrize(
    "changes",
    [{"opened_at": YOUNG}, {"starts_at": YOUNG}, {"settled": False}],
    ids=["told lately", "held lately", "not ended"],
)
def test_what_may_still_matter_stays_whole(store: Store, changes: dict[str, Any]) -> None:
    announced = delivered(store, "kept", OLD, **changes)
    before = rows(store, announced)
    forget(store)
    assert rows(store, announced) == before
    assert before[ONE]["phone"] == contact(1)["phone"]
    assert claims(store) == 1


def test_a_late_receipt_changes_nothing_that_was_forgotten(store: Store) -> None:
    announced = delivered(store, "old", OLD)
    key = rows(store, announced)[ONE]["key"]
    forget(store)
    hear(store, announced, key, (1, FAILED))
    assert fates(store, announced)[ONE] == ("delivered", None)
    assert counts(store, announced) == {"delivered": 1, "left_out": 1}


def test_words_and_phones_of_old_replies_go_and_their_meaning_stays(store: Store) -> None:
    said = {"phone": "+212661100001", "text": "1", "read_as": "coming", "meeting_id": "m", "person_id": ONE}
    dated = [{"_id": "old", "at": OLD, **said}, {"_id": "young", "at": YOUNG, **said}]
    store.db[records.REPLIES].insert_many(dated)
    forget(store)
    found = {
        one["_id"]: (one["phone"], one["text"], one["read_as"]) for one in store.db[records.REPLIES].find()
    }
    assert found == {"old": (None, None, "coming"), "young": ("+212661100001", "1", "coming")}


def test_old_pages_go_unless_nobody_has_read_them(store: Store) -> None:
    pages = {"read": (True, OLD), "not read": (False, OLD), "young": (True, YOUNG)}
    store.db[records.JOURNAL].insert_many(
        [
            {"_id": name, "kind": "replies", "entries": [], "folded": folded, "at": at}
            for name, (folded, at) in pages.items()
        ]
    )
    store.db[records.SANDBOX_MESSAGES].insert_many([{"_id": "old", "at": OLD}, {"_id": "young", "at": YOUNG}])
    forget(store)
    assert {page["_id"] for page in store.db[records.JOURNAL].find()} == {"not read", "young"}
    assert {one["_id"] for one in store.db[records.SANDBOX_MESSAGES].find()} == {"young"}
