"""Is a result one that this heat can have, and how is it kept? Every refusal names its row and field."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chassis.errors import Refused
from contracts.events.athletics_terms import HORIZONTAL, OK, RACES, TRACK, VERTICAL
from services.events.domain.athletics.attempt_rules import of_attempts, of_more
from services.events.domain.athletics.height_rules import of_heights, of_jump_off, series_of
from services.events.domain.athletics.marks import read_ms, write_ms
from services.events.domain.athletics.race_rules import of_finish, of_race
from services.events.domain.athletics.terms import discipline

Contest = Mapping[str, Any]
Row = dict[str, Any]
Result = dict[str, Any]
RowFaults = Iterator[tuple[int, str, str]]

# what each kind of discipline writes down of one athlete
WRITTEN = ("mark", "place", "attempts", "winds", "series")
OWN = {HORIZONTAL: ("attempts", "winds"), VERTICAL: ("series",)}


def checked(result: Mapping[str, Any], start_list: Sequence[int], contest: Contest) -> Result:
    """As `HeatResultView`, rows by bib.

    Raises Refused("invalid", {"result": {"rows": {index: {field: slug}}, field: slug}}); athletes of the
    start list without a row: {"rows": {"slug": "missing", "bibs": [...]}}.
    """
    rows = [_kept(row, contest) for row in result["rows"]]
    _refuse_rows(_strangers(rows, start_list))
    left = sorted(set(start_list) - {row["bib"] for row in rows})
    if left:
        raise Refused("invalid", {"result": {"rows": {"slug": "missing", "bibs": left}}})
    _refuse_rows(_each(result["rows"], rows, contest))
    kept = {
        "rows": sorted(rows, key=lambda row: row["bib"]),
        "wind": result["wind"],
        "heights": list(result["heights"] or contest["terms"]["heights"]),
        "jump_off": [_bar(bar) for bar in result["jump_off"]],
        "note": result["note"].strip(),
    }
    faults = dict(_of_the_whole(kept, result, contest))
    if faults:
        raise Refused("invalid", {"result": faults})
    _refuse_rows(_together(rows, kept, contest))
    return kept


def _kept(row: Mapping[str, Any], contest: Contest) -> Row:
    """Unreadable marks stay None here, and are refused after."""
    time = read_ms(row["mark"]) if discipline(contest).kind in RACES else None
    return {
        "bib": row["bib"],
        "status": row["status"],
        "mark": write_ms(*time) if time else "",
        "mark_ms": time[0] if time else None,
        "read_to": time[1] if time else None,
        "place": row["place"],
        "attempts": [*row["attempts"]],
        "winds": [*row["winds"]],
        "series": series_of(row["series"]),
    }


def _bar(bar: Mapping[str, Any]) -> dict[str, Any]:
    return {"height": bar["height"], "jumps": [dict(one) for one in bar["jumps"]]}


def _strangers(rows: Sequence[Row], start_list: Sequence[int]) -> RowFaults:
    counted = Counter(row["bib"] for row in rows)
    for index, row in enumerate(rows):
        if counted[row["bib"]] > 1:
            yield index, "bib", "twice"
        elif row["bib"] not in start_list:
            yield index, "bib", "not_an_entrant"


def _each(given: Sequence[Mapping[str, Any]], rows: Sequence[Row], contest: Contest) -> RowFaults:
    """Row by row. Puts attempts as they are kept into `rows`."""
    kind = discipline(contest).kind
    for index, (row, kept) in enumerate(zip(given, rows, strict=True)):
        for name in WRITTEN:
            if row[name] and name not in OWN.get(kind, ("mark", "place")):
                yield index, name, "not_allowed"
        if kind in RACES:
            yield from ((index, *fault) for fault in of_finish(row, kept, contest))
        elif row["status"] == "DNF":
            yield index, "status", "not_a_choice"
        elif row["status"] == "DNS" and any(row[name] for name in WRITTEN):
            yield index, "status", "not_allowed"
        elif kind == HORIZONTAL:
            yield from ((index, *fault) for fault in of_attempts(kept, contest))
        else:
            yield from ((index, *fault) for fault in of_heights(kept))


def _of_the_whole(kept: Result, result: Mapping[str, Any], contest: Contest) -> Iterator[tuple[str, str]]:
    one = discipline(contest)
    if kept["wind"] is not None and not (one.wind and one.kind == TRACK):
        yield "wind", "not_allowed"
    if one.kind == VERTICAL:
        yield from of_jump_off(kept)
    else:
        yield from ((name, "not_allowed") for name in ("heights", "jump_off") if result[name])


def _together(rows: Sequence[Row], kept: Result, contest: Contest) -> RowFaults:
    """What only shows when all are compared."""
    kind = discipline(contest).kind
    finished = [(index, row) for index, row in enumerate(rows) if row["status"] == OK]
    if kind in RACES:
        yield from of_race(finished)
    elif kind == HORIZONTAL:
        yield from of_more(rows, contest)
    else:
        longest = len(kept["heights"])
        yield from ((index, "series", "too_many") for index, row in finished if len(row["series"]) > longest)


def _refuse_rows(faults: RowFaults) -> None:
    found: dict[int, dict[str, str]] = {}
    for index, name, slug in faults:
        found.setdefault(index, {}).setdefault(name, slug)
    if found:
        raise Refused("invalid", {"result": {"rows": found}})
