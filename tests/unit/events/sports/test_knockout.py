"""Matches, two legs, kicks and brackets: who goes through, and by what?"""

from typing import Any

import pytest

from chassis.errors import Refused
from tests.unit.events.sports.writing import out


def two_legs(first: list[int], second: list[int], **more: Any) -> tuple[str | None, str | None]:
    rules = more.pop("rules", {"away_goals": True, "extra_time": True, "penalties": True})
    legs = {
        "first_leg": {"home": "A", "away": "B", "score": first},
        "second_leg": {"home": "B", "away": "A", "score": second, **more},
    }
    found = out({"id": "x", "kind": "football.two_legs", "rules": rules, **legs})
    return found["winner"], found["method"]


@pytest.mark.parametrize(
    ("first", "second", "more", "outcome"),
    [
        ([1, 0], [1, 1], {}, ("A", "aggregate")),
        ([1, 1], [0, 0], {}, ("B", "away_goals")),
        ([1, 1], [0, 0], {"rules": {}}, (None, None)),
        ([1, 0], [2, 1], {"score_90": [1, 0], "extra_time": True}, ("A", "away_goals_after_extra_time")),
        ([1, 0], [2, 0], {"score_90": [1, 0], "extra_time": True}, ("B", "aggregate_after_extra_time")),
        ([1, 0], [1, 0], {"score_90": [1, 0], "extra_time": True, "pens": [2, 4]}, ("A", "penalties")),
        ([1, 0], [1, 0], {}, (None, None)),
    ],
)
def test_two_legs(
    first: list[int], second: list[int], more: dict[str, Any], outcome: tuple[str, str]
) -> None:
    assert two_legs(first, second, **more) == outcome


def test_field_and_decision_are_both_kept() -> None:
    case = {"id": "f", "kind": "football.knockout_match", "home": "A", "away": "B", "score": [0, 1]}
    found = out(
        case | {"extra_time": True, "decision": {"type": "award", "score": [3, 0], "reason": "art. 84"}}
    )
    assert found["result_on_field"] == {"score": [0, 1], "winner": "B", "method": "extra_time", "pens": None}
    assert found["official"] == {"score": [3, 0], "winner": "A", "method": "awarded", "pens": None}


def test_a_level_match_without_kicks_has_no_winner() -> None:
    case = {"id": "f", "kind": "football.knockout_match", "home": "B", "away": "A", "score": [1, 1]}
    assert (out(case)["winner"], out(case)["unresolved"]) == (None, [["A", "B"]])


def kicks(text: str, **more: Any) -> dict[str, Any]:
    """`Ab`: A scored, B missed."""
    taken = [{"team": kick.upper(), "scored": kick.isupper()} for kick in text]
    found = out({"id": "k", "kind": "football.shootout", "home": "A", "away": "B", "kicks": taken, **more})
    return {
        key: found[key] for key in ("score", "winner", "over_after", "sudden_death", "kicks_after_the_end")
    }


@pytest.mark.parametrize(
    ("text", "score", "winner", "over", "sudden"),
    [
        ("AbAbAb", [3, 0], "A", 6, False),
        ("ABABABABAb", [5, 4], "A", 10, False),
        ("abABABABAB", [4, 4], None, None, True),
        ("ABABABABABAb", [6, 5], "A", 12, True),
        ("ABABABABABA", [6, 5], None, None, True),
        ("AbAb", [2, 0], None, None, False),
    ],
)
def test_kicks_end_when_the_lead_exceeds_what_is_left(
    text: str, score: list[int], winner: str | None, over: int | None, sudden: bool
) -> None:
    assert kicks(text) == {
        "score": score,
        "winner": winner,
        "over_after": over,
        "sudden_death": sudden,
        "kicks_after_the_end": 0,
    }


def test_kicks_after_the_end_are_told_and_do_not_count() -> None:
    assert (kicks("AbAbAbA")["score"], kicks("AbAbAbA")["kicks_after_the_end"]) == ([3, 0], 1)


def test_kicks_of_unknown_order_are_only_counted() -> None:
    assert kicks("AAAAaBBBbb", order_known=False)["winner"] == "A"


GROUPS = {letter: [f"{letter}{rank}" for rank in (1, 2, 3)] for letter in "ABCD"}


