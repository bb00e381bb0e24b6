"""Does a table depend on anything but the results?"""

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.events.domain.sports.football.rule_sets import RULE_SETS
from tests.unit.events.sports.writing import out

TEAMS = ["Atlas", "Bahja", "Chaouia", "Draa", "Essaouira"]
STATUSES = ["played", "played", "played", "awarded", "annulled", "not_played"]


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    teams = TEAMS[: draw(st.integers(1, len(TEAMS)))]
    goals = st.integers(0, 2)
    matches = []
    for home, away in combinations(teams, 2):
        status = draw(st.sampled_from(STATUSES))
        score = None if status == "not_played" else [draw(goals), draw(goals)]
        matches.append({"home": home, "away": away, "score": score, "status": status})
    rules = {"name": draw(st.sampled_from(sorted(RULE_SETS)))}
    lots = draw(st.none() | st.permutations(teams))
    extra = {"lots": [lots]} if lots else {}
    return {
        "id": "p",
        "kind": "football.group",
        "teams": teams,
        "matches": matches,
        "rules": rules,
        "extra": extra,
    }


@given(cases(), st.data())
@settings(deadline=None)
def test_any_order_of_entry_gives_the_same_outcome(case: dict[str, Any], data: st.DataObject) -> None:
    turned = case | {
        "teams": data.draw(st.permutations(case["teams"])),
        "matches": data.draw(st.permutations(case["matches"])),
    }
    told, again = out(case), out(turned)
    assert again == told


@given(cases())
@settings(deadline=None)
def test_sums_are_right(case: dict[str, Any]) -> None:
    table = out(case)["table"]
    counting = [one["score"] for one in case["matches"] if one["status"] in ("played", "awarded")]
    draws = sum(home == away for home, away in counting)
    win = RULE_SETS[case["rules"]["name"]].points.win
    assert sum(row["pts"] for row in table) == win * (len(counting) - draws) + 2 * draws
    assert sum(row["p"] for row in table) == 2 * len(counting)
    assert sum(row["gf"] for row in table) == sum(row["ga"] for row in table) == sum(map(sum, counting))
    assert all(
        row["gd"] == row["gf"] - row["ga"] and row["p"] == row["w"] + row["d"] + row["l"] for row in table
    )


@given(cases(), st.permutations(TEAMS))
@settings(deadline=None)
def test_names_decide_nothing(case: dict[str, Any], new_names: list[str]) -> None:
    name = dict(zip(TEAMS, new_names, strict=True))
    renamed = case | {
        "teams": [name[team] for team in case["teams"]],
        "matches": [one | {"home": name[one["home"]], "away": name[one["away"]]} for one in case["matches"]],
        "extra": {
            key: [[name[team] for team in order] for order in value] for key, value in case["extra"].items()
        },
    }
    before = {name[row["team"]]: row["pos"] for row in out(case)["table"]}
    assert {row["team"]: row["pos"] for row in out(renamed)["table"]} == before


@given(cases())
@settings(deadline=None)
def test_no_tie_is_broken_silently(case: dict[str, Any]) -> None:
    """Two on different places differ in points, or in the value of a criterion that is told."""
    told = out(case)
    why = {row["team"]: row["decided_by"] for row in told["explanation"]}
    waiting = [set(level) for level in told["unresolved"]]
    for one, other in combinations(told["table"], 2):
        same_place = one["pos"] == other["pos"]
        assert same_place == any({one["team"], other["team"]} <= level for level in waiting)
        if one["pts"] == other["pts"] and not same_place:
            told_values = [step["values"] for step in why[one["team"]] if other["team"] in step["values"]]
            assert any(values[one["team"]] != values[other["team"]] for values in told_values)


@given(cases(), st.data())
@settings(deadline=None)
def test_a_correction_gives_what_a_fresh_start_gives(case: dict[str, Any], data: st.DataObject) -> None:
    fresh = out(case)
    if case["matches"]:
        match = data.draw(st.sampled_from(case["matches"]))
        right = dict(match)
        match.update(score=[9, 0], status="played")
        out(case)
        match.update(right)
    assert out(case) == fresh
