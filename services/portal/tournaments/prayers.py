"""When is no match played for a prayer, or for the breaking of the fast?

Computed for Ben Guerir with the angles of the Ministry of Habous (Fajr 19°, Isha 17°). Its published hours
may be some minutes later, and Ramadan may be announced otherwise: people see these hours and may change them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from adhanpy.calculation.CalculationParameters import CalculationParameters
from adhanpy.PrayerTimes import PrayerTimes
from hijridate import Gregorian

from services.portal.meetings.moment import CASABLANCA

Window = tuple[date, time, time]  # of one day, in local time

BEN_GUERIR = (32.24, -7.95)  # degrees north, east
FAJR, ISHA = 19, 17  # degrees of the sun below the horizon
PRAYERS = ("fajr", "dhuhr", "asr", "maghrib", "isha")
USUAL, DHUHR, IFTAR = timedelta(minutes=20), timedelta(minutes=30), timedelta(minutes=75)
BEFORE_FRIDAY, FRIDAY = timedelta(minutes=30), timedelta(minutes=90)
FRIDAY_NUMBER, RAMADAN = 4, 9
YEARS = range(1900, 2200)  # of which the sun is known well enough; others are slips of the pen
STEP = 5  # minutes: hours that can be remembered


def prayer_breaks(windows: Iterable[Window]) -> list[Window]:
    """In order, each once: those that fall into a window of their day."""
    found = {
        (day, begins, ends)
        for day, start, end in windows
        if day.year in YEARS
        for begins, ends in _of_day(day)
        if begins < end and start < ends
    }
    return sorted(found)


def is_ramadan(day: date) -> bool:
    """By the calendar of Umm al-Qura; Morocco, where the moon is sighted, is often a day later."""
    return any(_hijri_month(one) == RAMADAN for one in (day, day - timedelta(days=1)))


def _of_day(day: date) -> Iterator[tuple[time, time]]:
    angles = CalculationParameters(fajr_angle=FAJR, isha_angle=ISHA)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=CASABLANCA)
    times = PrayerTimes(BEN_GUERIR, noon, calculation_parameters=angles, time_zone=CASABLANCA)
    fasting, is_friday = is_ramadan(day), day.weekday() == FRIDAY_NUMBER
    lengths = {"dhuhr": FRIDAY if is_friday else DHUHR, "maghrib": IFTAR if fasting else USUAL}
    for prayer in PRAYERS:
        begins = getattr(times, prayer)
        if prayer == "dhuhr" and is_friday:
            begins -= BEFORE_FRIDAY
        yield _rounded(begins, up=False), _rounded(begins + lengths.get(prayer, USUAL), up=True)


def _rounded(moment: datetime, *, up: bool) -> time:
    over = moment.minute % STEP
    away = STEP - over if up and over else -over
    return (moment + timedelta(minutes=away)).time().replace(second=0, microsecond=0)


def _hijri_month(day: date) -> int | None:
    try:
        return int(Gregorian.fromdate(day).to_hijri().month)
    except OverflowError:  # after 2077 the calendar is not known
        return None
