"""What follows from the confirmed results of a contest, and what would follow from one more?

A pure function of the contest, its teams and its fixtures: a correction, a decision or a withdrawal is the
same computation once more. The ranking itself is `sports/football`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from chassis.errors import Refused
from contracts.events.tournament_terms import CONFIRMED, PROVISIONAL, SETTLED
from services.events.domain.tournament import ending
from services.events.domain.tournament.best_next import best_next
from services.events.domain.tournament.counted import gone
from services.events.domain.tournament.legs import first_legs, leg_of
from services.events.domain.tournament.result import refuse_unknown
from services.events.domain.tournament.result_rules import checked
from services.events.domain.tournament.slots import Met, Scene, Side, meet, slots_of
from services.events.domain.tournament.suspensions import suspensions
from services.events.domain.tournament.table_rows import shown, unresolved
from services.events.domain.tournament.tables import tables
from services.events.domain.tournament.ties import counted_first_leg

Contest = dict[str, Any]
Team = dict[str, Any]
Fixture = dict[str, Any]
Outcome = dict[str, Any]


def derive(contest: Contest, teams: Iterable[Team], fixtures: Iterable[Fixture]) -> Outcome:
    """As `OutcomeView`, with `slots`: {fixture id: {home, away: {state, team_id, sure}}}.

    In whichever order the fixtures come, the outcome is the same.
    """
    own = sorted(_of(contest, fixtures), key=lambda one: one["number"])
    teams = list(teams)
    left = gone(teams)
    groups, decided = tables(contest, own, left)
    best = best_next(contest, groups, decided)
    firsts = {str(number): first for number, first in first_legs(own).items()}
    knockout = {str(one["number"]): one for one in own if one["stage"] == "knockout" and leg_of(one) != 1}
    met = meet(Scene(contest, knockout, firsts, {table.letter: table for table in groups}, best, left))
    if knockout:
        upwards = ending.from_knockout(knockout, met, groups, contest)
    else:
        upwards = ending.from_groups(groups, contest, best)
    waiting = unresolved(groups, contest, best, ranks_meet=bool(knockout))
    over = ending.is_over(own, met, groups) and not waiting and not _any_provisional(upwards)
    sides = {one["_id"]: _sides(one, met) for one in own if leg_of(one) != 1}
    sides |= {first["_id"]: met[number].sides[::-1] for number, first in firsts.items()}
    return {
        "contest_id": contest["contest_id"],
        "tables": [shown(table, contest, best) for table in groups],
        "unresolved": waiting,
        "slots": {one["_id"]: slots_of(one, sides[one["_id"]]) for one in own},
        "goes_on": [one for one in upwards if one["team_id"] not in left.all],
        "final_order": ending.final_order(knockout, met, groups, upwards) if over else [],
        "suspensions": suspensions(contest, teams, own, sides),
        "complete": over,
    }


def follows(
    contest: Contest,
    teams: Sequence[Team],
    fixtures: Sequence[Fixture],
    fixture_id: str,
    result: dict[str, Any],
    sides: Sequence[str | None],
) -> dict[str, Any]:
    """What this result would bring, as `ConsequencesView`; refused like the result itself would be."""
    refuse_unknown(sides)
    fixture = next(one for one in fixtures if one["_id"] == fixture_id)
    first = counted_first_leg(fixture, first_legs(fixtures).get(fixture["number"]), sides)
    read = checked(result, fixture, contest, first)
    kept = {"result": read, "sides": list(sides), "result_state": CONFIRMED}
    then = [one | kept if one["_id"] == fixture_id else one for one in fixtures]
    before, after = derive(contest, teams, fixtures), derive(contest, teams, then)
    was, now = going_on(before), going_on(after)
    filled_before = _filled(before)
    return {
        "goes_on": sorted(now - was),
        "no_longer": sorted(was - now),
        "filled": [one for one in _filled(after) if one not in filled_before],
    }


def refuse_unless_level(
    contest: Contest, teams: Iterable[Team], fixtures: Iterable[Fixture], order: Sequence[str]
) -> None:
    """Lots and play-offs are for teams that nothing else parts; of the same teams they may be decided anew.

    Refused `order: not_level_teams`.
    """
    others = [one for one in contest["decisions"] if set(one["order"]) != set(order)]
    outcome = derive(contest | {"decisions": others}, teams, fixtures)
    if not any(set(order) <= level for level in _level(outcome)):
        raise Refused("invalid", {"order": "not_level_teams"})


def _level(outcome: Outcome) -> list[set[str]]:
    sharing: dict[tuple[str, int], set[str]] = {}
    for table in outcome["tables"]:
        for row in table["rows"]:
            sharing.setdefault((table["group"], row["place"]), set()).add(row["team_id"])
    return [*sharing.values(), *(set(one["team_ids"]) for one in outcome["unresolved"])]


def going_on(outcome: Outcome | None) -> set[str]:
    """Team ids that nothing open can take back."""
    upwards = outcome["goes_on"] if outcome else []
    return {one["team_id"] for one in upwards if one["state"] == SETTLED}


def _filled(outcome: Outcome) -> list[dict[str, Any]]:
    return [
        {"fixture_id": fixture_id, "side": side, "team_id": slot["team_id"]}
        for fixture_id, slots in outcome["slots"].items()
        for side, slot in slots.items()
        if slot["sure"] and slot["team_id"] is not None
    ]


def _of(contest: Contest, fixtures: Iterable[Fixture]) -> list[Fixture]:
    return [one for one in fixtures if one["contest_id"] == contest["contest_id"]]


def _any_provisional(upwards: Sequence[dict[str, Any]]) -> bool:
    return any(one["state"] == PROVISIONAL for one in upwards)


def _sides(fixture: Fixture, met: dict[str, Met]) -> Sequence[Side]:
    if fixture["stage"] == "knockout":
        return met[str(fixture["number"])].sides
    return [Side(team, sure=True) for team in fixture["drawn"]]
