"""What is the result of a match, and for whom? Its life is that of `result_life`.

`sides`: (home, away) team ids as the outcome's slots say, None where nobody can be named yet. `first`: of a
second leg the fixture of the first.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.errors import Conflict, Refused
from contracts.events.tournament_terms import CONFIRMED, NONE
from services.events.domain.tournament import result_life
from services.events.domain.tournament.competition import refuse_stale
from services.events.domain.tournament.result_rules import checked
from services.events.domain.tournament.ties import counted_first_leg

Fixture = dict[str, Any]
Contest = dict[str, Any]
Sides = Sequence[str | None]

_WHO = ("entered_by", "entered_at", "confirmed_by", "confirmed_at")


def enter(
    fixture: Fixture,
    wanted: dict[str, Any],
    sides: Sides,
    contest: Contest,
    by: str | None,
    at: datetime,
    *,
    first: Fixture | None = None,
) -> Fixture:
    return result_life.enter(fixture, wanted, lambda: _read(fixture, wanted, sides, contest, first), by, at)


def confirm(fixture: Fixture, wanted: dict[str, Any], by: str | None, at: datetime) -> Fixture:
    return result_life.confirm(fixture, wanted, by, at, key="fixture_id")


def correct(
    fixture: Fixture,
    wanted: dict[str, Any],
    sides: Sides,
    contest: Contest,
    by: str | None,
    at: datetime,
    *,
    first: Fixture | None = None,
) -> Fixture:
    return result_life.correct(fixture, wanted, lambda: _read(fixture, wanted, sides, contest, first), by, at)


def order_replay(fixture: Fixture, wanted: dict[str, Any], by: str | None, at: datetime) -> Fixture:
    """A confirmed match does not count and is played again; it needs another hour.

    As with an annulled result its cards do not count either: nobody sits out a match for them.
    """
    refuse_stale(fixture, wanted)
    if fixture["result_state"] != CONFIRMED:
        raise Conflict("not_confirmed")
    old = {"result": fixture["result"], "until": at, "by": by, "why": wanted["why"].strip(), "replayed": True}
    unplayed = dict.fromkeys(("result", "sides", *_WHO))
    again = {"result_state": NONE, "is_replay": True, "starts_at": None, "pitch": ""}
    return fixture | unplayed | again | {"past": [*fixture["past"], old]}


def refuse_unknown(sides: Sides) -> None:
    if None in sides:
        raise Refused("invalid", {"result": {"score": "teams_unknown"}})


def _read(
    fixture: Fixture, wanted: dict[str, Any], sides: Sides, contest: Contest, first: Fixture | None
) -> dict[str, Any]:
    refuse_unknown(sides)
    before = counted_first_leg(fixture, first, sides)
    return {"result": checked(wanted["result"], fixture, contest, before), "sides": list(sides)}
