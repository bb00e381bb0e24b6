"""When and where is each heat?"""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from chassis.errors import Conflict, Refused
from services.events.domain.athletics.schedule import booking, move, schedule
from services.events.domain.tournament.timetable import Booking
from tests.unit.events.athletics.meeting import two_heats

LOCAL = timezone(timedelta(hours=1))
NINE = datetime(2026, 12, 5, 9, 0, tzinfo=LOCAL)
WANTED = {"starts_at": NINE, "pitch": " The  track ", "every_minutes": 10, "pause_minutes": 30}


def planned(taken: tuple[Booking, ...] = (), **changed: Any) -> list[dict[str, Any]]:
    return schedule(list(two_heats().heats.values())[::-1], WANTED | changed, taken)


def match(minute: int, pitch: str = "The track") -> Booking:
    start = NINE.astimezone(UTC) + timedelta(minutes=minute)
    return Booking(start, start + timedelta(minutes=50), pitch)


def test_heats_follow_each_other_with_a_pause_before_the_next_round() -> None:
    told = [(one["number"], one["starts_at"].isoformat(), one["pitch"]) for one in planned()]
    assert told == [
        (1, "2026-12-05T08:00:00+00:00", "The track"),
        (2, "2026-12-05T08:10:00+00:00", "The track"),
        (3, "2026-12-05T08:50:00+00:00", "The track"),
    ]
    assert {one["minutes"] for one in planned(every_minutes=7)} == {7}


@pytest.mark.parametrize(
    ("minute", "clashes"), [(-51, False), (-50, False), (-49, True), (59, True), (60, False)]
)
def test_a_heat_is_not_where_another_contest_is(minute: int, clashes: bool) -> None:
    if not clashes:
        assert len(planned((match(minute),))) == 3
        return
    with pytest.raises(Refused) as told:
        planned((match(minute),))
    assert told.value.as_data()["fields"] == {"starts_at": "overlaps"}
    assert len(planned((match(minute, "Field"),))) == 3


def test_a_heat_is_moved_until_its_result_is_confirmed() -> None:
    first, second, _ = (one | {"version": 1} for one in planned())
    wanted = {"version": 1, "starts_at": NINE + timedelta(minutes=5), "pitch": "The track"}
    others = [made for one in (second,) if (made := booking(one))]
    with pytest.raises(Refused) as told:
        move(first, wanted, others)
    assert told.value.as_data()["fields"] == {"pitch": "overlaps"}
    moved = move(first, wanted | {"pitch": "Field"}, others)
    assert (moved["starts_at"], moved["pitch"]) == (datetime(2026, 12, 5, 8, 5, tzinfo=UTC), "Field")
    with pytest.raises(Conflict, match="already_confirmed"):
        move(first | {"result_state": "confirmed"}, wanted, [])
    with pytest.raises(Conflict, match="changed_by_someone"):
        move(first, wanted | {"version": 2}, [])


def test_a_heat_without_an_hour_holds_nothing() -> None:
    assert booking(two_heats().heats[1]) is None
