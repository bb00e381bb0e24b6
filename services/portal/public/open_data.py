"""How is a competition open data? As openfootball writes it, in English whatever the reader speaks.

{name, matches: [{round, date, time, team1, team2, score: {ht, ft, et, p}, group}]}; ours besides: `contest`,
`num`, `ground`, and `status` where a match was not just played. Ours too, and left aside by who reads
openfootball: `athletics` (services/portal/public/open_athletics.py), `medals` and `points` of teams.
"""

from typing import Any

from contracts.events.tournament_terms import ABANDONED, CONFIRMED, PLAYED
from services.portal.public.board import fixtures_of
from services.portal.public.open_athletics import local_time, open_athletics
from services.portal.public.scores import score_of
from services.portal.public.slots import is_known

ROUNDS = {2: "Final", 4: "Semi-finals", 8: "Quarter-finals"}


def open_data(whole: dict[str, Any]) -> dict[str, Any]:
    """A slot that nobody fills yet is written as it stands: `1A`, `W5`."""
    competition = whole["competition"]
    names = {team["team_id"]: team["name"] for team in competition["teams"]}
    return {
        "name": competition["name"],
        "matches": [
            _match(fixture, contest, names)
            for contest in competition["contests"]
            for fixture in fixtures_of(whole, contest)
        ],
        "athletics": open_athletics(whole, names),
        **{table: _standings(rows, names) for table, rows in whole["standings"].items()},
    }


def _standings(rows: list[dict[str, Any]], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"team": names.get(row["team_id"], ""), **{key: row[key] for key in row if key != "team_id"}}
        for row in rows
    ]


def _match(fixture: dict[str, Any], contest: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    told = {
        "contest": contest["title"],
        "num": fixture["number"],
        "round": _round(fixture),
        **local_time(fixture["starts_at"]),
        "team1": _team(fixture["home"], names),
        "team2": _team(fixture["away"], names),
        "score": _score(fixture, contest),
        "status": _status(fixture),
        "group": f"Group {fixture['group']}" if fixture["group"] else "",
        "ground": fixture["pitch"],
    }
    return {key: value for key, value in told.items() if value not in ("", {})}


def _round(fixture: dict[str, Any]) -> str:
    if fixture["stage"] == "group":
        return f"Matchday {fixture['round']}"
    if fixture["is_third_place"]:
        return "Match for third place"
    return ROUNDS.get(fixture["left"], f"Round of {fixture['left']}")


def _team(side: dict[str, Any], names: dict[str, str]) -> str:
    return names.get(side["team_id"], "") if is_known(side) else str(side["slot"])


def _score(fixture: dict[str, Any], contest: dict[str, Any]) -> dict[str, list[int]]:
    score = score_of(fixture, contest)
    result = fixture["result"] or {}
    if score.goals is None or score.status == ABANDONED:
        return {}
    told = {
        "ht": result.get("half_time"),
        "ft": result.get("score") or score.goals,
        "et": result.get("extra_time"),
        "p": score.pens,
    }
    return {name: list(value) for name, value in told.items() if value}


def _status(fixture: dict[str, Any]) -> str:
    if fixture["result_state"] != CONFIRMED or not fixture["result"]:
        return ""
    status = str(fixture["result"]["status"])
    return "" if status == PLAYED else status
