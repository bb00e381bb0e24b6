"""What was decided about an athletics contest that no result can tell: lots, a new race, one let in?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.errors import Refused
from contracts.events.tournament_terms import RUNNING
from services.events.domain.athletics.terms import rounds
from services.events.domain.tournament.competition import (
    Competition,
    Wanted,
    contest_of,
    put,
    refuse_unless,
)


def decide(competition: Competition, wanted: Wanted, by: str | None, at: datetime) -> Competition:
    """`wanted`: a `HeatDecision` of `contest_id`. Who is let in is let in from a round before the final.

    Refused on `order` (`not_an_entrant`) or `round` (`out_of_range`).
    """
    refuse_unless(competition, wanted, RUNNING)
    contest = contest_of(competition, wanted["contest_id"])
    _refuse_idle(wanted, contest)
    decision = {
        "kind": wanted["kind"],
        "round": wanted["round"],
        "order": list(wanted["order"]),
        "why": wanted["why"].strip(),
        "by": by,
        "at": at,
    }
    decided = contest | {"decisions": [*contest["decisions"], decision]}
    return competition | {"contests": put(competition["contests"], decided, "contest_id")}


def _refuse_idle(wanted: Wanted, contest: Mapping[str, Any]) -> None:
    last = len(rounds(contest["terms"])) - (wanted["kind"] == "added")
    if wanted["round"] > last:
        raise Refused("invalid", {"round": "out_of_range"})
    if not set(wanted["order"]) <= {one["bib"] for one in contest["entries"]}:
        raise Refused("invalid", {"order": "not_an_entrant"})
