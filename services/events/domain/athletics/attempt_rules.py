"""Can the attempts of a jump or throw be so?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from contracts.events.athletics_terms import FOUL, OK, PASS, RETIRED
from services.events.domain.athletics.marks import centimetres, read_metres
from services.events.domain.athletics.terms import discipline
from services.events.domain.sports.athletics.horizontal import Series, rank_horizontal
from services.events.domain.sports.places import taken

Contest = Mapping[str, Any]
Row = dict[str, Any]

_SIGNS = {"X": FOUL, "-": PASS, "–": PASS, "R": RETIRED}


def of_attempts(row: Row, contest: Contest) -> Iterator[tuple[str, str]]:
    """One athlete. The attempts of `row` become as they are kept: `5.23`, `X`, `-`, `r`."""
    terms, one = contest["terms"]["attempts"], discipline(contest)
    read = [_SIGNS.get(text.strip().upper()) or read_metres(text) for text in row["attempts"]]
    row["attempts"] = known = [text for text in read if text is not None]
    if len(known) < len(read):
        yield "attempts", "not_a_length"
    elif any(centimetres(text) > one.limit for text in known if text not in _SIGNS.values()):
        yield "attempts", "out_of_range"
    elif len(known) > terms["first"] + terms["more"] or RETIRED in known[:-1]:
        yield "attempts", "too_many"
    elif row["status"] == OK and len(known) < terms["first"] and known[-1:] != [RETIRED]:
        yield "attempts", "missing"
    if row["winds"] and not one.wind:
        yield "winds", "not_allowed"
    elif row["winds"] and len(row["winds"]) != len(read):
        yield "winds", "missing"


def of_more(rows: Sequence[Row], contest: Contest) -> Iterator[tuple[int, str, str]]:
    """More than the first attempts are for the best after these alone."""
    first = contest["terms"]["attempts"]["first"]
    best = best_after_first(rows, contest)
    for index, row in enumerate(rows):
        if row["status"] == OK and len(row["attempts"]) > first and row["bib"] not in best:
            yield index, "attempts", "not_among_best"


def best_after_first(rows: Sequence[Mapping[str, Any]], contest: Contest) -> list[int]:
    """Bibs, best first; all level with the last of them are in. Fewer athletes than that: everybody."""
    terms = contest["terms"]["attempts"]
    field = [
        Series(str(row["bib"]), row["attempts"][: terms["first"]]) for row in rows if row["status"] == OK
    ]
    if len(field) <= terms["best"]:
        return [int(one.athlete) for one in field]
    inside, level = taken(rank_horizontal(field)[0], terms["best"])
    return [int(name) for name in (*inside, *level)]
