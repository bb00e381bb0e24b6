"""What follows from heats: who goes on and why, how surely, and what waits for lots?"""

import pytest

from chassis.errors import Refused
from services.events.domain.athletics.consequences import follows
from tests.unit.events.athletics.meeting import (
    FIRST,
    HEAT_1,
    HEAT_2,
    SECOND,
    Meeting,
    in_heats,
    ran,
    result,
    slots,
    two_heats,
)


def going(meeting: Meeting, round_number: int = 1) -> list[tuple[int, str, str]]:
    told = meeting.outcome()["going"]
    return [(one["bib"], one["how"], one["state"]) for one in told if one["round"] == round_number]


def test_before_anything_is_run_the_final_is_open() -> None:
    meeting = two_heats()
    assert slots(meeting, 3) == [(None, "open")] * 6
    assert slots(meeting, 1) == [(bib, "confirmed") for bib in FIRST]
    assert meeting.outcome()["complete"] is False


def test_a_place_is_sure_when_its_heat_is_and_a_time_when_all_are() -> None:
    meeting = two_heats().run(1, HEAT_1)
    assert going(meeting) == [
        (11, "Q", "confirmed"),
        (12, "Q", "confirmed"),
        (21, "q", "provisional"),
        (31, "q", "provisional"),
    ]
    assert slots(meeting, 3)[:4] == [
        (11, "confirmed"),
        (12, "confirmed"),
        (21, "provisional"),
        (31, "provisional"),
    ]
    meeting.run(2, HEAT_2)
    told = meeting.outcome()
    assert going(meeting)[4:] == [(21, "q", "confirmed"), (41, "q", "confirmed")]
    assert [one["bib"] for one in told["slots"]["h3"]] == [22, 11, 12, 32, 21, 41]
    lanes = [one["lane"] for one in told["slots"]["h3"]]
    assert [set(lanes[:2]), set(lanes[2:4]), set(lanes[4:])] == [{3, 4}, {2, 5}, {1, 6}]
    assert [one["how"] for one in told["slots"]["h3"]] == ["Q", "Q", "Q", "Q", "q", "q"]


def test_for_a_start_list_that_is_not_sure_nothing_is_entered() -> None:
    meeting = two_heats().run(1, HEAT_1)
    with pytest.raises(Refused) as refused:
        meeting.run(3, "11 12.10")
    assert refused.value.fields == {"result": {"rows": "athletes_unknown"}}


LEVEL = "22 12.05\n32 12.25\n41 12.30\n42 12.30"  # with 21 of heat 1: three for two places


def test_a_tie_on_the_line_waits_for_lots() -> None:
    meeting = two_heats().run(1, HEAT_1).run(2, LEVEL)
    told = meeting.outcome()
    assert told["unresolved"] == [{"round": 1, "bibs": [21, 41, 42], "places": 2}]
    assert told["ties"] == [{"round": 1, "bibs": [21, 41, 42], "settled_by": ""}]
    assert slots(meeting, 3)[4:] == [(None, "open"), (None, "open")]
    meeting.decide("lots", 1, 42, 21, 41)
    told = meeting.outcome()
    assert told["unresolved"] == []
    assert told["ties"][0]["settled_by"] == "lots"
    assert {bib for bib, _ in slots(meeting, 3)} == {11, 12, 22, 32, 21, 42}
    assert {state for _, state in slots(meeting, 3)} == {"confirmed"}


def test_where_a_lane_is_free_all_level_ones_go_on() -> None:
    meeting = two_heats(lanes=7).run(1, HEAT_1).run(2, LEVEL)
    assert meeting.outcome()["ties"][0]["settled_by"] == "lanes_free"
    assert len(slots(meeting, 3)) == 7


@pytest.mark.parametrize(
    ("second", "how", "through"),
    [
        ("22 12.05\n32 12.25\n41 12.304\n42 12.90", "thousandths", 21),
        ("22 12.05 1\n32 12.25 2\n41 12.28 3\n42 12.28 4", "same_heat", 41),
    ],
)
def test_a_tie_is_parted_only_by_what_was_read(second: str, how: str, through: int) -> None:
    rounds = [{"lanes": 4, "by_place": 2, "by_time": 1}, {"lanes": 5}]
    meeting = in_heats([FIRST, SECOND], rounds=rounds)
    first = HEAT_1.replace("12.30", "12.301") if how == "thousandths" else HEAT_1
    told = meeting.run(1, first).run(2, second).outcome()
    assert told["ties"][0]["settled_by"] == how
    assert [one["bib"] for one in told["going"] if one["how"] == "q"] == [through]


