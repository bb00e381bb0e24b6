from collections import Counter
from itertools import combinations, groupby, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Refused
from services.events.domain.sports.football.slots import OfGroups, OfMatch, read_slot
from services.events.domain.tournament.contest import going_on, has_knockout, refuse_unfit
from services.events.domain.tournament.crossing import cross
from services.events.domain.tournament.fixtures import plan, rounds_of
from tests.unit.events.tournament.setting_up import TEAMS, drawn_contest, numbered, planned, with_contest


def said(fixtures: list[dict[str, Any]]) -> list[tuple[int, int, int, str]]:
    """(number, round, left, home-away) of the knock-out."""
    return [
        (one["number"], one["round"], one["left"], "-".join(_sides(one)) + " third" * one["is_third_place"])
        for one in fixtures
        if one["stage"] == "knockout"
    ]


def _sides(fixture: dict[str, Any]) -> list[str]:
    return [slot or team for slot, team in zip(fixture["slots"], fixture["drawn"], strict=True)]


@given(st.integers(2, 20), st.integers(1, 2))
@settings(deadline=None)
def test_each_pair_meets_once_a_leg_and_nobody_twice_in_a_round(how_many: int, legs: int) -> None:
    rounds = rounds_of(TEAMS[:how_many], legs)
    met = Counter(frozenset(pair) for pairs in rounds for pair in pairs)
    assert met == dict.fromkeys(map(frozenset, combinations(TEAMS[:how_many], 2)), legs)
    assert all(len({team for pair in pairs for team in pair}) == 2 * len(pairs) for pairs in rounds)
    assert len(rounds) == legs * (how_many - 1 + how_many % 2)


@given(st.integers(2, 20))
@settings(deadline=None)
def test_nobody_is_at_home_much_more_often_than_away(how_many: int) -> None:
    pairs = [pair for one in rounds_of(TEAMS[:how_many], 1) for pair in one]
    home, away = Counter(home for home, _ in pairs), Counter(away for _, away in pairs)
    assert all(abs(home[team] - away[team]) <= 1 for team in TEAMS[:how_many])


@pytest.mark.parametrize("how_many", range(2, 21))
def test_nobody_is_at_home_or_away_long_in_a_row(how_many: int) -> None:
    rounds = rounds_of(TEAMS[:how_many], 1)
    for team in TEAMS[:how_many]:
        places = [
            "home" if home == team else "away"
            for pairs in rounds
            for home, away in pairs
            if team in (home, away)
        ]
        assert max(len(list(run)) for _, run in groupby(places)) <= 2


def test_the_second_leg_mirrors_the_first() -> None:
    rounds = rounds_of(TEAMS[:4], 2)
    assert rounds[3:] == [[(away, home) for home, away in pairs] for pairs in rounds[:3]]


