"""Are the hours of prayer those of Ben Guerir, and the sunset of Ramadan long enough to eat?"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.portal.tournaments.prayers import is_ramadan, prayer_breaks

ALL_DAY = (time(0, 0), time(23, 59))
DAY = (time(9, 0), time(19, 0))


def breaks(day: date, window: tuple[time, time] = DAY) -> list[str]:
    return [f"{start:%H:%M}-{end:%H:%M}" for _, start, end in prayer_breaks([(day, *window)])]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 28), ["13:20-13:50", "16:05-16:30", "18:25-18:50"]),
        (date(2026, 11, 27), ["12:45-14:20", "16:05-16:30", "18:25-18:50"]),  # a Friday
        (date(2026, 2, 21), ["12:45-13:15", "15:55-16:20", "18:20-19:40"]),  # of Ramadan: clocks at +0
        (date(2026, 6, 20), ["13:30-14:05", "17:10-17:35"]),  # sunset is after the window
    ],
)
def test_the_breaks_of_a_day(day: date, written: list[str]) -> None:
    assert breaks(day) == written


# The sun is highest at 12:00 less the longitude (4 minutes a degree east) less the equation of time, which
# almanacs give in minutes.
@pytest.mark.parametrize(
    ("day", "equation"),
    [
        (date(2026, 2, 11), -14.2),
        (date(2026, 5, 14), 3.7),
        (date(2026, 11, 3), 16.4),
        (date(2026, 7, 26), -6.5),
    ],
)
def test_noon_is_that_of_the_sun(day: date, equation: float) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("UTC"))
    highest = (noon + timedelta(minutes=7.95 * 4 - equation)).astimezone(ZoneInfo("Africa/Casablanca"))
    start = next(start for _, start, _ in prayer_breaks([(day, *ALL_DAY)]) if start.hour in (12, 13))
    late = datetime.combine(day, highest.time()) - datetime.combine(day, start)
    assert timedelta(minutes=-1) <= late <= timedelta(minutes=6)


def test_only_what_falls_into_a_window_and_each_once() -> None:
    day = date(2026, 11, 28)
    morning, noon = (day, time(9), time(13)), (day, time(13), time(14))
    assert prayer_breaks([morning]) == []
    assert prayer_breaks([morning, noon, noon]) == [(day, time(13, 20), time(13, 50))]


def test_a_day_of_ramadan_may_begin_and_end_a_day_later_here() -> None:
    days = [date(2026, 2, 17) + timedelta(days=n) for n in range(33)]
    fasting = [day for day in days if is_ramadan(day)]
    assert (fasting[0], fasting[-1]) == (date(2026, 2, 18), date(2026, 3, 20))
    assert not is_ramadan(date(2099, 6, 1))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_of_a_year_that_nobody_means_has_none(day: date) -> None:
    assert prayer_breaks([(day, *ALL_DAY)]) == []
