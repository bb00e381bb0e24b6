"""How is a list of rows a file for spreadsheets? Plain text that no program takes for a formula."""

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

from markupsafe import Markup

from services.portal.sheets import BYTE_ORDER_MARK

_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def written(headings: list[str], rows: Iterable[list[Any]], *, excel: bool) -> str:
    """`excel`: with a byte order mark and semicolons, as Excel reads a file here; else plain commas."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK if excel else "") + text.getvalue()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return "" if value is None else value
    plain = Markup(value).striptags() if isinstance(value, Markup) else str(value)
    is_safe = not plain.startswith(FORMULA_STARTS) or _NUMBER.fullmatch(plain)
    return plain if is_safe else f"'{plain}"
