"""Which fixture is played when and on which pitch?

A greedy in order of time: at each hour that a pitch is free, the first fixture by number that may begin.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from chassis.errors import Refused
from services.events.domain.tournament import order
from services.events.domain.tournament.competition import Wanted, tidy
from services.events.domain.tournament.legs import leg_of
from services.events.domain.tournament.timetable import (
    CHANGE_OVER,
    Booking,
    Stretch,
    open_stretches,
    play_minutes,
)

Fixture = dict[str, Any]
Booked = dict[int, Booking]  # by number

STEP = timedelta(minutes=5)  # matches begin at hours that can be remembered


@dataclass(frozen=True, slots=True)
class _Terms:
    """What stays the same while fixtures are given their hours."""

    fixtures: Sequence[Fixture]
    minutes: Mapping[int, timedelta]
    pitches: Sequence[str]
    rest: timedelta
    occupied: Sequence[Booking]
    feeders: order.Numbers
    drawn: Mapping[int, Sequence[str]]
    playing: Mapping[int, frozenset[str]]  # all that may come
    together: Mapping[int, tuple[int, ...]]  # numbers that begin at one hour, by each of them


class _Given:
    """Hours that have been given so far, in order of time."""

    def __init__(self, terms: _Terms) -> None:
        self.booked: Booked = {}
        self._terms = terms
        self._queue = order.Queue(terms.feeders, order.before(terms.fixtures))
        self._ended: dict[str, datetime] = {}  # team -> end of its latest match here
        self._free_from: dict[str, datetime] = {}  # pitch -> after the change-over

    def is_pitch_free(self, hour: datetime) -> bool:
        return any(self._is_free(pitch, hour) for pitch in self._terms.pitches)

    def try_ready(self, hour: datetime, until: datetime) -> bool:
        """Whether one that was ready found its place; others may be ready then."""
        together = self._terms.together
        return any(self._try_at(hour, until, together.get(one, (one,))) for one in self._queue.ready)

    def _try_at(self, hour: datetime, until: datetime, numbers: Sequence[int]) -> bool:
        """All of `numbers` at this hour, each on its pitch, or none of them."""
        asked = [self._asked(number, hour) for number in numbers]
        if not all(
            one.ends_at <= until and self._may_begin(number, one)
            for number, one in zip(numbers, asked, strict=True)
        ):
            return False
        pitches = list(self._usable(asked[0]))
        if len(pitches) < len(asked):
            return False
        for number, one, pitch in zip(numbers, asked, pitches, strict=False):
            self._book(number, replace(one, pitch=pitch))
        return True

    def _asked(self, number: int, hour: datetime) -> Booking:
        return Booking(hour, hour + self._terms.minutes[number], "", self._terms.playing[number])

    def _may_begin(self, number: int, asked: Booking) -> bool:
        terms, hour = self._terms, asked.starts_at
        return (
            all(self._is_over(feeder, hour) for feeder in terms.feeders[number])
            and all(self._is_rested(team, hour) for team in terms.drawn[number])
            and not any(asked.holds_team(other, terms.rest) for other in terms.occupied)
        )

    def _is_over(self, number: int, hour: datetime) -> bool:
        return self.booked[number].ends_at + self._terms.rest <= hour

    def _is_rested(self, team: str, hour: datetime) -> bool:
        return team not in self._ended or self._ended[team] + self._terms.rest <= hour

    def _is_free(self, pitch: str, hour: datetime) -> bool:
        return pitch not in self._free_from or self._free_from[pitch] <= hour

    def _usable(self, asked: Booking) -> Iterator[str]:
        """Pitches that are free and that no other contest needs before this match would be over."""
        for pitch in self._terms.pitches:
            there = replace(asked, pitch=pitch)
            if self._is_free(pitch, asked.starts_at) and not any(
                there.holds_pitch(other) for other in self._terms.occupied
            ):
                yield pitch

    def _book(self, number: int, booked: Booking) -> None:
        self.booked[number] = booked
        self._queue.place(number)
        self._free_from[booked.pitch] = booked.ends_at + CHANGE_OVER
        self._ended |= dict.fromkeys(self._terms.drawn[number], booked.ends_at)


def schedule(
    fixtures: Sequence[Fixture],
    contest: Mapping[str, Any],
    wanted: Wanted,
    occupied: Sequence[Booking] = (),
) -> list[Fixture]:
    """All `fixtures` of the contest with `starts_at` (UTC) and `pitch`; hours they had before are dropped.

    A knock-out match begins when all that its slots name have ended and those teams have had their rest.
    The last round of a group begins at one hour where the pitches allow that and all still fits.
    `occupied`: bookings of other contests; neither their pitches nor, with rest, their teams are taken.
    Refused `windows: no_room` with how many were `needed` and how many `given`; `pitches: twice`.
    """
    pitches = [tidy(pitch) for pitch in wanted["pitches"]]
    if len(set(pitches)) < len(pitches):
        raise Refused("invalid", {"pitches": "twice"})
    stretches = open_stretches(wanted["windows"], wanted["breaks"])
    rest = timedelta(minutes=wanted["rest_minutes"])
    terms = _terms(fixtures, contest, pitches, rest, occupied)
    given = _give(terms, stretches)
    if len(given) < len(fixtures):  # one hour for a last round may be what costs the room
        given = max(given, _give(replace(terms, together={}), stretches), key=len)
    if len(given) < len(fixtures):
        counts = {"needed": len(fixtures), "given": len(given)}
        raise Refused("invalid", {"windows": {"slug": "no_room", **counts}})
    return [_with_hour(one, given[one["number"]]) for one in fixtures]


def _minutes(fixture: Fixture, contest: Mapping[str, Any]) -> int:
    return play_minutes(contest, fixture["stage"], leg_of(fixture))


def _with_hour(fixture: Fixture, booked: Booking) -> Fixture:
    return fixture | {"starts_at": booked.starts_at, "pitch": booked.pitch}


def _terms(
    fixtures: Sequence[Fixture],
    contest: Mapping[str, Any],
    pitches: Sequence[str],
    rest: timedelta,
    occupied: Sequence[Booking],
) -> _Terms:
    rounds = order.last_rounds(fixtures)
    return _Terms(
        fixtures=sorted(fixtures, key=lambda one: one["number"]),
        minutes={one["number"]: timedelta(minutes=_minutes(one, contest)) for one in fixtures},
        pitches=pitches,
        rest=rest,
        occupied=occupied,
        feeders=order.feeders(fixtures),
        drawn={one["number"]: [team for team in one["drawn"] if team] for one in fixtures},
        playing=order.may_play(fixtures),
        together={number: all_of for number, all_of in rounds.items() if len(all_of) <= len(pitches)},
    )


def _give(terms: _Terms, stretches: Sequence[Stretch]) -> Booked:
    """As many hours as there is room for, by the number of the fixture."""
    given = _Given(terms)
    for hour, until in _hours(stretches):
        while given.is_pitch_free(hour) and given.try_ready(hour, until):
            pass
    return given.booked


def _hours(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Each hour that a match may begin at, with the end of its stretch."""
    for start, end in stretches:
        for step in range((end - start) // STEP):
            yield start + step * STEP, end
