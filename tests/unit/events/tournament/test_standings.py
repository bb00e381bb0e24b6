"""Which team leads the whole competition?"""

from typing import Any

from services.events.domain.tournament.standings import standings
from tests.unit.events.athletics.meeting import Meeting, in_heats
from tests.unit.events.tournament.played import Cup

Row = dict[str, Any]


def over(*meetings: Meeting, football: tuple[Row, Row] | None = None) -> Row:
    contests = [one.contest for one in meetings]
    outcomes = {one.contest["contest_id"]: one.outcome() for one in meetings}
    if football:
        contests.append(football[0])
        outcomes[football[0]["contest_id"]] = football[1]
    return standings({"contests": contests}, outcomes)


def cup(final_order: list[list[str]], *, complete: bool = True, ends_with: int = 1) -> tuple[Row, Row]:
    contest = Cup().contest | {"format": {"ends_with": ends_with}}
    return contest, {"complete": complete, "final_order": final_order}


def sprint() -> Meeting:
    return in_heats([[11, 21, 31, 41]], points=[8, 4, 3]).run(1, "11 12.00\n21 12.10\n31 12.10\n41 12.10")


def test_points_add_up_exactly_each_contest_by_its_own_scale() -> None:
    assert over(sprint())["points"] == [
        {"place": 1, "team_id": "T1", "points": 8},
        {"place": 2, "team_id": "T2", "points": "7/3"},
        {"place": 2, "team_id": "T3", "points": "7/3"},
        {"place": 2, "team_id": "T4", "points": "7/3"},
    ]
    longer = in_heats([[11, 21, 31, 41]], "200m", points=[0, 1, 1, 1])
    longer.run(1, "11 24.00\n21 24.10\n31 24.10\n41 24.10")
    longest = in_heats([[21, 31]], "400m", points=[5, 4]).run(1, "21 59.00\n31 DQ")
    assert over(sprint(), longer, longest)["points"][:2] == [
        {"place": 1, "team_id": "T2", "points": "25/3"},
        {"place": 2, "team_id": "T1", "points": 8},
    ]


def test_medals_are_of_both_sports_and_level_ones_share() -> None:
    told = over(sprint(), football=cup([["T4"], ["T1"], ["T2", "T3"]]))
    assert told["medals"] == [
        {"place": 1, "team_id": "T1", "gold": 1, "silver": 1, "bronze": 0},
        {"place": 1, "team_id": "T4", "gold": 1, "silver": 1, "bronze": 0},
        {"place": 3, "team_id": "T2", "gold": 0, "silver": 1, "bronze": 1},
        {"place": 3, "team_id": "T3", "gold": 0, "silver": 1, "bronze": 1},
    ]


def test_what_is_open_or_ends_elsewhere_has_no_medals() -> None:
    nothing: Row = {"medals": [], "points": []}
    assert over(in_heats([[11, 21]]), football=cup([["T1"]], complete=False)) == nothing
    assert over(football=cup([["T1", "T2"]], ends_with=2)) == nothing
