"""Does every contest that can be set up play to its end, and send on as many as its format says?"""

import random
from typing import Any

import pytest

from services.events.domain.tournament import fixtures
from services.events.domain.tournament.contest import refuse_unfit
from services.events.domain.tournament.outcome import derive
from services.events.domain.tournament.slots import known_sides
from tests.unit.events.tournament.played import Cup, confirmed, result

# groups, teams, qualify, best_next, ends_with, third_place
FORMATS = [
    (0, 2, 0, 0, 1, False),
    (0, 7, 0, 0, 1, True),
    (0, 11, 0, 0, 2, False),
    (0, 13, 0, 0, 4, False),
    (1, 5, 0, 0, 1, False),
    (1, 6, 4, 0, 1, True),
    (2, 8, 2, 0, 2, False),
    (2, 7, 1, 1, 2, False),
    (2, 7, 2, 1, 1, True),
    (2, 9, 1, 2, 1, False),
    (3, 10, 1, 1, 1, False),
    (3, 11, 1, 1, 4, False),
    (3, 12, 2, 2, 1, True),
    (4, 16, 1, 2, 4, False),
    (4, 17, 2, 0, 1, True),
    (6, 24, 2, 4, 1, True),
    (8, 32, 2, 0, 4, False),
]


def cup_of(
    groups: int,
    teams: int,
    qualify: int,
    best_next: int,
    ends_with: int,
    third_place: bool,
    knockout_legs: int = 1,
) -> Cup:
    names = [f"t{number:02}" for number in range(teams)]
    drawn = {chr(65 + at): names[at::groups] for at in range(groups)}
    terms = {"qualify": qualify, "best_next": best_next, "ends_with": ends_with, "third_place": third_place}
    terms |= {"knockout_legs": knockout_legs}
    cup = Cup(drawn, bracket=() if groups else names, terms=terms)
    refuse_unfit(cup.contest["format"], teams)
    ids = iter(range(1, 10_000))
    made = fixtures.plan("cup", cup.contest, lambda: f"f{next(ids)}")
    cup.fixtures = {one["number"]: one | {"version": 1} for one in made}
    return cup


def play_all(cup: Cup, chance: random.Random) -> dict[str, Any]:
    """Round by round; lots are drawn when nothing else can be played."""
    for _ in range(100):
        outcome = derive(cup.contest, list(cup.teams.values()), list(cup.fixtures.values()))
        for one in outcome["unresolved"]:
            cup.decide("lots", *chance.sample(one["team_ids"], len(one["team_ids"])))
        open_now = {
            number: sides
            for number, one in cup.fixtures.items()
            if one["result_state"] == "none"
            and None not in (sides := known_sides(outcome["slots"], one["_id"]))
        }
        if not open_now and not outcome["unresolved"]:
            return outcome
        for number, (home, away) in open_now.items():
            score = [chance.randrange(3), chance.randrange(3)]
            cup.fixtures[number] = _played(cup, number, score, (str(home), str(away)))
    raise AssertionError("never over")


def _played(cup: Cup, number: int, score: list[int], sides: tuple[str, str]) -> dict[str, Any]:
    """With a shoot-out wherever one may be: it counts only where the tie is level."""
    one = cup.fixtures[number]
    alone = score[0] == score[1] and one["leg"] == 0
    shoot_out = one["stage"] == "knockout" and (alone or one["leg"] == 2)
    return confirmed(one, result(*score, pens=[4, 3] if shoot_out else None), sides)


@pytest.mark.parametrize("legs", [1, 2])
@pytest.mark.parametrize("shape", FORMATS)
@pytest.mark.parametrize("seed", range(5))
def test_a_contest_plays_to_its_end(
    shape: tuple[int, int, int, int, int, bool], seed: int, legs: int
) -> None:
    cup = cup_of(*shape, legs)
    outcome = play_all(cup, random.Random(seed))
    assert outcome["complete"] is True
    assert all(one["result_state"] == "confirmed" for one in cup.fixtures.values())
    upwards = {one["team_id"] for one in outcome["goes_on"]}
    assert len(upwards) == len(outcome["goes_on"]) == cup.contest["format"]["ends_with"]
    assert {one["state"] for one in outcome["goes_on"]} == {"confirmed"}
    assert sorted(team for level in outcome["final_order"] for team in level) == sorted(cup.teams)
    assert set(outcome["final_order"][0]) == upwards


@pytest.mark.parametrize("legs", [1, 2])
@pytest.mark.parametrize("shape", FORMATS)
def test_it_also_ends_when_teams_withdraw_on_the_way(
    shape: tuple[int, int, int, int, int, bool], legs: int
) -> None:
    """Each match that waits for one of them is walked over; nothing is left that nobody can play."""
    for seed in range(5):
        chance = random.Random(seed)
        cup = cup_of(*shape, legs)
        cup.withdraw(chance.choice(sorted(cup.teams)), annul=bool(seed % 2))
        assert play_all(cup, chance)["complete"] is True
