"""Who came where in a heat, a field event or the final, and what is that worth to the teams?"""

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.events.athletics_terms import (
    CROSS_COUNTRY,
    HORIZONTAL,
    OK,
    RACES,
    VERTICAL,
    WIND_ALLOWED,
)
from services.events.domain.athletics.attempt_rules import best_after_first
from services.events.domain.athletics.counted import Athletes, finishes
from services.events.domain.athletics.height_rules import ranked
from services.events.domain.athletics.marks import metres
from services.events.domain.athletics.terms import discipline
from services.events.domain.sports.athletics.heats import heat_places
from services.events.domain.sports.athletics.horizontal import Series, rank_horizontal
from services.events.domain.sports.athletics.team_tables import Placed, cross_country
from services.events.domain.sports.places import places

Contest = Mapping[str, Any]
Heat = Mapping[str, Any]
Row = Mapping[str, Any]


def order_of(heat: Heat, rows: Sequence[Row], contest: Contest, who: Athletes) -> dict[str, Any]:
    """{ranked: [{place, bib, team_id, mark, wind, aided}],
    unranked: [{bib, team_id, status}], first_place, next_attempts}.

    `mark` as it is written, empty where only a place was. `wind` in tenths of m/s, `aided`: too much of it
    for a record or standard.

    `first_place`: null, or over heights {bibs, jumped_off}: level for it before any jump-off.
    `next_attempts`: bibs in the order of the attempts that only the best have, the last ranked first.
    """
    placed = _places(heat, rows, contest)
    in_order = sorted((place, int(name)) for name, place in placed.items())
    by_bib = {row["bib"]: row for row in rows}
    return {
        "ranked": [
            {"place": place, "bib": bib, "team_id": who.team[bib], **_mark(heat, by_bib[bib], contest)}
            for place, bib in in_order
        ],
        "unranked": [
            {"bib": bib, "team_id": who.team[bib], "status": by_bib[bib]["status"]}
            for bib in sorted(by_bib)
            if str(bib) not in placed
        ],
        "first_place": _first_place(heat, rows, contest),
        "next_attempts": _next_attempts(rows, contest),
    }


def event_of(contest: Contest, final: Mapping[str, Any]) -> list[Placed]:
    """The final as tables of teams read it."""
    event = str(contest["contest_id"])
    return [Placed(one["team_id"], event, one["place"]) for one in final["ranked"]]


def teams_of(contest: Contest, final: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Teams of a cross-country race, low wins: [{place, team_id, points}]; `place` null: too few arrived."""
    if discipline(contest).kind != CROSS_COUNTRY:
        return []
    arrived: dict[str, list[int]] = {}
    for one in final["ranked"]:
        arrived.setdefault(one["team_id"], []).append(one["place"])
    found, short = cross_country(arrived, contest["terms"]["scorers"])
    told = [{"place": place, "team_id": team, "points": points} for place, team, points in found]
    return told + [{"place": None, "team_id": team, "points": None} for team in short]


def _places(heat: Heat, rows: Sequence[Row], contest: Contest) -> dict[str, int]:
    kind = discipline(contest).kind
    if kind in RACES:
        return heat_places(finishes(rows))
    if kind == HORIZONTAL:
        order = rank_horizontal([_series(row) for row in rows])[0]
    else:
        order = ranked({**heat["result"], "rows": rows}).order if rows else []
    return {name: place for place, name in places(order)}


def _mark(heat: Heat, row: Row, contest: Contest) -> dict[str, Any]:
    mark, wind = row["mark"], heat["result"]["wind"]
    kind = discipline(contest).kind
    if kind == HORIZONTAL:
        mark = _series(row).best
        wind = row["winds"][row["attempts"].index(mark)] if row["winds"] else None
    elif kind == VERTICAL:
        cleared = [
            cm for cm, jumps in zip(heat["result"]["heights"], row["series"], strict=False) if "O" in jumps
        ]
        mark = metres(max(cleared))
    return {
        "mark": mark,
        "wind": wind,
        "aided": wind is not None and wind > WIND_ALLOWED,
    }


def _first_place(heat: Heat, rows: Sequence[Row], contest: Contest) -> dict[str, Any] | None:
    if discipline(contest).kind != VERTICAL or not rows:
        return None
    found = ranked({**heat["result"], "rows": rows})
    if not found.level_first:
        return None
    return {"bibs": sorted(map(int, found.level_first)), "jumped_off": found.jumped_off}


def _next_attempts(rows: Sequence[Row], contest: Contest) -> list[int]:
    if discipline(contest).kind != HORIZONTAL or not contest["terms"]["attempts"]["more"]:
        return []
    return best_after_first(rows, contest)[::-1]


def _series(row: Row) -> Series:
    return Series(str(row["bib"]), row["attempts"], row["status"] == OK)
