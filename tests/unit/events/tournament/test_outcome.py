"""What follows from the confirmed results of a contest?"""

from typing import Any

import pytest

from tests.unit.events.tournament.played import FOUR, Cup, chances, places, result

TWO_GROUPS = {"A": ("Atlas", "Bahja", "Chaouia"), "B": ("Draa", "Essaouira", "Figuig")}
SEMIS = [["1A 2B", "1B 2A"], ["L7 L8", "W7 W8"]]
# 1 Atlas, 2 Bahja; 1 Draa, 2 Essaouira
GROUPS_PLAYED = """
    Atlas 1-0 Bahja
    Atlas 2-0 Chaouia
    Bahja 1-0 Chaouia
    Draa 1-0 Essaouira
    Draa 2-0 Figuig
    Essaouira 1-0 Figuig
"""
CIRCLE = """
    Atlas 1-0 Bahja
    Bahja 1-0 Chaouia
    Atlas 0-1 Chaouia
"""


def two_groups(**terms: Any) -> Cup:
    return Cup(TWO_GROUPS, SEMIS, terms={"third_place": True, **terms})


def upwards(cup: Cup) -> list[tuple[str, str, str]]:
    return [(one["team_id"], one["state"], one["how"]) for one in cup.outcome()["goes_on"]]


def test_a_table_counts_confirmed_results_alone() -> None:
    cup = Cup().play("Atlas 2-1 Bahja\nChaouia 1-1 Draa")
    cup.fixtures[2] |= {"result_state": "entered", "result": result(9, 0), "sides": ["Atlas", "Chaouia"]}
    outcome = cup.outcome()
    rows = outcome["tables"][0]["rows"]
    assert places(outcome) == [(1, "Atlas", 3), (2, "Chaouia", 1), (2, "Draa", 1), (4, "Bahja", 0)]
    assert {key: rows[0][key] for key in ("played", "won", "drawn", "lost")} == {
        "played": 1,
        "won": 1,
        "drawn": 0,
        "lost": 0,
    }
    assert (rows[0]["goals_for"], rows[0]["goals_against"], rows[0]["difference"]) == (2, 1, 1)
    assert outcome["tables"][0]["complete"] is False
    assert outcome["unresolved"] == []


def test_head_to_head_parts_two_and_says_so() -> None:
    cup = Cup().play("""
        Atlas 1-0 Bahja
        Atlas 0-1 Chaouia
        Atlas 0-0 Draa
        Bahja 5-0 Chaouia
        Bahja 1-1 Draa
        Chaouia 0-1 Draa
    """)
    outcome = cup.outcome()
    assert places(outcome) == [(1, "Draa", 5), (2, "Atlas", 4), (3, "Bahja", 4), (4, "Chaouia", 3)]
    atlas = outcome["tables"][0]["rows"][1]
    assert atlas["level_with"] == ["Bahja"]
    assert atlas["why"] == [{"criterion": "h2h_points", "values": {"Atlas": 3, "Bahja": 0}}]
    assert chances(outcome) == {"Draa": "yes", "Atlas": "yes", "Bahja": "no", "Chaouia": "no"}


def test_three_in_a_circle_wait_for_lots() -> None:
    cup = Cup({"A": FOUR}, [["1A 2A"]]).play(CIRCLE)
    cup.play("Atlas 1-0 Draa\nBahja 1-0 Draa\nChaouia 1-0 Draa")
    outcome = cup.outcome()
    assert places(outcome) == [(1, "Atlas", 6), (1, "Bahja", 6), (1, "Chaouia", 6), (4, "Draa", 0)]
    assert outcome["unresolved"] == [{"group": "A", "team_ids": ["Atlas", "Bahja", "Chaouia"]}]
    assert cup.slot(7, "home") == cup.slot(7, "away") == ("open", None)
    assert chances(outcome) == {"Atlas": "may", "Bahja": "may", "Chaouia": "may", "Draa": "no"}
    cup.decide("lots", "Chaouia", "Atlas", "Bahja")
    outcome = cup.outcome()
    assert [row[1] for row in places(outcome)] == ["Chaouia", "Atlas", "Bahja", "Draa"]
    assert outcome["unresolved"] == []
    assert cup.slot(7, "home") == ("confirmed", "Chaouia")
    assert cup.slot(7, "away") == ("confirmed", "Atlas")
    why = outcome["tables"][0]["rows"][0]["why"]
    assert why == [{"criterion": "lots", "values": {"Chaouia": 1, "Atlas": 2, "Bahja": 3}}]


