"""How does a final end, and what is it worth to the teams?"""

from typing import Any

import pytest

from services.events.domain.athletics.ranking import event_of
from services.events.domain.athletics.team_tables import medals, points
from tests.unit.events.athletics.meeting import (
    FINAL,
    FIRST,
    HEAT_1,
    HEAT_2,
    SECRET,
    Meeting,
    field_result,
    in_heats,
    ran,
    slots,
    two_heats,
)


def ranking(meeting: Meeting) -> list[tuple[int, int]]:
    return [(one["place"], one["bib"]) for one in meeting.outcome()["final"]["ranked"]]


def test_the_final_ranks_shares_places_and_is_worth_points_and_medals() -> None:
    told = ran().outcome()
    assert [(one["place"], one["bib"]) for one in told["final"]["ranked"]] == [
        (1, 22),
        (2, 11),
        (3, 12),
        (3, 32),
        (5, 21),
    ]
    assert told["final"]["unranked"] == [{"bib": 41, "team_id": "T4", "status": "DNF"}]
    assert told["points"] == [
        {"place": 1, "team_id": "T1", "points": 12.5},
        {"place": 2, "team_id": "T2", "points": 12},
        {"place": 3, "team_id": "T3", "points": 5.5},
    ]
    assert told["medals"] == [
        {"place": 1, "team_id": "T2", "gold": 1, "silver": 0, "bronze": 0},
        {"place": 2, "team_id": "T1", "gold": 0, "silver": 1, "bronze": 1},
        {"place": 3, "team_id": "T3", "gold": 0, "silver": 0, "bronze": 1},
    ]
    assert told["complete"] is True


def test_no_name_is_in_what_follows() -> None:
    meeting = ran()
    assert SECRET in str(meeting.contest)
    assert SECRET not in str(meeting.outcome())
    assert SECRET not in str(meeting.heats)


def test_a_correction_after_the_final_shows_who_should_have_run() -> None:
    meeting = ran().run(2, "22 DQ\n32 12.40\n41 12.45\n42 12.50")
    assert (42, "replaced") in slots(meeting, 3)
    assert ranking(meeting) == [(1, 11), (2, 12), (2, 32), (4, 21)]
    assert meeting.outcome()["complete"] is False
    known = {bib: line for line in FINAL.splitlines() for bib in [int(line.split()[0])]}
    lines = [known.get(bib or 0, f"{bib} DNS") for bib in meeting.start_list(3)]
    meeting.run(3, "\n".join(lines))
    assert meeting.outcome()["complete"] is True


def test_a_tie_for_the_last_place_upwards_waits_and_a_run_off_tells() -> None:
    meeting = in_heats([FIRST], rounds=[{"lanes": 8}], sends=2)
    meeting.run(1, "11 12.10\n12 12.20\n21 12.20\n31 12.90")
    told = meeting.outcome()
    assert told["goes_on"] == [{"bib": 11, "team_id": "T1", "state": "confirmed", "how": "final:1"}]
    assert told["unresolved"] == [{"round": 1, "bibs": [12, 21], "places": 1}]
    assert told["complete"] is False
    meeting.decide("run_off", 1, 21, 12)
    told = meeting.outcome()
    assert [one["bib"] for one in told["goes_on"]] == [11, 21]
    assert told["complete"] is True
    meeting.withdraw("T1", annul=False)
    assert [one["bib"] for one in meeting.outcome()["goes_on"]] == [21, 31]


def test_a_long_jump_shares_places_and_orders_the_last_attempts() -> None:
    meeting = in_heats([FIRST], "long-jump", attempts={"first": 3, "more": 1, "best": 2})
    wanted = field_result({11: "4.10 4.50 X", 12: "4.50 4.10 -", 21: "4.60 X X 4.20", 31: "X X X"})
    wanted["rows"][2]["winds"] = [25, None, None, 3]
    told = meeting.report(1, wanted).outcome()["final"]
    assert [(one["place"], one["bib"], one["mark"]) for one in told["ranked"]] == [
        (1, 21, "4.60"),
        (2, 11, "4.50"),
        (2, 12, "4.50"),
    ]
    assert (told["ranked"][0]["wind"], told["ranked"][0]["aided"]) == (25, True)
    assert told["unranked"] == [{"bib": 31, "team_id": "T3", "status": "ok"}]
    assert told["next_attempts"] == [12, 11, 21]


