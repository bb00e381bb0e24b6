"""Are a document's facts numbered without holes, each kind for itself?"""

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chassis import outbox
from chassis.envelope import event_id
from contracts.fact import Fact
from contracts.registry.facts import ContactChanged, ContactRecorded

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
CAUSE = {"correlation_id": "c-1", "causation_id": None, "actor": None}


def changed() -> Fact:
    return ContactChanged.of("p-1", person_id="p-1")


def recorded() -> Fact:
    return ContactRecorded.of(
        "p-1", person_id="p-1", phone="+212612345678", phone_problem=None, language="ar", offices=[]
    )


def test_two_facts_of_one_change_get_two_numbers() -> None:
    sequences, rows = outbox.number({"person": 4}, [changed(), recorded(), changed()], AT, **CAUSE)
    assert sequences == {"person": 6, "contact": 1}
    assert [(row["kind"], row["sequence"]) for row in rows] == [("person", 5), ("contact", 1), ("person", 6)]


def test_the_document_that_was_read_is_left_alone() -> None:
    read = {"person": 1}
    outbox.number(read, [changed()], AT, **CAUSE)
    assert read == {"person": 1}


def test_personal_details_go_to_an_exchange_of_their_own() -> None:
    _, rows = outbox.number({}, [changed(), recorded()], AT, **CAUSE)
    assert [(row["exchange"], row["routing_key"]) for row in rows] == [
        ("registry.events", "person.contact_changed.v1"),
        ("registry.contacts", "contact.contact_recorded.v1"),
    ]


def test_a_row_carries_the_whole_envelope() -> None:
    _, [row] = outbox.number({}, [changed()], AT, **CAUSE)
    made = event_id("registry", "person", "p-1", 1)
    body: dict[str, Any] = json.loads(row["body"])
    assert (row["_id"], body["id"], body["sequence"], body["correlationid"]) == (made, made, 1, "c-1")
    assert (row["made_at"], row["published_at"]) == (AT, None)


def test_a_replayed_row_goes_to_one_consumer_with_the_same_body() -> None:
    _, [row] = outbox.number({}, [recorded()], AT, **CAUSE)
    copy = outbox.again(row | {"published_at": AT}, "registry.replay", "notifications")
    assert (copy["exchange"], copy["routing_key"]) == ("registry.replay", "notifications")
    assert (copy["body"], copy["published_at"]) == (row["body"], None)
    assert copy["_id"].startswith(row["_id"] + ":")


@given(st.lists(st.lists(st.booleans(), max_size=4), max_size=8))
def test_numbers_have_no_holes_over_any_history(changes: list[list[bool]]) -> None:
    sequences: dict[str, int] = {}
    seen: dict[str, list[int]] = {"person": [], "contact": []}
    for change in changes:
        facts = [changed() if is_person else recorded() for is_person in change]
        sequences, rows = outbox.number(sequences, facts, AT, **CAUSE)
        for row in rows:
            seen[row["kind"]].append(row["sequence"])
    assert seen == {kind: list(range(1, len(numbers) + 1)) for kind, numbers in seen.items()}