def test_a_play_off_counts_also_where_no_rule_names_it() -> None:
    cup = Cup({"A": FOUR[:3]}, [["1A 2A"]]).play(CIRCLE)
    cup.decide("playoff", "Bahja", "Atlas", "Chaouia")
    assert [row[1] for row in places(cup.outcome())] == ["Bahja", "Atlas", "Chaouia"]


def test_a_tie_outside_the_line_needs_no_lots() -> None:
    cup = Cup({"A": FOUR}, terms={"qualify": 1}).play("Atlas 1-0 Bahja\nAtlas 1-0 Chaouia\nAtlas 1-0 Draa")
    cup.play("Bahja 1-0 Chaouia\nChaouia 1-0 Draa\nBahja 0-1 Draa")
    outcome = cup.outcome()
    assert [row[0] for row in places(outcome)] == [1, 2, 2, 2]
    assert outcome["unresolved"] == []
    assert outcome["complete"] is True
    assert outcome["final_order"] == [["Atlas"], ["Bahja", "Chaouia", "Draa"]]


def test_a_tie_inside_the_line_matters_only_to_who_meets_whom() -> None:
    level = "Atlas 1-1 Bahja\nAtlas 1-0 Chaouia\nBahja 1-0 Chaouia"
    straight = Cup({"A": FOUR[:3]}, terms={"ends_with": 2}).play(level)
    assert straight.outcome()["unresolved"] == []
    assert upwards(straight) == [("Atlas", "confirmed", "group:A:1"), ("Bahja", "confirmed", "group:A:1")]
    meeting = two_groups().play(level)
    assert meeting.outcome()["unresolved"] == [{"group": "A", "team_ids": ["Atlas", "Bahja"]}]


def test_who_cannot_be_caught_is_through_before_the_end() -> None:
    cup = Cup({"A": FOUR}, [["1A 2A"]])
    cup.play("Atlas 1-0 Bahja\nAtlas 1-0 Chaouia")
    assert chances(cup.outcome())["Atlas"] == "may"
    cup.play("Bahja 1-1 Chaouia")
    assert chances(cup.outcome())["Atlas"] == "yes"
    assert cup.slot(7, "home") == ("provisional", "Atlas")  # Draa may win all three
    cup.play("Atlas 1-0 Draa")
    assert cup.slot(7, "home") == ("confirmed", "Atlas")
    assert chances(cup.outcome()) == {"Atlas": "yes", "Bahja": "may", "Chaouia": "may", "Draa": "may"}
    cup.play("Bahja 1-0 Draa")
    assert chances(cup.outcome())["Draa"] == "no"


def test_who_may_still_be_level_is_not_out_yet() -> None:
    cup = Cup({"A": FOUR[:3]}, terms={"qualify": 1}).play("Atlas 1-0 Bahja\nAtlas 0-1 Chaouia")
    assert chances(cup.outcome())["Bahja"] == "may"
    assert chances(cup.play("Bahja 1-0 Chaouia").outcome())["Bahja"] == "may"


def test_slots_fill_as_groups_and_matches_end() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    assert [cup.slot(7, side) for side in ("home", "away")] == [
        ("confirmed", "Atlas"),
        ("confirmed", "Essaouira"),
    ]
    assert cup.slot(10, "home") == ("open", None)
    cup.play("Atlas 1-1 Essaouira (3-4)\nDraa 2-0 Bahja")
    assert cup.slot(10, "home") == ("confirmed", "Essaouira")
    assert cup.slot(9, "home") == ("confirmed", "Atlas")
    assert upwards(cup) == []
    cup.play("Atlas 1-0 Bahja")
    assert cup.outcome()["complete"] is False
    cup.play("Essaouira 0-1 Draa")
    outcome = cup.outcome()
    assert upwards(cup) == [("Draa", "confirmed", "champion")]
    assert outcome["final_order"] == [
        ["Draa"],
        ["Essaouira"],
        ["Atlas"],
        ["Bahja"],
        ["Chaouia", "Figuig"],
    ]
    assert outcome["complete"] is True


