"""Which file does somebody start from? The import template, as CSV and as XLSX."""

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Arabic as windows-1252
TEXT = "@"  # or Excel drops the first zero of a phone


def csv_template(headings: list[str]) -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(headings)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def xlsx_template(headings: list[str], *, right_to_left: bool) -> bytes:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.sheet_view.rightToLeft = right_to_left
    sheet.freeze_panes = "A2"
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(row=1, column=column, value=heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
        cell.fill = PatternFill("solid", fgColor="E5F1ED")
        sheet.column_dimensions[get_column_letter(column)].width = 24
        sheet.column_dimensions[get_column_letter(column)].number_format = TEXT
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()
