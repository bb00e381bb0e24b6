"""Can the rows of a race be so: readable times, places that agree with them, one timing for all?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from contracts.events.athletics_terms import OK
from services.events.domain.athletics.marks import time_of
from services.events.domain.athletics.terms import discipline
from services.events.domain.sports.athletics.marks import THOUSANDTHS
from services.events.domain.sports.places import renumbered

Contest = Mapping[str, Any]
Row = Mapping[str, Any]
Indexed = Sequence[tuple[int, Row]]
RowFaults = Iterator[tuple[int, str, str]]

PHOTO_FINISH = 2  # digits at least; a hand time has one at most


def of_finish(row: Row, kept: Row, contest: Contest) -> Iterator[tuple[str, str]]:
    """One athlete: a time or a place when finished, neither otherwise."""
    if row["status"] != OK:
        yield from ((name, "not_allowed") for name in ("mark", "place") if row[name])
    elif not row["mark"].strip():
        if row["place"] is None:
            yield "mark", "missing"
    elif kept["mark_ms"] is None:
        yield "mark", "not_a_time"
    elif kept["mark_ms"] < discipline(contest).limit:
        yield "mark", "out_of_range"


def of_race(finished: Indexed) -> RowFaults:
    """`finished` with their index."""
    yield from _one_timing(finished)
    placed = [row for _, row in finished if row["place"] is not None]
    if not placed:
        yield from ((index, "place", "missing") for index, row in finished if row["mark_ms"] is None)
        yield from _read_alike(finished)
    elif len(placed) < len(finished):
        yield from ((index, "place", "missing") for index, row in finished if row["place"] is None)
    else:
        yield from _of_places(finished)


def _one_timing(finished: Indexed) -> RowFaults:
    """By hand or by photo finish, never some so and some so (TR 20.8)."""
    timed = [(index, row) for index, row in finished if row["mark_ms"] is not None]
    by_hand = [index for index, row in timed if row["read_to"] < PHOTO_FINISH]
    if len(by_hand) < len(timed):
        yield from ((index, "mark", "mixed_timing") for index in by_hand)


def _read_alike(finished: Indexed) -> RowFaults:
    """Of the same 1/100 s and without a place: 1/1000 s of all or none, or the order would be a guess."""
    finest: dict[int, int] = {}
    for _, row in finished:
        if row["mark_ms"] is not None:
            hundredths = _hundredths(row)
            finest[hundredths] = max(finest.get(hundredths, 0), row["read_to"])
    for index, row in finished:
        if row["mark_ms"] is None or row["read_to"] == THOUSANDTHS:
            continue
        if finest[_hundredths(row)] == THOUSANDTHS:
            yield index, "mark", "mixed_reading"


def _of_places(finished: Indexed) -> RowFaults:
    """Without holes (1, 2, 2, 4), and nobody before one who was faster."""
    places = {index: row["place"] for index, row in finished}
    straight = renumbered(places)
    yield from ((index, "place", "out_of_range") for index in places if places[index] != straight[index])
    timed = sorted((row["place"], index, row) for index, row in finished if row["mark_ms"] is not None)
    for (place, _, row), (next_place, index, following) in zip(timed, timed[1:], strict=False):
        if place == next_place and _hundredths(row) != _hundredths(following):
            yield index, "place", "not_level"
        elif _is_slower(row, following):
            yield index, "place", "place_contradicts"


def _is_slower(row: Row, following: Row) -> bool:
    if _hundredths(row) != _hundredths(following):
        return _hundredths(row) > _hundredths(following)
    both = row["read_to"] == following["read_to"] == THOUSANDTHS
    return bool(both and row["mark_ms"] > following["mark_ms"])


def _hundredths(row: Row) -> int:
    return time_of(row["mark_ms"], row["read_to"]).hundredths
