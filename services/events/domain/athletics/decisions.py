"""What was decided about an athletics contest that no result can tell: lots, a new race, one let in?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.errors import Refused
from contracts.events.athletics_terms import ATHLETICS
from contracts.events.tournament_terms import CLOSED, RUNNING
from services.events.domain.athletics.outcome import derive
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
    Also after the close, as a correction.

    Refused on `order` (`not_an_entrant`) or `round` (`out_of_range`).
    """
    refuse_unless(competition, wanted, RUNNING, CLOSED)
    contest = contest_of(competition, wanted["contest_id"], ATHLETICS)
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


def refuse_needless(
    contest: Mapping[str, Any],
    teams: Iterable[Mapping[str, Any]],
    heats: Sequence[Mapping[str, Any]],
    wanted: Wanted,
) -> None:
    """Lots and a new race are for all those who are level for a place, and may be decided anew; who is let in
    runs in that round. Refused on `order`: `not_level`, `not_an_entrant`.
    """
    named = wanted["round"], set(wanted["order"])
    if wanted["kind"] == "added":
        slots = derive(contest, teams, heats)["slots"]
        running = {slot["bib"] for one in heats if one["round"] == named[0] for slot in slots[one["_id"]]}
        if not named[1] <= running:
            raise Refused("invalid", {"order": "not_an_entrant"})
        return
    others = [one for one in contest["decisions"] if (one["round"], set(one["order"])) != named]
    waiting = derive({**contest, "decisions": others}, teams, heats)["unresolved"]
    if not any((one["round"], set(one["bibs"])) == named for one in waiting):
        raise Refused("invalid", {"order": "not_level"})


def _refuse_idle(wanted: Wanted, contest: Mapping[str, Any]) -> None:
    last = len(rounds(contest["terms"])) - (wanted["kind"] == "added")
    if wanted["round"] > last:
        raise Refused("invalid", {"round": "out_of_range"})
    if not set(wanted["order"]) <= {one["bib"] for one in contest["entries"]}:
        raise Refused("invalid", {"order": "not_an_entrant"})
