"""Which team leads the whole competition: by the medals of both sports, by the points of athletics?

Of what is known now: a final counts once it is confirmed, a football contest once it has its champion.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from contracts.events.athletics_terms import ATHLETICS
from services.events.domain.athletics.ranking import event_of
from services.events.domain.athletics.team_tables import medals
from services.events.domain.sports.athletics.team_tables import Placed, team_points
from services.events.domain.sports.cases.athletics_tables import exact
from services.events.domain.sports.places import clusters, places

Contest = Mapping[str, Any]
Outcome = Mapping[str, Any]
Outcomes = Mapping[str, Outcome]


def standings(competition: Mapping[str, Any], outcomes: Outcomes) -> dict[str, Any]:
    """As `StandingsView`. `outcomes` by contest id, of both sports."""
    known = [(one, outcomes[one["contest_id"]]) for one in competition["contests"]]
    return {"medals": medals(_placed(*one) for one in known), "points": _points(known)}


def _placed(contest: Contest, outcome: Outcome) -> list[Placed]:
    if contest["sport"] == ATHLETICS:
        return event_of(contest, outcome["final"]) if outcome["final"] else []
    if not outcome["complete"] or contest["format"]["ends_with"] != 1:
        return []
    event = str(contest["contest_id"])
    return [Placed(team, event, place) for place, team in places(outcome["final_order"])]


def _points(known: Iterable[tuple[Contest, Outcome]]) -> list[dict[str, Any]]:
    """Each contest by its own scale, added up exactly: a third is the text `7/3`."""
    total: dict[str, Fraction] = {}
    for team, points in _scored(known):
        total[team] = total.get(team, Fraction(0)) + points
    ranked = places(clusters(total, total.__getitem__))
    return [{"place": place, "team_id": team, "points": exact(total[team])} for place, team in ranked]


def _scored(known: Iterable[tuple[Contest, Outcome]]) -> Iterator[tuple[str, Fraction]]:
    for contest, outcome in known:
        if contest["sport"] == ATHLETICS and outcome["final"]:
            scale = tuple(contest["terms"]["points"])
            placed = event_of(contest, outcome["final"])
            yield from ((team, points) for _, team, points in team_points(placed, scale))
