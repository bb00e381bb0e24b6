"""Which shirt sits out which match?"""

from datetime import timedelta
from typing import Any

from tests.unit.events.tournament.played import AT, FOUR, Cup, result


def booked(cup: Cup, home: str, away: str, side: str, card: str, shirt: int = 7, **more: Any) -> None:
    cards = [{"side": side, "shirt": shirt, "card": card}]
    cup.report(home, away, result(1, 0, cards=cards, **more))


def sat_out(cup: Cup) -> list[tuple[str, int, str, list[str], str]]:
    return [
        (one["team_id"], one["shirt"], one["after"], one["misses"], one["reason"])
        for one in cup.outcome()["suspensions"]
    ]


# 1 Atlas-Bahja, 2 Atlas-Chaouia, 3 Atlas-Draa, 4 Bahja-Chaouia, 5 Bahja-Draa, 6 Chaouia-Draa
def test_the_second_yellow_of_two_matches_costs_the_next_one() -> None:
    cup = Cup()
    booked(cup, "Atlas", "Bahja", "away", "Y")
    assert sat_out(cup) == []
    booked(cup, "Bahja", "Chaouia", "home", "Y", shirt=8)
    assert sat_out(cup) == []
    booked(cup, "Bahja", "Chaouia", "home", "Y")
    assert sat_out(cup) == [("Bahja", 7, "f4", ["f5"], "yellows")]


def test_the_same_shirt_of_the_other_team_is_another_player() -> None:
    cup = Cup()
    booked(cup, "Atlas", "Bahja", "home", "Y")
    booked(cup, "Bahja", "Chaouia", "home", "Y")
    assert sat_out(cup) == []


def test_a_red_costs_the_next_match_that_is_played() -> None:
    cup = Cup()
    booked(cup, "Atlas", "Bahja", "home", "R")
    assert sat_out(cup) == [("Atlas", 7, "f1", ["f2"], "red")]
    cup.report("Atlas", "Chaouia", result(status="annulled"))
    assert sat_out(cup) == [("Atlas", 7, "f1", ["f3"], "red")]


def test_a_moved_match_changes_what_is_next() -> None:
    cup = Cup()
    booked(cup, "Atlas", "Bahja", "home", "2Y")
    cup.fixtures[2] |= {"starts_at": AT + timedelta(days=9)}
    assert sat_out(cup) == [("Atlas", 7, "f1", ["f3"], "second_yellow")]
    cup.fixtures[3] |= {"starts_at": None}
    assert sat_out(cup) == [("Atlas", 7, "f1", ["f2"], "second_yellow")]


def test_a_contest_says_how_many_yellows() -> None:
    cup = Cup(terms={"rules": {"yellows": 1}})
    booked(cup, "Atlas", "Bahja", "home", "Y")
    assert sat_out(cup) == [("Atlas", 7, "f1", ["f2"], "yellows")]


def test_a_card_of_an_entered_result_does_not_count_yet() -> None:
    cup = Cup()
    booked(cup, "Atlas", "Bahja", "home", "R")
    cup.fixtures[1] |= {"result_state": "entered"}
    assert sat_out(cup) == []


def test_a_ban_goes_on_in_the_knock_out_once_the_team_is_sure_of_its_match() -> None:
    cup = Cup({"A": FOUR[:3]}, [["1A 2A"]])
    cup.play("Atlas 2-0 Bahja\nBahja 2-0 Chaouia")
    booked(cup, "Atlas", "Chaouia", "home", "R")
    assert sat_out(cup) == [("Atlas", 7, "f2", ["f4"], "red")]
    cup.fixtures[3] |= {"result_state": "entered"}
    assert cup.slot(4, "away")[0] != "confirmed"
    booked(cup, "Atlas", "Chaouia", "away", "R")
    assert sat_out(cup) == [("Chaouia", 7, "f2", ["f3"], "red")]
