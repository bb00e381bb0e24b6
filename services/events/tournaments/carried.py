"""What is known here of those who came from another competition? Asked of its results each time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts.events.tournament_terms import REPLACED, SETTLED
from services.events.domain.tournament.carry import GoingOn, sources_of, teams_going_on
from services.events.domain.tournament.qualified import qualified
from services.events.tournaments import records
from services.events.tournaments.outcomes import outcomes_of

Document = dict[str, Any]


def closing_of(source: records.Reader, competition: Document) -> Document:
    """The parts of a `CompetitionView` about the next stage, the pledges and who came from elsewhere."""
    return {
        "teams": _teams(source, competition["teams"]),
        "bans": [_ban(one, team) for team in competition["teams"] for one in team.get("bans", ())],
        "next_stage": _dated(competition.get("next_stage"), "starts_on"),
        "pledges": [_dated(one, "promised_on", "due_on") for one in competition.get("pledges", ())],
    }


def qualified_entries(source: records.Reader, competition: Document, contest: Document) -> list[Document]:
    """Those who surely go on in the same discipline elsewhere, whose team is here, not entered here yet."""
    found: list[Document] = []
    for competition_id in sources_of(competition["teams"]):
        there = records.competition(source, competition_id)
        found += qualified(competition, contest, there, outcomes_of(source, there))
    return found


def _teams(source: records.Reader, teams: list[Document]) -> list[Document]:
    origins = {key: records.competition(source, key) for key in sources_of(teams)}
    going = {key: teams_going_on(one, outcomes_of(source, one)) for key, one in origins.items()}
    return [one | {"came_from": _came_from(one.get("came_from"), origins, going)} for one in teams]


def _came_from(
    kept: Document | None, origins: Mapping[str, Document], going: Mapping[str, GoingOn]
) -> Document | None:
    """As `CameFrom`; of who no longer goes on, the contests that it was carried for."""
    if kept is None:
        return None
    origin = origins[kept["competition_id"]]
    now = going[origin["_id"]].get(kept["team_id"])
    titles = {one["contest_id"]: one["title"] for one in origin["contests"]}
    return {
        "competition_id": origin["_id"],
        "competition": origin["name"],
        "team_id": kept["team_id"],
        "contests": [titles[one] for one in now or kept["contest_ids"] if one in titles],
        "state": SETTLED if now else REPLACED,
    }


def _ban(ban: Document, team: Document) -> Document:
    return ban | {"team_id": team["team_id"]}


def _dated(document: Document | None, *names: str) -> Document | None:
    """The store knows no plain date."""
    if document is None:
        return None
    return document | {name: date.fromisoformat(document[name]) for name in names if document[name]}
