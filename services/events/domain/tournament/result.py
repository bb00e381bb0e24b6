"""How does a result come to count? Entered by one person, confirmed by another, corrected with a reason.

    none --enter--> entered --confirm--> confirmed --correct--> confirmed, the old one in `past`
                    entered --enter----> entered

Each rule is `(fixture, input) -> fixture` on plain documents. `sides`: (home, away) team ids as the
outcome's slots say, None where nobody can be named yet.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.errors import Conflict, Refused
from contracts.events.tournament_terms import CONFIRMED, ENTERED, NONE
from services.events.domain.tournament.competition import refuse_stale
from services.events.domain.tournament.result_rules import checked

Fixture = dict[str, Any]
Contest = dict[str, Any]
Sides = Sequence[str | None]


def enter(
    fixture: Fixture, wanted: dict[str, Any], sides: Sides, contest: Contest, by: str | None, at: datetime
) -> Fixture:
    """Over one that waits for confirmation it replaces that one, whoever entered it."""
    refuse_stale(fixture, wanted)
    if fixture["result_state"] == CONFIRMED:
        raise Conflict("already_confirmed")
    return fixture | _entered(fixture, wanted, sides, contest, by, at) | {"result_state": ENTERED}


def confirm(fixture: Fixture, wanted: dict[str, Any], by: str | None, at: datetime) -> Fixture:
    """By another person than the one who entered it last."""
    refuse_stale(fixture, wanted)
    if fixture["result_state"] == CONFIRMED:
        raise Conflict("already_confirmed")
    if fixture["result_state"] == NONE:
        raise Conflict("not_entered")
    if by == fixture["entered_by"]:
        raise Refused("invalid", {"fixture_id": "same_person"})
    return fixture | {"result_state": CONFIRMED, "confirmed_by": by, "confirmed_at": at}


def correct(
    fixture: Fixture, wanted: dict[str, Any], sides: Sides, contest: Contest, by: str | None, at: datetime
) -> Fixture:
    """In force at once: who corrects answers for it, and it is for the teams that now follow."""
    refuse_stale(fixture, wanted)
    if fixture["result_state"] != CONFIRMED:
        raise Conflict("not_confirmed")
    old = {"result": fixture["result"], "until": at, "by": by, "why": wanted["why"].strip()}
    corrected = _entered(fixture, wanted, sides, contest, by, at)
    return fixture | corrected | {"confirmed_by": by, "confirmed_at": at, "past": [*fixture["past"], old]}


def _entered(
    fixture: Fixture, wanted: dict[str, Any], sides: Sides, contest: Contest, by: str | None, at: datetime
) -> dict[str, Any]:
    refuse_unknown(sides)
    result = checked(wanted["result"], fixture, contest)
    return {"result": result, "sides": list(sides), "entered_by": by, "entered_at": at}


def refuse_unknown(sides: Sides) -> None:
    if None in sides:
        raise Refused("invalid", {"result": {"score": "teams_unknown"}})
