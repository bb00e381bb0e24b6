"""Which prizes are there, who has won each, and who has it in hand?

A prize names the rule by which it is won, so a correction changes its winner by itself; who holds it is kept
apart, because a correction takes no cup out of a hand. `wanted` is the loaded command of the same name.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.errors import NotFound, Refused
from contracts.events.closing import ASTRAY, BY_CHOICE, BY_RANK, DUE, HANDED_OVER, OF_CONTEST, OPEN
from contracts.events.tournament_terms import CLOSED, RUNNING
from services.events.domain.tournament.competition import (
    Competition,
    Wanted,
    contest_of,
    put,
    refuse_stale,
    refuse_unless,
    team_of,
    tidy,
)
from services.events.domain.tournament.winners import Outcomes, Standings, winners

Prize = dict[str, Any]


def save_prize(competition: Competition, wanted: Wanted, prize_id: str) -> Competition:
    """In any state. Adds it as `prize_id` when `wanted` names none."""
    refuse_stale(competition, wanted)
    known, award = wanted["prize_id"], wanted["award"]
    before = prize_of(competition, known) if known else {"prize_id": prize_id, "holders": []}
    parts = {"contest_id": award in OF_CONTEST, "place": award in BY_RANK, "team_id": award == BY_CHOICE}
    named = {name: wanted[name] if is_asked else None for name, is_asked in parts.items()}
    _refuse_strangers(competition, named)
    prize = before | {"title": tidy(wanted["title"]), "award": award, **named}
    return competition | {"prizes": put(competition.get("prizes", []), prize, "prize_id")}


def remove_prize(competition: Competition, wanted: Wanted) -> Competition:
    refuse_stale(competition, wanted)
    prize = prize_of(competition, wanted["prize_id"])
    if prize["holders"]:
        raise Refused("invalid", {"prize_id": "prize_given"})
    left = [one for one in competition["prizes"] if one["prize_id"] != prize["prize_id"]]
    return competition | {"prizes": left}


def hand_over(
    competition: Competition,
    wanted: Wanted,
    outcomes: Outcomes,
    standings: Standings,
    by: str | None,
    at: datetime,
) -> Competition:
    """Only to who has won it as things stand; back from whoever has it."""
    refuse_unless(competition, wanted, RUNNING, CLOSED)
    prize, team_id = prize_of(competition, wanted["prize_id"]), wanted["team_id"]
    others = [one for one in prize["holders"] if one["team_id"] != team_id]
    has_it = len(others) < len(prize["holders"])
    if wanted["taken_back"]:
        if not has_it:
            raise Refused("invalid", {"team_id": "has_no_prize"})
        return _held_by(competition, prize, others)
    if has_it:
        raise Refused("invalid", {"team_id": "prize_given"})
    if team_id not in winners(prize, competition, outcomes, standings):
        raise Refused("invalid", {"team_id": "not_a_winner"})
    return _held_by(competition, prize, [*others, {"team_id": team_id, "at": at, "by": by}])


def prizes_shown(competition: Competition, outcomes: Outcomes, standings: Standings) -> list[Prize]:
    """As `PrizeView`."""
    return [_shown(one, competition, outcomes, standings) for one in competition.get("prizes", ())]


def prize_of(competition: Competition, prize_id: str) -> Prize:
    for one in competition.get("prizes", ()):
        if one["prize_id"] == prize_id:
            return dict(one)
    raise NotFound("no_such_prize")


def _shown(prize: Prize, competition: Competition, outcomes: Outcomes, standings: Standings) -> Prize:
    won_by = winners(prize, competition, outcomes, standings)
    held_by = {one["team_id"] for one in prize["holders"]}
    return prize | {"winners": won_by, "state": _state(set(won_by), held_by)}


def _state(won_by: set[str], held_by: set[str]) -> str:
    if held_by - won_by:
        return ASTRAY
    if not won_by:
        return OPEN
    return HANDED_OVER if won_by == held_by else DUE


def _held_by(competition: Competition, prize: Prize, holders: list[dict[str, Any]]) -> Competition:
    changed = prize | {"holders": holders}
    return competition | {"prizes": put(competition["prizes"], changed, "prize_id")}


def _refuse_strangers(competition: Competition, named: Mapping[str, Any]) -> None:
    if named["contest_id"]:
        contest_of(competition, named["contest_id"])
    if named["team_id"]:
        team_of(competition, named["team_id"])
