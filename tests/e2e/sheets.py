"""Which sheets do people upload that are not as they should be? Invented people, phones of no operator."""

import csv
import io
from collections.abc import Iterable

from openpyxl import Workbook

HEADING = ("اسم الجمعية", "الجماعة", "اسم الرئيس", "هاتف الرئيس")
COMMUNE = "Ben Guerir"
Cells = tuple[str, ...]


def row(name: str, phone: str, president: str = "عبد الرحيم البوعزاوي") -> Cells:
    return (name, COMMUNE, president, phone)


def as_csv(rows: Iterable[Cells], heading: Cells = HEADING, encoding: str = "utf-8") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows([heading, *rows])
    return written.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Cells], heading: Cells = HEADING) -> bytes:
    """A cell that begins with `=` is a formula in it, as a spreadsheet would write it."""
    workbook, written = Workbook(), io.BytesIO()
    sheet = workbook.active
    assert sheet is not None
    for cells in (heading, *rows):
        sheet.append(cells)
    workbook.save(written)
    return written.getvalue()


def many(count: int) -> Iterable[Cells]:
    """So many associations that are in order."""
    return (row(f"جمعية الأمل {number}", f"0685{number:06d}", f"رئيس {number}") for number in range(count))
