"""May this athletics contest be held like this, and who drew its heats?

Each rule is `(competition, input, …) -> competition` and changes none of what it is given.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.errors import Refused
from contracts.events.athletics_terms import ATHLETICS, RELAY
from contracts.events.tournament_terms import DRAFT
from services.events.domain.athletics.entries import refuse_start_lists
from services.events.domain.athletics.terms import discipline, refuse_unfit
from services.events.domain.tournament.competition import (
    Competition,
    Contest,
    Wanted,
    contest_of,
    put,
    refuse_unless,
    tidy,
)
from services.events.domain.tournament.contest import refuse_strangers

Heats = Sequence[Sequence[Mapping[str, Any]]]


def save_contest(competition: Competition, wanted: Wanted, contest_id: str) -> Competition:
    """Adds a contest as `contest_id` when `wanted` names none, or edits the one it names.

    An edit gives up the draw and keeps the entries that still fit. Refused on `entrants` (`not_an_entrant`:
    no such team here; `withdrawn_team`, `missing`), or as `refuse_unfit`.
    """
    refuse_unless(competition, wanted, DRAFT)
    known = wanted.get("contest_id")
    new: Contest = {"contest_id": contest_id, "terms": wanted["terms"], "entries": [], "decisions": []}
    before = contest_of(competition, known, ATHLETICS) if known else new
    if not wanted["entrants"]:
        raise Refused("invalid", {"entrants": "missing"})
    refuse_strangers(competition, wanted["entrants"])
    refuse_unfit(wanted["terms"])
    contest = before | {
        "title": tidy(wanted["title"]),
        "sport": ATHLETICS,
        "sex": wanted["sex"],
        "age": tidy(wanted["age"]),
        "entrants": list(wanted["entrants"]),
        "terms": dict(wanted["terms"]),
        "draw": None,
    }
    kept = _still_fit(before, contest)
    return competition | {"contests": put(competition["contests"], contest | {"entries": kept}, "contest_id")}


def save_draw(
    competition: Competition, wanted: Wanted, drawn: Mapping[str, Any], by: str | None, at: datetime
) -> Competition:
    """`drawn`: what `heats.draw` made with `wanted["seed"]`, never None here."""
    refuse_unless(competition, wanted, DRAFT)
    return _drawn(competition, wanted, {**drawn, "is_put": False}, by, at)


def put_start_lists(competition: Competition, wanted: Wanted, by: str | None, at: datetime) -> Competition:
    """Instead of a draw; `wanted["seed"]` draws the lanes of later rounds.

    Refused as `refuse_start_lists`.
    """
    refuse_unless(competition, wanted, DRAFT)
    contest = contest_of(competition, wanted["contest_id"], ATHLETICS)
    refuse_start_lists(contest, wanted["heats"])
    in_lanes = [sorted(map(dict, heat), key=lambda one: one["lane"]) for heat in wanted["heats"]]
    return _drawn(competition, wanted, {"heats": in_lanes, "is_put": True}, by, at)


def _drawn(
    competition: Competition, wanted: Wanted, made: Mapping[str, Any], by: str | None, at: datetime
) -> Competition:
    contest = contest_of(competition, wanted["contest_id"], ATHLETICS)
    draw = {"seed": wanted["seed"], "by": by, "at": at, **made}
    return competition | {"contests": put(competition["contests"], contest | {"draw": draw}, "contest_id")}


def _still_fit(before: Contest, after: Contest) -> list[dict[str, Any]]:
    """Of the teams that are still entrants; a best is of its discipline alone, and a relay has one a team."""
    was, now = discipline(before), discipline(after)
    kept: Iterable[dict[str, Any]] = [one for one in before["entries"] if one["team_id"] in after["entrants"]]
    if (was.kind == RELAY) != (now.kind == RELAY):
        return []
    return [one if was == now else one | {"best": ""} for one in kept]
