from collections.abc import Mapping
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Refused
from services.events.domain.tournament.bracket_plan import filled
from services.events.domain.tournament.draw import draw
from services.events.domain.tournament.pairing import cheapest
from tests.unit.events.tournament.setting_up import TEAMS

FORM = {"legs": 1, "qualify": 1, "best_next": 0, "third_place": False, "ends_with": 1}


def contest(entrants: list[str], groups: int) -> dict[str, Any]:
    qualify = 0 if groups == 1 else 1
    return {"contest_id": "c1", "entrants": entrants, "format": FORM | {"groups": groups, "qualify": qualify}}


def of(associations: str) -> list[dict[str, Any]]:
    """One team for each letter, of the association of that letter; `-` is a guest without one."""
    return [
        {"team_id": TEAMS[number], "association_id": None if letter == "-" else letter}
        for number, letter in enumerate(associations)
    ]


def ids(teams: list[dict[str, Any]]) -> list[str]:
    return [team["team_id"] for team in teams]


def clashes(groups: Mapping[str, list[str]], teams: list[dict[str, Any]]) -> int:
    """Pairs of one association in one group."""
    whose = {team["team_id"]: team["association_id"] or team["team_id"] for team in teams}
    return sum(whose[a] == whose[b] for group in groups.values() for a, b in combinations(group, 2))


