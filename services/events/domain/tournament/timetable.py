"""When is a pitch or a team free, and may one fixture be given another hour or referee?

Instants are UTC. A match is `play_minutes` long; its pitch is free CHANGE_OVER minutes after that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chassis.errors import Conflict, Refused
from contracts.events.tournament_terms import CONFIRMED
from services.events.domain.tournament.competition import Wanted, refuse_stale, tidy

Fixture = dict[str, Any]
Stretch = tuple[datetime, datetime]

MOROCCO = ZoneInfo("Africa/Casablanca")  # +1, and +0 in Ramadan: never a fixed offset
CHANGE_OVER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Booking:
    """A fixture that has its hour. `ends_at`: of play. `teams`: all that may play in it; `drawn`: surely."""

    starts_at: datetime
    ends_at: datetime
    pitch: str
    teams: frozenset[str] = frozenset()
    drawn: frozenset[str] = frozenset()
    contest_id: str = ""

    def holds_pitch(self, other: "Booking", between: timedelta = CHANGE_OVER) -> bool:
        """Would both be on one pitch, or change over there, at a time?"""
        return self.pitch == other.pitch and _meet(self, other, between)

    def holds_team(self, other: "Booking", rest: timedelta) -> bool:
        """Would a team play both with less than `rest` between them?"""
        return self._shares_team(other) and _meet(self, other, rest)

    def _shares_team(self, other: "Booking") -> bool:
        """Of one contest: both semi-finals may be anybody's, yet nobody plays in both."""
        if self.contest_id and self.contest_id == other.contest_id:
            return bool(self.drawn & other.teams or self.teams & other.drawn)
        return bool(self.teams & other.teams)


def play_minutes(contest: Mapping[str, Any], stage: str, leg: int = 0) -> int:
    """Halves and pause, and in a knock-out the extra time there may be, which a first leg has not."""
    match = contest["match"]
    extra = match["extra_half_minutes"] if stage == "knockout" and leg != 1 else 0
    return int(2 * match["half_minutes"] + match["pause_minutes"] + 2 * extra)


def booking(fixture: Mapping[str, Any], minutes: int, teams: Iterable[str | None]) -> Booking | None:
    """None without an hour. `teams`: its two, or all that may come (`order.may_play`)."""
    starts_at = fixture["starts_at"]
    if starts_at is None:
        return None
    ends_at = starts_at + timedelta(minutes=minutes)
    drawn = frozenset(team for team in fixture["drawn"] if team)
    may_play = drawn.union(team for team in teams if team)
    return Booking(starts_at, ends_at, fixture["pitch"], may_play, drawn, fixture["contest_id"])


def move(
    fixture: Fixture,
    wanted: Wanted,
    others: Sequence[Booking],
    minutes: int,
    teams: Sequence[str | None],
) -> Fixture:
    """Another hour and pitch. `others`: bookings of all but this fixture; `teams`: as for `booking`.

    Refused `overlaps` on `pitch`, or on `starts_at` where a team plays elsewhere then.
    """
    refuse_stale(fixture, wanted)
    if fixture["result_state"] == CONFIRMED:
        raise Conflict("already_confirmed")
    moved = fixture | {"starts_at": wanted["starts_at"].astimezone(UTC), "pitch": tidy(wanted["pitch"])}
    booked = booking(moved, minutes, teams)
    assert booked is not None
    if any(booked.holds_pitch(other) for other in others):
        raise Refused("invalid", {"pitch": "overlaps"})
    if any(booked.holds_team(other, timedelta()) for other in others):
        raise Refused("invalid", {"starts_at": "overlaps"})
    return moved


def assign(fixture: Fixture, wanted: Wanted) -> Fixture:
    refuse_stale(fixture, wanted)
    return fixture | {"referee": wanted["referee"]}


def open_stretches(
    windows: Iterable[Mapping[str, Any]], breaks: Iterable[Mapping[str, Any]]
) -> list[Stretch]:
    """The windows, joined where they touch, without the breaks: in each a match may be played."""
    free: list[Stretch] = []
    for start, end in sorted(_stretch(window) for window in windows):
        if free and start <= free[-1][1]:
            free[-1] = (free[-1][0], max(free[-1][1], end))
        else:
            free.append((start, end))
    for pause in breaks:
        free = [part for stretch in free for part in _around(stretch, _stretch(pause))]
    return free


def _around(stretch: Stretch, pause: Stretch) -> list[Stretch]:
    if pause[1] <= stretch[0] or stretch[1] <= pause[0]:
        return [stretch]
    parts = [(stretch[0], pause[0]), (pause[1], stretch[1])]
    return [(start, end) for start, end in parts if start < end]


def _stretch(window: Mapping[str, Any]) -> Stretch:
    return _instant(window["day"], window["start"]), _instant(window["day"], window["end"])


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, MOROCCO).astimezone(UTC)


def _meet(one: Booking, other: Booking, between: timedelta) -> bool:
    return one.starts_at < other.ends_at + between and other.starts_at < one.ends_at + between
