"""What does a reader of sheets give back? Lines of text cells, or the reason why the file cannot be read."""

from dataclasses import dataclass, field
from typing import Any

WIDEST = 60  # columns looked at; a sheet may claim 16,384
LONGEST_CELL = 2000  # characters kept, enough to see that a cell is too long


@dataclass(frozen=True)
class Line:
    """`number` is the line as a spreadsheet counts it; `formulas` gives the text of cells that hold one."""

    number: int
    cells: list[str]
    formulas: dict[int, str] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        return not any(self.cells)


class Unreadable(Exception):
    """The whole file is refused; `problem` is `{"slug": ..., **details}`."""

    def __init__(self, slug: str, **details: Any) -> None:
        super().__init__(slug)
        self.problem = {"slug": slug, **details}