def test_a_dead_heat_for_the_last_place_waits_where_lanes_are_short() -> None:
    rounds = [{"lanes": 4, "by_place": 2, "by_time": 0}, {"lanes": 4}]
    meeting = in_heats([FIRST, SECOND], rounds=rounds)
    meeting.run(1, "11 12.10\n12 12.20\n21 12.20\n31 12.90").run(2, HEAT_2)
    assert meeting.outcome()["unresolved"] == [{"round": 1, "bibs": [12, 21], "places": 1}]
    meeting.run(1, "11 12.10 1\n12 12.20 3\n21 12.20 2\n31 12.90 4")
    assert meeting.outcome()["unresolved"] == []
    assert (21, "Q", "confirmed") in going(meeting)


def test_while_a_place_waits_for_lots_no_time_is_sure() -> None:
    meeting = two_heats()
    meeting.run(1, "11 12.10\n12 12.20\n21 12.20\n31 12.90").run(2, HEAT_2)
    level = meeting.outcome()
    assert level["unresolved"] == []  # one time place fewer
    rounds = [{"lanes": 4, "by_place": 2, "by_time": 1}, {"lanes": 5}]
    short = in_heats([FIRST, SECOND], rounds=rounds)
    short.run(1, "11 12.10\n12 12.20\n21 12.20\n31 12.20").run(2, HEAT_2)
    assert short.outcome()["unresolved"] == [{"round": 1, "bibs": [12, 21, 31], "places": 1}]
    assert (41, "q", "provisional") in going(short)
    short.decide("lots", 1, 31, 12, 21)
    assert short.outcome()["unresolved"] == []
    assert [one[:2] for one in going(short)][-1] == (12, "q")  # next in the lots, and faster than 41


def test_a_disqualification_after_the_heat_moves_the_next_up() -> None:
    meeting = two_heats().run(1, HEAT_1).run(2, HEAT_2)
    meeting.run(1, "11 DQ\n12 12.20\n21 12.30\n31 12.90")
    assert [one[:2] for one in going(meeting)] == [
        (12, "Q"),
        (21, "Q"),
        (22, "Q"),
        (32, "Q"),
        (41, "q"),
        (42, "q"),
    ]
    assert meeting.outcome()["heats"]["h1"]["unranked"] == [{"bib": 11, "team_id": "T1", "status": "DQ"}]


def test_the_referee_lets_one_go_on_besides() -> None:
    meeting = two_heats(lanes=7).run(1, HEAT_1).run(2, "22 12.05\n32 12.40\n41 12.45\n42 DNF")
    meeting.decide("added", 1, 42)
    told = meeting.outcome()["slots"]["h3"]
    assert [(one["bib"], one["how"]) for one in told][-1] == (42, "R")
    assert len({one["lane"] for one in told}) == 7
    meeting.withdraw("T4", annul=False)
    assert 42 not in [one["bib"] for one in meeting.outcome()["slots"]["h3"]]
    over = two_heats().run(1, HEAT_1).run(2, HEAT_2)
    over.decide("added", 1, 42)
    assert over.outcome()["slots"]["h3"][-1]["lane"] == 0


def test_an_annulled_team_is_nowhere_and_the_next_moves_up() -> None:
    meeting = two_heats().run(1, HEAT_1).run(2, HEAT_2)
    meeting.withdraw("T1", annul=True)
    assert [bib for bib, _, _ in going(meeting)] == [21, 31, 22, 32, 41, 42]
    assert [one["bib"] for one in meeting.outcome()["heats"]["h1"]["ranked"]] == [21, 31]
    assert slots(meeting, 1) == [(21, "confirmed"), (31, "confirmed")]


