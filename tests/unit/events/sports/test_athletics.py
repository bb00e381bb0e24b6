"""Rounds, field events and tables of athletics."""

from typing import Any

import pytest

from chassis.errors import Refused
from services.events.domain.sports.athletics.heats import Finish, heat_places
from services.events.domain.sports.athletics.marks import Time, read_time
from tests.unit.events.sports.writing import out


def heats(runs: list[str], p: int, t: int, **more: Any) -> dict[str, Any]:
    """`"A1 11.20, A2 11.31/11306"`: athlete, mark, thousandths; places as written (`=`: the one before)."""
    case = {"id": "h", "kind": "athletics.heats", "heats": [_heat(n, run) for n, run in enumerate(runs, 1)]}
    rules = {"advance_by_place": p, "advance_by_time": t, **more.pop("rules", {})}
    return out(case | {"rules": rules} | more)


def _heat(number: int, run: str) -> dict[str, Any]:
    results: list[dict[str, Any]] = []
    for at, entry in enumerate(run.split(", "), 1):
        name, mark = entry.lstrip("=").split(" ")
        seconds, _, thousandths = mark.partition("/")
        if seconds in ("DQ", "DNF", "DNS"):
            results.append({"athlete": name, "mark": None, "status": seconds})
            continue
        place = results[-1]["place"] if entry.startswith("=") else at
        row = {"athlete": name, "mark": seconds, "status": "OK", "place": place}
        results.append(row | ({"mark_ms": int(thousandths)} if thousandths else {}))
    return {"heat": number, "results": results}


def names(found: dict[str, Any], key: str) -> list[str]:
    return [one["athlete"] for one in found[key]]


def test_first_of_each_heat_then_the_best_times() -> None:
    found = heats(["A 10.1, B 10.4, C 10.5", "D 10.6, E 10.7, F 10.8"], 1, 2)
    assert (names(found, "by_place"), names(found, "by_time")) == (["A", "D"], ["B", "C"])


TIED = ["A 11.20, B 11.42/11414", "C 11.10, D 11.42/11416"]


def test_thousandths_part_a_tie_between_heats() -> None:
    found = heats(TIED, 1, 1)
    assert names(found, "by_time") == ["B"]
    assert found["tie_at_the_cut"] == {"mark": "11.42", "athletes": ["B", "D"], "resolved_by": "1/1000 s"}


def test_level_in_thousandths_both_go_on_when_lanes_are_free_else_lots() -> None:
    level = [run.replace("11414", "11416") for run in TIED]
    assert names(heats(level, 1, 1, rules={"lanes": 8}), "by_time") == ["B", "D"]
    waiting = heats(level, 1, 1, rules={"lanes": 3})
    assert (names(waiting, "by_time"), waiting["unresolved"]) == ([], [["B", "D"]])
    assert waiting["places_for_unresolved"] == [1]
    drawn = heats(level, 1, 1, rules={"lanes": 3}, decisions=[{"type": "lots", "order": ["D", "B"]}])
    assert (names(drawn, "by_time"), drawn["tie_at_the_cut"]["resolved_by"]) == (["D"], "lots")


def test_without_thousandths_a_level_hundredth_is_level() -> None:
    found = heats(["A 11.20, B 11.42", "C 11.10, D 11.42/11412"], 1, 1, rules={"lanes": 3})
    assert found["unresolved"] == [["B", "D"]]


def test_one_behind_in_the_same_heat_is_out_of_a_tie_with_another_heat() -> None:
    found = heats(["A 11.20, B 11.42, X 11.42", "C 11.10, D 11.42"], 1, 1, rules={"lanes": 3})
    assert found["unresolved"] == [["B", "D"]]


def test_a_dead_heat_for_the_last_place_takes_one_time_place() -> None:
    found = heats(["A 10.1, =B 10.1, C 10.2", "D 10.3, E 10.4"], 1, 1, rules={"lanes": 8})
    assert (names(found, "by_place"), names(found, "by_time")) == (["A", "B", "D"], [])