def test_both_winners_of_the_last_round_go_on_where_two_are_sent() -> None:
    cup = Cup(TWO_GROUPS, [["1A 2B", "1B 2A"]], terms={"ends_with": 2}).play(GROUPS_PLAYED)
    cup.fixtures[7] |= {"left": 4}
    cup.fixtures[8] |= {"left": 4}
    cup.play("Atlas 1-0 Essaouira")
    assert upwards(cup) == [("Atlas", "confirmed", "winner:7")]
    cup.play("Draa 0-1 Bahja")
    assert upwards(cup)[1] == ("Bahja", "confirmed", "winner:8")
    outcome = cup.outcome()
    assert outcome["complete"] is True
    assert outcome["final_order"][:2] == [["Atlas", "Bahja"], ["Draa", "Essaouira"]]


def test_a_bye_of_the_only_round_goes_on_without_a_match() -> None:
    cup = Cup(bracket=("Atlas", "Bahja", "Chaouia"), rounds=[["Bahja Chaouia"]], terms={"ends_with": 2})
    cup.play("Bahja 2-0 Chaouia")
    assert upwards(cup) == [("Atlas", "confirmed", "draw"), ("Bahja", "confirmed", "winner:1")]


THIRDS = {
    "A": ("A1", "A2", "A3"),
    "B": ("B1", "B2", "B3"),
    "C": ("C1", "C2", "C3"),
    "D": ("D1", "D2", "D3"),
}
# four winners, two best runners-up
NEXT = [["1A 2B/C/D", "1B 2A/C/D"]]


def thirds(**scores: str) -> Cup:
    """In each group 1 beats all, 2 beats 3 by the score given."""
    cup = Cup(THIRDS, NEXT, terms={"qualify": 1, "best_next": 2})
    for letter in THIRDS:
        cup.play(f"{letter}1 1-0 {letter}2\n{letter}1 1-0 {letter}3")
    for letter, score in scores.items():
        cup.play(f"{letter}2 {score} {letter}3")
    return cup


def test_the_best_of_the_next_place_are_known_when_all_groups_are() -> None:
    cup = thirds(A="4-0", B="1-0", C="3-0")
    assert cup.slot(13, "away") == ("open", None)
    assert chances(cup.outcome())["C2"] == "may"
    cup.play("D2 2-0 D3")
    assert [cup.slot(number, "away") for number in (13, 14)] == [("confirmed", "C2"), ("confirmed", "A2")]
    told = chances(cup.outcome())
    assert [told[team] for team in ("A2", "B2", "C2", "D2", "A3")] == ["yes", "no", "yes", "no", "no"]


def test_a_tie_on_the_line_across_groups_waits_for_lots() -> None:
    cup = thirds(A="4-0", B="2-0", C="2-0", D="1-0")
    outcome = cup.outcome()
    assert outcome["unresolved"] == [{"group": "", "team_ids": ["B2", "C2"]}]
    assert cup.slot(13, "away") == ("open", None)
    assert [chances(outcome)[team] for team in ("A2", "B2", "D2")] == ["yes", "may", "no"]
    cup.decide("lots", "C2", "B2")
    assert [cup.slot(number, "away")[1] for number in (13, 14)] == ["C2", "A2"]
    assert cup.outcome()["unresolved"] == []


