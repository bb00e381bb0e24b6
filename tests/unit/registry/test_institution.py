"""What does saving an institution keep, refuse and tell?"""

from typing import Any

import pytest

from contracts.registry.facts import InstitutionSaved
from contracts.registry.institutions import TYPES, SaveInstitution
from services.registry.domain import institution
from services.registry.domain.institution import Institution

WANTED: dict[str, Any] = {
    "name_ar": "دار الطالبة  سيدي بوعثمان ",
    "name_fr": " Dar Taliba",
    "type": "dar_taliba",
    "commune": "سيدي بو عثمان",
    "association_id": "a1",
}
SAVED: Institution = {
    "_id": "n1",
    "version": 0,
    "name_ar": "دار الطالبة سيدي بوعثمان",
    "name_fr": "Dar Taliba",
    "match": "دارالطالبهسيديبوعثمان",
    "match_fr": "dartaliba",
    "key": "دارالطالبهسيديبوعثمان|Sidi Bou Othmane",
    "type": "dar_taliba",
    "commune": "Sidi Bou Othmane",
    "association_id": "a1",
}


def test_a_new_institution_is_kept_tidy_under_its_canonical_commune() -> None:
    assert institution.save(None, WANTED, "n1") == SAVED


def test_a_new_institution_tells_one_fact() -> None:
    assert institution.facts_between(None, SAVED) == [
        InstitutionSaved.of(
            "n1", institution_id="n1", association_id="a1", commune="Sidi Bou Othmane", type="dar_taliba"
        )
    ]


def test_an_edit_keeps_the_id_the_version_and_the_numbers_of_its_facts() -> None:
    stored: Institution = {**SAVED, "version": 3, "sequences": {"institution": 2}}
    after = institution.save(stored, WANTED | {"association_id": "a2"}, "another")
    assert after == {**stored, "association_id": "a2"}
    assert [fact.data["association_id"] for fact in institution.facts_between(stored, after)] == ["a2"]


def test_saving_the_same_in_another_spelling_of_the_commune_tells_nothing() -> None:
    after = institution.save(SAVED, WANTED | {"commune": "Sidi Bouathmane"}, "another")
    assert institution.facts_between(SAVED, after) == []


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({}, {}),
        ({"name_ar": " ... "}, {"name_ar": "invalid"}),
        ({"commune": "مراكش"}, {"commune": "unknown_commune"}),
        ({"name_ar": "ـ", "commune": ""}, {"name_ar": "invalid", "commune": "unknown_commune"}),
    ],
)
def test_what_stands_in_the_way_is_named_by_field(change: dict[str, str], problems: dict[str, str]) -> None:
    assert institution.problems(WANTED | change) == problems


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("دار الطالبة", "Bouchane"), ("دار  الطالبه", "Bouchane"), True),
        (("دار الطالبة", "Bouchane"), ("دارُ الطّالبة", "Bouchane"), True),
        (("دار الطالبة", "Bouchane"), ("دار الطالبة", "Ben Guerir"), False),
        (("دار الطالبة", "Bouchane"), ("دار الطالب", "Bouchane"), False),
    ],
)
def test_a_name_in_any_spelling_is_one_key_within_its_commune(
    one: tuple[str, str], other: tuple[str, str], same: bool
) -> None:
    assert (institution.key_of(*one) == institution.key_of(*other)) is same


@pytest.mark.parametrize(
    ("words", "meant"),
    [([], True), (["طالبه"], True), (["dar"], True), (["dar", "سيدي"], True), (["dar", "مسنين"], False)],
)
def test_a_search_wants_every_word_in_one_of_the_names(words: list[str], meant: bool) -> None:
    assert institution.is_meant(SAVED, words) is meant


@pytest.mark.parametrize("slug", TYPES)
def test_every_type_of_the_list_passes_the_contract(slug: str) -> None:
    assert SaveInstitution().load(WANTED | {"type": slug})["type"] == slug


def test_the_list_has_nineteen_types_each_once() -> None:
    assert (len(TYPES), len(set(TYPES))) == (19, 19)


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"type": "school"}, {"type": ["not_a_choice"]}),
        ({"association_id": ""}, {"association_id": ["invalid"]}),
        ({"name_ar": " "}, {"name_ar": ["missing"]}),
        ({"director": "x"}, {"director": ["unknown_field"]}),
    ],
)
def test_the_contract_refuses_by_slug(change: dict[str, str], errors: dict[str, list[str]]) -> None:
    assert SaveInstitution().validate(WANTED | change) == errors


def test_the_managing_association_is_required() -> None:
    unmanaged = {name: value for name, value in WANTED.items() if name != "association_id"}
    assert SaveInstitution().validate(unmanaged) == {"association_id": ["missing"]}
