"""How does one heat stand? What every page about it knows, also while events is away."""

from typing import Any

from flask import request
from markupsafe import Markup

from chassis.errors import NotFound
from contracts.events.athletics_terms import DISCIPLINES, RACES
from services.portal.calls import call, call_if_there
from services.portal.forms import typed, version
from services.portal.heats.faults import bib_words, unnamed
from services.portal.heats.form import read_form, row_numbers
from services.portal.heats.lines import of_order, of_result
from services.portal.public.disciplines import HOW, NAMES, STATUSES, heat_name
from services.portal.roles import REFEREE, may
from services.portal.tournaments.checked import number
from services.portal.tournaments.fixtures import people_told
from services.portal.tournaments.reading import Data, as_read, name_of, referees
from services.portal.who import signed_in

CARRIED = ("contest_title", "competition_id", "competition_name", "discipline", "round", "heat", "attempts")
SEVERAL = 2  # one heat alone does not tell how many its round has


def one_heat(heat_id: str) -> Data:
    """A `OneHeatView`. Raises NotFound, for a referee also where the heat is somebody else's."""
    return _own(call("events", "heat", {"heat_id": heat_id}))


def heat_again(heat_id: str) -> Data:
    """For a form that is shown again: as it is now, or while events is away what the form carried."""
    found = call_if_there("events", "heat", {"heat_id": heat_id})
    if found is None:
        return _as_sent(heat_id)
    return {**_own(found), "heat": as_read(found["heat"])}


def _own(found: Data) -> Data:
    account = signed_in()
    if account.role == REFEREE and found["heat"]["referee"] != account.account_id:
        raise NotFound("no_such_heat")
    return found


def contest_of(found: Data) -> Data:
    for contest in found["competition"]["athletics"]:
        if contest["contest_id"] == found["heat"]["contest_id"]:
            known: Data = contest
            return known
    raise NotFound("no_such_contest")


def teams_of(found: Data) -> dict[Any, str]:
    """{bib: short name of its team}"""
    shorts = {one["team_id"]: one["short"] or one["name"] for one in found["competition"]["teams"]}
    return {one["bib"]: shorts.get(one["team_id"], "") for one in contest_of(found)["entries"]}


def heat_page(found: Data) -> dict[str, Any]:
    """What every page about a `OneHeatView` knows."""
    heat, known, contest = found["heat"], found["competition"], contest_of(found)
    kind = DISCIPLINES[contest["terms"]["discipline"]].kind
    teams = teams_of(found)
    people = {name: name_of(heat[name]) for name in ("referee", "entered_by", "confirmed_by")}
    return {
        "known": known,
        "heat": heat,
        "contest": contest,
        "kind": kind,
        "is_race": kind in RACES,
        "discipline": DISCIPLINES[contest["terms"]["discipline"]],
        "what": _what(heat, contest),
        "teams": teams,
        "start": _start(heat["slots"], teams),
        "lines": of_order(found, teams) if heat["order"] else of_result(heat["result"], teams),
        "people": people,
        "past": [_past(one, teams) for one in heat["past"]],
        "is_own_entry": heat["entered_by"] == signed_in().account_id,
        "referees": referees() if may(signed_in().role, "heats.assign") else [],
        "told": people_told(heat["contest_id"]),
        "ways_on": HOW,
        "absences": STATUSES,
        "bib_words": bib_words,
        "unnamed": unnamed,
    }


def columns_of(contest: Data) -> int:
    """Attempts that an athlete may have."""
    terms = contest["terms"]["attempts"]
    return int(terms["first"] + terms["more"])


def _as_sent(heat_id: str) -> Data:
    """A `OneHeatView` of what the form carried."""
    sent, values = typed(request.form, *CARRIED), read_form(request.form)
    rows = [
        {name: values.get(f"rows-{row}-{name}", "") for name in ("bib", "lane", "team")}
        for row in row_numbers(values)
    ]
    slots = [{"bib": one["bib"], "lane": _lane(one["lane"]), "state": "confirmed", "how": ""} for one in rows]
    competition_id = sent["competition_id"] or "unknown"
    unknown = ("starts_at", "referee", "result", "order", "entered_by", "confirmed_by", "confirmed_at")
    heat: Data = {
        **dict.fromkeys(unknown),
        "heat_id": heat_id,
        "competition_id": competition_id,
        "contest_id": "unknown",
        "version": version(),
        "round": sent["round"],
        "heat": sent["heat"],
        "is_final": not sent["round"],
        "slots": slots,
        "are_known": True,
        "pitch": "",
        "result_state": "none",
        "past": [],
        "stale": False,
    }
    known = {
        "competition_id": competition_id,
        "name": sent["competition_name"],
        "state": "running",
        "teams": [{"team_id": one["team"], "name": one["team"], "short": ""} for one in rows],
        "athletics": [_contest_as_sent(sent, rows)],
    }
    return {"heat": heat, "competition": known, "outcome": {"going": []}}


def _contest_as_sent(sent: dict[str, str], rows: list[Data]) -> Data:
    discipline = sent["discipline"] if sent["discipline"] in DISCIPLINES else next(iter(DISCIPLINES))
    attempts = int(sent["attempts"]) if sent["attempts"] in map(str, range(10)) else 0
    return {
        "contest_id": "unknown",
        "title": sent["contest_title"],
        "terms": {"discipline": discipline, "attempts": {"first": attempts, "more": 0}, "heights": []},
        "entries": [{"bib": one["bib"], "team_id": one["team"]} for one in rows],
    }


def _lane(written: str) -> int | None:
    lane = number(written)
    return lane if isinstance(lane, int) else None


def _what(heat: Data, contest: Data) -> Markup:
    """`Long jump · Final`; a contest is often called by its discipline."""
    discipline = str(NAMES[contest["terms"]["discipline"]])
    named = [] if discipline in contest["title"] else [Markup(discipline)]
    return Markup(" · ").join([*named, heat_name(heat, SEVERAL)])


def _start(slots: list[Data], teams: dict[Any, str]) -> list[Data]:
    """In the order of the lanes; those without one last."""
    shown = [{**one, "team": teams.get(one["bib"], "")} for one in slots]
    return sorted(shown, key=lambda one: (not one["lane"], int(one["lane"] or 0)))


def _past(one: Data, teams: dict[Any, str]) -> dict[str, Any]:
    """What the result said before, with who took it back and why."""
    told = {"lines": of_result(one["result"], teams), "name": name_of(one["by"])}
    return {**told, "why": one["why"], "until": one["until"]}
