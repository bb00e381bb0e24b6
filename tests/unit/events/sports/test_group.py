"""Are the awkward groups of football ranked as they were?"""

import pytest

from chassis.errors import Refused
from tests.unit.events.sports.writing import H2H, group, out, ranks

EURO = [*H2H, "gd", "gf", "wins", "disciplinary", "ranking"]
AFCON = [*H2H, "gd", "gf", "lots"]

EURO_2024_E = """
Romania 3-0 Ukraine
Belgium 0-1 Slovakia
Slovakia 1-2 Ukraine
Belgium 2-0 Romania
Slovakia 1-1 Romania
Ukraine 0-0 Belgium
"""
AFCON_2015_D = """
Ivory Coast 1-1 Guinea
Mali 1-1 Cameroon
Ivory Coast 1-1 Mali
Cameroon 1-1 Guinea
Cameroon 0-1 Ivory Coast
Guinea 1-1 Mali
"""
CIRCLE = """
A 1-0 B
B 1-0 C
C 2-0 A
A 1-1 D
B 1-1 D
C 1-1 D
"""


def test_four_level_on_points_are_parted_step_by_step() -> None:
    outcome = out(group(EURO_2024_E, EURO, reapply=True))
    assert ranks(outcome) == [(1, "Romania"), (2, "Belgium"), (3, "Slovakia"), (4, "Ukraine")]
    assert outcome["ties_broken"] == [
        {
            "criterion": "head_to_head",
            "teams": ["Belgium", "Romania", "Slovakia", "Ukraine"],
            "into": [["Romania"], ["Belgium"], ["Slovakia"], ["Ukraine"]],
        }
    ]


def test_the_explanation_tells_criterion_and_values_of_each_row_that_points_alone_do_not_place() -> None:
    lines = "A 2-0 B\nC 1-0 B\nA 1-1 C"
    assert out(group(lines, ["gd", "gf", "lots"]))["explanation"] == [
        {
            "pos": place,
            "team": team,
            "level_with": [other],
            "decided_by": [{"criterion": "gd", "criteria": ["gd"], "values": {"A": 2, "C": 1}}],
            "not_entered": [],
            "settled": True,
        }
        for place, team, other in ((1, "A", "C"), (2, "C", "A"))
    ]


def test_three_in_a_circle_have_no_order_by_pairs_and_are_parted_by_the_whole_block() -> None:
    outcome = out(group(CIRCLE, AFCON, reapply=True))
    assert ranks(outcome) == [(1, "C"), (2, "B"), (3, "A"), (4, "D")]


def test_lots_not_drawn_leave_a_shared_place_and_a_named_set() -> None:
    outcome = out(group(AFCON_2015_D, AFCON, reapply=True))
    assert ranks(outcome) == [(1, "Ivory Coast"), (2, "Guinea"), (2, "Mali"), (4, "Cameroon")]
    assert (outcome["qualified"], outcome["on_the_line"]) == (["Ivory Coast"], ["Guinea", "Mali"])
    assert outcome["unresolved"] == outcome["unresolved_before"] == [["Guinea", "Mali"]]


def test_lots_drawn_settle_it_and_the_set_stays_readable() -> None:
    lots = {"lots": [["Guinea", "Mali"]]}
    outcome = out(group(AFCON_2015_D, AFCON, reapply=True, extra=lots))
    assert ranks(outcome)[1:3] == [(2, "Guinea"), (3, "Mali")]
    assert (outcome["unresolved"], outcome["unresolved_before"]) == ([], [["Guinea", "Mali"]])
    assert outcome["ties_broken"][-1]["criterion"] == "lots"


def test_a_tie_inside_the_line_keeps_nobody_out() -> None:
    outcome = out(group(AFCON_2015_D, AFCON, reapply=True, rules={"qualify": 3}))
    assert outcome["qualified"] == ["Ivory Coast", "Guinea", "Mali"]


def test_lots_for_others_part_nobody() -> None:
    outcome = out(group(AFCON_2015_D, AFCON, reapply=True, extra={"lots": [["Guinea", "Cameroon"]]}))
    assert outcome["unresolved"] == [["Guinea", "Mali"]]


