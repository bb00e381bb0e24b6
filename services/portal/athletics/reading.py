"""Which athletics contest is this page about, and what of it is known while events is away?"""

from flask import request

from chassis.errors import NotFound
from contracts.events.athletics_terms import DISCIPLINES, Discipline
from services.portal.calls import call_if_there
from services.portal.tournaments.reading import Data, as_read, competition_if_there


def athletics_of(known: Data, contest_id: str) -> Data:
    for contest in known["athletics"]:
        if contest["contest_id"] == contest_id:
            found: Data = contest
            return found
    raise NotFound("no_such_contest")


def athletics_or_as_sent(known: Data, contest_id: str) -> Data:
    """While events is away: what the form carried."""
    if known["athletics"]:
        return athletics_of(known, contest_id)
    return {
        "contest_id": contest_id,
        "title": request.form.get("title", ""),
        "entrants": [],
        "entries": [],
        "terms": {"discipline": request.form.get("discipline", "100m"), "rounds": []},
        "draw": None,
        "decisions": [],
    }


def whole_if_there(competition_id: str) -> Data:
    """A `WholeCompetition`, or while events is away no more of it than the form carried."""
    found: Data | None = call_if_there("events", "competition", {"competition_id": competition_id})
    nothing: Data = {"heats": [], "athletics_outcomes": []}
    if not found:
        return {"competition": competition_if_there(competition_id), **nothing}
    return {**found, "competition": as_read(found["competition"])}


def discipline_of(contest: Data) -> Discipline | None:
    """None where the form that carried it was changed on its way."""
    return DISCIPLINES.get(contest["terms"]["discipline"])


def heats_of(found: Data, contest: Data) -> list[Data]:
    """Of a `WholeCompetition`, by number."""
    own = [one for one in found["heats"] if one["contest_id"] == contest["contest_id"]]
    return sorted(own, key=lambda one: int(one["number"]))