def test_a_league_of_three_as_it_is_stored() -> None:
    contest = drawn_contest(3) | {"draw": {"groups": {"A": ["x", "y", "z"]}, "bracket": []}}
    fixtures = plan("k1", contest, numbered())
    assert fixtures[0] == {
        "_id": "f1",
        "competition_id": "k1",
        "contest_id": "c1",
        "number": 1,
        "stage": "group",
        "group": "A",
        "round": 1,
        "left": 0,
        "is_third_place": False,
        "leg": 0,
        "slots": ["", ""],
        "drawn": ["y", "z"],
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
    assert [(one["_id"], one["number"], one["round"], one["drawn"]) for one in fixtures] == [
        ("f1", 1, 1, ["y", "z"]),
        ("f2", 2, 2, ["z", "x"]),
        ("f3", 3, 3, ["x", "y"]),
    ]


def test_fixtures_do_not_share_what_will_be_written_into_them() -> None:
    _, fixtures = planned(3)
    fixtures[0]["past"].append("x")
    assert [one["past"] for one in fixtures] == [["x"], [], []]


def test_groups_play_round_by_round_together() -> None:
    _, fixtures = planned(7, groups=2, qualify=1)
    assert [(one["round"], one["group"]) for one in fixtures if one["group"]] == [
        (1, "A"), (1, "A"), (1, "B"),
        (2, "A"), (2, "A"), (2, "B"),
        (3, "A"), (3, "A"), (3, "B"),
    ]  # fmt: skip


def test_two_groups_cross() -> None:
    _, fixtures = planned(8, groups=2, third_place=True)
    assert said(fixtures) == [
        (13, 1, 4, "1A-2B"),
        (14, 1, 4, "1B-2A"),
        (15, 2, 2, "L13-L14 third"),
        (16, 2, 2, "W13-W14"),
    ]
    assert all(one["drawn"] == [None, None] for one in fixtures if one["stage"] == "knockout")


def test_four_groups_cross_so_that_group_mates_meet_in_the_final() -> None:
    _, fixtures = planned(12, groups=4)
    assert said(fixtures) == [
        (13, 1, 8, "1A-2B"),
        (14, 1, 8, "1C-2D"),
        (15, 1, 8, "1B-2A"),
        (16, 1, 8, "1D-2C"),
        (17, 2, 4, "W13-W14"),
        (18, 2, 4, "W15-W16"),
        (19, 3, 2, "W17-W18"),
    ]


def test_a_contest_that_sends_both_finalists_on_has_no_final() -> None:
    _, fixtures = planned(8, groups=2, ends_with=2, third_place=True)
    assert said(fixtures) == [(13, 1, 4, "1A-2B"), (14, 1, 4, "1B-2A")]


def test_as_many_as_go_on_need_no_knockout() -> None:
    assert [said(planned(8, groups=2, ends_with=4)[1]), said(planned(5)[1])] == [[], []]


def test_a_straight_knockout_of_five_has_one_first_match_and_three_byes() -> None:
    contest = drawn_contest(5, groups=0, third_place=True)
    contest |= {"draw": {"groups": {}, "bracket": ["a", "d", "e", "b", "c"]}}
    assert said(plan("k1", contest, numbered())) == [
        (1, 1, 8, "d-e"),
        (2, 2, 4, "a-W1"),
        (3, 2, 4, "b-c"),
        (4, 3, 2, "L2-L3 third"),
        (5, 3, 2, "W2-W3"),
    ]


def test_three_teams_play_no_match_for_third_place() -> None:
    assert said(planned(3, groups=0, third_place=True)[1])[-1][3].endswith("-W1")
    assert len(planned(3, groups=0, third_place=True)[1]) == 2


def test_an_undrawn_contest_has_no_fixtures() -> None:
    with pytest.raises(Refused) as refused:
        plan("k1", with_contest(4)["contests"][0], numbered())
    assert refused.value.fields == {"contest_id": "not_drawn"}


@pytest.mark.parametrize(
    ("groups", "qualify", "best_next", "bracket"),
    [
        (2, 2, 0, "1A 2B 1B 2A"),
        (8, 2, 0, "1A 2B 1C 2D 1E 2F 1G 2H 1B 2A 1D 2C 1F 2E 1H 2G"),
        (4, 1, 0, "1A 1D 1B 1C"),
        (2, 1, 2, "1A 2B 1B 2A"),
        (3, 2, 0, "1A - 1C 2B 1B - 2A 2C"),
        (3, 1, 1, "1A 2A/B/C 1B 1C"),
        (3, 2, 2, "1A 3B/C 1C 2B 1B 3A/C 2A 2C"),
        (6, 2, 4, "1A 3B/C/D/E/F 2B 2C 1D 3A/B/C/E/F 1E 2F 1B 3A/C/D/E/F 2A 2D 1C 3A/B/D/E/F 1F 2E"),
    ],
)
def test_who_meets_whom(groups: int, qualify: int, best_next: int, bracket: str) -> None:
    slots = cross({"groups": groups, "qualify": qualify, "best_next": best_next})
    assert " ".join(slot or "-" for slot in slots) == bracket


@st.composite
def forms(pick: st.DrawFn) -> tuple[int, dict[str, Any]]:
    """A format that `how_many` teams can play."""
    how_many = pick(st.integers(2, 40))
    groups = pick(st.integers(0, min(16, how_many // 2)))
    smallest = how_many // groups if groups else 2
    qualify = pick(st.integers(0, min(8, smallest - 1)))
    form = {
        "groups": groups,
        "legs": pick(st.integers(1, 2)),
        "qualify": qualify,
        "best_next": pick(st.integers(0, min(8, groups))),
        "third_place": pick(st.booleans()),
        "ends_with": pick(st.sampled_from([1, 2, 4])),
    }
    try:
        refuse_unfit(form, how_many)
    except Refused:
        form |= {"qualify": max(1, qualify), "best_next": 0, "ends_with": 1}
    return how_many, form


@given(forms())
@settings(deadline=None)
def test_the_number_of_matches(form_of: tuple[int, dict[str, Any]]) -> None:
    how_many, form = form_of
    contest, fixtures = planned(how_many, **form)
    sizes = [len(group) for group in contest["draw"]["groups"].values()]
    in_groups = sum(size * (size - 1) // 2 for size in sizes) * form["legs"]
    going = going_on(form, how_many)
    knocked_out = going - form["ends_with"] if has_knockout(form, how_many) else 0
    third = form["third_place"] and form["ends_with"] == 1 and going >= 4
    assert len(fixtures) == in_groups + knocked_out + third
    assert [one["number"] for one in fixtures] == list(range(1, len(fixtures) + 1))
    assert sum(one["is_third_place"] for one in fixtures) == third


@given(forms())
@settings(deadline=None)
def test_each_slot_is_filled_by_an_earlier_match_or_a_place_and_each_of_these_once(
    form_of: tuple[int, dict[str, Any]],
) -> None:
    how_many, form = form_of
    contest, fixtures = planned(how_many, **form)
    if not has_knockout(form, how_many):
        return
    numbers = {str(one["number"]): one for one in fixtures if one["stage"] == "knockout"}
    ranked, best, winners = [], 0, []
    for one in fixtures:
        for slot, team in zip(one["slots"], one["drawn"], strict=True):
            assert bool(slot) == (team is None)
            read = read_slot(slot, numbers) if slot else None
            if isinstance(read, OfMatch):
                assert int(read.match) < one["number"]
                winners += [read.match] if read.winner else []
            elif isinstance(read, OfGroups) and len(read.groups) == 1:
                ranked.append((read.rank, read.groups[0]))
            elif isinstance(read, OfGroups):
                assert read.rank == form["qualify"] + 1
                best += 1
    everybody = form["best_next"] == form["groups"]
    ranks = range(1, form["qualify"] + 1 + everybody)
    places = [] if form["groups"] == 0 else list(product(ranks, contest["draw"]["groups"]))
    # where the only round has byes, the best leave it without a match
    spared = max(0, 2 * form["ends_with"] - going_on(form, how_many))
    assert sorted(ranked) == places[spared:]
    assert best == (0 if everybody or form["groups"] == 0 else form["best_next"])
    last = [one for one in fixtures if one["stage"] == "knockout" and not one["is_third_place"]]
    not_last = {str(one["number"]) for one in last if one["left"] > last[-1]["left"]}
    assert sorted(winners) == sorted(not_last)
    assert last[-1]["left"] == 2 * form["ends_with"]


FORMATS = [
    (groups, qualify, best_next)
    for groups, qualify in product(range(2, 17), range(1, 9))
    for best_next in range(min(8, groups) + 1)
    if groups * qualify + best_next <= 64
]


@pytest.mark.parametrize("groups", range(2, 17))
def test_group_mates_do_not_meet_in_the_first_round(groups: int) -> None:
    for _, qualify, best_next in (one for one in FORMATS if one[0] == groups):
        met = _met({"groups": groups, "qualify": qualify, "best_next": best_next})
        known = [pair for pair in met if "/" not in "".join(pair)]
        assert all(home[1:] != away[1:] for home, away in known)
        meeting = _best_next_of(met)
        unspared = [other for one, other in meeting if other[1:] in one]
        opponents = Counter(other[1:] for _, other in meeting)
        # all but the last of those that meet one group, where all of them do
        assert len(unspared) == sum(count > best_next - 1 for count in opponents.values())


@pytest.mark.parametrize("groups", range(2, 17))
def test_the_best_next_can_be_seated_whichever_groups_they_come_from(groups: int) -> None:
    """By Hall's theorem: each slot leaves out one group at most, and no group is left out by all slots."""
    everywhere = set("ABCDEFGHIJKLMNOP"[:groups])
    for _, qualify, best_next in (one for one in FORMATS if one[0] == groups and one[2] < groups):
        slots = cross({"groups": groups, "qualify": qualify, "best_next": best_next})
        left_out = [everywhere - set(slot[1:].split("/")) for slot in slots if slot and "/" in slot]
        assert len(left_out) == best_next
        assert all(len(letters) <= 1 for letters in left_out)
        assert not left_out or not set.intersection(*left_out)


def _met(form: dict[str, int]) -> list[tuple[str, str]]:
    slots = cross(form)
    return [(home, away) for home, away in zip(slots[::2], slots[1::2], strict=True) if home and away]


def _best_next_of(met: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(slot of several groups, slot of one)."""
    turned = [pair for home, away in met for pair in ((home, away), (away, home))]
    return [(one, other) for one, other in turned if "/" in one and "/" not in other]
