"""Are a client's mistakes told as slugs, field by field?"""

from typing import Any

import pytest
from marshmallow import fields

from chassis import commands
from chassis.errors import Conflict, NotFound, Refused, refusal
from contracts.schema import Contract, choice, text


class Officer(Contract):
    phone = text(longest=10)


class Save(Contract):
    title = text(longest=5)
    language = choice("ar", "fr")
    officers = fields.List(fields.Nested(Officer), load_default=list)


@pytest.mark.parametrize(
    ("payload", "wrong"),
    [
        ({}, {"title": "missing", "language": "missing"}),
        ({"title": "too long", "language": "en"}, {"title": "too_long", "language": "not_a_choice"}),
        ({"title": None, "language": "ar"}, {"title": "missing"}),
        ({"title": "ok", "language": "ar", "colour": 1}, {"colour": "unknown_field"}),
        (
            {"title": "ok", "language": "ar", "officers": [{"phone": "1"}, {}]},
            {"officers": {"1": {"phone": "missing"}}},
        ),
        ([], {"_schema": "invalid"}),
        ("title", {"_schema": "invalid"}),
    ],
)
def test_each_wrong_field_gets_one_slug(payload: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        commands.load(Save, payload)
    assert (refused.value.slug, refused.value.fields) == ("invalid", wrong)


def test_a_query_without_a_schema_takes_what_comes() -> None:
    assert commands.load(None, None) == {}
    assert commands.load(None, {"page": 1}) == {"page": 1}


@pytest.mark.parametrize("kind", [Refused, NotFound, Conflict])
def test_a_refusal_crosses_the_wire_whole(kind: type[Refused]) -> None:
    told = kind("too_late", {"starts_at": "in_the_past"}, minutes=5)
    again = refusal(told.as_data())
    assert (type(again), again.slug, again.fields, again.details) == (
        kind,
        "too_late",
        {"starts_at": "in_the_past"},
        {"minutes": 5},
    )
