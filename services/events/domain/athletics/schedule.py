"""When and where is each heat, and may one be given another hour or referee?

Instants are UTC. A heat holds its pitch for its `minutes`, and the next may follow at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, timedelta
from typing import Any

from chassis.errors import Conflict, Refused
from contracts.events.tournament_terms import CONFIRMED
from services.events.domain.tournament.competition import Wanted, refuse_stale, tidy
from services.events.domain.tournament.timetable import Booking

Heat = dict[str, Any]


def schedule(heats: Iterable[Heat], wanted: Wanted, taken: Sequence[Booking]) -> list[Heat]:
    """By number at one pitch, a heat each `every_minutes`, `pause_minutes` more between rounds.

    `taken`: bookings of other contests. Refused `overlaps` on `starts_at`.
    """
    every, pause = (timedelta(minutes=wanted[name]) for name in ("every_minutes", "pause_minutes"))
    starts_at, round_number = wanted["starts_at"].astimezone(UTC), 1
    pitch, minutes = tidy(wanted["pitch"]), wanted["every_minutes"]
    planned = []
    for heat in sorted(heats, key=lambda one: one["number"]):
        if heat["round"] > round_number:
            starts_at, round_number = starts_at + pause, heat["round"]
        planned.append(heat | {"starts_at": starts_at, "pitch": pitch, "minutes": minutes})
        starts_at += every
    if any(_clashes(heat, taken) for heat in planned):
        raise Refused("invalid", {"starts_at": "overlaps"})
    return planned


def move(heat: Heat, wanted: Wanted, others: Sequence[Booking]) -> Heat:
    """Another hour and pitch. `others`: bookings of all but this heat. Refused `overlaps` on `pitch`."""
    refuse_stale(heat, wanted)
    if heat["result_state"] == CONFIRMED:
        raise Conflict("already_confirmed")
    moved = heat | {"starts_at": wanted["starts_at"].astimezone(UTC), "pitch": tidy(wanted["pitch"])}
    if _clashes(moved, others):
        raise Refused("invalid", {"pitch": "overlaps"})
    return moved


def booking(heat: Mapping[str, Any]) -> Booking | None:
    """None without an hour. It holds no team: the others of a team may play elsewhere."""
    starts_at = heat["starts_at"]
    if starts_at is None:
        return None
    ends_at = starts_at + timedelta(minutes=heat["minutes"])
    return Booking(starts_at, ends_at, heat["pitch"], contest_id=heat["contest_id"])


def _clashes(heat: Heat, taken: Sequence[Booking]) -> bool:
    booked = booking(heat)
    assert booked is not None
    return any(booked.holds_pitch(other, timedelta()) for other in taken)
