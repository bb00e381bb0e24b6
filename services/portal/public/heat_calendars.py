"""When do athletes of a team start? Its heats as events of a calendar, without any name."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from contracts.events.athletics_terms import DISCIPLINES, RELAY, TRACK
from contracts.events.tournament_terms import OPEN, PROVISIONAL
from services.portal.formats import as_moment
from services.portal.public.contest_words import about
from services.portal.public.disciplines import NAMES, heat_name
from services.portal.public.meets import Meet, meets_of

RACE, FIELD_EVENT = timedelta(minutes=15), timedelta(minutes=90)  # with the way to the start


def heats_told(whole: dict[str, Any], team_id: str) -> Iterator[dict[str, Any]]:
    """What iCalendar is told of each dated heat in which the team surely starts."""
    names = {team["team_id"]: team["name"] for team in whole["competition"]["teams"]}
    gone = {team["team_id"] for team in whole["competition"]["teams"] if team["withdrawn"]}
    for meet in meets_of(whole, lambda one: names.get(one, "")):
        for heat in meet.heats:
            bibs = _bibs(heat, meet, team_id)
            if heat["starts_at"] and bibs:
                is_off = team_id in gone and heat["order"] is None
                yield {**_told(heat, meet, bibs), "status": "CANCELLED" if is_off else "CONFIRMED"}


def _bibs(heat: dict[str, Any], meet: Meet, team_id: str) -> list[int]:
    known = [slot["bib"] for slot in heat["slots"] if slot["state"] not in (OPEN, PROVISIONAL)]
    return sorted(bib for bib in known if meet.teams.get(bib) == team_id)


def _told(heat: dict[str, Any], meet: Meet, bibs: list[int]) -> dict[str, Any]:
    starts = as_moment(heat["starts_at"])
    assert starts is not None
    is_race = DISCIPLINES[meet.discipline].kind in (TRACK, RELAY)
    round_ = heat_name(heat, meet.in_round[heat["round"]]).striptags()
    contest = _(", ").join(one for one in (meet.contest["title"], about(meet.contest)) if one)
    numbers = _("Bibs: %(bibs)s", bibs=_(", ").join(map(str, bibs)))
    return {
        "uid": f"{heat['heat_id']}@fadaa",
        "dtstart": starts,
        "dtend": starts + (RACE if is_race else FIELD_EVENT),
        "summary": f"{meet.contest['title']} · {round_}",
        "pitch": heat["pitch"],
        "description": f"{contest}\n{NAMES[meet.discipline]}\n{round_}\n{numbers}",
    }
