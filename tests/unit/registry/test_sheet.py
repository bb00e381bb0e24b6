import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from contracts.registry.commands import IMPORT_ROWS
from services.registry.files.line import Unreadable
from services.registry.files.sheet import Sheet

HEADING = ["اسم الجمعية", "الجماعة", "اسم الرئيس", "هاتف الرئيس"]
ROW = ["جمعية الأمل", "ابن جرير", "عبد اللطيف الزعيم", "0661234567"]
FRENCH = ["Nom de l'association", "Commune", "Président", "Téléphone du président"]
FRENCH_ROW = ["Association Espérance", "Aït Hammou", "Hélène Benaïssa", "0661234567"]


def text(*lines: list[str], separator: str = ";") -> str:
    return "".join(separator.join(line) + "\r\n" for line in lines)


def workbook(*lines: list[Any]) -> bytes:
    book, written = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)  # type: ignore[union-attr]
    book.save(written)
    return written.getvalue()


def names(content: bytes) -> list[tuple[int, str, str]]:
    found = []
    sheet = Sheet(content)
    while not sheet.ended():
        found += [(row.line, row.name, row.commune) for row in sheet.rows(2)]
    return found


def problem(content: bytes) -> dict[str, Any]:
    with pytest.raises(Unreadable) as refused:
        names(content)
    return refused.value.problem


ARABIC_ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ARABIC_ENCODINGS)
def test_arabic_is_read_in_every_usual_encoding(encoding: str, separator: str) -> None:
    content = text(HEADING, ROW, separator=separator).encode(encoding)
    assert names(content) == [(2, "جمعية الأمل", "ابن جرير")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_french_is_read_in_every_usual_encoding(encoding: str) -> None:
    content = text(FRENCH, FRENCH_ROW).encode(encoding)
    assert names(content) == [(2, "Association Espérance", "Aït Hammou")]


def test_an_encoding_in_doubt_is_refused_with_the_first_bad_line() -> None:
    utf8 = text(HEADING, ROW, ROW).encode()
    assert problem(utf8[:-12] + b"\xff" + utf8[-12:]) == {"slug": "encoding", "line": 3}
    koi8 = text(
        ["association", "commune", "president", "president phone"],
        ["Ассоциация надежда", "Bouchane", "Иван", "0661234567"],
    ).encode("koi8-r")
    assert problem(koi8) == {"slug": "encoding", "line": 2}


def test_blank_lines_title_and_sep_line_are_passed_over_and_lines_keep_their_numbers() -> None:
    content = "sep=;\r\n" + text(["لائحة الجمعيات"], [], HEADING, [], ROW)
    assert names(content.encode()) == [(6, "جمعية الأمل", "ابن جرير")]


def test_quoted_separators_and_line_ends_belong_to_the_cell() -> None:
    content = ",".join(HEADING) + '\n"جمعية ""الأمل"", فرع\nثان",بوشان,سعيد,0612345678\n'
    assert names(content.encode()) == [(2, 'جمعية "الأمل", فرع\nثان', "بوشان")]


def test_a_workbook_is_read_with_numbers_blank_lines_and_unknown_columns() -> None:
    content = workbook([*HEADING, "ملاحظات"], [*ROW[:3], 661234567, "x"], [], [*ROW[:3], 661234567.0])
    sheet = Sheet(content)
    rows = list(sheet.rows(10))
    assert [row.line for row in rows] == [2, 4]
    assert [row.wanted and row.wanted["officers"][0]["phone"] for row in rows] == ["661234567", "661234567"]
    assert sheet.heading.unknown == ["ملاحظات"]


def test_a_formula_in_a_workbook_or_csv_is_refused_naming_its_cell() -> None:
    told = [{"field": "president_name", "slug": "formula", "read": "=1+1", "cell": "C2"}]
    line = [*ROW[:2], "=1+1", ROW[3]]
    for content in (workbook(HEADING, line), text(HEADING, line).encode()):
        assert [row.problems for row in Sheet(content).rows(5)] == [told]


def test_a_formula_in_a_column_that_is_not_read_does_not_matter() -> None:
    content = workbook([*HEADING, "x"], [*ROW, "=1+1"])
    assert [row.problems for row in Sheet(content).rows(5)] == [[]]


def test_missing_and_repeated_columns_refuse_the_file_naming_them() -> None:
    assert problem(text(HEADING[:2], ROW[:2]).encode()) == {
        "slug": "missing_columns",
        "columns": ["president_name", "president_phone"],
        "read": HEADING[:2],
    }
    assert problem(workbook([*HEADING, "commune"], ROW)) == {
        "slug": "columns_repeated",
        "columns": ["commune"],
    }


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"", "empty_file"),
        (b"\r\n;;\r\n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"%PDF-1.7 ...", "not_a_sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_a_sheet"),
        (b"PK\x03\x04 no archive", "not_a_sheet"),
        (zipped(content_xml=b"<office/>"), "not_a_sheet"),
        (zipped(xl__workbook_xml=b"<broken"), "not_a_sheet"),
        (b"\x00\x01\x02", "not_a_sheet"),
    ],
)
def test_what_is_no_sheet_is_refused(content: bytes, slug: str) -> None:
    assert problem(content)["slug"] == slug


def test_a_workbook_that_is_damaged_anywhere_is_refused() -> None:
    content = workbook(HEADING, *([*ROW[:2], f"{number * number}"] for number in range(200)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    for place in range(sheet.header_offset + 100, sheet.header_offset + sheet.compress_size, 40):
        damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        assert problem(damaged)["slug"] in ("unreadable", "not_a_sheet")


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped(xl__workbook_xml=b"<x/>", xl__sharedStrings_xml=bytes(49 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert problem(bomb) == {"slug": "unreadable", "reason": "too_large_unpacked"}


def test_more_rows_than_allowed_refuse_the_file() -> None:
    content = text(HEADING) + "x;y;;\r\n" * (IMPORT_ROWS + 1)
    assert problem_of_rows(content.encode()) == {"slug": "too_many_rows", "most": IMPORT_ROWS}


def problem_of_rows(content: bytes) -> dict[str, Any]:
    sheet = Sheet(content)
    with pytest.raises(Unreadable) as refused:
        _read_to_the_end(sheet)
    return refused.value.problem


def _read_to_the_end(sheet: Sheet) -> None:
    while not sheet.ended():
        list(sheet.rows(5000))


SLUGS = {"encoding", "not_a_sheet", "empty_file", "missing_columns", "columns_repeated", "unreadable"}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_slug(content: bytes) -> None:
    for tried in (content, text(HEADING, ROW).encode() + content, b"PK\x03\x04" + content):
        assert slug_of(tried) in SLUGS | {""}


def slug_of(content: bytes) -> str:
    try:
        names(content)
    except Unreadable as refused:
        return str(refused.problem["slug"])
    return ""