def test_groups_of_unequal_size_are_compared_without_the_last() -> None:
    groups = {"A": ("A1", "A2", "A3", "A4"), "B": ("B1", "B2", "B3"), "C": ("C1", "C2", "C3")}
    cup = Cup(groups, [["1A 2A/B/C"]], terms={"qualify": 1, "best_next": 1})
    cup.play("A1 1-0 A2\nA1 1-0 A3\nA1 1-0 A4\nA2 1-0 A3\nA2 9-0 A4\nA3 1-0 A4")
    cup.play("B1 1-0 B2\nB1 1-0 B3\nB2 2-0 B3\nC1 1-0 C2\nC1 1-0 C3\nC2 1-0 C3")
    assert cup.slot(13, "away") == ("confirmed", "B2")


def test_where_each_group_sends_its_next_too_they_are_not_compared() -> None:
    cup = Cup(TWO_GROUPS, [["1A 2B", "1B 2A"]], terms={"qualify": 1, "best_next": 2})
    cup.play(GROUPS_PLAYED)
    assert cup.slot(7, "away") == ("confirmed", "Essaouira")
    assert chances(cup.outcome())["Bahja"] == "yes"


def test_a_withdrawn_team_is_in_no_table_and_its_matches_count_for_nobody() -> None:
    cup = Cup().play("Atlas 5-0 Draa\nBahja 0-1 Draa\nAtlas 0-1 Bahja")
    cup.withdraw("Draa", annul=True)
    assert places(cup.outcome()) == [(1, "Bahja", 3), (2, "Chaouia", 0), (3, "Atlas", 0)]
    cup.play("Atlas 1-0 Chaouia\nBahja 1-0 Chaouia")
    assert cup.outcome()["tables"][0]["complete"] is True
    assert cup.outcome()["complete"] is True


def test_without_annulment_what_is_left_is_lost_by_forfeit() -> None:
    cup = Cup().play("Atlas 0-1 Draa")
    cup.withdraw("Draa", annul=False)
    outcome = cup.outcome()
    points = {team: points for _, team, points in places(outcome)}
    assert points == {"Atlas": 0, "Bahja": 3, "Chaouia": 3, "Draa": 3}
    draa = next(row for row in outcome["tables"][0]["rows"] if row["team_id"] == "Draa")
    assert (draa["played"], draa["goals_for"], draa["goals_against"]) == (3, 1, 6)


@pytest.mark.parametrize("annul", [True, False])
def test_who_meets_a_withdrawn_team_walks_over(annul: bool) -> None:
    cup = Cup(bracket=FOUR, rounds=[["Atlas Bahja", "Chaouia Draa"], ["W1 W2"]])
    cup.withdraw("Bahja", annul=annul)
    assert cup.slot(3, "home") == ("confirmed", "Atlas")
    cup.play("Chaouia 1-0 Draa\nAtlas 0-2 Chaouia")
    assert upwards(cup) == [("Chaouia", "confirmed", "champion")]


def test_an_annulled_win_in_the_knock_out_is_the_other_sides() -> None:
    cup = Cup(bracket=FOUR, rounds=[["Atlas Bahja", "Chaouia Draa"], ["W1 W2"]])
    cup.play("Atlas 0-2 Bahja")
    cup.withdraw("Bahja", annul=False)
    assert cup.slot(3, "home") == ("confirmed", "Bahja")
    cup.withdraw("Bahja", annul=True)
    assert cup.slot(3, "home") == ("confirmed", "Atlas")


def test_who_withdraws_after_qualifying_goes_on_no_more_and_the_next_of_the_group_moves_up() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    cup.withdraw("Essaouira", annul=True)
    assert cup.slot(7, "away") == ("confirmed", "Figuig")


def test_a_forfeit_takes_the_goals_of_the_rules() -> None:
    cup = Cup(terms={"rules": {"forfeit_goals": 5}})
    cup.report("Atlas", "Bahja", result(status="forfeited", at_fault="away"))
    assert places(cup.outcome())[0] == (1, "Atlas", 3)
    assert cup.outcome()["tables"][0]["rows"][0]["goals_for"] == 5


