"""Which team leads a competition in athletics, by points and by medals, over all contests together?"""

from collections.abc import Iterable, Sequence
from typing import Any

from services.events.domain.sports.athletics.team_tables import MEDALS, Placed, medal_table, team_points
from services.events.domain.sports.cases.athletics_tables import exact

Event = Iterable[Placed]


def points(events: Iterable[Event], scale: Sequence[int]) -> list[dict[str, Any]]:
    """Level places share: exact, a third is the text `7/3`. [{place, team_id, points}]"""
    placed = [one for event in events for one in event]
    return [
        {"place": place, "team_id": team, "points": exact(total)}
        for place, team, total in team_points(placed, tuple(scale))
    ]


def medals(events: Iterable[Event]) -> list[dict[str, Any]]:
    """[{place, team_id, gold, silver, bronze}]; a relay is one."""
    placed = [one for event in events for one in event]
    return [
        {"place": place, "team_id": team, **dict(zip(MEDALS, won, strict=True))}
        for place, team, won in medal_table(placed)
    ]
