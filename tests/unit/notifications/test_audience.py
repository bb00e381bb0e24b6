"""Are exactly those meant by the rule told, once a phone, and are the others named with a reason?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.audience import Counted, Left, count, hears, matches, why_unreachable

EVERYBODY: dict[str, list[str]] = {"offices": [], "communes": []}


def contact(person_id: str = "p1", *held: tuple[str, str], **changes: Any) -> dict[str, Any]:
    offices = [
        {"association_id": "a1", "office": office, "commune": commune}
        for office, commune in held or [("president", "Guercif")]
    ]
    plain = {"phone": "+212661000001", "phone_problem": None, "language": "ar"}
    return {"person_id": person_id, "offices": offices, **plain, **changes}


@pytest.mark.parametrize(
    ("offices", "communes", "held", "meant"),
    [
        ([], [], [("president", "Guercif")], True),
        (["president"], [], [("president", "Guercif")], True),
        (["president"], [], [("treasurer", "Guercif")], False),
        (["president", "treasurer"], [], [("treasurer", "Taddart")], True),
        ([], ["Guercif"], [("treasurer", "Guercif")], True),
        ([], ["Guercif"], [("treasurer", "Taddart")], False),
        (["president"], ["Guercif"], [("president", "Guercif")], True),
        (["president"], ["Guercif"], [("president", "Taddart"), ("treasurer", "Guercif")], False),
        (["president"], ["Guercif"], [("treasurer", "Taddart"), ("president", "Guercif")], True),
    ],
)
def test_one_office_satisfies_the_whole_rule(
    offices: list[str], communes: list[str], held: list[tuple[str, str]], meant: bool
) -> None:
    assert matches({"offices": offices, "communes": communes}, contact("p1", *held)) is meant


def test_nobody_without_an_office_is_meant() -> None:
    assert not matches(EVERYBODY, contact() | {"offices": []})


@pytest.mark.parametrize("office", ["president", "secretary_general", "treasurer"])
@pytest.mark.parametrize(
    ("associations", "network", "heard"),
    [
        (["a1"], False, True),
        (["a2", "a1"], False, True),
        (["a2"], False, False),
        ([], False, False),
        ([], True, True),
    ],
)
def test_every_office_of_a_named_association_hears_a_notice(
    associations: list[str], network: bool, heard: bool, office: str
) -> None:
    hearers = {"associations": associations, "network": network}
    assert hears(hearers, contact("p1", (office, "Guercif"))) is heard


@pytest.mark.parametrize(
    "hearers", [{"associations": ["a1"], "network": False}, {"associations": [], "network": True}]
)
def test_nobody_without_an_office_hears_a_notice(hearers: dict[str, Any]) -> None:
    assert not hears(hearers, contact() | {"offices": []})


@pytest.mark.parametrize(
    ("changes", "opted_out", "reason"),
    [
        ({}, set(), None),
        ({}, {"p2", "+212661000009"}, None),
        ({}, {"p1"}, "opted_out"),
        ({}, {"+212661000001"}, "opted_out"),
        ({"phone": None, "phone_problem": "landline"}, set(), "landline"),
        ({"phone": None, "phone_problem": "invalid"}, {"p1"}, "invalid"),
        ({"phone": None, "phone_problem": None}, set(), "no_phone"),
    ],
)
def test_why_somebody_gets_no_sms(changes: dict[str, Any], opted_out: set[str], reason: str | None) -> None:
    assert why_unreachable(contact(**changes), opted_out) == reason


def test_the_count_of_a_mixed_audience() -> None:
    contacts = [
        contact("p1"),
        contact("p2", language="fr"),  # shares with p1, whose Arabic message reaches both
        contact("p3", phone="+212661000003", language="fr"),
        contact("p4", phone=None, phone_problem="landline"),
        contact("p5", phone="+212661000005"),
        contact("p6", ("treasurer", "Guercif"), phone="+212661000006"),
    ]
    assert count({"offices": ["president"], "communes": []}, contacts, {"p5"}) == Counted(
        people=5,
        reachable=3,
        messages=2,
        sharing=1,
        left_out={"landline": Left(1, ["p4"]), "opted_out": Left(1, ["p5"])},
        languages={"ar": 1, "fr": 1},
    )


def test_a_person_who_opted_out_does_not_silence_another_one_on_the_phone() -> None:
    counted = count(EVERYBODY, [contact("p1"), contact("p2")], {"p1"})
    assert (counted.messages, counted.sharing, counted.left_out) == (1, 0, {"opted_out": Left(1, ["p1"])})


def test_an_opted_out_phone_is_silent_for_all_who_share_it() -> None:
    counted = count(EVERYBODY, [contact("p1"), contact("p2")], {"+212661000001"})
    assert (counted.messages, counted.left_out) == (0, {"opted_out": Left(2, ["p1", "p2"])})


def test_only_the_first_fifty_of_a_reason_are_listed() -> None:
    contacts = (contact(f"p{number:03}", phone=None, phone_problem="no_phone") for number in range(120))
    left = count(EVERYBODY, contacts, set()).left_out["no_phone"]
    assert left == Left(120, [f"p{number:03}" for number in range(50)])


phones = st.sampled_from(["+212661000001", "+212661000002", "+212661000003", None])
people = st.lists(st.tuples(phones, st.sampled_from(["ar", "fr"]), st.booleans()), max_size=12).map(
    lambda rows: [
        contact(f"p{n}", ("president" if chair else "treasurer", "Guercif"), phone=phone, language=language)
        for n, (phone, language, chair) in enumerate(rows)
    ]
)


@given(people, st.sets(st.sampled_from(["p0", "p3", "+212661000002"])), st.randoms())
def test_everybody_is_counted_once_whatever_the_order(people: list[Any], out: set[str], random: Any) -> None:
    rule = {"offices": ["president"], "communes": []}
    counted = count(rule, people, out)
    left = sum(left.count for left in counted.left_out.values())
    assert counted.people == counted.messages + counted.sharing + left
    assert counted.messages == sum(counted.languages.values())
    random.shuffle(people)
    again = count(rule, people, out)
    assert (again.people, again.messages, again.languages) == (
        counted.people,
        counted.messages,
        counted.languages,
    )
