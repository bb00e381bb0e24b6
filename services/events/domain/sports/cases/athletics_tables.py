"""Selections, medals and team points as JSON."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from services.events.domain.sports.athletics.finals import select
from services.events.domain.sports.athletics.heats import Finish, heat_places
from services.events.domain.sports.athletics.marks import read_time
from services.events.domain.sports.athletics.team_tables import (
    MEDALS,
    POINTS,
    Placed,
    cross_country,
    medal_table,
    team_points,
)
from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import (
    Case,
    invalid,
    mapping,
    names,
    objects,
    orders,
    sequence,
    text,
    whole,
    whole_or_none,
)
from services.events.domain.sports.places import shared

TEAM_KEYS = ("nation", "team", "institution", "club")
# words that tell what a decision is; who renounces a run-off renounces, so that is looked for first
RENUNCIATION = ("withdr", "declin", "gave", "scratch", "renounc", "conced")
DRAW = ("lot", "run", "race", "decision")


def selection_outcome(case: Case, known: Known) -> Outcome:
    rules = mapping(case.get("rules"), "rules")
    rows = {text(row, "athlete", f"results.{at}"): row for at, row in enumerate(_finalists(case))}
    valid = {name: row for name, row in rows.items() if row.get("status", "OK") in ("OK", "Q", "q")}
    placed = heat_places([_finish(name, row) for name, row in valid.items()])
    take = whole(rules, "take", whole(rules, "select", whole(case, "take", 0)), "rules")
    found = select(placed, take, _draws(case), _renounced(case))
    return {
        "ranking": [
            {"place": p, "athlete": name, "mark": rows[name].get("mark")} for p, name in found.ranking
        ],
        "shared_places": shared(found.ranking),
        "selected": found.selected,
        "qualified": found.selected,
        "unresolved": [list(found.waiting)] if found.waiting else [],
        "unresolved_before": [list(found.waiting_before)] if found.waiting_before else [],
        "unranked": sorted(name for name in rows if name not in placed),
    }


def _finalists(case: Case) -> list[Mapping[str, Any]]:
    """`results`, or those of the races under `heats`."""
    if case.get("results") is not None or case.get("heats") is None:
        return objects(case, "results")
    return [row for heat in objects(case, "heats") for row in objects(heat, "results")]


def medals_outcome(case: Case, known: Known) -> Outcome:
    entries, key = _placed(case)
    rows = [
        {"place": place, key: team, **dict(zip(MEDALS, won, strict=True)), "total": sum(won)}
        for place, team, won in medal_table(entries)
    ]
    return {"table": rows}


def points_outcome(case: Case, known: Known) -> Outcome:
    """With `rules.scoring` the places of the first so many of each team are added, as in cross-country."""
    rules = mapping(case.get("rules"), "rules")
    entries, key = _placed(case)
    scoring = rules.get("scoring", rules.get("scorers"))
    if isinstance(scoring, int):
        return _cross_country(entries, key, scoring)
    scale = sequence(rules.get("points", scoring), "rules.points") or POINTS
    rows = [
        {"place": place, key: team, "points": exact(points)}
        for place, team, points in team_points(entries, tuple(scale))
    ]
    return {"table": rows}


def exact(points: Fraction) -> int | float | str:
    """309.5 as a number; a third has no exact decimal and stays the text `7/3`."""
    if points.denominator == 1:
        return points.numerator
    if Fraction(str(float(points))) == points:
        return float(points)
    return f"{points.numerator}/{points.denominator}"


def _cross_country(entries: list[Placed], key: str, scoring: int) -> Outcome:
    finishers: dict[str, list[int]] = {}
    for entry in entries:
        finishers.setdefault(entry.team, []).append(entry.place)
    ranked, short = cross_country(finishers, scoring)
    return {"table": [{"place": p, key: team, "points": sum_} for p, team, sum_ in ranked], "unranked": short}


def _placed(case: Case) -> tuple[list[Placed], str]:
    """Entries of all events, and the name of the key that names the team."""
    entries: list[Placed] = []
    keys: list[str] = []
    for at, event in enumerate(_events(case)):
        rows = _rows(event, f"events.{at}")
        found = []
        for index, row in enumerate(rows):
            key, placed = _entry(row, str(row.get("event", event.get("event", at))), f"events.{at}.{index}")
            keys.append(key)
            found += [placed] if placed is not None else []
        # a relay, or a team of several, wins one medal however many rows name its members
        entries += list(dict.fromkeys(found)) if event.get("relay") or event.get("team") else found
    return entries, keys[0] if keys else "team"


def _events(case: Case) -> list[Mapping[str, Any]]:
    if case.get("events") is not None:
        return objects(case, "events")
    flat = next((key for key in ("results", "medals", "entries") if case.get(key) is not None), "events")
    return [{"results": [_as_row(row) for row in objects(case, flat)]}]


def _rows(event: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    """`results`, or lists of teams under `gold`, `silver`, `bronze`."""
    if isinstance(event.get("medals"), Mapping):
        event = event["medals"]
    listed = next((key for key in ("results", "medals", "ranking") if event.get(key) is not None), None)
    if listed is not None:
        return [_as_row(row) for row in objects(event, listed)]
    rows: list[Mapping[str, Any]] = []
    for place, medal in enumerate(MEDALS, 1):
        won = event.get(medal) or []
        rows += [{"place": place, "nation": team} for team in ([won] if isinstance(won, str) else won)]
    return rows


def _as_row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    medal = row.get("medal")
    return {**row, "place": MEDALS.index(medal) + 1} if medal in MEDALS else row


def _entry(row: Mapping[str, Any], event: str, field: str) -> tuple[str, Placed | None]:
    key = next((key for key in TEAM_KEYS if row.get(key) is not None), None)
    if key is None:
        raise invalid(f"{field}.team", "missing")
    place = whole_or_none(row, "place", field)
    return key, None if place is None else Placed(str(row[key]), event, place)


def _finish(name: str, row: Mapping[str, Any]) -> Finish:
    mark = row.get("mark")
    return Finish(name, None if mark is None else read_time(str(mark)), whole_or_none(row, "place"))


def _draws(case: Case) -> list[tuple[str, ...]]:
    drawn = orders(mapping(case.get("extra"), "extra").get("lots"), "extra.lots")
    for one in objects(case, "decisions", needed=False):
        if _says(one, DRAW) and not _says(one, RENUNCIATION):
            drawn += orders(one.get("order", one.get("athletes")), "decisions.order")
    return drawn


def _says(decision: Mapping[str, Any], words: tuple[str, ...]) -> bool:
    said = str(decision.get("type", "")).lower()
    return any(word in said for word in words)


def _renounced(case: Case) -> list[str]:
    found: list[str] = []
    for one in objects(case, "decisions", needed=False):
        if _says(one, RENUNCIATION):
            found += names(one.get("athletes"), "decisions.athletes")
            found += [str(one["athlete"])] if one.get("athlete") else []
    return found
