"""What is the result of a match, and for whom? Its life is that of `result_life`.

`sides`: (home, away) team ids as the outcome's slots say, None where nobody can be named yet.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.errors import Refused
from services.events.domain.tournament import result_life
from services.events.domain.tournament.result_rules import checked

Fixture = dict[str, Any]
Contest = dict[str, Any]
Sides = Sequence[str | None]


def enter(
    fixture: Fixture, wanted: dict[str, Any], sides: Sides, contest: Contest, by: str | None, at: datetime
) -> Fixture:
    return result_life.enter(fixture, wanted, lambda: _read(fixture, wanted, sides, contest), by, at)


def confirm(fixture: Fixture, wanted: dict[str, Any], by: str | None, at: datetime) -> Fixture:
    return result_life.confirm(fixture, wanted, by, at, key="fixture_id")


def correct(
    fixture: Fixture, wanted: dict[str, Any], sides: Sides, contest: Contest, by: str | None, at: datetime
) -> Fixture:
    return result_life.correct(fixture, wanted, lambda: _read(fixture, wanted, sides, contest), by, at)


def refuse_unknown(sides: Sides) -> None:
    if None in sides:
        raise Refused("invalid", {"result": {"score": "teams_unknown"}})


def _read(fixture: Fixture, wanted: dict[str, Any], sides: Sides, contest: Contest) -> dict[str, Any]:
    refuse_unknown(sides)
    return {"result": checked(wanted["result"], fixture, contest), "sides": list(sides)}
