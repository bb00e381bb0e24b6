"""Can the jumps over the heights, and those of a jump-off, be so?"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from contracts.events.athletics_terms import OK, PASS
from services.events.domain.athletics.terms import is_rising
from services.events.domain.sports.athletics.vertical import (
    CLEARED,
    FAILED,
    OUT_AFTER,
    RETIRED,
    Jumper,
    Vertical,
    rank_vertical,
)

Row = Mapping[str, Any]
Result = Mapping[str, Any]

_JUMPS = re.compile(r"^(X{0,2}O|X{1,3}|X{0,2}-|X{0,2}R)$")


def series_of(written: Sequence[str]) -> list[str]:
    """In capitals, a nought read as `O`, without empty heights at the end.

    Failures before a later height are written with the pass that followed them: `XX`, `X` is `XX-`, `X`.
    """
    read = [text.strip().upper().replace("0", CLEARED).replace("–", PASS) for text in written]
    while read and not read[-1]:
        read.pop()
    return [jumps + PASS if jumps in ("X", "XX") else jumps for jumps in read[:-1]] + read[-1:]


def of_heights(row: Row) -> Iterator[tuple[str, str]]:
    """One athlete; the first fault of the series."""
    slug = _fault(row["series"])
    if row["status"] == OK and not row["series"]:
        slug = "missing"
    if slug:
        yield "series", slug


def of_jump_off(kept: Result) -> Iterator[tuple[str, str]]:
    """Heights in rising order; a jump-off only among those level for the first place."""
    if not is_rising(kept["heights"]):
        yield "heights", "out_of_range"
        return
    level = ranked({**kept, "jump_off": []}).level_first
    for bar in kept["jump_off"]:
        jumpers = Counter(str(one["bib"]) for one in bar["jumps"])
        if not set(jumpers) <= set(level):
            yield "jump_off", "not_level"
        elif max(jumpers.values()) > 1:
            yield "jump_off", "twice"


def ranked(kept: Result) -> Vertical:
    """As the engine ranks it, athletes by bib as text."""
    heights = [Fraction(height, 100) for height in kept["heights"]]
    jumpers = [Jumper(str(row["bib"]), row["series"], row["status"] == OK) for row in kept["rows"]]
    bars = [{str(one["bib"]): one["jump"] for one in bar["jumps"]} for bar in kept["jump_off"]]
    return rank_vertical(jumpers, heights, bars)


def _fault(series: Sequence[str]) -> str:
    in_a_row, over = 0, False
    for jumps in series:
        if not _JUMPS.match(jumps):
            return "invalid" if jumps else "missing"
        if over:
            return "after_out"
        in_a_row += jumps.count(FAILED)
        if in_a_row > OUT_AFTER or (in_a_row == OUT_AFTER and not jumps.endswith(FAILED)):
            return "after_out"
        if CLEARED in jumps:
            in_a_row = 0
        over = in_a_row == OUT_AFTER or RETIRED in jumps
        if jumps.endswith(FAILED) and not over:
            return "unfinished"
    return ""
