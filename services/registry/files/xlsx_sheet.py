"""How is an Excel workbook read? As a stream of its first sheet, formulas seen as such, bombs refused."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from openpyxl import load_workbook

from contracts.registry.commands import IMPORT_ROWS
from services.registry.domain.row import is_formula
from services.registry.files.line import LONGEST_CELL, WIDEST, Line, Unreadable

UNPACKED_BYTES = 128 * 1024 * 1024  # 60,000 full rows unpack to about 50 MB of XML
LAST_ROW = 1_048_576  # Excel's own; a row that claims a higher number would bring as many blank lines
STRINGS_BYTES = 48 * 1024 * 1024  # the one part that openpyxl holds in memory


def lines(content: bytes) -> tuple[Iterator[Line], int]:
    """The lines, and how many there are by the sheet's own word.

    Raises Unreadable at once for what is no workbook, later for a sheet that breaks off.
    """
    _refuse_bombs(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "no default style" and the like concern no cell
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
    except Exception:  # openpyxl raises whatever a broken part makes its parsers raise
        raise Unreadable("not_a_sheet") from None
    claimed = min(sheet.max_row or 0, IMPORT_ROWS)
    sheet.reset_dimensions()  # a false <dimension> would hide rows
    return _lines(sheet), claimed


def _lines(sheet: Any) -> Iterator[Line]:
    number = 0
    try:
        for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=WIDEST), start=1):
            kept = [_text(cell.value) for cell in cells]
            formulas = {
                place: cell.coordinate
                for place, cell in enumerate(cells)
                if cell.value is not None and (cell.data_type == "f" or _is_hidden_formula(cell))
            }
            yield Line(number, kept, formulas)
    except Exception:  # as above, and zlib's: what escaped would stop every import behind this one
        raise Unreadable("unreadable", line=number + 1) from None


def _is_hidden_formula(cell: Any) -> bool:
    """Text that becomes a formula as soon as somebody saves the sheet as CSV."""
    return cell.data_type in ("s", "inlineStr", "str") and is_formula(str(cell.value))


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable("not_a_sheet") from None
    sizes = {part.filename: part.file_size for part in parts}
    if "xl/workbook.xml" not in sizes:
        raise Unreadable("not_a_sheet")
    if sum(sizes.values()) > UNPACKED_BYTES or sizes.get("xl/sharedStrings.xml", 0) > STRINGS_BYTES:
        raise Unreadable("unreadable", reason="too_large_unpacked")


def _text(value: Any) -> str:
    """A phone typed as a number comes back as 612345678 or 612345678.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return str(value)[:LONGEST_CELL].strip()
