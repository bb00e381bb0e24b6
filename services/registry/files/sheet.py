"""Which lines does an uploaded file hold, and under which heading? CSV or Excel, told by its first bytes."""

from collections.abc import Iterator
from itertools import chain, islice

from contracts.registry.commands import IMPORT_ROWS
from services.registry.domain.columns import FIELDS, Heading, read_heading, recognised
from services.registry.domain.row import Row, read
from services.registry.files import csv_sheet, xlsx_sheet
from services.registry.files.line import Line, Unreadable

_TITLE_LINES = 10  # above the heading there may be a title and blank lines
_OTHER_FORMATS = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"Rar!")


class Sheet:
    """Reads rows in order; `line` is the last one read. Held in memory between two bounded pieces of work."""

    def __init__(self, content: bytes) -> None:
        self._lines, lines = _open(content)
        self.heading, self.line = self._find_heading()
        self.expected = max(lines - self.line, 0)  # rows, before anybody counted them
        self._rows = 0
        self._ahead: Line | None = None

    def rows(self, most: int, most_lines: int = 20_000) -> Iterator[Row]:
        """The next rows, `most` at most; blank lines are passed over but bounded too. Check `ended` after."""
        found = 0
        for line in self._next_lines(most_lines):
            self.line = line.number
            if line.blank:
                continue
            self._count()
            yield self._row(line)
            found += 1
            if found == most:
                return

    def ended(self) -> bool:
        self._ahead = self._ahead or next(self._lines, None)
        return self._ahead is None

    def _next_lines(self, most: int) -> Iterator[Line]:
        ahead, self._ahead = self._ahead, None
        if ahead:
            yield ahead
        yield from islice(self._lines, most)

    def _row(self, line: Line) -> Row:
        places = self.heading.places
        cells = {name: line.cells[place] for name, place in places.items() if place < len(line.cells)}
        formulas = {name: line.formulas[place] for name, place in places.items() if place in line.formulas}
        return read(line.number, cells, formulas)

    def _count(self) -> None:
        self._rows += 1
        if self._rows > IMPORT_ROWS:
            raise Unreadable("too_many_rows", most=IMPORT_ROWS)

    def _find_heading(self) -> tuple[Heading, int]:
        head = [line for line in islice(self._lines, _TITLE_LINES) if not line.blank]
        if not head:
            raise Unreadable("empty_file")
        place = next((at for at, line in enumerate(head) if recognised(line.cells) >= 2), 0)
        heading = read_heading(head[place].cells)
        if heading.missing:
            raise Unreadable(
                "missing_columns", columns=heading.missing, read=head[place].cells[: len(FIELDS)]
            )
        if heading.twice:
            raise Unreadable("columns_repeated", columns=heading.twice)
        self._lines = chain(head[place + 1 :], self._lines)
        return heading, head[place].number


def _open(content: bytes) -> tuple[Iterator[Line], int]:
    if content.startswith(b"PK"):
        return xlsx_sheet.lines(content)
    if content.startswith(_OTHER_FORMATS):
        raise Unreadable("not_a_sheet")
    return csv_sheet.lines(content)
