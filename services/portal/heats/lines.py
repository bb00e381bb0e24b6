"""Who came where? The order of a confirmed heat, or the rows as they were written down."""

from typing import Any

from contracts.events.athletics_terms import OK
from services.portal.heats.written import height
from services.portal.public.disciplines import STATUSES, UNRANKED, wind_of
from services.portal.tournaments.reading import Data

Teams = dict[Any, str]
LAST = float("inf")


def of_order(found: Data, teams: Teams) -> list[Data]:
    """Of a `OneHeatView` whose result is confirmed. `how`: `Q`, `q`, `R` or empty."""
    heat = found["heat"]
    tries = {row["bib"]: tries_of(row, heat["result"]) for row in heat["result"]["rows"]}
    here = (heat["round"], heat["heat"])
    going = {
        one["bib"]: one["how"] for one in found["outcome"]["going"] if (one["round"], one["heat"]) == here
    }
    ranked = [
        {
            **_line(one["bib"], teams, tries),
            "place": one["place"],
            "mark": one["mark"],
            "wind": wind_of(one["wind"]),
            "aided": one["aided"],
            "how": going.get(one["bib"], ""),
        }
        for one in heat["order"]["ranked"]
    ]
    others = [
        {**_line(one["bib"], teams, tries), "words": UNRANKED.get(one["status"], "")}
        for one in heat["order"]["unranked"]
    ]
    return ranked + others


def of_result(result: Data | None, teams: Teams) -> list[Data]:
    """Of a `HeatResultView` that nobody has ranked yet; a race by its times."""
    rows = sorted(result["rows"], key=_speed) if result else []
    return [
        {
            **_line(row["bib"], teams, {row["bib"]: tries_of(row, result or {})}),
            "place": row["place"],
            "mark": row["mark"],
            "words": STATUSES.get(row["status"], ""),
        }
        for row in rows
    ]


def tries_of(row: Data, result: Data) -> list[str]:
    """`5.23 (+1.8)` of a jump or throw, `1.20 XO` over heights."""
    winds = [*row["winds"], *[None] * len(row["attempts"])]
    attempts = [
        f"{text} ({wind_of(wind)})" if wind is not None else text
        for text, wind in zip(row["attempts"], winds, strict=False)
    ]
    heights = [height(one) for one in result["heights"]]
    return attempts + [f"{bar} {jumps}" for bar, jumps in zip(heights, row["series"], strict=False)]


def _line(bib: int, teams: Teams, tries: dict[int, list[str]]) -> Data:
    empty: Data = {"place": None, "mark": "", "wind": "", "aided": False, "how": "", "words": ""}
    return {**empty, "bib": bib, "team": teams.get(bib, ""), "tries": tries.get(bib, [])}


def _speed(row: Data) -> tuple[bool, float, float]:
    time = LAST if row["mark_ms"] is None else row["mark_ms"]
    return row["status"] != OK, row["place"] or LAST, time