WORLD_CUP_1994_E = """
Italy 0-1 Ireland
Norway 1-0 Mexico
Italy 1-0 Norway
Mexico 2-1 Ireland
Italy 1-1 Mexico
Ireland 0-0 Norway
"""


def test_reapplication_parts_two_left_level_by_the_match_between_them() -> None:
    outcome = out(group(WORLD_CUP_1994_E, [*H2H, "gd", "gf"], reapply=True))
    assert ranks(outcome) == [(1, "Mexico"), (2, "Ireland"), (3, "Italy"), (4, "Norway")]
    assert [broken["into"] for broken in outcome["ties_broken"]] == [
        [["Mexico"], ["Ireland", "Italy"], ["Norway"]],
        [["Ireland"], ["Italy"]],
    ]


def test_without_reapplication_the_two_left_stay_level() -> None:
    outcome = out(group(WORLD_CUP_1994_E, [*H2H, "gd", "gf"]))
    assert ranks(outcome) == [(1, "Mexico"), (2, "Ireland"), (2, "Italy"), (4, "Norway")]
    assert outcome["unresolved"] == [["Ireland", "Italy"]]


def test_exactly_two_level_follow_a_list_of_their_own() -> None:
    lines = "A 1-0 B\nB 5-0 C\nC 0-1 A\nA 0-1 D\nB 1-0 D\nC 1-0 D"
    by_difference = out(group(lines, ["gd", "wins", "gf"]))
    by_their_match = out(group(lines, ["gd", "wins", "gf"], two=[*H2H, "wins"]))
    assert ranks(by_difference)[:2] == [(1, "B"), (2, "A")]
    assert ranks(by_their_match)[:2] == [(1, "A"), (2, "B")]


def test_cards_count_as_the_rules_price_them() -> None:
    cards = {"A": {"Y": 1, "2Y": 0, "R": 1, "YR": 0}, "B": {"Y": 4, "2Y": 0, "R": 0, "YR": 0}}
    price = {"Y": -1, "2Y": -3, "R": -4, "YR": -5}
    outcome = out(
        group("A 1-1 B", ["fair_play", "lots"], extra={"cards": cards}, rules={"card_points": price})
    )
    assert ranks(outcome) == [(1, "B"), (2, "A")]
    assert outcome["explanation"][0]["decided_by"][0]["values"] == {"A": -5, "B": -4}


def test_a_criterion_not_entered_is_named_and_is_no_nought() -> None:
    outcome = out(group("A 1-1 B", ["disciplinary", "ranking"], extra={"disciplinary": {"A": 3}}))
    assert ranks(outcome) == [(1, "A"), (1, "B")]
    assert outcome["explanation"][0]["not_entered"] == ["disciplinary", "ranking"]


def test_fewer_disciplinary_points_stand_higher() -> None:
    outcome = out(group("A 1-1 B", ["disciplinary"], extra={"disciplinary": {"A": 7, "B": 6}}))
    assert ranks(outcome) == [(1, "B"), (2, "A")]


def test_a_match_not_played_is_no_draw() -> None:
    outcome = out(group("A 1-0 B\nA - C\nB - C", AFCON))
    assert [(row["team"], row["p"], row["pts"]) for row in outcome["table"]] == [
        ("A", 1, 3),
        ("C", 0, 0),
        ("B", 1, 0),
    ]
    assert not outcome["complete"]


def test_annulled_counts_for_nobody_and_awarded_counts() -> None:
    outcome = out(group("A 9-0 B [annulled]\nB 3-0 A [awarded]\nA 2-0 C\nC 1-0 B", ["gd"]))
    assert [(row["team"], row["p"], row["gf"], row["ga"]) for row in outcome["table"]] == [
        ("B", 2, 3, 1),
        ("A", 2, 2, 3),
        ("C", 2, 1, 2),
    ]


def test_the_result_on_the_field_stays_beside_the_official_one() -> None:
    case = group("A 3-0 B [awarded]", ["gd"])
    case["matches"][0]["on_field"] = [0, 1]
    assert out(case)["awarded"] == [{"home": "A", "away": "B", "official": [3, 0], "on_field": [0, 1]}]


