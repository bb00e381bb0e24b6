"""Which hours and pitches are taken already? What the schedule has to look at beside its own contest."""

from collections.abc import Iterator
from typing import Any

from services.events.domain.tournament.order import may_play
from services.events.domain.tournament.timetable import Booking, booking, play_minutes
from services.events.tournaments import records

Document = dict[str, Any]


def bookings(competition: Document, fixtures: list[Document]) -> Iterator[tuple[str, Booking]]:
    """(fixture id, its booking) of all that have an hour; an open slot holds every team that may come."""
    for contest_id, own in records.by_contest(fixtures).items():
        contest, playing = records.contest(competition, contest_id), may_play(own)
        for one in own:
            if made := booking(one, play_minutes(contest, one["stage"]), playing[one["number"]]):
                yield one["_id"], made


def of_other_contests(competition: Document, fixtures: list[Document], contest_id: str) -> list[Booking]:
    others = [one for one in fixtures if one["contest_id"] != contest_id]
    return [made for _, made in bookings(competition, others)]
