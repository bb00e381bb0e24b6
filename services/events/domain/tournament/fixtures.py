"""Which matches does a drawn contest have, and in which order are they played?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from chassis.errors import Refused
from services.events.domain.tournament.bracket_plan import Match, Side, filled, matches
from services.events.domain.tournament.contest import has_knockout
from services.events.domain.tournament.crossing import cross

Contest = dict[str, Any]
Fixture = dict[str, Any]
Pair = tuple[str, str]

GROUP, KNOCKOUT = "group", "knockout"


def plan(competition_id: str, contest: Contest, new_id: Callable[[], str]) -> list[Fixture]:
    """All fixtures of a drawn contest by number, without `version`. Refused `not_drawn` before the draw."""
    if contest["draw"] is None:
        raise Refused("invalid", {"contest_id": "not_drawn"})
    made = list(_group_stage(contest))
    made += _knockout(contest, len(made) + 1)
    owned = {"competition_id": competition_id, "contest_id": contest["contest_id"]}
    return [{"_id": new_id(), **owned, **one, **_unplayed()} for one in made]


def rounds_of(teams: Sequence[str], legs: int) -> list[list[Pair]]:
    """(home, away) by round: the circle method. One of an odd number rests each round.

    Over one leg nobody is at home more than once more often than away; the second mirrors the first.
    """
    seats: list[str | None] = [*teams] if len(teams) % 2 == 0 else [*teams, None]
    turning = len(seats) - 1
    first = [_round(seats, turning, number) for number in range(turning)]
    if legs == 1:
        return first
    return first + [[(away, home) for home, away in pairs] for pairs in first]


def _round(seats: Sequence[str | None], turning: int, number: int) -> list[Pair]:
    """The last seat stays, the others turn past it. Odd steps are at home, so each has as many of both."""
    fixed, facing = seats[-1], seats[number]
    pairs = [(fixed, facing) if number % 2 else (facing, fixed)]
    for step in range(1, (turning + 1) // 2):
        ahead, behind = seats[(number + step) % turning], seats[(number - step) % turning]
        pairs.append((ahead, behind) if step % 2 else (behind, ahead))
    return [(home, away) for home, away in pairs if home is not None and away is not None]


def _group_stage(contest: Contest) -> Iterator[Fixture]:
    """Round by round over all groups, so that none runs ahead."""
    groups = sorted(contest["draw"]["groups"].items())
    by_group = [(letter, rounds_of(teams, contest["format"]["legs"])) for letter, teams in groups]
    number = 0
    for turn in range(max((len(rounds) for _, rounds in by_group), default=0)):
        for letter, rounds in by_group:
            for pair in rounds[turn] if turn < len(rounds) else ():
                number += 1
                yield {
                    "number": number,
                    "stage": GROUP,
                    "group": letter,
                    "round": turn + 1,
                    "left": 0,
                    "is_third_place": False,
                    "leg": 0,
                    "slots": ["", ""],
                    "drawn": list(pair),
                }


def _knockout(contest: Contest, first_number: int) -> list[Fixture]:
    form = contest["format"]
    if not has_knockout(form, len(contest["entrants"])):
        return []
    legs = form.get("knockout_legs", 1)
    made = matches(_bracket(contest), first_number, form["ends_with"], form["third_place"], legs)
    return [_knockout_fixture(one) for one in made]


def _bracket(contest: Contest) -> list[Side | None]:
    if contest["format"]["groups"] == 0:
        teams = filled(contest["draw"]["bracket"])
        return [None if team is None else Side(team_id=team) for team in teams]
    return [None if slot is None else Side(slot=slot) for slot in cross(contest["format"])]


def _knockout_fixture(match: Match) -> Fixture:
    return {
        "number": match.number,
        "stage": KNOCKOUT,
        "group": "",
        "round": match.round,
        "left": match.left,
        "is_third_place": match.is_third_place,
        "leg": match.leg,
        "slots": [side.slot for side in match.sides],
        "drawn": [side.team_id for side in match.sides],
    }


def _unplayed() -> Fixture:
    return {
        "revision": 1,
        "starts_at": None,
        "pitch": "",
        "referee": None,
        "result_state": "none",
        "result": None,
        "sides": None,
        "entered_by": None,
        "entered_at": None,
        "confirmed_by": None,
        "confirmed_at": None,
        "past": [],
        "is_replay": False,
        "told": None,
    }
