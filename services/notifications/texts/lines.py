"""How do a score, a table and a final read on a handset that may turn a line round?

One number a line, behind the name that it belongs to: in an Arabic line `1 Tafoukt 6` shows as `Tafoukt 6 1`,
and `2-1` stays as it is while the names around it change sides. Marks of direction would help, and some
handsets draw them as boxes.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from services.notifications.domain.handset import for_arabic

MOST_ROWS = 10  # of twelve characters each: what four parts hold in Arabic
SCORE = re.compile(r"(\d+)-(\d+)(?: \((\d+)-(\d+)\))?")


def goals(home: str, away: str, score: str, shoot_out: str, no_score: str) -> str:
    """`score` is `2-1` or `1-1 (4-3)`; anything else is a match without a score (annulled)."""
    found = SCORE.fullmatch(score)
    if found is None:
        return f"{home} - {away}\n{no_score}"
    *after_play, home_kicks, away_kicks = found.groups()
    lines = [_line(home, after_play[0]), _line(away, after_play[1])]
    if home_kicks is not None:
        lines += [shoot_out, _line(home, home_kicks), _line(away, away_kicks)]
    return "\n".join(lines)


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    """`rows` of `place`, `team` and `points` or `mark`: the order tells the place, `=` one shared with the
    line above.

    Of a long league its head alone: an SMS of too many parts would be told to nobody.
    """
    every = list(rows)
    lines, above = [], None
    for row in every[:MOST_ROWS]:
        line = _line(row["team"], row["points"] if "points" in row else row["mark"])
        lines.append(f"= {line}" if row["place"] == above else line)
        above = row["place"]
    return "\n".join([*lines, "..."] if len(every) > MOST_ROWS else lines)


def _line(name: str, number: object) -> str:
    """A colon where the name itself ends in a number: `Atlas 2: 3`; the name alone without a number."""
    shown = for_arabic(name).strip()
    if number == "":
        return shown
    return f"{shown}{':' if shown[-1:].isdigit() else ''} {number}"
