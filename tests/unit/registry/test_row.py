from typing import Any

import pytest

from services.registry.domain import row, verdict
from services.registry.domain.association import Association
from services.registry.domain.roster import Roster
from services.registry.domain.row import completed, is_formula, read
from services.registry.domain.verdict import Seen

CELLS = {
    "association_ar": "جمعية الأمل",
    "commune": "بنجرير",
    "president_name": "عبد اللطيف الزعيم",
    "president_phone": "06 61-23.45 67",
}


def line(at: int = 2, /, **cells: str) -> row.Row:
    return read(at, CELLS | cells, {})


def registered(**cells: str) -> tuple[Association, Roster]:
    """As after a save of `cells`."""
    from services.registry.domain import association

    roster = Roster()
    made = association.save(None, line(**cells).wanted or {}, roster, lambda slot: f"{slot}-1")
    return made, Roster([after for _, after in roster.changes()])


def test_a_row_becomes_what_the_form_would_send() -> None:
    assert line(treasurer_name="مريم", treasurer_language="Français").wanted == {
        "name_ar": "جمعية الأمل",
        "name_fr": "",
        "commune": "بنجرير",
        "officers": [
            {
                "office": "president",
                "name": "عبد اللطيف الزعيم",
                "phone": "06 61-23.45 67",
                "language": None,
            },
            {"office": "treasurer", "name": "مريم", "phone": "", "language": "fr"},
        ],
    }


PROBLEMS: list[tuple[dict[str, str], list[dict[str, Any]]]] = [
    ({"association_ar": " "}, [{"field": "association_ar", "slug": "missing", "read": ""}]),
    ({"association_ar": "ا" * 200}, [{"field": "association_ar", "slug": "too_long", "read": "ا" * 80}]),
    ({"commune": "Marrakech"}, [{"field": "commune", "slug": "unknown_commune", "read": "Marrakech"}]),
    ({"president_phone": "12"}, [{"field": "president_phone", "slug": "invalid", "read": "12"}]),
    (
        {"president_name": "", "president_phone": ""},
        [{"field": "officers", "slug": "no_officer", "read": ""}],
    ),
    ({"president_name": ""}, [{"field": "president_name", "slug": "missing", "read": ""}]),
    ({"president_language": "es"}, [{"field": "president_language", "slug": "not_a_choice", "read": "es"}]),
    (
        {"president_name": "a\x07b"},
        [{"field": "president_name", "slug": "control_character", "read": "a\x07b"}],
    ),
    (
        {"commune": "", "treasurer_phone": "0612345678"},
        [
            {"field": "treasurer_name", "slug": "missing", "read": ""},
            {"field": "commune", "slug": "missing", "read": ""},
        ],
    ),
]


@pytest.mark.parametrize(("cells", "problems"), PROBLEMS)
def test_what_is_wrong_in_a_row_is_named_with_what_was_read(
    cells: dict[str, str], problems: list[dict[str, Any]]
) -> None:
    found = line(**cells)
    assert (found.problems, found.wanted) == (problems, None)


def test_a_formula_is_refused_by_the_name_of_its_cell() -> None:
    found = read(12, CELLS | {"president_name": "=HYPERLINK()"}, {"president_name": "C12"})
    told = {"field": "president_name", "slug": "formula", "read": "=HYPERLINK()", "cell": "C12"}
    assert (found.problems, found.wanted) == ([told], None)


@pytest.mark.parametrize("written", ["=1+1", "=A1", " =cmd", "+SUM(A1)", "-cmd|' /C'", "@SUM(1)", "+(A1)"])
def test_what_a_spreadsheet_would_run_is_a_formula(written: str) -> None:
    assert is_formula(written)


@pytest.mark.parametrize(
    "written", ["+212 (0)6 12 34 56 78", "+(212) 612345678", "-", "=", "-جمعية", "a=b", ""]
)
def test_phones_and_plain_text_are_no_formula(written: str) -> None:
    assert not is_formula(written)


def test_a_landline_no_phone_and_a_shared_phone_are_warnings() -> None:
    found = line(
        president_phone="0523456789",
        treasurer_name="مريم",
        treasurer_phone="0612345678",
        secretary_general_name="سعيد",
        secretary_general_phone="+212612345678",
    )
    assert found.warnings == [
        {"field": "president_phone", "slug": "landline", "read": "0523456789"},
        {"field": "treasurer_phone", "slug": "same_phone_twice", "read": "0612345678"},
    ]
    assert line(president_phone="").warnings == [{"field": "president_phone", "slug": "no_phone", "read": ""}]


def test_blank_cells_and_other_spellings_change_nothing_that_is_registered() -> None:
    current, roster = registered(treasurer_name="مريم", treasurer_language="fr", association_fr="Al Amal")
    found = line(association_ar="جمعية الامل", president_name="عبداللطيف الزعيم", president_phone="")
    wanted = completed(found.wanted or {}, current, roster)
    assert [one["phone"] for one in wanted["officers"]] == ["06 61-23.45 67", ""]
    assert verdict.verdict(found, current, roster) == "same"


@pytest.mark.parametrize(
    "cells",
    [
        {"president_phone": "0712345678"},
        {"president_name": "سعيد"},
        {"president_language": "fr"},
        {"association_fr": "Autre"},
        {"treasurer_name": "مريم"},
    ],
)
def test_a_row_that_says_something_else_is_changed(cells: dict[str, str]) -> None:
    current, roster = registered()
    assert verdict.verdict(line(**cells), current, roster) == "changed"
    assert verdict.verdict(line(), current, roster) == "same"


def test_rows_are_new_or_refused() -> None:
    assert verdict.verdict(line(), None, Roster()) == "new"
    assert verdict.verdict(line(commune="x"), None, Roster()) == "refused"


def test_a_second_row_for_one_association_is_refused_with_the_first_line() -> None:
    seen, rows = Seen(), [line(2), line(3, association_ar="جمعیة  الامل", commune="ابن جرير"), line(4)]
    for one in rows:
        seen.note(one)
    assert [[problem["first"] for problem in one.problems] for one in rows] == [[], [2], [2]]
    other = line(5, commune="Bouchane")
    seen.note(other)
    assert other.problems == []


def test_one_mobile_under_two_names_in_two_rows_is_a_warning() -> None:
    seen, first = Seen(), line(2)
    second = line(3, association_ar="جمعية النور", president_name="سعيد")
    same_person = line(4, association_ar="جمعية الفتح")
    for one in (first, second, same_person):
        seen.note(one)
    told = {"field": "president_phone", "slug": "same_phone_twice", "read": "06 61-23.45 67", "first": 2}
    assert [first.warnings, second.warnings, same_person.warnings] == [[], [told], []]
