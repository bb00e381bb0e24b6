"""How is a CSV file read? Separator `,`, `;` or tab, found by which one makes the heading readable."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from services.registry.domain.columns import recognised
from services.registry.domain.row import is_formula
from services.registry.files.encoding import decode
from services.registry.files.line import LONGEST_CELL, WIDEST, Line, Unreadable

_SEPARATORS = ",;\t"
_HEAD_LINES = 10


def lines(content: bytes) -> tuple[Iterator[Line], int]:
    """The lines, and about how many there are.

    Raises Unreadable at once for a wrong encoding, later for a broken quotation.
    """
    text = decode(content)
    return _lines(text, _separator(text)), text.count("\n")


def _lines(text: str, separator: str) -> Iterator[Line]:
    skipped = 1 if _declared(text) else 0
    number = 0
    try:
        for number, cells in enumerate(_records(text, separator), start=1):
            if number > skipped:
                kept = [cell[:LONGEST_CELL].strip() for cell in cells[:WIDEST]]
                formulas = {
                    place: _cell_name(place, number) for place, cell in enumerate(kept) if is_formula(cell)
                }
                yield Line(number, kept, formulas)
    except csv.Error:
        raise Unreadable("unreadable", line=number + 1) from None


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _declared(text: str) -> str | None:
    """Excel's own first line `sep=;`."""
    first = text[:8].lower()
    return first[4] if first.startswith("sep=") and first[4:5] in tuple(_SEPARATORS) else None


def _separator(text: str) -> str:
    """The one that gives the most headings, else the one that stands most often in the first lines."""
    declared = _declared(text)
    head = text[:20_000]
    return declared or max(_SEPARATORS, key=lambda one: (_headings(head, one), head.count(one)))


def _headings(head: str, separator: str) -> int:
    try:
        return max((recognised(cells) for cells in islice(_records(head, separator), _HEAD_LINES)), default=0)
    except csv.Error:
        return 0


def _cell_name(place: int, number: int) -> str:
    """(2, 12) -> `C12`; WIDEST keeps it within two letters."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    tens, ones = divmod(place, 26)
    return f"{letters[tens - 1] if tens else ''}{letters[ones]}{number}"
