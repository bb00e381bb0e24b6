"""Is every row of a file of results entered, known already, or refused with its field?"""

from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.events.result_imports import EMPTY, ENTER, LATE, REFUSED, SAME
from services.events.domain.tournament import result as rules
from services.events.domain.tournament.result_verdicts import (
    SKIPPED,
    confirmed,
    entered,
)
from tests.unit.events.tournament.played import AT, Cup, result
from tests.unit.events.tournament.result_files import check, cup

Data = dict[str, Any]


def match(home: str = "Atlas", away: str = "Bahja", *ft: int, **more: Any) -> Data:
    score = {"score": {"ft": list(ft)}} if ft else {}
    return {"team1": f"Dar {home}", "team2": f"Dar {away}", **score, **more}


def verdict(played: Cup, told: Any) -> tuple[str, list[tuple[str, str]]]:
    row = check(played, told)[0]
    return row["verdict"], [(one["field"], one["slug"]) for one in row["problems"]]


def put(played: Cup, number: int, **change: Any) -> None:
    played.fixtures[number] = played.fixtures[number] | change


def enter(played: Cup, number: int, wanted: Data) -> None:
    fixture = played.fixtures[number]
    told = {"version": fixture["revision"], "result": wanted}
    after = rules.enter(fixture, told, fixture["drawn"], played.contest, "referee", AT)
    played.fixtures[number] = after | {"revision": fixture["revision"] + 1}


def test_a_row_is_matched_and_would_be_entered_as_a_single_result() -> None:
    told = match("Atlas", "Bahja", 2, 1, round="Matchday 1", group="Group A", num=1)
    told["score"]["ht"] = [1, 0]
    row = check(cup(), told)[0]
    assert row == {
        "row": 1,
        "verdict": ENTER,
        "team1": "Dar Atlas",
        "team2": "Dar Bahja",
        "score": "2-1",
        "fixture_id": "f1",
        "contest_id": "football",
        "revision": 1,
        "sides": ["Atlas", "Bahja"],
        "result": result() | {"score": (2, 1), "half_time": (1, 0)},
        "problems": [],
    }


@pytest.mark.parametrize(
    ("told", "slug"),
    [
        (match("Atlas", "Bahja", 2, 1, team1="atlas"), ENTER),  # the short name
        (match("Atlas", "Bahja", 2, 1, team1="  DAR  atlas "), ENTER),
        (match(), EMPTY),
        (match(score={}), EMPTY),
        (match("1A", "2A", team1="1A", team2="2A", round="Final"), EMPTY),
    ],
)
def test_names_in_any_writing_and_rows_without_a_result(told: Data, slug: str) -> None:
    assert verdict(cup(), told) == (slug, [])


@pytest.mark.parametrize(
    ("told", "problems"),
    [
        (["no object"], [("match", "invalid")]),
        ({"score": {"ft": [1, 0]}}, [("team1", "missing"), ("team2", "missing")]),
        (match("Nobody", "Bahja", 1, 0), [("team1", "no_such_team")]),
        (match("Bahja", "Atlas", 1, 0), [("team1", "other_way_round")]),
        (match("Atlas", "Atlas", 1, 0), [("team2", "do_not_meet")]),
        (match("Atlas", "Bahja", 1, 0, team1=7), [("team1", "invalid")]),
        (match("Atlas", "Bahja", 1, 0, contest="Handball"), [("contest", "another_match")]),
        (match("Atlas", "Bahja", 1, 0, num=2), [("num", "another_match")]),
        (match("Atlas", "Bahja", 1, 0, num="2"), [("num", "invalid")]),
        (match("Atlas", "Bahja", 1, 0, group="Group B"), [("group", "another_match")]),
        (match("Atlas", "Bahja", 1, 0, group="the first"), [("group", "invalid")]),
        (match("Atlas", "Bahja", 1, 0, round="Final"), [("round", "another_match")]),
        (match("Atlas", "Bahja", 1, 0, round="Play-off"), [("round", "invalid")]),
        (match(score=[2, 1]), [("score", "invalid")]),
        (match(score={"FT": [2, 1]}), [("score", "unknown_field")]),
        (match(score={"ft": [2]}), [("ft", "invalid")]),
        (match(score={"ft": [2, -1]}), [("ft", "out_of_range")]),
        (match(score={"ft": [2, 100]}), [("ft", "out_of_range")]),
        (match(score={"ft": [True, False]}), [("ft", "invalid")]),
        (match(score={"ft": ["2", "1"]}), [("ft", "invalid")]),
        (match(score={"ht": [2, 1]}), [("ft", "score_missing")]),
        (match(score={"ft": [2, 1], "ht": [3, 0]}), [("ht", "half_time_above")]),
        (match(score={"ft": [1, 1], "p": [4, 3]}), [("p", "score_not_allowed")]),
        (match("Atlas", "Bahja", 2, 0, status="forfeited"), [("ft", "other_forfeit_score")]),
        (match("Atlas", "Bahja", 2, 0, status="not_played"), [("ft", "score_not_allowed")]),
        (match(status="won"), [("status", "not_a_choice")]),
        (match(status="forfeited"), [("at_fault", "at_fault_missing")]),
        (match("1A", "2A", 1, 0, team1="1A", team2="2A"), [("ft", "teams_unknown")]),
    ],
)
def test_a_refusal_names_its_field(told: Any, problems: list[tuple[str, str]]) -> None:
    assert verdict(cup(), told) == (REFUSED, problems)


