"""What was promised about the next edition, how does it stand, and where do those who go on go to?"""

from datetime import date, datetime
from typing import Any

from chassis.errors import NotFound
from contracts.events.closing import PLEDGED
from services.events.domain.tournament.competition import Competition, Wanted, put, refuse_stale, tidy

Pledge = dict[str, Any]


def save_next_stage(competition: Competition, wanted: Wanted) -> Competition:
    """In any state; without a name there is none."""
    refuse_stale(competition, wanted)
    name = tidy(wanted["name"])
    stage = {"name": name, "place": tidy(wanted["place"]), "starts_on": _iso(wanted["starts_on"])}
    return competition | {"next_stage": stage if name else None}


def save_pledge(competition: Competition, wanted: Wanted, pledge_id: str) -> Competition:
    """In any state. Adds it as `pledge_id` when `wanted` names none; how it stands is not touched."""
    refuse_stale(competition, wanted)
    known = wanted["pledge_id"]
    new = {"pledge_id": pledge_id, "state": PLEDGED, "notes": []}
    before = pledge_of(competition, known) if known else new
    pledge = before | {
        "what": tidy(wanted["what"]),
        "promised_by": tidy(wanted["promised_by"]),
        "promised_on": _iso(wanted["promised_on"]),
        "due_on": _iso(wanted["due_on"]),
    }
    return _with(competition, pledge)


def follow_pledge(competition: Competition, wanted: Wanted, by: str | None, at: datetime) -> Competition:
    """What was said before stays readable."""
    refuse_stale(competition, wanted)
    pledge = pledge_of(competition, wanted["pledge_id"])
    note = {"state": wanted["state"], "note": wanted["note"].strip(), "by": by, "at": at}
    return _with(competition, pledge | {"state": wanted["state"], "notes": [*pledge["notes"], note]})


def pledge_of(competition: Competition, pledge_id: str) -> Pledge:
    for one in competition.get("pledges", ()):
        if one["pledge_id"] == pledge_id:
            return dict(one)
    raise NotFound("no_such_pledge")


def _with(competition: Competition, pledge: Pledge) -> Competition:
    return competition | {"pledges": put(competition.get("pledges", []), pledge, "pledge_id")}


def _iso(day: date | None) -> str | None:
    """The store knows no plain date."""
    return day.isoformat() if day else None