def test_a_high_jump_is_shared_or_jumped_off() -> None:
    meeting = in_heats([FIRST], "high-jump", heights=[110, 120, 130])
    series = {11: "O O XXX", 12: "O O XXX", 21: "O XO XXX", 31: "XXX"}
    told = meeting.report(1, field_result(series, "series")).outcome()["final"]
    assert [(one["place"], one["bib"], one["mark"]) for one in told["ranked"]] == [
        (1, 11, "1.20"),
        (1, 12, "1.20"),
        (3, 21, "1.20"),
    ]
    assert told["first_place"] == {"bibs": [11, 12], "jumped_off": False}
    bars = [{"height": 130, "jumps": [{"bib": 11, "jump": "X"}, {"bib": 12, "jump": "O"}]}]
    told = meeting.report(1, field_result(series, "series", jump_off=bars)).outcome()["final"]
    assert [(one["place"], one["bib"]) for one in told["ranked"]] == [(1, 12), (2, 11), (3, 21)]
    assert told["first_place"] == {"bibs": [11, 12], "jumped_off": True}


def test_cross_country_adds_the_first_places_of_a_team() -> None:
    meeting = in_heats([[11, 12, 21, 22, 31]], "cross-country", scorers=2)
    told = meeting.run(1, "11 1\n21 2\n22 3\n12 4\n31 5").outcome()
    assert told["teams"] == [
        {"place": 1, "team_id": "T2", "points": 5},  # level, but its last scorer is third
        {"place": 2, "team_id": "T1", "points": 5},
        {"place": None, "team_id": "T3", "points": None},
    ]


def test_over_a_competition_points_and_medals_add_up() -> None:
    finals = []
    for discipline in ("100m", "1500m"):
        meeting = in_heats([[11, 21]], discipline)
        slow = "4:0" if discipline == "1500m" else "1"
        told: Any = meeting.run(1, f"11 {slow}2.10\n21 {slow}2.10").outcome()["final"]
        finals.append(event_of(meeting.contest, told))
    assert points(finals, (8, 7)) == [
        {"place": 1, "team_id": "T1", "points": 15},
        {"place": 1, "team_id": "T2", "points": 15},
    ]
    assert [one["gold"] for one in medals(finals)] == [2, 2]


@pytest.mark.parametrize("annul", [False, True])
@pytest.mark.parametrize(
    ("discipline", "terms"), [("100m", {}), ("long-jump", {}), ("high-jump", {"heights": [110, 120]})]
)
def test_a_final_is_over_once_all_who_would_run_it_have_withdrawn(
    discipline: str, terms: dict[str, Any], annul: bool
) -> None:
    meeting = in_heats([[11, 21]], discipline, **terms)
    meeting.withdraw("T1", annul=annul)
    assert (meeting.outcome()["complete"], meeting.outcome()["final"]) == (False, None)
    meeting.withdraw("T2", annul=annul)
    told = meeting.outcome()
    assert (told["complete"], told["goes_on"], told["medals"], told["points"]) == (True, [], [], [])
    assert told["final"] == {"ranked": [], "unranked": [], "first_place": None, "next_attempts": []}


def test_a_final_is_over_once_all_who_came_to_it_have_withdrawn() -> None:
    meeting = two_heats().run(1, HEAT_1).run(2, HEAT_2)
    for team_id in ("T1", "T2", "T3"):
        meeting.withdraw(team_id, annul=False)
    assert meeting.outcome()["complete"] is False
    meeting.withdraw("T4", annul=False)
    assert meeting.outcome()["complete"] is True
