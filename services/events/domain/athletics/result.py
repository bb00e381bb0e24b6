"""How does the result of a heat come to count? As that of a match: entered, confirmed by another, corrected.

    none --enter--> entered --confirm--> confirmed --correct--> confirmed, the old one in `past`
                    entered --enter----> entered

Each rule is `(heat, input) -> heat`. `start_list`: bibs as the outcome's slots say, None where nobody can be
named yet.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.errors import Conflict, Refused
from contracts.events.tournament_terms import CONFIRMED, ENTERED, NONE
from services.events.domain.athletics.result_rules import checked
from services.events.domain.tournament.competition import refuse_stale

Heat = dict[str, Any]
Contest = Mapping[str, Any]
Wanted = Mapping[str, Any]
StartList = Sequence[int | None]


def enter(
    heat: Heat, wanted: Wanted, start_list: StartList, contest: Contest, by: str | None, at: datetime
) -> Heat:
    """Over one that waits for confirmation it replaces that one, whoever entered it."""
    refuse_stale(heat, wanted)
    if heat["result_state"] == CONFIRMED:
        raise Conflict("already_confirmed")
    return heat | _entered(wanted, start_list, contest, by, at) | {"result_state": ENTERED}


def confirm(heat: Heat, wanted: Wanted, by: str | None, at: datetime) -> Heat:
    """By another person than the one who entered it last."""
    refuse_stale(heat, wanted)
    if heat["result_state"] == CONFIRMED:
        raise Conflict("already_confirmed")
    if heat["result_state"] == NONE:
        raise Conflict("not_entered")
    if by == heat["entered_by"]:
        raise Refused("invalid", {"heat_id": "same_person"})
    return heat | {"result_state": CONFIRMED, "confirmed_by": by, "confirmed_at": at}


def correct(
    heat: Heat, wanted: Wanted, start_list: StartList, contest: Contest, by: str | None, at: datetime
) -> Heat:
    """In force at once: who corrects answers for it, and it is for the athletes that now follow."""
    refuse_stale(heat, wanted)
    if heat["result_state"] != CONFIRMED:
        raise Conflict("not_confirmed")
    old = {"result": heat["result"], "until": at, "by": by, "why": wanted["why"].strip()}
    corrected = _entered(wanted, start_list, contest, by, at)
    return heat | corrected | {"confirmed_by": by, "confirmed_at": at, "past": [*heat["past"], old]}


def refuse_unknown(start_list: StartList) -> None:
    if not start_list or None in start_list:
        raise Refused("invalid", {"result": {"rows": "athletes_unknown"}})


def _entered(
    wanted: Wanted, start_list: StartList, contest: Contest, by: str | None, at: datetime
) -> dict[str, Any]:
    refuse_unknown(start_list)
    known = [bib for bib in start_list if bib is not None]
    result = checked(wanted["result"], known, contest)
    return {"result": result, "start_list": known, "entered_by": by, "entered_at": at}
