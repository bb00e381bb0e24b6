"""How are competitions, fixtures and outcomes shown? Outcomes are derived when asked: milliseconds."""

from collections.abc import Collection
from datetime import date
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from chassis.paging import page_count
from contracts.events import tournament_views as views
from contracts.events.athletics_terms import ATHLETICS
from contracts.events.tournament_terms import FOOTBALL
from services.events.domain.tournament.competition import of_sport
from services.events.domain.tournament.counted import gone
from services.events.domain.tournament.outcome import derive
from services.events.domain.tournament.prizes import prizes_shown
from services.events.domain.tournament.standings import standings
from services.events.tournaments import heat_views, records
from services.events.tournaments.carried import closing_of
from services.events.tournaments.outcomes import outcomes_from
from services.events.tournaments.records import COMPETITIONS, FIXTURES

PAGE = 50

Document = dict[str, Any]


def whole(db: Database[Any], competition_id: str) -> Document:
    """A `WholeCompetition`."""
    competition = records.competition(db, competition_id)
    fixtures, heats = (read(db, competition_id=competition_id) for read in (records.fixtures, records.heats))
    outcomes = outcomes_from(competition, [*fixtures, *heats])
    ranked = standings(competition, outcomes)
    annulled = gone(competition["teams"]).annulled
    told: Document = views.WholeCompetition().dump(
        {
            "competition": _competition(competition) | closing_of(db, competition),
            "fixtures": [_fixture(one, outcomes[one["contest_id"]], annulled) for one in fixtures],
            "outcomes": [outcomes[one["contest_id"]] for one in of_sport(competition, FOOTBALL)],
            "heats": [heat_views.heat(one, outcomes[one["contest_id"]]) for one in heats],
            "athletics_outcomes": [outcomes[one["contest_id"]] for one in of_sport(competition, ATHLETICS)],
            "standings": ranked,
            "prizes": prizes_shown(competition, outcomes, ranked),
            "updated_at": _updated_at(competition, [*fixtures, *heats]),
        }
    )
    return told


def one_fixture(db: Database[Any], fixture_id: str) -> Document:
    """A `OneFixtureView`."""
    fixture = records.fixture(db, fixture_id)
    competition = records.competition(db, fixture["competition_id"])
    contest = records.contest(competition, fixture["contest_id"])
    outcome = derive(contest, competition["teams"], records.fixtures(db, contest_id=contest["contest_id"]))
    annulled = gone(competition["teams"]).annulled
    told: Document = views.OneFixtureView().dump(
        {
            "fixture": _fixture(fixture, outcome, annulled),
            "competition": _competition(competition) | closing_of(db, competition),
        }
    )
    return told


def one_heat(db: Database[Any], heat_id: str) -> Document:
    """A `OneHeatView`."""
    heat, competition, outcome = heat_views.one_heat(db, heat_id)
    told: Document = views.OneHeatView().dump(
        {
            "heat": heat,
            "competition": _competition(competition) | closing_of(db, competition),
            "outcome": outcome,
        }
    )
    return told


def listed(db: Database[Any], page: int) -> Document:
    """A `CompetitionsPage`, the latest first."""
    latest = [("starts_on", DESCENDING), ("_id", DESCENDING)]
    found = db[COMPETITIONS].find({}).sort(latest).skip((page - 1) * PAGE).limit(PAGE)
    total = db[COMPETITIONS].count_documents({})
    lines = [
        _competition(one) | {"teams": len(one["teams"]), "contests": len(one["contests"])} for one in found
    ]
    told: Document = views.CompetitionsPage().dump(
        {
            "competitions": lines,
            "total": total,
            "page": page,
            "pages": page_count(total, PAGE),
        }
    )
    return told


def fixtures_of(db: Database[Any], competition_id: str | None, referee: str | None) -> Document:
    """A `FixturesView` of running competitions, by hour; those without one last."""
    asked = {"competition_id": competition_id, "referee": referee}
    query = {name: value for name, value in asked.items() if value}
    found = list(db[FIXTURES].find(query)) if query else []
    holders = {key: records.competition(db, key) for key in {one["competition_id"] for one in found}}
    running = {key for key, holder in holders.items() if holder["state"] == "running"}
    outcomes = {
        contest_id: derive(
            records.contest(holders[one["competition_id"]], contest_id),
            holders[one["competition_id"]]["teams"],
            records.fixtures(db, contest_id=contest_id),
        )
        for contest_id, one in {one["contest_id"]: one for one in found}.items()
        if one["competition_id"] in running
    }
    annulled = {key: gone(holder["teams"]).annulled for key, holder in holders.items()}
    shown = [
        _fixture(one, outcomes[one["contest_id"]], annulled[one["competition_id"]])
        for one in found
        if one["contest_id"] in outcomes
    ]
    shown.sort(key=lambda one: (one["starts_at"] is None, one["starts_at"] or 0, one["number"]))
    told: Document = views.FixturesView().dump(
        {
            "fixtures": shown,
            "teams": {team["team_id"]: team["name"] for key in running for team in holders[key]["teams"]},
            "names": {key: holders[key]["name"] for key in running},
        }
    )
    return told


def _competition(competition: Document) -> Document:
    days = {name: date.fromisoformat(competition[name]) for name in ("starts_on", "ends_on")}
    return (
        competition
        | days
        | {
            "competition_id": competition["_id"],
            "contests": of_sport(competition, FOOTBALL),
            "athletics": [heat_views.contest(one) for one in of_sport(competition, ATHLETICS)],
        }
    )


def _fixture(fixture: Document, outcome: Document, annulled: Collection[str]) -> Document:
    slots = outcome["slots"][fixture["_id"]]
    sides = {
        side: {"slot": fixture["slots"][place], **slots[side]} for place, side in enumerate(("home", "away"))
    }
    stale = any(slots[side]["state"] == "replaced" for side in sides)
    void = any(slots[side]["team_id"] in annulled for side in sides)
    seen = {"fixture_id": fixture["_id"], "version": fixture["revision"], "stale": stale, "void": void}
    past = [{"replayed": False} | one for one in fixture["past"]]
    return {"leg": 0, "is_replay": False} | fixture | sides | seen | {"past": past}


def _updated_at(competition: Document, played: list[Document]) -> Any:
    """The latest confirmation, or the making of the competition."""
    moments = [one["confirmed_at"] for one in played if one["confirmed_at"]]
    return max(moments, default=competition["created_at"])
