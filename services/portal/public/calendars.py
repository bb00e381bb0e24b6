"""When does a team play or start? Its matches and heats as a calendar that a phone may subscribe to."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from icalendar import Calendar, Event

from chassis.clock import now
from contracts.events.tournament_terms import ANNULLED, CONFIRMED, NOT_PLAYED
from services.portal.formats import as_moment
from services.portal.public.board import fixtures_of, shown_fixture
from services.portal.public.contest_words import about
from services.portal.public.heat_calendars import heats_told
from services.portal.public.slots import is_known

MAKER = "-//Fadaa//Tournaments//AR"
REFRESHED_EVERY = timedelta(minutes=15)
CANCELLED = (ANNULLED, NOT_PLAYED)
SIDES = ("home", "away")


def calendar_of(whole: dict[str, Any], team_id: str) -> bytes:
    """Of a match without an hour nothing can be said yet. Instants are UTC: Ramadan moves the local clock."""
    competition = whole["competition"]
    changes = competition["version"] + sum(one["version"] for one in (*whole["fixtures"], *whole["heats"]))
    team = next(one for one in competition["teams"] if one["team_id"] == team_id)
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{team['name']} · {competition['name']}")
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"value": "DURATION"})
    for contest in competition["contests"]:
        for fixture in fixtures_of(whole, contest):
            if fixture["starts_at"] and _plays(fixture, team_id):
                calendar.add_component(_event(_told(fixture, contest, competition), competition, changes))
    for told in heats_told(whole, team_id):
        calendar.add_component(_event(told, competition, changes))
    return bytes(calendar.to_ical())


def _plays(fixture: dict[str, Any], team_id: str) -> bool:
    return any(is_known(fixture[side]) and fixture[side]["team_id"] == team_id for side in SIDES)


def _told(fixture: dict[str, Any], contest: dict[str, Any], competition: dict[str, Any]) -> dict[str, Any]:
    names = {team["team_id"]: team["name"] for team in competition["teams"]}
    shown = shown_fixture(fixture, contest, lambda team_id: names.get(team_id, ""))
    starts = as_moment(fixture["starts_at"])
    assert starts is not None
    return {
        "uid": f"{fixture['fixture_id']}@fadaa",
        "dtstart": starts,
        "dtend": starts + length(fixture, contest),
        "summary": " - ".join(shown[side]["words"].striptags() for side in SIDES),
        "pitch": fixture["pitch"],
        "description": _description(shown, contest),
        "status": _status(fixture, competition),
    }


def _event(told: dict[str, Any], competition: dict[str, Any], changes: int) -> Event:
    """One UID a match or heat for ever; a change raises SEQUENCE, so that a phone takes it over.

    `changes` counts those of the whole competition: who plays may follow from another match.
    """
    pitch = told.pop("pitch")
    location = _(", ").join(one for one in (pitch, competition["place"]) if one)
    event = Event()
    for name, value in {**told, "sequence": changes, "dtstamp": now(), "location": location}.items():
        event.add(name, value)
    return event


def length(fixture: dict[str, Any], contest: dict[str, Any]) -> timedelta:
    """Of play; extra time only where the match may need it."""
    terms = contest["match"]
    minutes = 2 * terms["half_minutes"] + terms["pause_minutes"]
    if fixture["stage"] == "knockout" and fixture["leg"] != 1:
        minutes += 2 * terms["extra_half_minutes"]
    return timedelta(minutes=minutes)


def _description(shown: dict[str, Any], contest: dict[str, Any]) -> str:
    """Contest, round, and each score right after its team: a bare `2-1` may be read from the wrong side."""
    lines = [_(", ").join(one for one in (contest["title"], about(contest)) if one)]
    lines.append(shown["round_name"].striptags())
    if shown["score"].goals:
        lines.append(_(", ").join(_scored(shown[side]) for side in SIDES))
    return "\n".join([*lines, *([shown["words"]] if shown["words"] else [])])


def _scored(side: dict[str, Any]) -> str:
    pens = "" if side["pens"] is None else f" ({side['pens']})"
    return f"{side['words'].striptags()} {side['goals']}{pens}"


def _status(fixture: dict[str, Any], competition: dict[str, Any]) -> str:
    """Tentative while the opponent is not known."""
    sides = [fixture[side] for side in SIDES]
    confirmed = fixture["result_state"] == CONFIRMED
    if confirmed and fixture["result"]["status"] in CANCELLED:
        return "CANCELLED"
    gone = {team["team_id"] for team in competition["teams"] if team["withdrawn"]}
    if not confirmed and gone & {side["team_id"] for side in sides}:
        return "CANCELLED"
    return "CONFIRMED" if all(map(is_known, sides)) else "TENTATIVE"
