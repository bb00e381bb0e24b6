"""Who goes on from two legs, and what may be written of each?"""

import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Refused
from services.events.domain.sports.football.knockout import Tie, TwoLegRules, two_legs
from services.events.domain.tournament import order
from services.events.domain.tournament.fixtures import plan
from services.events.domain.tournament.outcome import follows
from services.events.domain.tournament.result import enter
from services.events.domain.tournament.schedule import schedule
from tests.unit.events.tournament.played import AT, FOUR, Cup, confirmed, result
from tests.unit.events.tournament.setting_up import numbered, planned, schedule_wanted

SCORES = st.integers(0, 3)


def cup_of(names: tuple[str, ...] = FOUR, **terms: Any) -> Cup:
    """Straight knock-out. Of four: legs 1 and 2 are fixtures 1 and 3, 2 and 4; the final is the last."""
    cup = Cup(bracket=names, terms={"knockout_legs": 2, **terms})
    made = plan("cup", cup.contest, numbered())
    cup.fixtures = {one["number"]: one | {"version": 1, "starts_at": AT} for one in made}
    return cup


def write(cup: Cup, number: int, wanted: dict[str, Any]) -> None:
    """Entered under the rules, and confirmed; instead of what was written before."""
    one, first = cup.fixtures[number] | {"result_state": "none"}, cup.fixtures.get(number - 2)
    sides = [slot["team_id"] for slot in cup.outcome()["slots"][one["_id"]].values()]
    command = {"version": 1, "result": wanted}
    read = enter(one, command, sides, cup.contest, "referee", AT, first=first if one["leg"] == 2 else None)
    cup.fixtures[number] = confirmed(one, read["result"], sides)


def refused(cup: Cup, number: int, wanted: dict[str, Any]) -> Any:
    with pytest.raises(Refused) as found:
        write(cup, number, wanted)
    return found.value.fields["result"]


def finalist(cup: Cup, side: str = "home") -> str | None:
    team: str | None = cup.outcome()["slots"]["f5"][side]["team_id"]
    return team


def test_each_tie_but_the_last_two_is_played_home_and_away() -> None:
    cup = cup_of(third_place=True)
    rows = [
        (one["number"], one["leg"], one["left"], one["drawn"] if one["left"] > 2 else one["slots"])
        for one in cup.fixtures.values()
    ]
    assert rows == [
        (1, 1, 4, ["Atlas", "Bahja"]),
        (2, 1, 4, ["Chaouia", "Draa"]),
        (3, 2, 4, ["Bahja", "Atlas"]),
        (4, 2, 4, ["Draa", "Chaouia"]),
        (5, 0, 2, ["L3", "L4"]),
        (6, 0, 2, ["W3", "W4"]),
    ]


def test_who_sends_both_finalists_on_plays_their_semi_finals_in_two_legs() -> None:
    legs = [one["leg"] for one in cup_of(ends_with=2).fixtures.values()]
    assert legs == [1, 1, 2, 2]


def test_the_best_next_stand_in_both_legs_of_one_tie() -> None:
    _, made = planned(12, groups=3, qualify=2, best_next=2, knockout_legs=2)
    first = [one["slots"] for one in made if one["leg"] == 1 and one["left"] == 8]
    second = [one["slots"][::-1] for one in made if one["leg"] == 2 and one["left"] == 8]
    assert len(first) == 4
    assert first == second


def test_the_goals_of_both_legs_decide() -> None:
    cup = cup_of()
    write(cup, 1, result(2, 1))
    assert finalist(cup) is None
    write(cup, 3, result(3, 1))
    assert finalist(cup) == "Bahja"


def test_goals_away_count_no_more_than_others() -> None:
    cup = cup_of()
    write(cup, 1, result(1, 2))
    assert refused(cup, 3, result(0, 1)) == {"score": "still_level"}
    write(cup, 3, result(0, 1, pens=[3, 4]))
    assert finalist(cup) == "Atlas"


def test_extra_time_and_shoot_out_are_of_the_second_leg_alone() -> None:
    cup = cup_of(match={"extra_half_minutes": 10})
    assert refused(cup, 1, result(1, 1, pens=[4, 3])) == {"pens": "score_not_allowed"}
    assert refused(cup, 1, result(1, 1, extra_time=[2, 1])) == {"extra_time": "score_not_allowed"}
    write(cup, 1, result(1, 1))
    assert refused(cup, 3, result(2, 1, extra_time=[3, 1])) == {"extra_time": "not_level"}
    assert refused(cup, 3, result(1, 1, pens=[4, 3])) == {"extra_time": "score_missing"}
    write(cup, 3, result(1, 1, extra_time=[2, 1]))
    assert finalist(cup) == "Bahja"


