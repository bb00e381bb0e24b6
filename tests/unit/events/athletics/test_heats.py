"""Who runs in which heat and lane?"""

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Refused
from services.events.domain.athletics.heats import draw, plan
from services.events.domain.athletics.lanes import by_lot, by_rank, groups
from services.events.domain.athletics.seeding import spread
from tests.unit.events.athletics.meeting import Meeting, contest, entry

TWO_ROUNDS = [{"by_place": 2, "by_time": 2}, {}]


def test_the_better_ones_are_spread_in_zigzag() -> None:
    names = [str(place) for place in range(1, 10)]
    assert spread(names, [], 3, lambda name: name, Random(1)) == [
        ["1", "6", "7"],
        ["2", "5", "8"],
        ["3", "4", "9"],
    ]


def test_inside_a_row_team_mates_are_kept_apart() -> None:
    team = {"1": "A", "2": "B", "3": "C", "4": "C", "5": "D", "6": "E"}
    heats = spread([*team], [], 3, team.__getitem__, Random(1))
    assert [heat[0] for heat in heats] == ["1", "2", "3"]
    assert not any(set(heat) == {"3", "4"} for heat in heats)


def test_season_bests_rank_and_those_without_one_come_by_lot() -> None:
    entries = [entry(bib, f"T{bib}", best) for bib, best in enumerate(("12.5", "", "12.1", "12.30"), 1)]
    drawn = draw(contest(entries, rounds=[{"lanes": 2, "by_place": 1}, {"lanes": 2}]), 3)["heats"]
    heat_of = {one["bib"]: at for at, heat in enumerate(drawn) for one in heat}
    assert (heat_of[3], heat_of[4], heat_of[1], heat_of[2]) == (0, 1, 1, 0)


def test_a_longer_jump_ranks_higher() -> None:
    entries = [entry(1, "T1", "4.10"), entry(2, "T2", "12.00")]
    assert len(draw(contest(entries, "shot-put"), 1)["heats"][0]) == 2


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 24), st.integers(1, 6), st.integers(0, 2**31 - 1), st.randoms())
def test_a_draw_seats_everybody_once_evenly_and_says_the_same_again(
    athletes: int, teams: int, seed: int, rng: Any
) -> None:
    bests = ("", "12.3", "12.30", "13.5")
    entries = [entry(bib, f"T{bib % teams}", bests[rng.randrange(4)]) for bib in range(1, athletes + 1)]
    one = contest(entries, rounds=TWO_ROUNDS)
    heats = draw(one, seed)["heats"]
    assert sorted(each["bib"] for heat in heats for each in heat) == list(range(1, athletes + 1))
    sizes = [len(heat) for heat in heats]
    assert max(sizes) - min(sizes) <= 1
    assert all(len({each["lane"] for each in heat}) == len(heat) for heat in heats)
    assert all(1 <= each["lane"] <= 8 for heat in heats for each in heat)
    rng.shuffle(entries)
    assert draw(one | {"entries": entries}, seed)["heats"] == heats


@given(st.integers(2, 8), st.integers(0, 1000))
def test_by_lot_team_mates_share_a_heat_only_when_they_must(teams: int, seed: int) -> None:
    entries = [entry(10 * team + mate, f"T{team}") for team in range(1, teams + 1) for mate in (1, 2)]
    rounds = [{"lanes": teams, "by_place": 1}, {"lanes": 8}]
    for heat in draw(contest(entries, rounds=rounds), seed)["heats"]:
        assert max(Counter(each["bib"] // 10 for each in heat).values()) == 1


@pytest.mark.parametrize(
    ("course", "lanes", "told"),
    [
        ("straight", 8, ((3, 4, 5, 6), (2, 7), (1, 8))),
        ("half_lap", 8, ((5, 6, 7), (3, 4, 8), (1, 2))),
        ("lap", 8, ((4, 5, 6, 7), (3, 8), (1, 2))),
        ("straight", 6, ((3, 4), (2, 5), (1, 6))),
        ("lap", 6, ((4, 5, 6), (3,), (1, 2))),
        ("lap", 2, ((1, 2),)),
        ("straight", 9, ((3, 4, 5, 6), (2, 7), (1, 8, 9))),
    ],
)
def test_lane_groups(course: str, lanes: int, told: tuple[tuple[int, ...], ...]) -> None:
    assert groups(course, lanes) == told


@given(st.sampled_from(["straight", "half_lap", "lap"]), st.integers(1, 10), st.integers(0, 9))
def test_the_best_ranked_are_drawn_among_the_best_lanes(course: str, lanes: int, seed: int) -> None:
    drawn = by_rank(course, lanes, lanes, Random(seed))
    assert sorted(drawn) == list(range(1, lanes + 1))
    first = 0
    for group in groups(course, lanes):
        assert sorted(drawn[first : first + len(group)]) == sorted(group)
        first += len(group)


def test_fewer_athletes_leave_the_worst_lanes_free_and_more_find_none() -> None:
    assert sorted(by_lot("straight", 8, 4, Random(1))) == [3, 4, 5, 6]
    assert sorted(by_lot("", 0, 3, Random(1))) == [1, 2, 3]
    assert by_rank("straight", 2, 3, Random(1))[2] == 0


def test_the_plan_counts_heats_through_the_rounds() -> None:
    meeting = Meeting(contest([entry(bib, "T1") for bib in range(1, 18)], rounds=TWO_ROUNDS))
    told = [(one["number"], one["round"], one["heat"], one["is_final"]) for one in meeting.heats.values()]
    assert told == [(1, 1, 1, False), (2, 1, 2, False), (3, 1, 3, False), (4, 2, 1, True)]
    assert [len(one["drawn"]) for one in meeting.heats.values()] == [6, 6, 5, 0]


def test_what_is_not_drawn_has_no_heats() -> None:
    with pytest.raises(Refused) as refused:
        plan("m", contest([]), str)
    assert refused.value.fields == {"contest_id": "not_drawn"}
    with pytest.raises(Refused) as refused:
        draw(contest([]), 1)
    assert refused.value.fields == {"entries": "missing"}
