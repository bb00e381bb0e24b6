from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.registry.facts import AssociationSaved, ContactChanged, ContactRecorded
from services.registry.domain import association, person
from services.registry.domain.association import Association
from services.registry.domain.person import Person
from services.registry.domain.roster import Roster

ZAIM = {"office": "president", "name": "عبد اللطيف الزعيم", "phone": "06 61-23.45 67", "language": "ar"}
TAZI = {"office": "treasurer", "name": "مريم التازي", "phone": "", "language": "fr"}


def wanted(*officers: dict[str, Any], name: str = "جمعية الأمل", commune: str = "بنجرير") -> dict[str, Any]:
    return {"name_ar": name, "name_fr": "", "commune": commune, "officers": list(officers)}


class Registry:
    """What is stored, and saves that fall into it."""

    def __init__(self) -> None:
        self.associations: dict[str, Association] = {}
        self.people: dict[str, Person] = {}
        self._numbers = count(1)

    def save(self, payload: dict[str, Any], association_id: str | None = None) -> tuple[str, list[Any]]:
        current = self.associations.get(association_id or "")
        roster = Roster(self.people.values())
        after = association.save(current, payload, roster, lambda slot: f"{slot}-{next(self._numbers)}")
        facts = association.facts_between(current, after)
        for before, one in roster.changes():
            facts += person.facts_between(before, one)
            self.people[one["_id"]] = one
        self.associations[after["_id"]] = after
        return after["_id"], facts

    def offices(self, person_id: str) -> list[tuple[str, str]]:
        return [(one["association_id"], one["office"]) for one in self.people[person_id]["offices"]]


def test_a_new_association_makes_its_officers_and_tells_three_facts() -> None:
    registry = Registry()
    made, facts = registry.save(wanted(ZAIM))
    assert registry.associations[made] == {
        "_id": "association-1",
        "version": 0,
        "name_ar": "جمعية الأمل",
        "name_fr": "",
        "match": "جمعيهالامل",
        "match_fr": "",
        "key": "جمعيهالامل|Ben Guerir",
        "commune": "Ben Guerir",
        "officers": [{"office": "president", "person_id": "president-2"}],
    }
    office = {"association_id": made, "office": "president", "commune": "Ben Guerir"}
    assert registry.people["president-2"] == {
        "_id": "president-2",
        "version": 0,
        "name": "عبد اللطيف الزعيم",
        "match": "عبداللطيفالزعيم",
        "key": "عبداللطيفالزعيم|+212661234567",
        "phone": "+212661234567",
        "phone_written": "06 61-23.45 67",
        "phone_problem": None,
        "language": "ar",
        "offices": [office],
    }
    assert facts == [
        AssociationSaved.of(made, association_id=made, commune="Ben Guerir"),
        ContactChanged.of("president-2", person_id="president-2"),
        ContactRecorded.of(
            "president-2",
            person_id="president-2",
            phone="+212661234567",
            phone_problem=None,
            language="ar",
            offices=[office],
        ),
    ]


def test_saving_the_same_again_in_another_writing_tells_nothing() -> None:
    registry = Registry()
    made, _ = registry.save(wanted(ZAIM, TAZI))
    assert registry.save(wanted(ZAIM, TAZI), made) == (made, [])
    respelled = ZAIM | {"name": "عبداللطیف الزعيم", "phone": "+212661234567"}
    assert registry.save(wanted(respelled, TAZI), made) == (made, [])
    zaim = registry.people["president-2"]
    assert (zaim["name"], zaim["phone_written"]) == ("عبداللطیف الزعيم", "06 61-23.45 67")


def test_a_replaced_officer_stays_without_office() -> None:
    registry = Registry()
    made, _ = registry.save(wanted(ZAIM))
    _, facts = registry.save(wanted(ZAIM | {"name": "سعيد الفاسي", "phone": "0712345678"}), made)
    assert registry.offices("president-2") == []
    assert registry.people["president-2"]["phone"] == "+212661234567"
    told = [fact.data["person_id"] for fact in facts if fact.type.startswith("contact.")]
    assert told == ["president-2", "president-3"]


def test_the_same_name_and_mobile_is_one_person_in_two_associations() -> None:
    registry = Registry()
    first, _ = registry.save(wanted(ZAIM))
    second, _ = registry.save(wanted(ZAIM | {"name": "عبداللطيف الزعيم"}, commune="Bouchane"))
    assert registry.offices("president-2") == [(first, "president"), (second, "president")]
    assert registry.people["president-2"]["name"] == "عبد اللطيف الزعيم"


