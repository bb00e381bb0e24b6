"""Heats as JSON: who goes on by place, by time, by a decision; the tie at the cut."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.events.domain.sports.athletics.heats import Advance, Advanced, Finish, Heat, Tie, advance
from services.events.domain.sports.athletics.marks import Time, read_time
from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import (
    Case,
    invalid,
    mapping,
    objects,
    orders,
    sequence,
    text,
    whole,
    whole_or_none,
)

Decisions = Sequence[Mapping[str, Any]]

# words that tell what a decision is; the first kind that has one of its words in the type is meant
RERUN, OUT, LOTS, ADDED = "rerun", "out", "lots", "added"
WORDS = {
    RERUN: ("rerun", "re-run", "re_run"),
    OUT: ("dq", "disqual"),
    LOTS: ("lot",),
    # referee, jury of appeal, video draw: qR, qJ, qD
    ADDED: ("referee", "advance", "jury", "appeal", "draw", "qr", "qj", "qd", "reinstat"),
}
VALID = ("OK", "Q", "q")


def heats_outcome(case: Case, known: Known) -> Outcome:
    decisions = [one for one in sequence(case.get("decisions"), "decisions") if isinstance(one, Mapping)]
    rules = _rules(case)
    heats = _heats(case, decisions)
    drawn = _lots(case, decisions)
    found = advance(heats, rules, drawn)
    entered = _entered(case)
    added = [name for name in _named(decisions, ADDED) if name not in found.names]
    told = {
        "by_place": [_one(name, entered) for _, name in found.by_place],
        "by_time": [_one(name, entered, heat) for heat, name in found.by_time],
        "advanced_by_referee": [_one(name, entered) for name in added],
        "total_advancing": found.total + len(added),
        "unresolved": [list(level) for level, _ in found.waiting],
        "places_for_unresolved": [left for _, left in found.waiting],
        "place_ties": [_tie(tie, entered) for tie in found.place_ties],
        "decisions_ignored": [str(one.get("type")) for one in decisions if _type(one) is None],
    }
    return told | _cut(found, entered) | _displaced(heats, rules, drawn, found.names | set(added), decisions)


def _cut(found: Advanced, entered: Mapping[str, Mapping[str, Any]]) -> Outcome:
    return {"tie_at_the_cut": _tie(found.time_tie, entered)} if found.time_tie is not None else {}


def _tie(tie: Tie, entered: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    mark = entered[tie.athletes[0]].get("mark")
    return {"mark": mark, "athletes": list(tie.athletes), "resolved_by": tie.settled_by}


def _displaced(
    heats: Sequence[Heat],
    rules: Advance,
    drawn: Sequence[Sequence[str]],
    through: set[str],
    decisions: Decisions,
) -> Outcome:
    """Those announced before a re-run who are out after it."""
    again = {str(one.get("heat")) for one in decisions if _type(one) == RERUN}
    if not again:
        return {}
    before = advance([heat for heat in heats if heat.name not in again], rules, drawn)
    return {"displaced": sorted(before.names - through)}


def _rules(case: Case) -> Advance:
    given = mapping(case.get("rules"), "rules")
    return Advance(
        whole(given, "advance_by_place", 0, "rules"),
        whole(given, "advance_by_time", 0, "rules"),
        whole_or_none(given, "lanes", "rules"),
        whole_or_none(given, "next_races", "rules"),
    )


def _heats(case: Case, decisions: Decisions) -> list[Heat]:
    void = set(_named(decisions, OUT))
    alone = {
        str(one.get("heat"))
        for one in decisions
        if _type(one) == RERUN and "time" in str(one.get("counts_for", ""))
    }
    heats = []
    for at, heat in enumerate(objects(case, "heats")):
        name = _heat_name(heat, at)
        rows = enumerate(objects(heat, "results"))
        read = [_finish(row, f"heats.{at}.results.{index}") for index, row in rows if _is_valid(row)]
        finishes = [one for one in read if one.athlete not in void]
        heats.append(Heat(name, finishes, name in alone))
    return heats


def _heat_name(heat: Mapping[str, Any], at: int) -> str:
    return str(heat.get("heat", heat.get("name", at + 1)))


def _is_valid(row: Mapping[str, Any]) -> bool:
    """A status alone makes a result void; without one, a mark or a place makes it valid."""
    status = row.get("status")
    if status is None:
        return row.get("mark") is not None or row.get("place") is not None
    return status in VALID


def _finish(row: Mapping[str, Any], field: str) -> Finish:
    return Finish(text(row, "athlete", field), _time(row, field), whole_or_none(row, "place", field))


def _time(row: Mapping[str, Any], field: str) -> Time | None:
    thousandths = whole_or_none(row, "mark_ms", field)
    if row.get("mark") is None:
        return None if thousandths is None else Time(-(-thousandths // 10), thousandths)
    time = read_time(str(row["mark"]), thousandths)
    if time is None:
        raise invalid(f"{field}.mark", "not_a_time", mark=str(row["mark"]))
    return time


def _entered(case: Case) -> dict[str, dict[str, Any]]:
    """The valid row of each athlete, with its heat; a void one only when there is no other."""
    found: dict[str, dict[str, Any]] = {}
    for at, heat in enumerate(objects(case, "heats")):
        for index, row in enumerate(objects(heat, "results")):
            name = text(row, "athlete", f"heats.{at}.results.{index}")
            if name not in found or _is_valid(row):
                found[name] = {**row, "heat": heat.get("heat", heat.get("name", at + 1))}
    return found


def _one(name: str, entered: Mapping[str, Mapping[str, Any]], heat: str | None = None) -> dict[str, Any]:
    return {"heat": entered[name]["heat"] if name in entered else heat, "athlete": name}


def _lots(case: Case, decisions: Decisions) -> list[tuple[str, ...]]:
    """From `extra.lots`, or a decision with its `order`."""
    drawn = orders(mapping(case.get("extra"), "extra").get("lots"), "extra.lots")
    for one in decisions:
        if _type(one) == LOTS:
            drawn += orders(one.get("order", one.get("athletes")), "decisions.order")
    return drawn


def _named(decisions: Decisions, kind: str) -> list[str]:
    found: list[str] = []
    for one in decisions:
        if _type(one) == kind:
            listed = sequence(one.get("athletes"), "decisions.athletes")
            listed = [*listed, one["athlete"]] if one.get("athlete") else listed
            found += [str(item["athlete"] if isinstance(item, Mapping) else item) for item in listed]
    return list(dict.fromkeys(found))


def _type(decision: Mapping[str, Any]) -> str | None:
    """Which kind it is; None when no word is known."""
    said = str(decision.get("type", "")).lower()
    return next((kind for kind, words in WORDS.items() if any(word in said for word in words)), None)
