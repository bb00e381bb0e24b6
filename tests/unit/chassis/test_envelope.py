"""Is what travels read back whole, and are hostile bytes named for what they are?"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.envelope import LARGEST_BYTES, LARGEST_SEQUENCE, BadEnvelope, Envelope, dump, event_id, parse
from contracts.events.facts import MeetingMoved
from contracts.fact import Fact

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
CAUSE: dict[str, Any] = {"correlation_id": "c-1", "causation_id": "e-0", "actor": "account-7"}


def moved(meeting_id: str = "m-1", place: str = "دار الشباب") -> Fact:
    return MeetingMoved.of(meeting_id, meeting_id=meeting_id, title="الجمع العام", starts_at=AT, place=place)


def good(**changes: Any) -> dict[str, Any]:
    _, text = dump(moved(), 3, AT, **CAUSE)
    return json.loads(text) | changes


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in good().items() if key != name}


def bytes_of(fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_a_dumped_fact_is_parsed_back_as_it_was() -> None:
    made, text = dump(moved(), 3, AT, **CAUSE)
    assert parse(text.encode()) == Envelope(
        id=made,
        source="events",
        type="meeting.meeting_moved.v1",
        subject="m-1",
        sequence=3,
        time=AT,
        data={
            "meeting_id": "m-1",
            "title": "الجمع العام",
            "starts_at": "2026-11-26T09:30:00+00:00",
            "place": "دار الشباب",
        },
        correlation_id="c-1",
        causation_id="e-0",
        actor="account-7",
    )


def test_a_stream_is_named_by_source_kind_and_subject() -> None:
    assert parse(bytes_of(good())).stream == "events/meeting/m-1"


def test_the_same_fact_always_has_the_same_id_and_another_one_another() -> None:
    ids = [event_id("events", "meeting", subject, n) for subject in ("a", "b") for n in (1, 2)]
    assert len(set(ids)) == 4
    assert ids == [event_id("events", "meeting", subject, n) for subject in ("a", "b") for n in (1, 2)]


def test_a_fact_that_breaks_its_contract_is_never_made() -> None:
    with pytest.raises(ValueError, match="breaks its contract"):
        dump(moved(place=""), 1, AT, **CAUSE)


def test_a_fact_that_every_consumer_would_park_is_never_made() -> None:
    with pytest.raises(ValueError, match="larger than"):
        dump(moved(), 1, AT, correlation_id="c" * LARGEST_BYTES, causation_id=None, actor=None)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not_json"),
        (b"\xff\xfe\x00", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b" " * (LARGEST_BYTES + 1), "oversize"),
        (b"[]", "not_an_envelope"),
        (b"7", "not_an_envelope"),
        (bytes_of(without("id")), "not_an_envelope: KeyError: 'id'"),
        (bytes_of(good(id="")), "not_an_envelope: ValueError: id"),
        (bytes_of(good(id=7)), "not_an_envelope: ValueError: id"),
        (bytes_of(good(subject="s" * 201)), "not_an_envelope: ValueError: subject"),
        (bytes_of(good(source=None)), "not_an_envelope: ValueError: source"),
        (bytes_of(good(data=[1])), "not_an_envelope: TypeError"),
        (bytes_of(good(sequence=0)), "not_an_envelope: ValueError: specversion or sequence"),
        (bytes_of(good(sequence=True)), "not_an_envelope: ValueError: specversion or sequence"),
        (bytes_of(good(sequence=LARGEST_SEQUENCE + 1)), "not_an_envelope: ValueError: specversion or seq"),
        (bytes_of(good(specversion="2.0")), "not_an_envelope: ValueError: specversion or sequence"),
        (bytes_of(good(time="yesterday")), "not_an_envelope: ValueError"),
        (bytes_of(good(time="2026-11-26T09:30:00")), "not_an_envelope: TypeError: data or time"),
        (bytes_of(good(subject="\ud800")), "not_an_envelope: UnicodeEncodeError"),
        (bytes_of(good(actor={"$set": 1})), "not_an_envelope: ValueError: actor"),
    ],
)
def test_hostile_bytes_are_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(BadEnvelope) as refused:
        parse(body)
    assert str(refused.value).startswith(reason)


@given(st.binary(max_size=400))
def test_any_bytes_are_an_envelope_or_refused(body: bytes) -> None:
    with pytest.raises(BadEnvelope):
        parse(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(alphabet=st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(good())), JSON)
def test_one_field_gone_wrong_is_refused_or_still_fit_for_the_store(name: str, value: Any) -> None:
    try:
        fact = parse(bytes_of(good(**{name: value})))
    except BadEnvelope:
        return
    assert isinstance(fact.data, dict)
    assert 0 < fact.sequence <= LARGEST_SEQUENCE
    assert fact.time.tzinfo is not None
    assert "".join([fact.id, fact.stream, fact.type, fact.correlation_id]).encode().decode()
