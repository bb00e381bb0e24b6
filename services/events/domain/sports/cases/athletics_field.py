"""Jumps and throws as JSON: the ranking, shared places, and who goes on."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from services.events.domain.sports.athletics.horizontal import Series, qualified, rank_horizontal
from services.events.domain.sports.athletics.marks import read_length
from services.events.domain.sports.athletics.vertical import Jumper, Vertical, rank_vertical
from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import Case, invalid, mapping, objects, sequence, text, whole
from services.events.domain.sports.places import places, shared

OUT = ("DQ", "DNS", "DSQ")
# where the jumps of a jump-off may stand inside its object
LISTED = ("series", "results", "athletes", "rounds", "bars")


def horizontal_outcome(case: Case, known: Known) -> Outcome:
    field = [_series(one, f"athletes.{at}") for at, one in enumerate(_athletes(case))]
    order, unranked = rank_horizontal(field)
    best = {one.athlete: one.best for one in field}
    return _ranking(order, best) | {"unranked": unranked} | _going_on(case, order, best)


def vertical_outcome(case: Case, known: Known) -> Outcome:
    entered = [str(height) for height in sequence(case.get("heights"), "heights")]
    heights = [_length(height, "heights") for height in entered]
    jumpers = [_jumper(one, f"athletes.{at}") for at, one in enumerate(_athletes(case))]
    found = rank_vertical(jumpers, heights, read_bars(case))
    rising = [entered[index] for index in sorted(range(len(heights)), key=heights.__getitem__)]
    best: dict[str, str | None] = {name: rising[card.height] for name, card in found.cards.items()}
    return _ranking(found.order, best) | {
        "unranked": found.unranked,
        "first_place": _first_place(found),
        "explanation": _countback(found),
        **_going_on(case, found.order, best),
    }


def _going_on(case: Case, order: Sequence[tuple[str, ...]], best: Mapping[str, str | None]) -> Outcome:
    """Only a qualification has a standard, or a number to be filled."""
    rules = mapping(case.get("rules"), "rules")
    if rules.get("standard") is None and rules.get("advance_at_least") is None:
        return {}
    lengths = {name: read_length(mark) or Fraction(0) for name, mark in best.items() if mark is not None}
    standard = None if rules.get("standard") is None else _length(rules["standard"], "rules.standard")
    by_standard, by_place = qualified(order, lengths, standard, whole(rules, "advance_at_least", 0, "rules"))
    return {"qualified_by_standard": by_standard, "qualified_by_place": by_place}


def read_bars(case: Case) -> list[dict[str, str]]:
    """One entry a bar: `[{"height", "results": {athlete: "O"}}]`, or a list of jumps for each athlete.

    The lists may stand in `jump_off` (by name, or under `series`) or beside each athlete.
    """
    given = case.get("jump_off")
    if isinstance(given, list) and all(isinstance(bar, Mapping) and "athlete" not in bar for bar in given):
        return [_bar(bar) for bar in given]
    if isinstance(given, list):
        return _turned({text(one, "athlete"): one.get("series", one.get("attempts")) for one in given})
    if isinstance(given, Mapping):
        rows = next((given[key] for key in LISTED if given.get(key) is not None), given)
        return read_bars({"jump_off": rows}) if isinstance(rows, list) else _turned(rows)
    return _turned({text(one, "athlete"): one["jump_off"] for one in _athletes(case) if one.get("jump_off")})


def _bar(bar: Mapping[str, Any]) -> dict[str, str]:
    jumps = bar.get("results", bar.get("jumps", bar))
    if isinstance(jumps, list):
        rows = [mapping(row, "jump_off.results") for row in jumps]
        jumps = {text(row, "athlete"): row.get("result", row.get("mark", "")) for row in rows}
    return {str(name): str(jump) for name, jump in mapping(jumps, "jump_off.results").items()}


def _turned(rows: Mapping[str, Any]) -> list[dict[str, str]]:
    """From a list for each athlete to one map for each bar."""
    lists = {name: list(row) for name, row in rows.items() if isinstance(row, list | str)}
    longest = max((len(row) for row in lists.values()), default=0)
    return [
        {name: str(row[at]) for name, row in lists.items() if at < len(row) and row[at]}
        for at in range(longest)
    ]


def _ranking(order: Sequence[tuple[str, ...]], best: Mapping[str, str | None]) -> Outcome:
    placed = places(order)
    ranking = [{"place": place, "athlete": name, "best": best[name]} for place, name in placed]
    return {"ranking": ranking, "shared_places": shared(placed)}


def _first_place(found: Vertical) -> Outcome | None:
    """Who was level for it, and whether a jump-off parted them; a tie that stays is a shared victory."""
    if not found.level_first:
        return None
    return {"level": list(found.level_first), "parted_by_jump_off": found.jumped_off}


def _countback(found: Vertical) -> list[dict[str, Any]]:
    """The failures of all who share their best height with another."""
    heights = [card.height for card in found.cards.values()]
    return [
        {
            "place": place,
            "athlete": name,
            "failures_at_best": found.cards[name].failures_there,
            "failures_in_all": found.cards[name].failures_in_all,
        }
        for place, name in places(found.order)
        if heights.count(found.cards[name].height) > 1
    ]


def _athletes(case: Case) -> list[Mapping[str, Any]]:
    found = objects(case, "athletes")
    seen = [text(one, "athlete", f"athletes.{at}") for at, one in enumerate(found)]
    if len(set(seen)) != len(seen):
        raise invalid("athletes", "twice_the_same")
    return found


def _series(one: Mapping[str, Any], field: str) -> Series:
    attempts = one.get("attempts")
    if attempts is None:
        attempts = [one["best"]] if one.get("best") is not None else []
    read = [
        str(attempt) if attempt is not None else "" for attempt in sequence(attempts, f"{field}.attempts")
    ]
    return Series(text(one, "athlete", field), read, one.get("status") not in OUT)


def _jumper(one: Mapping[str, Any], field: str) -> Jumper:
    series = [
        str(jumps) if jumps is not None else "" for jumps in sequence(one.get("series"), f"{field}.series")
    ]
    return Jumper(text(one, "athlete", field), series, one.get("status") not in OUT)


def _length(value: Any, field: str) -> Fraction:
    found = read_length(str(value))
    if found is None:
        raise invalid(field, "not_a_length", mark=str(value))
    return found