def test_a_shoot_out_is_refused_where_the_goals_of_both_decide() -> None:
    cup = cup_of()
    write(cup, 1, result(1, 0))
    assert refused(cup, 3, result(1, 1, pens=[4, 3])) == {"pens": "not_level"}


@pytest.mark.parametrize("first", [None, result(status="annulled"), result(1, 0, status="abandoned")])
def test_a_second_leg_waits_for_a_first_that_counts(first: dict[str, Any] | None) -> None:
    cup = cup_of()
    if first:
        write(cup, 1, first)
    assert refused(cup, 3, result(1, 0)) == {"score": "first_leg_missing"}
    with pytest.raises(Refused, match="invalid"):
        follows(
            cup.contest,
            list(cup.teams.values()),
            list(cup.fixtures.values()),
            "f3",
            result(1, 0),
            FOUR[1::-1],
        )


def test_a_correction_that_makes_it_level_leaves_it_open_until_the_second_leg_is_corrected() -> None:
    cup = cup_of()
    write(cup, 1, result(1, 0))
    write(cup, 3, result(1, 1))
    assert finalist(cup) == "Atlas"
    write(cup, 1, result(1, 1))
    assert finalist(cup) is None
    write(cup, 3, result(1, 1, pens=[5, 4]))
    assert finalist(cup) == "Bahja"


def test_a_replay_of_the_first_leg_opens_the_tie_again() -> None:
    cup = cup_of()
    write(cup, 1, result(1, 0))
    write(cup, 3, result(1, 1))
    cup.fixtures[1] |= {"result_state": "none", "result": None, "sides": None}
    assert finalist(cup) is None


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        ({"at_fault": "home"}, None, "Bahja"),
        (None, {"at_fault": "home"}, "Atlas"),
        ({"at_fault": "home"}, {"at_fault": "home"}, None),
        ({"at_fault": "both"}, None, None),
    ],
)
def test_who_is_at_fault_in_either_leg_is_out(
    first: dict[str, Any] | None, second: dict[str, Any] | None, winner: str | None
) -> None:
    cup = cup_of()
    write(cup, 1, result(status="forfeited", **first) if first else result(0, 5))
    if second:
        write(cup, 3, result(status="forfeited", **second))
    assert finalist(cup) == winner
    if winner is None:  # both are out: who comes from the other tie walks over
        write(cup, 2, result(1, 0))
        write(cup, 4, result(0, 0))
        assert [one["team_id"] for one in cup.outcome()["goes_on"]] == ["Chaouia"]


@pytest.mark.parametrize("annul", [True, False])
def test_who_withdraws_between_the_legs_is_out(annul: bool) -> None:
    cup = cup_of()
    write(cup, 1, result(5, 0))
    cup.withdraw("Atlas", annul=annul)
    assert finalist(cup) == "Bahja"


@given(st.lists(SCORES, min_size=4, max_size=4), st.sampled_from([(5, 4), (4, 5)]), st.randoms())
@settings(deadline=None)
def test_the_winner_is_that_of_the_rules_in_whichever_order_it_is_written(
    goals: list[int], pens: tuple[int, int], chance: random.Random
) -> None:
    first, second = (goals[0], goals[1]), (goals[2], goals[3])
    wanted = {1: result(*first), 3: result(*second, pens=list(pens))}
    outcomes = []
    for numbers in ([1, 3], [3, 1]):
        cup = cup_of()
        for number in numbers:
            cup.fixtures[number] = confirmed(
                cup.fixtures[number], wanted[number], cup.fixtures[number]["drawn"]
            )
        rows = list(cup.fixtures.values())
        chance.shuffle(rows)
        cup.fixtures = {one["number"]: one for one in rows}
        outcomes.append(cup.outcome())
    told = two_legs(
        Tie("Atlas", "Bahja", first), Tie("Bahja", "Atlas", second, pens=pens), None, TwoLegRules()
    )
    assert outcomes[0] == outcomes[1]
    assert outcomes[0]["slots"]["f5"]["home"]["team_id"] == told.winner


@pytest.mark.parametrize("teams", [3, 6, 8])
def test_a_second_leg_begins_when_the_first_is_over_and_the_teams_have_rested(teams: int) -> None:
    contest, made = planned(teams, groups=0, knockout_legs=2)
    wanted = schedule_wanted(("2026-12-05", "09:00", "19:00"), ("2026-12-06", "09:00", "19:00"))
    given_hours = {one["number"]: one for one in schedule(made, contest, wanted)}
    feeders = order.feeders(made)
    for number, one in given_hours.items():
        for feeder in feeders[number]:
            ends = given_hours[feeder]["starts_at"] + timedelta(minutes=45)
            assert one["starts_at"] >= ends + timedelta(minutes=30)
    firsts = [one["number"] for one in made if one["leg"] == 1]
    seconds = [one["number"] for one in made if one["leg"] == 2]
    assert all(set(feeders[number]) & set(firsts) for number in seconds)
