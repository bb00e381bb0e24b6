"""Who has won a prize, as results stand now? Only what nothing open can take back counts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from contracts.events.athletics_terms import ATHLETICS
from contracts.events.closing import BY_CHOICE, BY_MEDALS, BY_PLACE, BY_QUALIFYING
from services.events.domain.sports.places import places
from services.events.domain.tournament.contest import has_knockout
from services.events.domain.tournament.outcome import going_on

Competition = Mapping[str, Any]
Prize = Mapping[str, Any]
Outcomes = Mapping[str, Mapping[str, Any]]  # by contest id, of football and of athletics
Standings = Mapping[str, Sequence[Mapping[str, Any]]]  # as `StandingsView`


def winners(prize: Prize, competition: Competition, outcomes: Outcomes, standings: Standings) -> list[str]:
    """Team ids; several share a place."""
    award = prize["award"]
    if award == BY_CHOICE:
        return [prize["team_id"]]
    if award in (BY_PLACE, BY_QUALIFYING):
        outcome = outcomes.get(prize["contest_id"])
        if outcome is None:
            return []
        if award == BY_QUALIFYING:
            return sorted(going_on(dict(outcome)))
        return _at(prize["place"], _places(_contest(competition, prize["contest_id"]), outcome))
    by_medals = award == BY_MEDALS
    if not _are_over(competition, outcomes, athletics_alone=not by_medals):
        return []
    rows = standings["medals" if by_medals else "points"]
    return _at(prize["place"], [(row["place"], row["team_id"]) for row in rows])


def _places(contest: Mapping[str, Any], outcome: Mapping[str, Any]) -> Iterable[tuple[int, str]]:
    """(place, team) of a contest that is over: in its final, its knock-out, or else its groups."""
    if not outcome["complete"]:
        return []
    if contest["sport"] == ATHLETICS:
        return [(row["place"], row["team_id"]) for row in outcome["final"]["ranked"]]
    if has_knockout(contest["format"], len(contest["entrants"])):
        return places(outcome["final_order"])
    return [(row["place"], row["team_id"]) for table in outcome["tables"] for row in table["rows"]]


def _at(place: int, placed: Iterable[tuple[int, str]]) -> list[str]:
    return sorted({team_id for at, team_id in placed if at == place})


def _are_over(competition: Competition, outcomes: Outcomes, *, athletics_alone: bool) -> bool:
    concerned = [
        one["contest_id"]
        for one in competition["contests"]
        if one["sport"] == ATHLETICS or not athletics_alone
    ]
    return bool(concerned) and all(outcomes[key]["complete"] for key in concerned)


def _contest(competition: Competition, contest_id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(one for one in competition["contests"] if one["contest_id"] == contest_id)
    return found