def test_a_dead_heat_for_the_last_place_without_lanes_needs_lots() -> None:
    found = heats(["A 10.1, =B 10.1", "D 10.3, E 10.4"], 1, 0, rules={"lanes": 2})
    assert (names(found, "by_place"), found["unresolved"]) == (["D"], [["A", "B"]])
    assert found["total_advancing"] == 2


def test_a_disqualification_moves_the_later_ones_up() -> None:
    found = heats(
        ["A 10.1, B 10.2, C 10.3", "D 10.6, E 10.7"], 2, 0, decisions=[{"type": "dq", "athlete": "A"}]
    )
    assert names(found, "by_place") == ["B", "C", "D", "E"]


def test_the_referee_may_add_athletes() -> None:
    decisions = [{"type": "referee", "athlete": "C", "reason": "obstructed"}]
    found = heats(["A 10.1, B 10.2, C DNF"], 1, 1, decisions=decisions)
    assert found["advanced_by_referee"] == [{"heat": 1, "athlete": "C"}]
    assert found["total_advancing"] == 3


def test_a_rerun_alone_counts_for_time_only_and_may_push_one_out() -> None:
    decisions = [{"type": "rerun", "heat": 3, "counts_for": "time only"}]
    found = heats(["A 10.1, B 10.3", "C 10.2, X DQ", "X 10.0"], 1, 1, decisions=decisions)
    assert (names(found, "by_place"), found["by_time"]) == (["A", "C"], [{"heat": 3, "athlete": "X"}])
    assert found["displaced"] == ["B"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("41.79", Time(4179)),
        ("1:43.2", Time(10320)),
        ("10.005", Time(1001, 10005)),
        ("2:08:44", Time(772400)),
        ("9,9", Time(990)),
        ("fast", None),
        ("", None),
    ],
)
def test_times_are_read_exactly_and_rounded_up(text: str, time: Time | None) -> None:
    assert read_time(text) == time


def test_a_mark_that_is_no_time_is_refused_by_field() -> None:
    with pytest.raises(Refused) as refused:
        heats(["A 1x.2"], 1, 0)
    assert refused.value.fields == {"heats.0.results.0.mark": {"slug": "not_a_time", "mark": "1x.2"}}


def field(attempts: dict[str, str], **more: Any) -> dict[str, Any]:
    athletes = [{"athlete": name, "attempts": row.split()} for name, row in attempts.items()]
    return out({"id": "f", "kind": "athletics.horizontal", "athletes": athletes, **more})


def standing(found: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(row["place"], row["athlete"], row["best"]) for row in found["ranking"]]


def test_level_best_marks_are_parted_by_the_next_best_and_else_shared() -> None:
    found = field({"A": "7.00 X 6.50", "B": "7.00 6.60", "C": "- 6.60 7.00", "D": "X X X", "E": "6.9 r"})
    assert standing(found) == [(1, "B", "7.00"), (1, "C", "7.00"), (3, "A", "7.00"), (4, "E", "6.9")]
    assert (found["shared_places"], found["unranked"]) == ({"1": ["B", "C"]}, ["D"])


def test_metres_are_compared_as_numbers() -> None:
    assert standing(field({"A": "9.99", "B": "10.00"}))[0] == (1, "B", "10.00")


def test_those_at_the_standard_and_then_all_level_for_the_last_place() -> None:
    rules = {"standard": "7.00", "advance_at_least": 2}
    found = field({"A": "7.00", "B": "6.9 6.8", "C": "6.9 6.8", "D": "6.9"}, rules=rules)
    assert (found["qualified_by_standard"], found["qualified_by_place"]) == (["A"], ["B", "C"])