def test_a_forfeit_is_at_the_fault_of_who_has_no_goals() -> None:
    rows = check(cup(), match("Atlas", "Bahja", 0, 3, status="forfeited"))
    assert (rows[0]["verdict"], rows[0]["result"]["at_fault"], rows[0]["result"]["score"]) == (
        ENTER,
        "home",
        None,
    )


def test_what_stands_there_already_is_the_same_and_nothing_else_is_written_over() -> None:
    played = cup()
    enter(played, 1, result(2, 1, half_time=[1, 0], note="late start"))
    assert verdict(played, match("Atlas", "Bahja", 2, 1)) == (SAME, [])
    assert verdict(played, match("Atlas", "Bahja", 1, 2)) == (REFUSED, [("ft", "entered_otherwise")])
    put(played, 1, result_state="confirmed")
    assert verdict(played, match("Atlas", "Bahja", 2, 1)) == (SAME, [])
    assert verdict(played, match("Atlas", "Bahja", 1, 2)) == (REFUSED, [("match", "already_confirmed")])
    other_half = match(score={"ft": [2, 1], "ht": [0, 0]})
    assert verdict(played, other_half)[0] == REFUSED


def test_a_file_that_still_tells_a_replayed_match_does_not_enter_it_again() -> None:
    played = cup()
    enter(played, 1, result(2, 1))
    was = played.fixtures[1] | {"result_state": "confirmed"}
    played.fixtures[1] = rules.order_replay(was, {"version": was["revision"], "why": "x"}, "chair", AT)
    old = match("Atlas", "Bahja", 2, 1, date="2026-05-14")
    assert verdict(played, old) == (SAME, [])
    assert verdict(played, match("Atlas", "Bahja", 2, 1)) == (SAME, [])
    assert verdict(played, match("Atlas", "Bahja", 1, 1)) == (ENTER, [])
    put(played, 1, starts_at=datetime(2026, 5, 20, 9, tzinfo=UTC))
    assert verdict(played, old) == (SAME, [])
    assert verdict(played, match("Atlas", "Bahja", 2, 1, date="2026-05-20")) == (ENTER, [])


def test_what_the_export_cannot_say_is_the_same_when_it_stands_there() -> None:
    played = cup()
    enter(played, 1, result(status="forfeited", at_fault="both"))
    assert verdict(played, match(status="forfeited")) == (SAME, [])
    enter(played, 1, result(1, 0, status="abandoned"))
    assert verdict(played, match(status="abandoned")) == (SAME, [])
    enter(played, 1, result(2, 1, half_time=[1, 0]))
    assert verdict(played, match(score={"ht": [1, 0]})) == (REFUSED, [("ft", "entered_otherwise")])


def test_the_final_is_told_from_the_match_of_the_group() -> None:
    played = cup()
    assert verdict(played, match("Atlas", "Bahja", 1, 0, round="Final")) == (
        REFUSED,
        [("round", "another_match")],
    )
    played.play("Atlas 2-0 Bahja\nAtlas 2-0 Chaouia\nAtlas 2-0 Draa\nBahja 2-0 Chaouia")
    played.play("Bahja 2-0 Draa\nChaouia 1-0 Draa")
    rows = check(
        played, match("Atlas", "Bahja", 1, 0, round="Final"), match("Atlas", "Bahja", 2, 0, group="A")
    )
    assert [(row["fixture_id"], row["verdict"]) for row in rows] == [("f7", ENTER), ("f1", SAME)]
    assert verdict(played, match("Atlas", "Bahja", 2, 0)) == (REFUSED, [("team1", "several_matches")])
    assert verdict(played, match("Atlas", "Bahja", 1, 1, round="Final")) == (REFUSED, [("ft", "still_level")])
    by_day = match("Atlas", "Bahja", 2, 0, date="2026-12-05", time="11:00 UTC+1")
    assert check(played, by_day)[0]["fixture_id"] == "f1"


def test_one_match_twice_is_entered_once_if_both_say_the_same_and_never_if_they_differ() -> None:
    same = [match("Atlas", "Bahja", 2, 1), match("Atlas", "Bahja", 2, 1)]
    assert [row["verdict"] for row in check(cup(), *same)] == [ENTER, REFUSED]
    rows = check(cup(), match("Atlas", "Bahja", 2, 1), match("Atlas", "Bahja", 1, 2), match())
    assert [row["verdict"] for row in rows] == [REFUSED, REFUSED, EMPTY]
    assert [one["first"] for row in rows for one in row["problems"]] == [2, 1]


def test_what_changed_between_check_and_entry_is_late_and_what_was_entered_is_skipped() -> None:
    played = cup()
    kept = check(played, match("Atlas", "Bahja", 2, 1))[0]
    both = ("Atlas", "Bahja")

    def write(fixture: Data | None, now: Any = both) -> tuple[str, list[str]]:
        changed, outcome, problems = entered(kept, fixture, played.contest, now, by="organiser", at=AT)
        assert (changed is not None) == (outcome == ENTER)
        return outcome, [one["slug"] for one in problems]

    fresh = played.fixtures[1]
    assert write(fresh) == (ENTER, [])
    assert write(fresh | {"revision": 2}) == (LATE, ["changed_by_someone"])
    assert write(fresh, ("Atlas", "Draa")) == (LATE, ["changed_by_someone"])
    assert write(None) == (LATE, ["no_such_fixture"])
    enter(played, 1, result(2, 1))
    assert write(played.fixtures[1]) == (SKIPPED, [])
    assert confirmed(played.fixtures[1], "referee", AT)[1][0]["slug"] == "same_person"
    changed, problems = confirmed(played.fixtures[1], "organiser", AT)
    assert (changed and changed["result_state"], problems) == ("confirmed", [])
