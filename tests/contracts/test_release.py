"""Does a change of a contract keep what was promised?"""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from contracts import release

Properties = dict[str, Any]
Change = Callable[[Properties, Properties, Properties], object]

BEFORE: dict[str, Any] = {
    "meeting.meeting_moved.v1": {
        "source": "events",
        "exchange": "events.events",
        "data": {
            "type": "object",
            "required": ["place"],
            "properties": {
                "place": {"type": "string", "maxLength": 120},
                "offices": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["office"],
                        "properties": {"office": {"type": "string", "enum": ["president"]}},
                    },
                },
            },
        },
    }
}
NAME = "meeting.meeting_moved.v1"


def changed(change: Change) -> dict[str, Any]:
    after = copy.deepcopy(BEFORE)
    change(after[NAME], after[NAME]["data"], after[NAME]["data"]["properties"])
    return after


def office(properties: Properties) -> Properties:
    found: Properties = properties["offices"]["items"]
    return found


def test_no_released_contract_changed_but_by_an_added_optional_field() -> None:
    assert release.breaks(release.released(), release.current()) == []


def test_every_fact_is_released() -> None:
    assert sorted(release.released()) == sorted(release.current())


@pytest.mark.parametrize(
    "change",
    [
        lambda fact, data, properties: None,
        lambda fact, data, properties: properties.update(room={"type": "string"}),
        lambda fact, data, properties: office(properties)["properties"].update(since={"type": "string"}),
        lambda fact, data, properties: properties["place"].update(description="Where it is"),
    ],
)
def test_an_added_optional_field_breaks_nothing(change: Change) -> None:
    assert release.breaks(BEFORE, changed(change)) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda fact, data, properties: properties.pop("place"), ".data.place: gone"),
        (lambda fact, data, properties: data["required"].append("room"), ".data.room: required now"),
        (lambda fact, data, properties: data["required"].clear(), ".data.place: no longer required"),
        (
            lambda fact, data, properties: properties["place"].update(type="integer"),
            ".data.place: type was 'string', is 'integer'",
        ),
        (
            lambda fact, data, properties: properties["place"].pop("maxLength"),
            ".data.place: maxLength was 120, is None",
        ),
        (
            lambda fact, data, properties: office(properties)["properties"]["office"]["enum"].append("guest"),
            ".data.offices[].office: enum was ['president'], is ['president', 'guest']",
        ),
        (
            lambda fact, data, properties: office(properties)["required"].clear(),
            ".data.offices[].office: no longer required",
        ),
        (lambda fact, data, properties: fact.update(exchange="events.contacts"), ": exchange changed"),
        (lambda fact, data, properties: fact.update(source="registry"), ": source changed"),
    ],
)
def test_any_other_change_is_named(change: Change, problem: str) -> None:
    assert release.breaks(BEFORE, changed(change)) == [NAME + problem]


def test_a_fact_that_is_gone_is_named() -> None:
    assert release.breaks(BEFORE, {}) == [f"{NAME}: gone"]


def test_a_new_fact_or_version_breaks_nothing() -> None:
    assert release.breaks(BEFORE, BEFORE | {"meeting.meeting_moved.v2": {}}) == []
