"""What do people send that is not in order, and which words must they read then?"""

from typing import Any

import pytest

from tests.e2e.sheets import as_csv, as_xlsx, row

MEETING: dict[str, Any] = {
    "title": "الاجتماع العادي",
    "starts_at": "2099-11-26T10:30:00+01:00",
    "place": "ابن جرير",
    "agenda": "",
    "audience": {"offices": ["president"], "communes": []},
    "expected": 1,
}
FORM = {
    "title": MEETING["title"],
    "date": "26/11/2099",
    "time": "10:30",
    "place": MEETING["place"],
    "offices": "president",
    "step": "review",
}


FILES = [
    pytest.param(
        as_csv([row("جمعية الأمل", "0685100001")], encoding="utf-8")[:-4] + b"\xff\x8d\r\n",
        "ابتداء من السطر 2",
        "illisibles à partir de la ligne 2",
        id="wrong encoding",
    ),
    pytest.param(
        as_csv([], heading=("اسم الجمعية", "ملاحظات")),
        "أعمدة ناقصة: الجماعة",
        "Colonnes manquantes : Commune",
        id="missing columns",
    ),
    pytest.param(b"\r\n\r\n", "لا سطر في هذا الملف", "aucune ligne", id="no row"),
    pytest.param(b"%PDF-1.7 not a sheet \x00\x01", "ليس CSV ولا XLSX", "n’est ni CSV ni XLSX", id="no sheet"),
]


ROWS_IN_DISORDER = [
    pytest.param(
        as_xlsx([row("جمعية الأمل", "0685100001", '=HYPERLINK("http://evil")')]),
        {"row": 2, "field": "president_name", "slug": "formula"},
        ("C2", "صيغة"),
        ("C2", "formule"),
        id="a formula in a workbook",
    ),
    pytest.param(
        as_csv([row("=cmd|' /C calc'!A0", "0685100001")]),
        {"row": 2, "field": "association_ar", "slug": "formula"},
        ("A2", "صيغة"),
        ("A2", "formule"),
        id="a formula in a text file",
    ),
    pytest.param(
        as_csv([row("جمعية الأمل", "0685100001"), row("جمعية  الأمل ", "0685100002")]),
        {"row": 3, "field": "association_ar", "slug": "duplicate_row"},
        ("السطر 2",),
        ("ligne 2",),
        id="two rows for one association",
    ),
    pytest.param(
        as_csv([("جمعية الأمل", "Atlantide", "نعيمة العلوي", "0685100001")]),
        {"row": 2, "field": "commune", "slug": "unknown_commune"},
        ("الجماعة", "Atlantide"),
        ("Commune", "Atlantide"),
        id="a commune that is none",
    ),
    pytest.param(
        as_csv([row("ج" * 161, "0685100001")]),
        {"row": 2, "field": "association_ar", "slug": "too_long"},
        ("الاسم بالعربية",),
        ("Nom en arabe",),
        id="a name over the limit",
    ),
]


MEETINGS_IN_DISORDER = [
    pytest.param(
        {"starts_at": "2001-01-01T10:00:00+01:00"}, "starts_at", "لم يمرا بعد", "à venir", id="past"
    ),
    pytest.param({"expected": 0}, "audience", "لا أحد", "Personne", id="nobody"),
    pytest.param({"title": "ع" * 121}, "title", "الموضوع", "Objet", id="text over the limit"),
    pytest.param({"colour": "red"}, "colour", "colour", "colour", id="unknown field"),
    pytest.param({"title": "\ud800"}, "title", "الموضوع", "Objet", id="lone surrogate"),
    pytest.param({"place": "a\x00b"}, "place", "المكان", "Lieu", id="NUL"),
    pytest.param({"expected": 10**40}, "expected", "expected", "expected", id="huge number"),
    pytest.param({"expected": 1.5}, "expected", "expected", "expected", id="not whole"),
    pytest.param({"starts_at": "soon"}, "starts_at", "التاريخ والساعة", "Date et heure", id="no moment"),
    pytest.param({"audience": {"offices": ["king"]}}, "audience-offices-0", "", "", id="no office"),
]


BODIES = [
    pytest.param(b"[" * 100_000, id="deep nesting"),
    pytest.param(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, id="deep objects"),
    pytest.param(b'{"expected": ' + b"9" * 10_000 + b"}", id="a number of 10,000 digits"),
    pytest.param(b'{"title": "\xff\xfe"}', id="no UTF-8"),
    pytest.param(b"{'title': 1}", id="no JSON"),
    pytest.param(b'{"title": NaN, "expected": Infinity}', id="NaN"),
    pytest.param(b"null", id="null"),
    pytest.param(b'["title"]', id="a list"),
    pytest.param(b"", id="nothing"),
    pytest.param(b"\x00" * 1000, id="NUL bytes"),
]


FORMS_IN_DISORDER = [
    pytest.param({"date": "01/01/2001"}, "لم يمرا بعد", "à venir", id="past"),
    pytest.param({"communes": "Atlantide"}, "لا أحد", "Personne", id="nobody"),
    pytest.param({"title": "ع" * 121}, "الموضوع", "Objet", id="text over the limit"),
    pytest.param({"title": "ع" * 120, "place": "م" * 120}, "طويلة", "trop long", id="too many parts"),
    pytest.param({"date": "tomorrow"}, "26/11/2026", "26/11/2026", id="no day"),
]