def test_without_annulment_what_was_run_stands_and_the_next_goes_on() -> None:
    meeting = two_heats().run(1, HEAT_1).run(2, HEAT_2)
    meeting.withdraw("T1", annul=False)
    assert [one["bib"] for one in meeting.outcome()["heats"]["h1"]["ranked"]] == [11, 12, 21, 31]
    assert [bib for bib, _, _ in going(meeting)] == [21, 31, 22, 32, 41, 42]
    after = ran()
    before = after.outcome()
    after.withdraw("T1", annul=False)
    assert after.outcome() == before


def test_hand_times_beside_photo_finish_are_shown() -> None:
    hand = "22 12.1\n32 12.4\n41 12.5\n42 12.6"
    assert two_heats().run(1, HEAT_1).run(2, hand).outcome()["mixed_timing"] == [1]
    assert ran().outcome()["mixed_timing"] == []


THREE_ROUNDS = [
    {"lanes": 4, "by_place": 2, "by_time": 2},
    {"lanes": 4, "by_place": 2, "by_time": 0},
    {"lanes": 4},
]
HEATS = [[11, 12, 21, 22], [31, 32, 41, 42], [51, 52, 61, 62]]


def three_rounds() -> Meeting:
    meeting = in_heats(HEATS, rounds=THREE_ROUNDS)
    for number, heat in enumerate(HEATS, 1):
        meeting.run(number, "\n".join(f"{bib} 12.{place}{number}" for place, bib in enumerate(heat)))
    return meeting


def test_heats_of_a_later_round_are_open_until_the_round_before_is_over() -> None:
    meeting = in_heats(HEATS, rounds=THREE_ROUNDS).run(1, "11 12.10\n12 12.20\n21 12.30\n22 12.90")
    assert slots(meeting, 4) == slots(meeting, 5) == [(None, "open")] * 4
    told = three_rounds()
    lists = [[bib or 0 for bib, _ in slots(told, number)] for number in (4, 5)]
    assert sorted(lists[0] + lists[1]) == [11, 12, 21, 31, 32, 41, 51, 52]
    teams = [[bib // 10 for bib in one] for one in lists]
    assert all(len(set(one)) == 4 for one in teams)


def test_a_correction_moves_nobody_who_has_run_to_another_heat() -> None:
    meeting = three_rounds()
    first = meeting.start_list(4)
    meeting.run(4, "\n".join(f"{bib} 12.{place}0" for place, bib in enumerate(first)))
    meeting.run(1, "12 12.00\n11 12.01\n21 12.20\n22 12.90")
    assert set(meeting.start_list(4)) == set(first)
    assert {state for number in (4, 5) for _, state in slots(meeting, number)} == {"confirmed"}


def test_before_it_is_kept_a_result_tells_what_it_would_bring() -> None:
    meeting = two_heats().run(1, HEAT_1)
    heats = list(meeting.heats.values())
    told = follows(meeting.contest, meeting.teams, heats, "h2", result(HEAT_2))
    assert told["goes_on"] == [21, 22, 32, 41]
    assert told["no_longer"] == []
    assert {one["bib"] for one in told["filled"]} == {21, 22, 32, 41}
    meeting.run(2, HEAT_2)
    heats = list(meeting.heats.values())
    corrected = result("22 12.05\n32 12.40\n41 DQ\n42 12.50")
    told = follows(meeting.contest, meeting.teams, heats, "h2", corrected)
    assert (told["goes_on"], told["no_longer"]) == ([42], [41])
    with pytest.raises(Refused):
        follows(meeting.contest, meeting.teams, heats, "h2", result("22 12.05"))


def test_before_the_draw_there_is_nothing() -> None:
    meeting = two_heats()
    meeting.contest["draw"], meeting.heats = None, {}
    told = meeting.outcome()
    assert (told["slots"], told["final"], told["complete"]) == ({}, None, False)


def test_a_heat_whose_teams_have_all_withdrawn_keeps_nobody_waiting() -> None:
    meeting = two_heats().run(1, HEAT_1)
    for team_id in ("T2", "T3", "T4"):
        meeting.withdraw(team_id, annul=False)
    assert slots(meeting, 2) == []
    assert slots(meeting, 3) == [(11, "confirmed"), (12, "confirmed")]
