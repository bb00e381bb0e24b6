import pytest

from services.registry.domain.columns import COLUMNS, FIELDS, Heading, field_of, read_heading
from services.registry.domain.identity import match_key

WRITTEN = [
    ("اسم الجمعية", "association_ar"),
    ("إسم الجمعيه", "association_ar"),
    ("Nom de l’association", "association_ar"),
    ("الاسم بالفرنسية", "association_fr"),
    ("الجماعة الترابية", "commune"),
    ("COMMUNE", "commune"),
    ("الرئيسة", "president_name"),
    ("رقم هاتف الرئيس", "president_phone"),
    ("Tél. président", "president_phone"),
    ("Téléphone du président", "president_phone"),
    ("président(e) : langue", "president_language"),
    ("الكاتبة العامة", "secretary_general_name"),
    ("Nom du secrétaire général", "secretary_general_name"),
    ("secretary_general_phone", "secretary_general_phone"),
    ("هاتف أمين المالية", "treasurer_phone"),
    ("Trésorière", "treasurer_name"),
    ("ملاحظات", None),
    ("", None),
]


@pytest.mark.parametrize(("written", "field"), WRITTEN)
def test_a_heading_is_known_in_three_languages(written: str, field: str | None) -> None:
    assert field_of(written) == field


def test_no_heading_means_two_fields() -> None:
    owners: dict[str, set[str]] = {}
    for column in COLUMNS:
        for heading in column.headings:
            owners.setdefault(match_key(heading), set()).add(column.field)
    assert [fields for fields in owners.values() if len(fields) > 1] == []


def test_the_printed_headings_are_read_back_in_any_order() -> None:
    for language in ("ar", "fr"):
        cells = [getattr(column, language) for column in reversed(COLUMNS)]
        assert list(read_heading(cells).places) == list(reversed(FIELDS))


def test_what_is_missing_twice_or_unknown_is_named() -> None:
    cells = ["الجماعة", "commune", "ملاحظات", " ", "president_name"]
    assert read_heading(cells) == Heading(
        {"commune": 0, "president_name": 4},
        ["association_ar", "president_phone"],
        ["commune"],
        ["ملاحظات"],
    )