def test_the_same_name_with_another_mobile_is_another_person() -> None:
    registry = Registry()
    registry.save(wanted(ZAIM))
    registry.save(wanted(ZAIM | {"phone": "0712345678"}, commune="Bouchane"))
    assert len(registry.people) == 2


def test_an_officer_with_a_new_number_is_the_same_person_everywhere() -> None:
    registry = Registry()
    first, _ = registry.save(wanted(ZAIM))
    second, _ = registry.save(wanted(ZAIM, commune="Bouchane"))
    _, facts = registry.save(wanted(ZAIM | {"phone": "0712345678"}), first)
    assert [fact.type for fact in facts] == ["person.contact_changed.v1", "contact.contact_recorded.v1"]
    assert facts[1].data["phone"] == "+212712345678"
    assert [held["association_id"] for held in facts[1].data["offices"]] == [first, second]


def test_officers_who_change_seats_keep_their_person_even_without_phone() -> None:
    registry = Registry()
    made, _ = registry.save(wanted(ZAIM, TAZI))
    registry.save(wanted(ZAIM | {"office": "treasurer"}, TAZI | {"office": "president"}), made)
    assert registry.offices("president-2") == [(made, "treasurer")]
    assert registry.offices("treasurer-3") == [(made, "president")]
    assert len(registry.people) == 2


def test_an_association_that_moves_tells_every_officer_s_commune() -> None:
    registry = Registry()
    made, _ = registry.save(wanted(ZAIM, TAZI))
    _, facts = registry.save(wanted(ZAIM, TAZI, commune="Bouchane"), made)
    communes = [fact.data["offices"][0]["commune"] for fact in facts if fact.type.startswith("contact.")]
    assert communes == ["Bouchane", "Bouchane"]


def test_a_landline_is_kept_and_marked() -> None:
    registry = Registry()
    registry.save(wanted(ZAIM | {"phone": "0523456789"}))
    kept = registry.people["president-2"]
    assert (kept["phone"], kept["phone_written"], kept["phone_problem"]) == (None, "0523456789", "landline")


def test_one_person_may_hold_two_offices() -> None:
    registry = Registry()
    made, _ = registry.save(wanted(ZAIM, ZAIM | {"office": "treasurer"}))
    assert registry.offices("president-2") == [(made, "president"), (made, "treasurer")]


PROBLEMS = [
    (wanted(ZAIM), {}),
    (wanted(), {"officers": "no_officer"}),
    (wanted(ZAIM, commune="Marrakech"), {"commune": "unknown_commune"}),
    (wanted(ZAIM, name="؟؟"), {"name_ar": "invalid"}),
    (wanted(ZAIM, ZAIM), {"officers": {"1": {"office": "office_repeated"}}}),
    (
        wanted(TAZI, ZAIM | {"phone": "123", "name": "-"}),
        {"officers": {"1": {"phone": "invalid", "name": "invalid"}}},
    ),
]


@pytest.mark.parametrize(("payload", "problems"), PROBLEMS)
def test_what_cannot_be_saved_is_named_field_by_field(
    payload: dict[str, Any], problems: dict[str, Any]
) -> None:
    assert association.problems(payload) == problems


officers = st.lists(
    st.builds(
        lambda office, name, number, language: {
            "office": office,
            "name": name,
            "phone": number,
            "language": language,
        },
        st.sampled_from(["president", "secretary_general", "treasurer"]),
        st.sampled_from(["أ ب", "اب", "ج", "د"]),
        st.sampled_from(["", "0612345678", "0712345678", "0523456789"]),
        st.sampled_from(["ar", "fr"]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda officer: officer["office"],
)


@given(st.lists(st.tuples(st.sampled_from(["Bouchane", "Tlauh"]), officers), max_size=8))
def test_people_and_associations_always_agree_on_who_holds_what(saves: list[Any]) -> None:
    registry = Registry()
    known: dict[str, str] = {}
    for commune, seats in saves:
        known[commune], _ = registry.save(wanted(*seats, commune=commune), known.get(commune))
        assert registry.save(wanted(*seats, commune=commune), known[commune])[1] == []
    of_people = {(*held, one) for one in registry.people for held in registry.offices(one)}
    of_associations = {
        (one["_id"], seat["office"], seat["person_id"])
        for one in registry.associations.values()
        for seat in one["officers"]
    }
    assert of_people == of_associations
    keys = [one["key"] for one in registry.people.values()]
    assert sorted(set(keys)) == sorted(keys)
