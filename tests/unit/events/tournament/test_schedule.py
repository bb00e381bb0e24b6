from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations, product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Conflict, Refused
from contracts.events import tournament_commands as commands
from services.events.domain.tournament import order, timetable
from services.events.domain.tournament.schedule import schedule
from services.events.domain.tournament.timetable import Booking, booking, play_minutes
from tests.unit.events.tournament.setting_up import planned, schedule_wanted

ONE, TWO = "الملعب 1", "الملعب 2"
MOROCCO = ZoneInfo("Africa/Casablanca")
DAY = ("2026-12-05", "09:00", "18:00")


def local(fixtures: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(local hour, pitch) by number."""
    return [(f"{one['starts_at'].astimezone(MOROCCO):%H:%M}", one["pitch"]) for one in fixtures]


def at(hour: str, day: str = "2026-12-05") -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), MOROCCO).astimezone(UTC)


def booked(start: str, end: str, pitch: str, *teams: str) -> Booking:
    return Booking(at(start), at(end), pitch, frozenset(teams))


def test_a_league_of_four_by_the_clock() -> None:
    contest, fixtures = planned(4)
    assert local(schedule(fixtures, contest, schedule_wanted(DAY))) == [
        ("09:00", ONE), ("09:00", TWO),
        ("10:15", ONE), ("10:15", TWO),
        ("11:30", ONE), ("11:30", TWO),
    ]  # fmt: skip


def test_hours_are_stored_in_utc_with_the_offset_of_that_day() -> None:
    contest, fixtures = planned(2)
    winter = schedule(fixtures, contest, schedule_wanted(DAY))
    ramadan = schedule(fixtures, contest, schedule_wanted(("2027-02-20", "09:00", "18:00")))
    assert winter[0]["starts_at"] == datetime(2026, 12, 5, 8, tzinfo=UTC)
    assert ramadan[0]["starts_at"] == datetime(2027, 2, 20, 9, tzinfo=UTC)
    assert winter[0]["starts_at"].tzinfo is UTC


def test_nothing_else_of_a_fixture_changes() -> None:
    contest, fixtures = planned(3)
    kept = deepcopy(fixtures)
    made = schedule(fixtures, contest, schedule_wanted(DAY, pitches=["  الملعب   1 "]))
    assert fixtures == kept
    assert [one | {"starts_at": None, "pitch": ""} for one in made] == fixtures
    assert {one["pitch"] for one in made} == {ONE}


def test_a_knockout_match_waits_for_those_it_names_and_for_their_rest() -> None:
    contest, fixtures = planned(8, groups=2, third_place=True)
    made = schedule(fixtures, contest, schedule_wanted(("2026-12-05", "09:00", "23:00"), rest_minutes=60))
    ends = [one["starts_at"] + timedelta(minutes=45 if one["group"] else 55) for one in made]
    last = max(ends[:12])
    assert [one["starts_at"] for one in made[12:]] == [
        last + timedelta(minutes=60),
        last + timedelta(minutes=60),
        last + timedelta(minutes=175),  # the semi-finals with their extra time, and the rest once more
        last + timedelta(minutes=175),
    ]


def test_a_match_takes_its_extra_time_in_a_knockout_alone() -> None:
    contest, _ = planned(4)
    assert (play_minutes(contest, "group"), play_minutes(contest, "knockout")) == (45, 55)


def test_a_break_and_the_end_of_the_day_are_kept_to_the_minute() -> None:
    contest, fixtures = planned(3)
    wanted = schedule_wanted(
        ("2026-12-05", "09:00", "10:45"),
        ("2026-12-06", "09:00", "09:45"),
        ("2026-12-06", "09:45", "11:00"),
        pitches=[ONE],
        rest_minutes=15,
        breaks=[("2026-12-05", "09:45", "10:00"), ("2026-12-06", "08:00", "09:20")],
    )
    assert [one["starts_at"] for one in schedule(fixtures, contest, wanted)] == [
        at("09:00"),
        at("10:00"),
        at("09:20", "2026-12-06"),  # across the seam of two windows
    ]


def test_a_break_may_run_over_either_end_of_a_window() -> None:
    contest, fixtures = planned(2)
    breaks = [("2026-12-05", "08:00", "10:00"), ("2026-12-05", "10:40", "12:00")]
    wanted = schedule_wanted(
        ("2026-12-05", "09:00", "11:30"), ("2026-12-06", "09:00", "11:00"), breaks=breaks
    )
    assert schedule(fixtures, contest, wanted)[0]["starts_at"] == at("09:00", "2026-12-06")


def test_it_says_how_many_fit() -> None:
    contest, fixtures = planned(4)
    wanted = schedule_wanted(("2026-12-05", "09:00", "10:59"), pitches=[ONE, TWO])
    with pytest.raises(Refused) as refused:
        schedule(fixtures, contest, wanted)
    assert (refused.value.slug, refused.value.fields) == (
        "invalid",
        {"windows": {"slug": "no_room", "needed": 6, "given": 2}},
    )
    assert len(schedule(fixtures, contest, schedule_wanted(("2026-12-05", "09:00", "12:15")))) == 6


def test_a_pitch_is_named_once() -> None:
    contest, fixtures = planned(4)
    with pytest.raises(Refused) as refused:
        schedule(fixtures, contest, schedule_wanted(DAY, pitches=["a  b", " a b"]))
    assert refused.value.fields == {"pitches": "twice"}


def test_a_last_round_is_at_one_hour_where_the_pitches_allow_it() -> None:
    contest, fixtures = planned(4)
    wanted = schedule_wanted(DAY, pitches=[ONE, TWO], rest_minutes=0)
    taken = [booked("10:50", "12:00", TWO)]
    made = schedule(fixtures, contest, wanted, taken)
    assert made[4]["starts_at"] == made[5]["starts_at"] == at("12:10")
    alone = schedule(fixtures, contest, schedule_wanted(DAY, pitches=[ONE]))
    assert alone[4]["starts_at"] < alone[5]["starts_at"]


def test_one_hour_for_a_last_round_is_given_up_rather_than_the_schedule() -> None:
    contest, fixtures = planned(4)
    wanted = schedule_wanted(("2026-12-05", "09:00", "12:45"), rest_minutes=0)
    made = schedule(fixtures, contest, wanted, [booked("10:50", "12:45", TWO)])
    assert [one["starts_at"] for one in made[4:]] == [at("10:50"), at("11:45")]


def test_pitches_of_other_contests_are_left_to_them_with_time_to_change_over() -> None:
    contest, fixtures = planned(2)
    wanted = schedule_wanted(DAY, pitches=[ONE])
    for taken, hour in (
        (booked("09:54", "10:30", ONE), "10:40"),  # the match would end at 09:45
        (booked("09:55", "10:30", ONE), "09:00"),
        (booked("09:00", "10:30", TWO), "09:00"),
    ):
        assert local(schedule(fixtures, contest, wanted, [taken])) == [(hour, ONE)]


def test_teams_that_play_in_another_contest_have_their_rest() -> None:
    contest, fixtures = planned(2)
    wanted = schedule_wanted(DAY, pitches=[ONE], rest_minutes=30)
    assert local(schedule(fixtures, contest, wanted, [booked("09:00", "10:00", TWO, "t02")])) == [
        ("10:30", ONE)
    ]
    assert local(schedule(fixtures, contest, wanted, [booked("10:14", "11:00", TWO, "t01")])) == [
        ("11:30", ONE)
    ]
    assert local(schedule(fixtures, contest, wanted, [booked("10:15", "11:00", TWO, "t01")])) == [
        ("09:00", ONE)
    ]


def test_who_may_come_by_a_slot_keeps_the_hour_free_too() -> None:
    contest, fixtures = planned(4, groups=0)
    wanted = schedule_wanted(DAY, pitches=[ONE, TWO], rest_minutes=0)
    free = schedule(fixtures, contest, wanted)
    taken = [booked("09:55", "11:00", "elsewhere", fixtures[0]["drawn"][0])]
    assert (free[2]["starts_at"], schedule(fixtures, contest, wanted, taken)[2]["starts_at"]) == (
        at("10:05"),
        at("11:00"),
    )


def test_who_may_play() -> None:
    _, fixtures = planned(8, groups=2)
    playing = order.may_play(fixtures)
    assert playing[1] == set(fixtures[0]["drawn"])
    assert len(playing[13]) == 8  # 1A - 2B: anybody of both groups
    assert order.feeders(fixtures)[15] == {13, 14}
    assert order.feeders(fixtures)[13] == set(range(1, 13))


@st.composite
def days(pick: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any], list[Booking]]:
    how_many = pick(st.integers(2, 10))
    groups = pick(st.integers(0, min(3, how_many // 2)))
    qualify = 0 if groups == 1 else 1
    contest, fixtures = planned(how_many, groups=groups, qualify=qualify, third_place=True)
    pitches = ["a", "b", "c"][: pick(st.integers(1, 3))]
    hours = st.sampled_from(["11:00", "12:20", "13:33", "15:10", "16:00"])
    breaks = [
        ("2026-12-05", start, end)
        for start, end in pick(st.lists(st.tuples(hours, hours), max_size=3))
        if start < end
    ]
    windows = [
        ("2026-12-05", "08:00", "19:00"),
        ("2026-12-06", "08:30", "20:00"),
        ("2026-12-07", "06:00", "23:00"),
    ]
    wanted = schedule_wanted(
        *pick(st.permutations(windows)),
        pitches=pitches,
        breaks=breaks,
        rest_minutes=pick(st.sampled_from([0, 30, 95])),
    )
    teams = st.lists(st.sampled_from(contest["entrants"]), max_size=2)
    occupied = [
        booked(start, end, pick(st.sampled_from(pitches)), *pick(teams))
        for start, end in pick(st.lists(st.tuples(hours, hours), max_size=3))
        if start < end
    ]
    return contest, fixtures, wanted, occupied


Day = tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any], list[Booking]]
Hours = dict[int, tuple[datetime, datetime]]  # start and end of play by number


def made_of(day: Day) -> list[dict[str, Any]]:
    """Empty where there was no room."""
    contest, fixtures, wanted, occupied = day
    try:
        return schedule(fixtures, contest, wanted, occupied)
    except Refused:
        return []


def hours_of(made: list[dict[str, Any]], contest: dict[str, Any]) -> Hours:
    minutes = {one["number"]: timedelta(minutes=play_minutes(contest, one["stage"])) for one in made}
    return {one["number"]: (one["starts_at"], one["starts_at"] + minutes[one["number"]]) for one in made}


@given(days())
@settings(deadline=None)
def test_matches_are_inside_the_windows_and_outside_the_breaks(day: Day) -> None:
    contest, _, wanted, _ = day
    for start, end in hours_of(made_of(day), contest).values():
        assert any(_inside(start, end, window) for window in wanted["windows"])
        assert not any(_touches(start, end, pause) for pause in wanted["breaks"])


@given(days())
@settings(deadline=None)
def test_no_pitch_has_two_matches_and_no_team_too_little_rest(day: Day) -> None:
    contest, _, wanted, _ = day
    made, rest = made_of(day), timedelta(minutes=wanted["rest_minutes"])
    hours = hours_of(made, contest)
    for one, other in permutations(made, 2):
        start, end = hours[one["number"]]
        later = hours[other["number"]][0]
        if set(one["drawn"]) & set(other["drawn"]) - {None}:
            assert later != start
            assert later < start or later >= end + rest
        if one["pitch"] == other["pitch"]:
            assert later != start
            assert later < start or later >= end + timedelta(minutes=10)


@given(days())
@settings(deadline=None)
def test_rounds_are_in_order_and_slots_after_what_they_name(day: Day) -> None:
    contest, _, wanted, _ = day
    made, rest = made_of(day), timedelta(minutes=wanted["rest_minutes"])
    hours, feeders = hours_of(made, contest), order.feeders(made)
    for one, other in permutations(made, 2):
        if one["number"] in feeders[other["number"]]:
            assert hours[one["number"]][1] + rest <= hours[other["number"]][0]
        if one["group"] and one["group"] == other["group"] and one["round"] < other["round"]:
            assert hours[one["number"]][0] <= hours[other["number"]][0]


@given(days())
@settings(deadline=None)
def test_other_contests_keep_their_pitches_and_teams(day: Day) -> None:
    contest, _, wanted, occupied = day
    made, rest = made_of(day), timedelta(minutes=wanted["rest_minutes"])
    hours, playing = hours_of(made, contest), order.may_play(made)
    for one, taken in product(made, occupied):
        if taken.pitch == one["pitch"]:
            assert _apart(*hours[one["number"]], taken, timedelta(minutes=10))
        if taken.teams & playing[one["number"]]:
            assert _apart(*hours[one["number"]], taken, rest)


@given(days(), st.data())
@settings(deadline=None)
def test_the_order_of_the_fixtures_does_not_move_the_schedule(day: Day, data: st.DataObject) -> None:
    contest, fixtures, wanted, occupied = day
    turned = made_of((contest, data.draw(st.permutations(fixtures)), wanted, occupied))
    assert sorted(turned, key=lambda one: one["number"]) == made_of(day)


def test_the_days_that_are_tried_have_room() -> None:
    """Else the properties above would say nothing."""
    contest, fixtures = planned(10, groups=2, qualify=1)
    wanted = schedule_wanted(
        ("2026-12-05", "08:00", "19:00"), ("2026-12-06", "08:30", "20:00"), rest_minutes=95
    )
    assert len(made_of((contest, fixtures, wanted, []))) == 21


def _inside(start: datetime, end: datetime, window: dict[str, Any]) -> bool:
    opens, closes = (datetime.combine(window["day"], window[at], MOROCCO) for at in ("start", "end"))
    return opens <= start and end <= closes


def _touches(start: datetime, end: datetime, pause: dict[str, Any]) -> bool:
    opens, closes = (datetime.combine(pause["day"], pause[at], MOROCCO) for at in ("start", "end"))
    return start < closes and opens < end


def _apart(start: datetime, end: datetime, taken: Booking, between: timedelta) -> bool:
    return end + between <= taken.starts_at or taken.ends_at + between <= start


def moved(hour: str = "10:00", pitch: str = ONE, version: int = 1) -> dict[str, Any]:
    asked = {
        "fixture_id": "f1",
        "version": version,
        "starts_at": f"2026-12-05T{hour}:00+01:00",
        "pitch": pitch,
    }
    loaded: dict[str, Any] = commands.MoveFixture().load(asked)
    return loaded


def test_a_fixture_moves_to_another_hour_and_pitch() -> None:
    fixture = planned(2)[1][0]
    after = timetable.move(fixture, moved(pitch="  الملعب   2 "), [], 45, fixture["drawn"])
    assert after == fixture | {"starts_at": datetime(2026, 12, 5, 9, tzinfo=UTC), "pitch": TWO}
    assert after["starts_at"].tzinfo is UTC
    assert fixture["starts_at"] is None


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        (booked("10:54", "12:00", ONE), {"pitch": "overlaps"}),
        (booked("09:00", "09:51", ONE), {"pitch": "overlaps"}),
        (booked("10:44", "12:00", TWO, "t01", "t09"), {"starts_at": "overlaps"}),
        (booked("09:00", "10:01", TWO, "t02"), {"starts_at": "overlaps"}),
        (booked("10:55", "12:00", ONE, "t01"), None),
        (booked("09:00", "09:50", ONE, "t01"), None),
        (booked("10:45", "12:00", TWO, "t01"), None),
        (booked("10:00", "12:00", TWO, "t03"), None),
    ],
)
def test_it_moves_to_where_pitch_and_teams_are_free(other: Booking, fields: dict[str, str] | None) -> None:
    fixture = planned(2)[1][0]
    if fields is None:
        assert timetable.move(fixture, moved(), [other], 45, fixture["drawn"])["pitch"] == ONE
        return
    with pytest.raises(Refused) as refused:
        timetable.move(fixture, moved(), [other], 45, fixture["drawn"])
    assert (refused.value.slug, refused.value.fields) == ("invalid", fields)


def test_a_team_that_is_not_known_yet_stands_in_nobodys_way() -> None:
    fixture = planned(2)[1][0]
    assert (
        timetable.move(fixture, moved(), [booked("10:00", "11:00", TWO, "t09")], 45, [None, None])["pitch"]
        == ONE
    )


def test_a_confirmed_match_does_not_move_and_an_entered_one_does() -> None:
    fixture = planned(2)[1][0]
    with pytest.raises(Conflict) as refused:
        timetable.move(fixture | {"result_state": "confirmed"}, moved(), [], 45, [])
    assert refused.value.slug == "already_confirmed"
    assert timetable.move(fixture | {"result_state": "entered"}, moved(), [], 45, [])["pitch"] == ONE


def test_moves_and_referees_are_for_the_version_that_was_read() -> None:
    fixture = planned(2)[1][0] | {"version": 4, "revision": 3}
    with pytest.raises(Conflict) as refused:
        timetable.move(fixture, moved(version=2), [], 45, [])
    assert (refused.value.slug, refused.value.details) == ("changed_by_someone", {"version": 3})
    with pytest.raises(Conflict) as refused:
        timetable.assign(fixture, {"version": 2, "referee": "r1"})
    assert refused.value.slug == "changed_by_someone"


def test_a_referee_is_assigned_and_taken_off() -> None:
    fixture = planned(2)[1][0]
    assigned = timetable.assign(fixture, {"version": 1, "referee": "r1"})
    assert assigned == fixture | {"referee": "r1"}
    assert timetable.assign(assigned, {"version": 1, "referee": None}) == fixture


def test_a_booking_needs_an_hour() -> None:
    fixture = planned(2)[1][0]
    assert booking(fixture, 45, fixture["drawn"]) is None
    hour = fixture | {"starts_at": at("10:00"), "pitch": ONE}
    both = frozenset(fixture["drawn"])
    assert booking(hour, 45, ["t09", None]) == Booking(
        at("10:00"), at("10:45"), ONE, both | {"t09"}, both, "c1"
    )


def test_matches_of_one_contest_clash_by_those_who_surely_play_in_one_of_them() -> None:
    _, fixtures = planned(8, groups=2)
    playing = order.may_play(fixtures)

    def hour(number: int, pitch: str, contest_id: str = "c1") -> Booking:
        one = fixtures[number - 1] | {"starts_at": at("10:00"), "pitch": pitch, "contest_id": contest_id}
        made = booking(one, 45, playing[number])
        assert made is not None
        return made

    semi = fixtures[12]
    assert timetable.move(semi, moved(), [hour(14, TWO)], 55, list(playing[13]))["pitch"] == ONE
    for clash in (hour(1, TWO), hour(14, TWO, "c2")):
        with pytest.raises(Refused) as refused:
            timetable.move(semi, moved(), [clash], 55, list(playing[13]))
        assert refused.value.fields == {"starts_at": "overlaps"}
    group = fixtures[0]
    with pytest.raises(Refused):
        timetable.move(group, moved(), [hour(13, TWO)], 45, list(playing[1]))