def test_both_at_fault_lose_both() -> None:
    cup = Cup()
    cup.report("Atlas", "Bahja", result(status="forfeited", at_fault="both"))
    rows = {row["team_id"]: row for row in cup.outcome()["tables"][0]["rows"]}
    for team in ("Atlas", "Bahja"):
        told = [rows[team][key] for key in ("played", "lost", "goals_for", "goals_against", "points")]
        assert told == [1, 1, 0, 3, 0]


def test_two_out_at_once_leave_the_next_match_to_the_other_side() -> None:
    cup = Cup(
        bracket=FOUR,
        rounds=[["Atlas Bahja", "Chaouia Draa"], ["L1 L2", "W1 W2"]],
        terms={"third_place": True},
    )
    cup.report("Atlas", "Bahja", result(status="forfeited", at_fault="both"))
    assert cup.slot(4, "home") == ("open", None)
    cup.play("Chaouia 1-0 Draa")
    outcome = cup.outcome()
    assert upwards(cup) == [("Chaouia", "confirmed", "champion")]
    assert outcome["complete"] is True
    assert outcome["final_order"] == [["Chaouia"], ["Draa"], ["Atlas", "Bahja"]]


@pytest.mark.parametrize("status", ["abandoned", "not_played"])
def test_what_was_not_played_out_keeps_its_group_open(status: str) -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    cup.report("Bahja", "Chaouia", result(*([2, 0] if status == "abandoned" else []), status=status))
    assert cup.outcome()["tables"][0]["complete"] is False
    assert cup.slot(8, "away") == ("provisional", "Bahja") or cup.slot(8, "away") == ("open", None)
    cup.report("Bahja", "Chaouia", result(status="annulled"))
    assert cup.outcome()["tables"][0]["complete"] is True


def test_a_deduction_counts_in_the_table() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    cup.decide("deduction", team_id="Atlas", points=4)
    assert places(cup.outcome()) == [(1, "Bahja", 3), (2, "Atlas", 2), (3, "Chaouia", 0)]


def test_cards_part_where_fair_play_is_asked() -> None:
    cup = Cup({"A": FOUR[:2]}, terms={"qualify": 1})
    cards = [{"side": "home", "shirt": 4, "card": "Y"}]
    cup.report("Atlas", "Bahja", result(1, 1, cards=cards))
    row = cup.outcome()["tables"][0]["rows"][0]
    assert row["team_id"] == "Bahja"
    assert row["why"] == [{"criterion": "fair_play", "values": {"Atlas": -1, "Bahja": 0}}]
    cup.report("Atlas", "Bahja", result(1, 1))
    assert cup.outcome()["unresolved"] == [{"group": "A", "team_ids": ["Atlas", "Bahja"]}]


def test_rules_of_the_contest_replace_those_of_the_set() -> None:
    rules = {
        "points": {"win": 2, "draw": 1, "loss": 0},
        "tiebreakers": ["gf"],
        "tiebreakers_two_teams": ["gd"],
    }
    cup = Cup({"A": FOUR}, terms={"rules": rules}).play("Atlas 4-3 Bahja\nChaouia 2-0 Draa")
    assert places(cup.outcome()) == [(1, "Chaouia", 2), (2, "Atlas", 2), (3, "Bahja", 0), (4, "Draa", 0)]


def test_a_league_sends_its_first() -> None:
    cup = Cup({"A": FOUR[:3]}, terms={"qualify": 0})
    cup.play("Atlas 1-0 Bahja\nAtlas 1-0 Chaouia")
    assert upwards(cup) == [("Atlas", "confirmed", "champion")]
    assert cup.outcome()["complete"] is False
    cup.play("Bahja 1-0 Chaouia")
    assert cup.outcome()["final_order"] == [["Atlas"], ["Bahja"], ["Chaouia"]]


def test_before_the_draw_there_is_nothing() -> None:
    cup = Cup()
    cup.contest["draw"], cup.fixtures = None, {}
    assert cup.outcome() == {
        "contest_id": "football",
        "tables": [],
        "unresolved": [],
        "slots": {},
        "goes_on": [],
        "final_order": [],
        "suspensions": [],
        "complete": False,
    }
