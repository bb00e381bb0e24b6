"""Does everybody who is meant get one SMS planned, once, whatever interrupts the planning?"""

import pytest

from chassis.store import Store
from services.notifications import journal, records
from services.notifications.announcements import view
from services.notifications.claims import Batch
from services.notifications.domain.keys import claim_key
from services.notifications.domain.reports import Result
from services.notifications.planner import Planner
from services.notifications.texts.render import CANCELLED, MOVED
from tests.integration.announced import TERMS, announce, contact, counts, fates, fold, plan, rows

pytestmark = pytest.mark.integration

ONE, TWO, THREE, FOUR = (f"person-{number:05d}" for number in (1, 2, 3, 4))


@pytest.fixture
def store(own_store: Store) -> Store:
    own_store.prepare(records.INDEXES)
    return own_store


def know(store: Store, *contacts: dict[str, object]) -> None:
    store.db[records.CONTACTS].insert_many(contacts)


def claim(store: Store, announcement_id: str, person_id: str) -> None:
    """As a sender does before it calls."""
    row = rows(store, announcement_id)[person_id]
    Batch(store, "run-1").take([claim_key(row["key"], row["attempt"])])


def report(store: Store, announcement_id: str, person_id: str, result: str) -> None:
    row = rows(store, announcement_id)[person_id]
    entries = [
        journal.about(
            f"{announcement_id}.0", row["key"], journal.outcome(part, Result(result), "refused", 1, row["at"])
        )
        for part in range(1, row["of"] + 1)
    ]
    journal.write(store, journal.REPORTS, entries)
    fold(store)


def test_each_person_has_a_row_that_says_why_no_sms_comes(store: Store) -> None:
    know(
        store,
        contact(1),
        contact(2, phone=contact(1)["phone"]),
        contact(3, phone=None, phone_problem="landline"),
        contact(4),
        contact(5, offices=[]),
    )
    store.db[records.OPT_OUTS].insert_one({"_id": contact(4)["phone"], "out": True})
    announced = announce(store)
    plan(store)
    assert fates(store, announced) == {
        ONE: ("planned", None),
        TWO: ("sharing", None),
        THREE: ("left_out", "landline"),
        FOUR: ("left_out", "opted_out"),
    }
    assert counts(store, announced) == {"queued": 1, "sharing": 1, "left_out": 2}


def test_the_view_counts_people_messages_parts_and_cost(store: Store) -> None:
    know(store, contact(1, language="ar"), contact(2, phone=None))
    announced = announce(store, title="الجمع العام السنوي للجمعيات", place="دار الشباب")
    plan(store)
    document = store.db[records.ANNOUNCEMENTS].find_one({"_id": announced})
    assert document is not None
    shown = view(document, TERMS)
    parts = rows(store, announced)[ONE]["of"]
    figures = {name: shown[name] for name in ("people", "messages", "parts", "cost_centimes", "state")}
    assert figures == {
        "people": 2,
        "messages": 1,
        "parts": parts,
        "cost_centimes": 35 * parts,
        "state": "sending",
    }


def test_planning_goes_on_where_it_was_interrupted(store: Store) -> None:
    know(store, *(contact(number, phone=f"+212661{number % 1100:06d}") for number in range(1200)))
    announced = announce(store)
    first = Planner(store)
    for _ in range(3):
        first.step()
    assert 0 < counts(store, announced)["queued"] < 1100
    plan(store)
    assert counts(store, announced) == {"queued": 1100, "sharing": 100}
    keys = [row["key"] for row in rows(store, announced).values() if row["key"]]
    assert len(keys) == len(set(keys)) == 1100


def test_a_text_over_the_limit_of_parts_is_not_sent(store: Store) -> None:
    know(store, contact(1, language="ar"))
    announced = announce(store, title="ج" * 120, place="د" * 120)
    plan(store)
    assert fates(store, announced) == {ONE: ("failed", "too_long")}
    assert counts(store, announced) == {"failed": 1}


def test_a_move_before_anything_left_invites_once_with_the_new_place(store: Store) -> None:
    know(store, contact(1), contact(2, phone=None))
    invited = announce(store)
    plan(store)
    moved = announce(store, 2, MOVED, place="Bibliothèque")
    plan(store)
    assert fates(store, invited)[ONE] == ("superseded", "superseded")
    assert fates(store, moved) == {ONE: ("planned", None), TWO: ("left_out", "no_phone")}
    assert rows(store, moved)[ONE]["template"] == "invitation"


def test_a_move_tells_those_whom_a_sender_had_claimed(store: Store) -> None:
    know(store, contact(1), contact(2), contact(3))
    invited = announce(store)
    plan(store)
    claim(store, invited, ONE)
    claim(store, invited, TWO)
    report(store, invited, TWO, "refused_permanent")
    moved = announce(store, 2, MOVED)
    plan(store)
    told = {who: (row["state"], row["template"]) for who, row in rows(store, moved).items()}
    assert told == {ONE: ("planned", "moved"), TWO: ("left_out", None), THREE: ("planned", "invitation")}
    assert fates(store, invited)[ONE] == ("planned", None)


def test_moved_twice_each_is_told_what_they_do_not_know(store: Store) -> None:
    know(store, contact(1), contact(2))
    invited = announce(store)
    plan(store)
    claim(store, invited, ONE)
    announce(store, 2, MOVED)
    plan(store)
    last = announce(store, 3, MOVED)
    plan(store)
    told = {who: row["template"] for who, row in rows(store, last).items()}
    assert told == {ONE: "moved", TWO: "invitation"}


def test_a_cancelled_meeting_is_told_only_to_those_who_knew_of_it(store: Store) -> None:
    know(store, contact(1), contact(2))
    invited = announce(store)
    plan(store)
    claim(store, invited, ONE)
    report(store, invited, ONE, "accepted")
    cancelled = announce(store, 2, CANCELLED)
    plan(store)
    assert fates(store, cancelled) == {ONE: ("planned", None)}
    assert fates(store, invited) == {ONE: ("accepted", None), TWO: ("superseded", "superseded")}


def test_a_change_whose_planning_died_in_the_middle_still_knows_what_it_withdrew(store: Store) -> None:
    know(store, contact(1))
    invited = announce(store)
    plan(store)
    row = rows(store, invited)[ONE]
    moved = announce(store, 2, MOVED)
    Batch(store, "superseded").take([claim_key(row["key"], 1)])
    plan(store)
    assert fates(store, invited) == {ONE: ("superseded", "superseded")}
    assert rows(store, moved)[ONE]["template"] == "invitation"