def test_both_at_fault_lose_both() -> None:
    case = group("A 1-0 C\nB 1-0 C", ["gd"])
    case["matches"].append({"home": "A", "away": "B", "score": None, "status": "awarded", "at_fault": "both"})
    assert [
        (row["team"], row["p"], row["w"], row["l"], row["gf"], row["ga"]) for row in out(case)["table"]
    ] == [
        ("A", 2, 1, 1, 1, 3),
        ("B", 2, 1, 1, 1, 3),
        ("C", 2, 0, 2, 0, 2),
    ]


def test_withdrawn_teams_are_in_no_table() -> None:
    case = group("A 1-0 B\nA 3-0 X [awarded]\nB 0-0 X [annulled]", ["gd"], withdrawn=["X"])
    assert ranks(out(case)) == [(1, "A"), (2, "B")]


def test_points_are_taken_off_by_a_decision() -> None:
    outcome = out(group("A 1-0 B", ["gd"], deductions={"A": 4}))
    assert [(row["team"], row["pts"]) for row in outcome["table"]] == [("B", 0), ("A", -1)]


def test_double_round_waits_for_the_second_leg_where_the_rules_say_so() -> None:
    lines = "A 1-0 B\nB - A\nB 4-0 C\nC 0-0 D"
    waits = {"h2h_when_complete": True}
    assert ranks(out(group(lines, [*H2H, "gd"], rules=waits)))[:2] == [(1, "B"), (2, "A")]
    assert ranks(out(group(lines, [*H2H, "gd"])))[:2] == [(1, "A"), (2, "B")]


def test_a_season_cut_short_is_ranked_by_exact_points_per_game() -> None:
    case = group("A 1-0 B\nB 1-0 C\nC 1-0 B\nA 0-0 C\nC 1-1 A", [], deductions={"B": 1})
    case |= {"kind": "football.league_ppg", "rules": {}}
    assert [(row["team"], row["pts"], row["p"], row["ppg"]) for row in out(case)["table"]] == [
        ("A", 5, 3, "5/3"),
        ("C", 5, 4, "5/4"),
        ("B", 2, 3, "2/3"),
    ]


@pytest.mark.parametrize(
    ("broken", "field", "slug"),
    [
        ({"teams": ["A", "A"]}, "teams", "twice_the_same"),
        ({"teams": ["A"]}, "matches.0.away", {"slug": "unknown_team", "team": "B"}),
        ({"matches": [{"home": "A", "away": "B", "score": [1]}]}, "matches.0.score", "not_a_score"),
        ({"matches": [{"home": "A", "away": "B", "score": [1, -1]}]}, "matches.0.score", "not_a_score"),
        ({"matches": [{"home": "A", "away": "B", "status": "played"}]}, "matches.0.score", "missing"),
        ({"matches": [{"home": "A", "away": "A"}]}, "matches.0", {"slug": "against_itself", "team": "A"}),
        ({"rules": []}, "rules", "not_an_object"),
        (
            {"rules": {"tiebreakers": ["h2h_luck"]}},
            "rules.tiebreakers",
            {"slug": "unknown_criterion", "criterion": "h2h_luck"},
        ),
    ],
)
def test_bad_input_is_refused_by_field(broken: dict[str, object], field: str, slug: object) -> None:
    with pytest.raises(Refused) as refused:
        out(group("A 1-0 B", ["gd"]) | broken)
    assert (refused.value.slug, refused.value.fields) == ("invalid_case", {field: slug})


@pytest.mark.parametrize(
    "playoff",
    [
        [["B", "A"]],
        {"order": ["B", "A"]},
        {"home": "A", "away": "B", "score": [0, 1]},
        {"home": "A", "away": "B", "score": [1, 1], "pens": [3, 4]},
    ],
)
def test_a_play_off_settles_what_the_rules_leave_to_it(playoff: object) -> None:
    outcome = out(group("A 1-1 B", ["gd", "playoff"], extra={"playoff": playoff}))
    assert ranks(outcome) == [(1, "B"), (2, "A")]
    assert outcome["unresolved_before"] == [["A", "B"]]