def bracket(slots: dict[str, list[str]], results: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return out({"id": "b", "kind": "football.bracket", "slots": slots, "matches": results, **more})


def test_a_bracket_is_played_from_the_groups_to_the_podium() -> None:
    slots = {"63": ["L61", "L62"], "64": ["W61", "W62"], "61": ["1A", "2B"], "62": ["1B", "2A"]}
    results = [
        {"match": 61, "score": [1, 1], "extra_time": True, "pens": [3, 4]},
        {"match": 62, "score": [2, 0]},
        {"match": 63, "score": [0, 1]},
        {"match": 64, "score": [3, 3], "extra_time": True, "pens": [2, 4]},
    ]
    found = bracket(slots, results, groups=GROUPS)
    assert {key: found[key] for key in ("champion", "runner_up", "third", "fourth", "unresolved")} == {
        "champion": "B1",
        "runner_up": "B2",
        "third": "A2",
        "fourth": "A1",
        "unresolved": [],
    }


def test_losing_semi_finalists_share_the_third_place_without_a_match_for_it() -> None:
    slots = {"1": ["1A", "2B"], "2": ["1B", "2A"], "3": ["W1", "W2"]}
    results = [{"match": 1, "score": [1, 0]}, {"match": 2, "score": [1, 0]}, {"match": 3, "score": [0, 1]}]
    found = bracket(slots, results, groups=GROUPS)
    assert (found["third"], found["fourth"]) == (["A2", "B2"], None)


def test_a_correction_of_an_early_match_moves_the_later_ones() -> None:
    slots = {"1": ["1A", "2B"], "2": ["1B", "2A"], "3": ["W1", "W2"]}
    played = [{"match": 2, "score": [1, 0]}, {"match": 3, "score": [1, 0]}]
    before = bracket(slots, [*played, {"match": 1, "score": [1, 0]}], groups=GROUPS)
    after = bracket(slots, [*played, {"match": 1, "score": [0, 1]}], groups=GROUPS)
    assert (before["champion"], after["champion"]) == ("A1", "B2")


def test_thirds_are_matched_to_their_slots_and_not_greedily() -> None:
    slots = {"1": ["1C", "3A/B"], "2": ["1D", "3A/D"]}
    found = bracket(slots, [], groups=GROUPS, thirds={"A": "A3", "B": "B3"})
    assert found["thirds"] == {"given_by": "matching", "sole": True, "slots": {"1:1": "B3", "2:1": "A3"}}


def test_the_official_table_decides_where_more_than_one_way_exists() -> None:
    slots = {"1": ["1C", "3A/B"], "2": ["1D", "3A/B"]}
    thirds = {"A": "A3", "B": "B3"}
    assert bracket(slots, [], groups=GROUPS, thirds=thirds)["thirds"]["sole"] is False
    table = {"AB": {"1C": "3B", "1D": "3A"}}
    found = bracket(slots, [], groups=GROUPS, thirds=thirds, thirds_table=table)
    assert found["thirds"]["slots"] == {"1:1": "B3", "2:1": "A3"}


def test_a_place_that_waits_for_lots_leaves_its_slot_open() -> None:
    level = [{"pos": 1, "team": "A1"}, {"pos": 2, "team": "A2"}, {"pos": 2, "team": "A3"}]
    found = bracket({"1": ["2A", "1B"]}, [{"match": 1, "score": [1, 0]}], groups={"A": level, "B": ["B1"]})
    assert found["matches"]["1"]["home"] is None
    assert found["unresolved"] == ["1"]


@pytest.mark.parametrize(
    ("slots", "fields"),
    [
        ({"1": ["W2", "A"], "2": ["W1", "B"]}, {"slots": "slots_in_a_circle"}),
        ({"1": ["W9", "A"]}, {"slots.1": {"slug": "unknown_match", "match": "9"}}),
        ({"1": ["A"]}, {"slots.1": "not_two_sides"}),
        ({}, {"slots": "missing"}),
    ],
)
def test_a_bracket_that_leads_nowhere_is_refused(slots: dict[str, list[str]], fields: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        bracket(slots, [], groups=GROUPS)
    assert refused.value.fields == fields


def test_stages_draw_on_the_ones_before_them() -> None:
    groups = [
        {"id": "A", "kind": "football.group", "matches": [{"home": "a", "away": "b", "score": [1, 0]}]},
        {"id": "B", "kind": "football.group", "matches": [{"home": "c", "away": "d", "score": [0, 1]}]},
    ]
    last = {"id": "final", "kind": "football.bracket", "slots": {"1": ["1A", "1B"]}}
    last |= {"from_cases": ["A", "B"], "matches": {"1": [0, 2]}}
    found = out({"id": "p", "kind": "football.pipeline", "stages": [*groups, last]})
    assert (found["champion"], found["runner_up"]) == ("d", "a")


def test_a_bracket_may_hold_its_groups_written_out() -> None:
    groups = {
        letter: {"matches": [{"home": f"{letter}1", "away": f"{letter}2", "score": [2, 1]}]}
        for letter in "AB"
    }
    found = out({"id": "p", "kind": "football.pipeline", "groups": groups, "slots": {"1": ["1A", "2B"]}})
    assert (found["matches"]["1"]["home"], found["matches"]["1"]["away"]) == ("A1", "B2")


def test_an_awarded_match_may_be_written_as_in_a_group() -> None:
    case = {"id": "f", "kind": "football.knockout_match", "home": "A", "away": "B", "score": [3, 0]}
    found = out(case | {"status": "awarded", "on_field": [0, 1]})
    assert (found["result_on_field"]["winner"], found["official"]["winner"]) == ("B", "A")
