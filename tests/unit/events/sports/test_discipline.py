"""Who misses which match?"""

from typing import Any

from tests.unit.events.sports.writing import out

CALENDAR = [
    {"match": f"m{n}", "home": "A", "away": other, "stage": "group"} for n, other in enumerate("BCD", 1)
]
CALENDAR += [
    {"match": "m4", "home": "A", "away": "E", "stage": "quarter"},
    {"match": "m5", "home": "A", "away": "F"},
]


def missed(cards: str, **rules: Any) -> list[tuple[str, Any, str]]:
    """`"m1:Y m2:Y"`."""
    bookings = [
        {"match": match, "team": "A", "player": "Ali", "card": card}
        for match, card in (entry.split(":") for entry in cards.split())
    ]
    case = {
        "id": "d",
        "kind": "football.discipline",
        "calendar": CALENDAR,
        "bookings": bookings,
        "rules": rules,
    }
    return [(one["after"], one["misses"], one["reason"]) for one in out(case)["suspensions"]]


def test_two_single_yellows_cost_the_next_match() -> None:
    assert missed("m1:Y m3:Y") == [("m3", "m4", "yellows")]


def test_two_yellows_of_one_match_are_used_up() -> None:
    assert missed("m1:2Y m3:Y") == [("m1", "m2", "second_yellow")]


def test_a_single_yellow_before_a_second_yellow_stays() -> None:
    assert missed("m1:Y m2:2Y m4:Y") == [("m2", "m3", "second_yellow"), ("m4", "m5", "yellows")]


def test_a_red_costs_what_the_rules_say() -> None:
    assert missed("m1:R", red_ban=2) == [("m1", ["m2", "m3"], "red")]


def test_the_yellow_before_a_red_still_counts() -> None:
    assert missed("m1:Y m2:YR") == [("m2", "m3", "red"), ("m2", "m4", "yellows")]


def test_singles_are_forgotten_after_a_stage() -> None:
    assert missed("m3:Y m4:Y", wiped_after="group") == []


def test_a_ban_earned_in_the_last_match_is_carried_on() -> None:
    assert missed("m5:R") == [("m5", None, "red")]


def test_a_match_not_played_serves_nothing() -> None:
    calendar = [CALENDAR[0], CALENDAR[1] | {"status": "not_played"}, CALENDAR[2]]
    booking = {"match": "m1", "team": "A", "player": "Ali", "card": "R"}
    case = {"id": "d", "kind": "football.discipline", "calendar": calendar, "bookings": [booking]}
    assert out(case)["suspensions"][0]["misses"] == "m3"


def test_numbers_stay_numbers_and_stages_are_one_however_written() -> None:
    calendar = [
        {"match": n, "home": "A", "away": "B", "stage": stage}
        for n, stage in enumerate(["Quarter-finals", "Semi-final", "Final"], 1)
    ]
    cards = [{"match": match, "team": "A", "player": "Ali", "card": "Y"} for match in (1, 2)]
    cards.append({"match": 1, "team": "B", "player": "Bachir", "card": "R"})
    case = {"id": "d", "kind": "football.discipline", "calendar": calendar, "bookings": cards}
    found = out(case | {"rules": {"wiped_after": "quarter finals"}})["suspensions"]
    assert [(one["player"], one["after"], one["misses"]) for one in found] == [("Bachir", 1, 2)]


def test_a_calendar_may_be_a_list_for_each_team() -> None:
    cards = [{"match": "m1", "team": "A", "player": "Ali", "card": "R"}]
    case = {"id": "d", "kind": "football.discipline", "bookings": cards}
    found = out(case | {"calendar": {"A": ["m1", "m7"], "B": ["m1", "m2"]}})["suspensions"]
    assert [(one["after"], one["misses"]) for one in found] == [("m1", "m7")]
