"""Which shirt of which team sits out which fixture?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from contracts.events.tournament_terms import AWARDED, CONFIRMED, PLAYED
from services.events.domain.sports.football.discipline import Booking, Meeting, Player
from services.events.domain.sports.football.discipline import suspensions as serve
from services.events.domain.tournament.rules import card_rules
from services.events.domain.tournament.slots import Side

Fixture = dict[str, Any]
Contest = dict[str, Any]
Team = Mapping[str, Any]
UNSCHEDULED = datetime.max.replace(tzinfo=UTC)


def suspensions(
    contest: Contest,
    teams: Iterable[Team],
    fixtures: Sequence[Fixture],
    sides: Mapping[str, Sequence[Side]],
) -> list[dict[str, Any]]:
    """As `SuspensionView`. `sides` by fixture id; a ban is served in the next match surely the team's."""
    in_order = sorted(fixtures, key=lambda one: (one["starts_at"] or UNSCHEDULED, one["number"]))
    calendar = [_meeting(fixture, sides[fixture["_id"]]) for fixture in in_order]
    shown = [booking for fixture in in_order for booking in _bookings(fixture)]
    return [
        {
            "team_id": one.team,
            "shirt": int(one.player),
            "after": one.after,
            "misses": list(one.misses),
            "reason": one.reason,
            "unserved": one.carried,
        }
        for one in serve(calendar, shown, card_rules(contest), _brought(contest, teams))
    ]


def _brought(contest: Contest, teams: Iterable[Team]) -> dict[Player, int]:
    """Bans of teams that were carried here, where the contest is of the same sex and age."""
    due: dict[Player, int] = {}
    for team in teams:
        if team["team_id"] not in contest["entrants"]:
            continue
        for ban in team.get("bans", ()):
            if (ban["sex"], ban["age"]) == (contest["sex"], contest["age"]):
                who = (team["team_id"], _player(ban["shirt"]))
                due[who] = due.get(who, 0) + ban["matches"]
    return due


def _player(shirt: int) -> str:
    """In the order of their numbers."""
    return f"{shirt:02}"


def _meeting(fixture: Fixture, sides: Sequence[Side]) -> Meeting:
    """Who played a match served in it, whoever should have played it since."""
    if fixture["result_state"] != CONFIRMED:
        home, away = (side.team if side.sure else None for side in sides)
        return Meeting(fixture["_id"], (home or "", away or ""))
    home, away = fixture["sides"]
    return Meeting(fixture["_id"], (home, away), served=fixture["result"]["status"] in (PLAYED, AWARDED))


def _bookings(fixture: Fixture) -> list[Booking]:
    if fixture["result_state"] != CONFIRMED:
        return []
    return [
        Booking(
            fixture["_id"], fixture["sides"][card["side"] == "away"], _player(card["shirt"]), card["card"]
        )
        for card in fixture["result"].get("cards", ())
    ]
