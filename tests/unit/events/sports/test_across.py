"""Which thirds go on, and which tie among them matters?"""

from typing import Any

from tests.unit.events.sports.writing import group, out


def across(rows: dict[str, tuple[int, int, int]], take: int, **more: Any) -> dict[str, Any]:
    """Rows: team -> points, scored, conceded."""
    candidates = [{"team": team, "pts": p, "gf": gf, "ga": ga} for team, (p, gf, ga) in rows.items()]
    rules = {"position": 3, "take": take, "criteria": ["points", "gd", "gf", "lots"]}
    return out({"id": "t", "kind": "football.cross_group", "candidates": candidates, "rules": rules, **more})


LEVEL = {"A": (4, 3, 3), "B": (3, 2, 2), "C": (3, 2, 2), "D": (1, 0, 4)}


def test_a_tie_on_the_line_waits_for_lots() -> None:
    outcome = across(LEVEL, 2)
    assert (outcome["qualified"], outcome["on_the_line"]) == (["A"], ["B", "C"])
    assert (outcome["unresolved"], outcome["tied_without_effect"]) == ([["B", "C"]], [])


def test_a_tie_off_the_line_needs_no_lots() -> None:
    for take in (1, 3):
        outcome = across(LEVEL, take)
        assert (outcome["unresolved"], outcome["tied_without_effect"]) == ([], [["B", "C"]])


def test_lots_settle_the_line() -> None:
    outcome = across(LEVEL, 2, extra={"lots": [["C", "B"]]})
    assert (outcome["qualified"], outcome["unresolved"]) == (["A", "C"], [])
    assert outcome["unresolved_before"] == [["B", "C"]]


def test_numbers_beside_the_rows_count() -> None:
    candidates = [
        {"team": team, "pts": 1, "gd": 0, "fair_play": cards} for team, cards in (("A", -3), ("B", -1))
    ]
    rules = {"take": 1, "criteria": ["points", "gd", "conduct_score"]}
    case = {"id": "t", "kind": "football.cross_group", "candidates": candidates, "rules": rules}
    assert out(case)["qualified"] == ["B"]


def test_the_candidates_follow_from_the_groups_without_the_matches_against_the_last() -> None:
    first = group("A 2-0 B\nA 1-0 C\nB 1-0 C\nA 9-0 X\nB 9-0 X\nC 9-0 X", ["gd"]) | {"id": "one"}
    second = group("D 1-0 E\nD 1-0 F\nE 2-0 F", ["gd"]) | {"id": "two"}
    rules = {"position": 2, "take": 1, "exclude_position": 4}
    case = {"id": "t", "kind": "football.cross_group", "from_cases": ["one", "two"], "rules": rules}
    assert out(case, first, second)["ranking"] == ["E", "B"]
