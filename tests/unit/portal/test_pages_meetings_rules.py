"""Is what the chair types understood, and is the progress worked out rightly? Pure, no page."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.meetings.form import TypedMeeting, typed_again, wanted
from services.portal.meetings.moment import latin_digits, moment_of, read_day, read_hour
from services.portal.meetings.progress import progress_of

AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
GOOD = TypedMeeting("الاجتماع العادي", "26/11/2026", "10:30", "ابن جرير", "", ("president",))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("26/11/2026", date(2026, 11, 26)),
        ("٢٦/١١/٢٠٢٦", date(2026, 11, 26)),
        ("۲۶-۱۱-۲۰۲۶", date(2026, 11, 26)),
        ("\u200f26 / 11 / 2026\u200e", date(2026, 11, 26)),
        ("6.1.2027", date(2027, 1, 6)),
        ("2026-11-26", date(2026, 11, 26)),
        ("31/02/2026", None),
        ("11/26/2026", None),
        ("26/11/26", None),
        ("demain", None),
        ("", None),
        ("26/11/2026\n27/11/2026", None),
    ],
)
def test_a_day_is_read_in_any_writing(written: str, read: date | None) -> None:
    assert read_day(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10:30", time(10, 30)),
        ("١٠:٣٠", time(10, 30)),
        ("10h30", time(10, 30)),
        ("10 h", time(10, 0)),
        ("9", time(9, 0)),
        ("24:00", None),
        ("10:60", None),
        ("10:3", None),
        ("dix heures", None),
        ("", None),
    ],
)
def test_an_hour_is_read_in_any_writing(written: str, read: time | None) -> None:
    assert read_hour(written) == read


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)), st.sampled_from("/.- "), st.booleans())
def test_every_day_is_read_back_as_it_was_written(day: date, mark: str, eastern: bool) -> None:
    written = f"{day.day:02}{mark}{day.month:02}{mark}{day.year:04}"
    assert read_day(written.translate(ARABIC_INDIC) if eastern else written) == day


@given(st.text())
def test_nothing_that_is_typed_breaks_the_reading(written: str) -> None:
    assert read_day(written) is None or isinstance(read_day(written), date)
    assert read_hour(written) is None or isinstance(read_hour(written), time)
    assert latin_digits(latin_digits(written)) == latin_digits(written)


def test_morocco_keeps_no_offset_in_ramadan_and_one_hour_otherwise() -> None:
    in_ramadan, otherwise = moment_of(date(2026, 3, 1), time(10)), moment_of(date(2026, 11, 26), time(10))
    assert (in_ramadan.utcoffset(), otherwise.utcoffset()) == (timedelta(0), timedelta(hours=1))


def test_a_complete_form_wants_nothing() -> None:
    assert wanted(GOOD, AT) == {}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"title": ""}, {"title": "missing"}),
        ({"title": "م" * 121}, {"title": "too_long"}),
        ({"place": "\x00"}, {"place": "control_character"}),
        ({"date": ""}, {"date": "missing"}),
        ({"date": "31/02/2026"}, {"date": "date_form"}),
        ({"time": "25:00"}, {"time": "time_form"}),
        ({"date": "19/11/2026"}, {"date": "in_the_past"}),
        ({"date": "19/11/2026", "time": "25h"}, {"date": "in_the_past", "time": "time_form"}),
        ({"date": "20/11/2026", "time": "11:00"}, {"date": "in_the_past"}),
        ({"offices": ()}, {"offices": "missing"}),
        (
            {"title": "", "date": "", "time": "", "place": ""},
            dict.fromkeys(("title", "date", "time", "place"), "missing"),
        ),
    ],
)
def test_what_is_wanted_stands_at_its_field(change: dict[str, Any], refused: dict[str, str]) -> None:
    found = wanted(TypedMeeting(**{**GOOD.values, **change}), AT)
    assert {field: str(slug) for field, slug in found.items()} == refused


def test_all_offices_are_said_as_the_contract_says_all() -> None:
    every = TypedMeeting(offices=("president", "secretary_general", "treasurer"), communes=("Bouchane",))
    assert every.audience == {"offices": [], "communes": ["Bouchane"]}


def test_a_stored_meeting_is_typed_again_in_moroccan_time() -> None:
    view = {"title": "ت", "starts_at": "2026-11-26T09:30:00+00:00", "place": "م", "agenda": ""}
    assert typed_again(view) == TypedMeeting(title="ت", date="26/11/2026", time="10:30", place="م")


def announcement(**change: Any) -> dict[str, Any]:
    counts = {
        "queued": 4,
        "accepted": 3,
        "sent": 4,
        "delivered": 43,
        "failed": 4,
        "unknown": 1,
        "left_out": 4,
    }
    view = {
        "announcement_id": "m1.1",
        "template": "invitation",
        "state": "sending",
        "expected": 63,
        "people": 63,
        "messages": 59,
        "cost_centimes": 4130,
        "counts": {**counts, "sharing": 0, "superseded": 0},
        "opened_at": (AT - timedelta(seconds=55)).isoformat(),
        "updated_at": AT.isoformat(),
    }
    return {**view, **change}


def test_the_bar_counts_outcomes_and_not_what_was_handed_over() -> None:
    shown = progress_of(announcement(), AT)
    assert (shown.final, shown.total, shown.told, shown.attention) == (48, 59, 51, 9)
    assert (shown.every_s, shown.seconds_left) == (2, 4.0)


@pytest.mark.parametrize(
    ("change", "every_s"),
    [
        ({"state": "planning"}, 2),
        ({"state": "paused"}, 10),
        ({"state": "done"}, 10),
        ({"state": "done", "updated_at": (AT - timedelta(minutes=16)).isoformat()}, None),
        ({"state": "done", "counts": {"delivered": 59}}, None),
    ],
)
def test_asking_ends_when_nothing_is_to_come(change: dict[str, Any], every_s: int | None) -> None:
    assert progress_of(announcement(**change), AT).every_s == every_s


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({}, False),
        ({"people": 62}, True),
        ({"people": 0, "state": "planning"}, False),
        ({"expected": None}, False),
    ],
)
def test_another_count_than_the_one_shown_is_said(change: dict[str, Any], differs: bool) -> None:
    assert progress_of(announcement(**change), AT).planned_otherwise is differs
