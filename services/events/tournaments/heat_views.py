"""How are athletics contests, heats and entries shown? Athletes by bib; only their entries name them."""

from typing import Any

from pymongo.database import Database

from contracts.events import athletics_views, tournament_views
from contracts.events.tournament_terms import REPLACED, RUNNING
from services.events.domain.athletics.outcome import derive
from services.events.domain.athletics.start_lists import known_start_list
from services.events.tournaments import records

Document = dict[str, Any]


def contest(one: Document) -> Document:
    """An `AthleticsContestView`; without a seed where somebody put the start lists."""
    draw = one["draw"]
    return one | {"draw": draw | {"seed": None} if draw and draw["is_put"] else draw}


def heat(one: Document, outcome: Document) -> Document:
    """A `HeatView`."""
    slots = outcome["slots"][one["_id"]]
    known = known_start_list(outcome["slots"], one["_id"])
    return one | {
        "heat_id": one["_id"],
        "version": one["revision"],
        "slots": slots,
        "are_known": bool(known) and None not in known,
        "order": outcome["heats"][one["_id"]] or None,
        "stale": any(slot["state"] == REPLACED for slot in slots),
    }


def one_heat(db: Database[Any], heat_id: str) -> tuple[Document, Document, Document]:
    """(a `HeatView`, its competition, the outcome of its contest)."""
    found = records.heat(db, heat_id)
    holder = records.competition(db, found["competition_id"])
    its_contest = records.contest(holder, found["contest_id"])
    outcome = derive(its_contest, holder["teams"], records.heats(db, contest_id=found["contest_id"]))
    return heat(found, outcome), holder, outcome


def heats_of(db: Database[Any], competition_id: str | None, referee: str | None) -> Document:
    """A `HeatsView` of running competitions, by hour."""
    asked = {"competition_id": competition_id, "referee": referee}
    query = {name: value for name, value in asked.items() if value}
    found = records.heats(db, **query) if query else []
    holders = {key: records.competition(db, key) for key in {one["competition_id"] for one in found}}
    running = {key: holder for key, holder in holders.items() if holder["state"] == RUNNING}
    contests = {
        one["contest_id"]: records.contest(running[one["competition_id"]], one["contest_id"])
        for one in found
        if one["competition_id"] in running
    }
    teams = {one["contest_id"]: holders[one["competition_id"]]["teams"] for one in found}
    outcomes = {
        key: derive(one, teams[key], records.heats(db, contest_id=key)) for key, one in contests.items()
    }
    shown = [heat(one, outcomes[one["contest_id"]]) for one in found if one["contest_id"] in contests]
    shown.sort(key=lambda one: (one["starts_at"] is None, one["starts_at"] or 0, one["number"]))
    told: Document = tournament_views.HeatsView().dump(
        {
            "heats": shown,
            "teams": {one["team_id"]: one["name"] for holder in running.values() for one in holder["teams"]},
            "contests": {key: one["title"] for key, one in contests.items()},
            "names": {key: holder["name"] for key, holder in running.items()},
        }
    )
    return told


def entries(contest_: Document, qualified: list[Document]) -> Document:
    """An `EntriesView`."""
    told: Document = athletics_views.EntriesView().dump(contest_ | {"qualified": qualified})
    return told