def vertical(series: dict[str, str], heights: str = "1.50 1.55 1.60", **more: Any) -> dict[str, Any]:
    athletes = [{"athlete": name, "series": row.split(",")} for name, row in series.items()]
    return out(
        {"id": "v", "kind": "athletics.vertical", "heights": heights.split(), "athletes": athletes, **more}
    )


def test_failures_at_the_best_height_then_failures_in_all_then_shared() -> None:
    found = vertical(
        {"A": "O,O,XXX", "B": "XO,O,XXX", "C": "O,XO,XXX", "D": "O,XO,XXX", "E": "XXX", "F": "XO,XX,X"}
    )
    assert standing(found) == [
        (1, "A", "1.55"),
        (2, "B", "1.55"),
        (3, "C", "1.55"),
        (3, "D", "1.55"),
        (5, "F", "1.50"),
    ]
    assert found["unranked"] == ["E"]


def test_three_failures_in_a_row_end_it_over_heights_too() -> None:
    found = vertical({"A": "O,X-,XX", "B": "O,XX-,O", "C": "O,XX-,XO"})
    assert standing(found) == [(1, "B", "1.60"), (2, "A", "1.50"), (2, "C", "1.50")]


def test_a_first_place_not_jumped_off_is_shared() -> None:
    found = vertical({"A": "O,O,XXX", "B": "O,O,XXX"})
    assert found["shared_places"] == {"1": ["A", "B"]}
    assert found["first_place"] == {"level": ["A", "B"], "parted_by_jump_off": False}


BARS = [
    {"height": "1.60", "results": {"A": "X", "B": "X", "C": "X"}},
    {"height": "1.58", "results": {"A": "O", "B": "O", "C": "X"}},
    {"height": "1.60", "results": {"A": "X", "B": "O"}},
]


@pytest.mark.parametrize(
    "jump_off",
    [
        BARS,
        {"A": ["X", "O", "X"], "B": ["X", "O", "O"], "C": ["X", "X"]},
        [
            {"athlete": "A", "series": "XOX"},
            {"athlete": "B", "series": "XOO"},
            {"athlete": "C", "series": "XX"},
        ],
    ],
)
def test_a_jump_off_parts_the_first_place(jump_off: Any) -> None:
    level = dict.fromkeys("ABC", "O,O,XXX") | {"D": "O,XO,XXX"}
    found = vertical(level, jump_off=jump_off)
    assert [row[:2] for row in standing(found)] == [(1, "B"), (2, "A"), (3, "C"), (4, "D")]


def test_who_does_not_jump_gives_up_the_higher_place() -> None:
    found = vertical({"A": "O,O,XXX", "B": "O,O,XXX"}, jump_off=[{"results": {"A": "-", "B": "X"}}])
    assert [row[:2] for row in standing(found)] == [(1, "B"), (2, "A")]


def test_a_jump_off_that_stops_level_shares_the_victory() -> None:
    found = vertical({"A": "O,O,XXX", "B": "O,O,XXX"}, jump_off=BARS[:2])
    assert [row[:2] for row in standing(found)] == [(1, "A"), (1, "B")]


def selection(**more: Any) -> dict[str, Any]:
    rows = [("A", 1), ("B", 2), ("C", 3), ("D", 3), ("E", 5)]
    results = [{"athlete": name, "place": place, "mark": "11.07"} for name, place in rows]
    return out(
        {"id": "s", "kind": "athletics.final_selection", "rules": {"take": 3}, "results": results, **more}
    )


def test_a_dead_heat_for_the_last_place_of_a_team_waits_for_a_decision() -> None:
    assert (selection()["selected"], selection()["unresolved"]) == (["A", "B"], [["C", "D"]])
    assert selection()["shared_places"] == {"3": ["C", "D"]}


def test_a_renunciation_or_a_new_race_settles_it() -> None:
    gave_up = selection(decisions=[{"type": "withdrew", "athlete": "D"}])
    raced = selection(decisions=[{"type": "run_off", "order": ["D", "C"]}])
    assert (gave_up["selected"], raced["selected"]) == (["A", "B", "C"], ["A", "B", "D"])
    assert raced["unresolved_before"] == [["C", "D"]]


