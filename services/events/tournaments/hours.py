"""Which hours and pitches are taken already? What the schedule has to look at beside its own contest."""

from collections.abc import Iterator
from typing import Any

from contracts.events.athletics_terms import ATHLETICS
from services.events.domain.athletics.schedule import booking as heat_booking
from services.events.domain.tournament.legs import leg_of
from services.events.domain.tournament.order import may_play
from services.events.domain.tournament.timetable import Booking, booking, play_minutes
from services.events.tournaments import records

Document = dict[str, Any]


def bookings(competition: Document, played: list[Document]) -> Iterator[tuple[str, Booking]]:
    """(id of a fixture or heat, its booking) of all that have an hour; an open slot holds every team that may
    come.
    """
    for contest_id, own in records.by_contest(played).items():
        contest = records.contest(competition, contest_id)
        if contest["sport"] == ATHLETICS:
            yield from ((one["_id"], made) for one in own if (made := heat_booking(one)))
            continue
        playing = may_play(own)
        for one in own:
            if made := booking(one, play_minutes(contest, one["stage"], leg_of(one)), playing[one["number"]]):
                yield one["_id"], made


def of_other_contests(competition: Document, played: list[Document], contest_id: str) -> list[Booking]:
    others = [one for one in played if one["contest_id"] != contest_id]
    return [made for _, made in bookings(competition, others)]
