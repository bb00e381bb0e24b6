"""How is athletics open data? By bib and team, in English whatever the reader speaks.

[{contest, discipline, heats: [{num, round, heat, final, date, time, ground, wind, results | start_list}]}];
`results`: [{place, bib, team, mark, wind, status, goes_on}] where `goes_on` is Q, q, R or `final`, and only
where it is sure; `start_list`: [{lane, bib, team}]. Winds in m/s. What is not known is left out.
"""

from typing import Any

from services.portal.formats import CASABLANCA, as_moment
from services.portal.public.heat_rows import Row, order_rows, start_rows
from services.portal.public.meets import Meet, meets_of


def open_athletics(whole: dict[str, Any], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "contest": meet.contest["title"],
            "discipline": meet.discipline,
            "heats": [_heat(one, meet) for one in meet.heats],
        }
        for meet in meets_of(whole, lambda team_id: names.get(team_id, ""))
    ]


def local_time(starts_at: Any) -> dict[str, str]:
    """With the offset of that day: Morocco leaves UTC+1 in Ramadan."""
    moment = as_moment(starts_at)
    if moment is None:
        return {}
    local = moment.astimezone(CASABLANCA)
    hours = int(local.strftime("%z")[:3])
    return {"date": local.date().isoformat(), "time": f"{local:%H:%M} UTC{hours:+d}"}


def _heat(heat: dict[str, Any], meet: Meet) -> dict[str, Any]:
    is_over = heat["order"] is not None
    told = {
        "num": heat["number"],
        "round": heat["round"],
        "heat": heat["heat"],
        "final": heat["is_final"],
        **local_time(heat["starts_at"]),
        "ground": heat["pitch"],
        "wind": _wind(heat["result"]["wind"]) if is_over else None,
    }
    if is_over:
        told["results"] = [_result(row) for row in order_rows(heat, meet)]
    else:
        told["start_list"] = [_start(row) for row in start_rows(heat, meet) if not row["for_now"]]
    return _known(told)


def _result(row: Row) -> dict[str, Any]:
    kept = {key: row[key] for key in ("place", "bib", "team", "mark", "status")}
    goes_on = "" if row["for_now"] else row["how"]
    return _known({**kept, "wind": _wind(row["wind"]), "goes_on": goes_on})


def _start(row: Row) -> dict[str, Any]:
    return _known({key: row[key] or None for key in ("lane", "bib", "team")})


def _wind(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value is not None and value != ""}