def table(kind: str, events: list[dict[str, Any]], **more: Any) -> list[tuple[Any, ...]]:
    found = out({"id": "t", "kind": kind, "events": events, **more})
    return [tuple(row.values()) for row in found["table"]]


def placed(*rows: tuple[str, int], **more: Any) -> dict[str, Any]:
    return {"results": [{"nation": nation, "place": place} for nation, place in rows], **more}


def test_medals_share_places_and_a_relay_wins_one() -> None:
    relay = placed(("MAR", 1), ("MAR", 1), ("ALG", 2), relay=True)
    events = [relay, placed(("ALG", 1), ("MAR", 2), ("TUN", 4))]
    assert table("athletics.medal_table", events) == [(1, "ALG", 1, 1, 0, 2), (1, "MAR", 1, 1, 0, 2)]


def test_level_places_share_their_points_exactly() -> None:
    shared = placed(("A", 1), ("B", 2), ("C", 2), ("D", 2), ("E", 5))
    assert table("athletics.team_points", [shared]) == [
        (1, "A", 8),
        (2, "B", 6),
        (2, "C", 6),
        (2, "D", 6),
        (5, "E", 4),
    ]
    assert table("athletics.team_points", [placed(("A", 1), ("B", 1))]) == [(1, "A", 7.5), (1, "B", 7.5)]
    thirds = [placed(("A", 6), ("B", 6), ("C", 6), ("D", 9))]
    assert table("athletics.team_points", thirds, rules={"points": [8, 7, 6, 5, 4, 3, 2]})[0] == (
        1,
        "A",
        "5/3",
    )


def test_cross_country_adds_places_and_the_better_last_scorer_parts() -> None:
    race = placed(("A", 1), ("A", 6), ("B", 3), ("B", 4), ("C", 2))
    found = table("athletics.team_points", [race], rules={"scoring": 2})
    assert found == [(1, "B", 7), (2, "A", 7)]


def test_a_qualification_over_heights_has_a_standard_too() -> None:
    found = vertical(
        {"A": "O,O,O", "B": "O,O,XXX", "C": "O,XXX"}, rules={"standard": "1.60", "advance_at_least": 2}
    )
    assert (found["qualified_by_standard"], found["qualified_by_place"]) == (["A"], ["B"])


def test_a_decision_nobody_knows_is_told_and_changes_nothing() -> None:
    found = heats(["A 10.1, B 10.2"], 1, 0, decisions=[{"type": "weather", "athlete": "B"}, "rain"])
    assert (names(found, "by_place"), found["decisions_ignored"]) == (["A"], ["weather"])


def finish(athlete: str, time: str | None, place: int | None = None) -> Finish:
    return Finish(athlete, read_time(time) if time else None, place)


@pytest.mark.parametrize(
    ("finishes", "placed"),
    [
        ([finish("a", "12.341"), finish("b", "12.349")], {"a": 1, "b": 2}),
        ([finish("a", "12.34"), finish("b", "12.339")], {"a": 1, "b": 1}),
        ([finish("a", "12.34"), finish("b", "12.339"), finish("c", "12.332")], {"a": 1, "b": 1, "c": 1}),
        ([finish("a", "12.34", 2), finish("b", "12.34", 1), finish("c", "12.50")], {"a": 2, "b": 1, "c": 3}),
        ([finish("a", "12.34", 2), finish("b", "12.34")], {"a": 1, "b": 1}),
        ([finish("a", "12.34"), finish("b", None, 2), finish("c", None, 3)], {"a": 1, "b": 2, "c": 3}),
    ],
)
def test_level_times_are_parted_only_by_what_all_of_them_have(
    finishes: list[Finish], placed: dict[str, int]
) -> None:
    assert heat_places(finishes) == placed
    assert heat_places(finishes[::-1]) == placed