@st.composite
def drawings(pick: st.DrawFn, most: int = 24) -> tuple[list[dict[str, Any]], int, int, list[str]]:
    teams = of(pick(st.text("wxyz-", min_size=2, max_size=most)))
    groups = pick(st.integers(0, min(16, len(teams) // 2)).filter(lambda n: n < 2 or len(teams) // n > 1))
    heads = pick(st.lists(st.sampled_from(ids(teams)), unique=True))
    return teams, groups, pick(st.integers(0, 2**31 - 1)), heads


@given(drawings(), st.booleans(), st.data())
@settings(deadline=None)
def test_the_order_of_entry_does_not_move_the_draw(
    drawing: tuple[list[dict[str, Any]], int, int, list[str]], separate: bool, data: st.DataObject
) -> None:
    teams, groups, seed, heads = drawing
    told = draw(contest(ids(teams), groups), teams, seed, heads, separate)
    turned = data.draw(st.permutations(teams))
    assert (
        draw(contest(ids(data.draw(st.permutations(teams))), groups), turned, seed, heads, separate) == told
    )


@given(drawings(), st.booleans())
@settings(deadline=None)
def test_everybody_is_drawn_once_into_groups_of_like_size(
    drawing: tuple[list[dict[str, Any]], int, int, list[str]], separate: bool
) -> None:
    teams, groups, seed, heads = drawing
    drawn = draw(contest(ids(teams), groups), teams, seed, heads, separate)
    sizes = [len(group) for group in drawn["groups"].values()]
    assert list(drawn["groups"]) == list("ABCDEFGHIJKLMNOP"[:groups])
    assert not sizes or max(sizes) - min(sizes) <= 1
    assert sorted([*drawn["bracket"], *sum(drawn["groups"].values(), [])]) == sorted(ids(teams))
    assert bool(drawn["bracket"]) == (groups == 0)


@given(drawings(most=7))
@settings(deadline=None, max_examples=60)
def test_no_other_draw_keeps_associations_further_apart(
    drawing: tuple[list[dict[str, Any]], int, int, list[str]],
) -> None:
    teams, groups, seed, heads = drawing
    if groups < 2:
        return
    heads = heads[:groups]
    drawn = draw(contest(ids(teams), groups), teams, seed, heads, True)["groups"]
    rest = [team for team in ids(teams) if team not in heads]
    best = len(teams) ** 2
    for order in permutations(rest):
        free = iter(order)
        kept = {name: [one for one in group if one in heads] for name, group in drawn.items()}
        other = {
            name: [*kept[name], *(next(free) for _ in group[len(kept[name]) :])]
            for name, group in drawn.items()
        }
        best = min(best, clashes(other, teams))
    assert clashes(drawn, teams) == best


def test_it_moves_those_already_seated_when_the_last_one_needs_their_place() -> None:
    teams = of("xxxyyyzzz")
    for seed in range(30):
        groups = draw(contest(ids(teams), 3), teams, seed, [], True)["groups"]
        assert clashes(groups, teams) == 0


def test_separation_has_to_be_asked_for() -> None:
    teams = of("xxxyyyzzz")
    assert any(
        clashes(draw(contest(ids(teams), 3), teams, seed, [], False)["groups"], teams) for seed in range(9)
    )


def test_guests_without_association_are_no_kin() -> None:
    teams = of("----")
    drawn = {
        tuple(sorted(draw(contest(ids(teams), 2), teams, s, [], True)["groups"]["A"])) for s in range(40)
    }
    assert len(drawn) == 6  # every pair comes up


def test_another_seed_is_another_draw_and_the_same_seed_the_same() -> None:
    teams = of("abcdefgh")
    drawn = [draw(contest(ids(teams), 2), teams, seed, [], True)["groups"] for seed in (1, 1, 2, 3)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    assert drawn[2] != drawn[3]


def test_a_draw_that_was_published_can_be_made_again_by_its_seed() -> None:
    teams = of("abcdefgh")
    assert draw(contest(ids(teams), 2), teams, 2026, ["t05", "t08"], True) == {
        "groups": {"A": ["t05", "t07", "t03", "t04"], "B": ["t08", "t06", "t01", "t02"]},
        "bracket": [],
    }


def test_heads_go_one_to_each_group_and_back_again() -> None:
    teams = of("abcdefghi")
    heads = ["t09", "t01", "t08", "t02", "t07", "t03", "t06"]
    groups = draw(contest(ids(teams), 3), teams, 4, heads, True)["groups"]
    assert [group[:2] for group in groups.values()] == [["t09", "t03"], ["t01", "t07"], ["t08", "t02"]]
    assert groups["A"][2] == "t06"


def test_heads_of_the_last_row_keep_the_larger_groups() -> None:
    teams = of("abcde")
    heads = ["t01", "t02", "t03", "t04", "t05"]
    assert draw(contest(ids(teams), 2), teams, 4, heads, True)["groups"] == {
        "A": ["t01", "t04", "t05"],
        "B": ["t02", "t03"],
    }
    none_left = draw(contest(ids(of("abcdefg")), 2), of("abcdefg"), 4, ids(of("abcdef")), True)["groups"]
    assert [len(group) for group in none_left.values()] == [4, 3]
    three = draw(contest(ids(of("abcdefgh")), 3), of("abcdefgh"), 4, ["t01"], True)["groups"]
    assert [len(group) for group in three.values()] == [3, 3, 2]


def test_heads_of_a_bracket_have_the_byes_and_meet_late() -> None:
    teams = of("abcdef")
    for seed in range(20):
        bracket = filled(draw(contest(ids(teams), 0), teams, seed, ["t04", "t02"], True)["bracket"])
        assert (bracket[0], bracket[1], bracket[4], bracket[5]) == ("t04", None, "t02", None)
        assert None not in (bracket[2], bracket[3], bracket[6], bracket[7])


def first_round_clashes(bracket: list[str], teams: list[dict[str, Any]]) -> int:
    whose = {team["team_id"]: team["association_id"] for team in teams}
    places = filled(bracket)
    met = [(a, b) for a, b in zip(places[::2], places[1::2], strict=True) if a and b]
    return sum(whose[a] is not None and whose[a] == whose[b] for a, b in met)


@given(st.text("xyz-", min_size=2, max_size=24), st.integers(0, 999), st.integers(0, 5))
@settings(deadline=None)
def test_one_association_meets_itself_in_the_first_round_only_when_it_must(
    letters: str, seed: int, most_heads: int
) -> None:
    """The heads, guests here, have the first byes; the others may go to whom they help."""
    teams = of(letters)
    heads = [team["team_id"] for team in teams if team["association_id"] is None][:most_heads]
    bracket = draw(contest(ids(teams), 0), teams, seed, heads, True)["bracket"]
    byes = len(filled(bracket)) - len(teams)
    matches = (len(teams) - byes) // 2
    most = max(letters.count(letter) for letter in "xyz")
    assert first_round_clashes(bracket, teams) == max(0, most - max(0, byes - len(heads)) - matches)


def test_one_association_meets_itself_in_the_final_where_that_can_be() -> None:
    teams = of("xxabcdef")
    for seed in range(20):
        bracket = draw(contest(ids(teams), 0), teams, seed, [], True)["bracket"]
        assert (bracket.index("t01") < 4) != (bracket.index("t02") < 4)


def test_heads_are_entrants_and_the_entrants_enough() -> None:
    teams = of("abcd")
    with pytest.raises(Refused) as refused:
        draw(contest(ids(teams), 2), teams, 1, ["t09"], True)
    assert refused.value.fields == {"heads": "not_an_entrant"}
    with pytest.raises(Refused) as refused:
        draw(contest(ids(teams)[:3], 2), teams, 1, [], True)
    assert refused.value.fields == {"format": {"groups": "too_many_groups"}}


@given(
    st.integers(0, 5).flatmap(
        lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=n, max_size=n), min_size=n, max_size=n)
    )
)
def test_no_other_pairing_is_cheaper(costs: list[list[int]]) -> None:
    rows = range(len(costs))
    given_to = cheapest(costs)
    assert sorted(given_to) == list(rows)
    least = min(
        sum(costs[row][column] for row, column in zip(rows, order, strict=True))
        for order in permutations(rows)
    )
    assert sum(costs[row][given_to[row]] for row in rows) == least
