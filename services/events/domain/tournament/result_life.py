"""How does a result come to count? Entered by one person, confirmed by another, corrected with a reason.

    none --enter--> entered --confirm--> confirmed --correct--> confirmed, the old one in `past`
                    entered --enter----> entered

Each rule is `(document, input) -> document`, of a fixture or a heat. `read()` gives the checked result and
who it is of; it is asked for only when the document may take one.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chassis.errors import Conflict, Refused
from contracts.events.tournament_terms import CONFIRMED, ENTERED, NONE
from services.events.domain.tournament.competition import refuse_stale

Played = dict[str, Any]
Wanted = Mapping[str, Any]
Read = Callable[[], dict[str, Any]]


def enter(played: Played, wanted: Wanted, read: Read, by: str | None, at: datetime) -> Played:
    """Instead of what was entered before, if anything was; then it waits for its confirmation again."""
    _refuse_confirmed(played, wanted)
    return played | _entered(read, by, at) | {"result_state": ENTERED}


def confirm(played: Played, wanted: Wanted, by: str | None, at: datetime, *, key: str) -> Played:
    """By anybody but the one who entered it last; `key` is the field that a refusal of that names."""
    _refuse_confirmed(played, wanted)
    if played["result_state"] == NONE:
        raise Conflict("not_entered")
    if by == played["entered_by"]:
        raise Refused("invalid", {key: "same_person"})
    return played | {"result_state": CONFIRMED, "confirmed_by": by, "confirmed_at": at}


def correct(played: Played, wanted: Wanted, read: Read, by: str | None, at: datetime) -> Played:
    """In force at once: who corrects answers for it, and it is for those that now follow."""
    refuse_stale(played, wanted)
    if played["result_state"] != CONFIRMED:
        raise Conflict("not_confirmed")
    old = {"result": played["result"], "until": at, "by": by, "why": wanted["why"].strip()}
    in_force = {"confirmed_by": by, "confirmed_at": at, "past": [*played["past"], old]}
    return played | _entered(read, by, at) | in_force


def _refuse_confirmed(played: Played, wanted: Wanted) -> None:
    refuse_stale(played, wanted)
    if played["result_state"] == CONFIRMED:
        raise Conflict("already_confirmed")


def _entered(read: Read, by: str | None, at: datetime) -> dict[str, Any]:
    return {**read(), "entered_by": by, "entered_at": at}
