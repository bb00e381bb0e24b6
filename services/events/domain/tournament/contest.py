"""May this contest be held like this, and what was decided about it?

Each rule is `(competition, input, …) -> competition` and changes none of what it is given.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.errors import Refused
from contracts.events.tournament_terms import CLOSED, DRAFT, FOOTBALL, MOST_TEAMS, RUNNING
from services.events.domain.tournament.bracket_plan import size_for
from services.events.domain.tournament.competition import (
    Competition,
    Wanted,
    contest_of,
    put,
    refuse_unless,
    team_of,
    tidy,
)

Format = Mapping[str, Any]

LEAVES = (1, 2, 4)


def save_contest(competition: Competition, wanted: Wanted, contest_id: str) -> Competition:
    """Adds a contest as `contest_id` when `wanted` names none, or edits the one it names.

    An edit gives up the draw: the fixtures made of it are then nobody's. Refused on `entrants`
    (`not_an_entrant`: no such team here; `withdrawn_team`, `too_few_teams`, `too_many`) and `format`.
    """
    refuse_unless(competition, wanted, DRAFT)
    known = wanted.get("contest_id")
    new = {"contest_id": contest_id, "decisions": []}
    before = contest_of(competition, known, FOOTBALL) if known else new
    refuse_strangers(competition, wanted["entrants"])
    refuse_unfit(wanted["format"], len(wanted["entrants"]))
    contest = before | {
        "title": tidy(wanted["title"]),
        "sport": wanted["sport"],
        "sex": wanted["sex"],
        "age": tidy(wanted["age"]),
        "entrants": list(wanted["entrants"]),
        "format": dict(wanted["format"]),
        "rules": dict(wanted["rules"]),
        "match": dict(wanted["match"]),
        "draw": None,
    }
    return competition | {"contests": put(competition["contests"], contest, "contest_id")}


def remove_contest(competition: Competition, wanted: Wanted) -> Competition:
    """Of either sport. Refused `contest_id: has_prize` while a prize is for it."""
    refuse_unless(competition, wanted, DRAFT)
    contest = contest_of(competition, wanted["contest_id"])
    if any(prize["contest_id"] == contest["contest_id"] for prize in competition.get("prizes", ())):
        raise Refused("invalid", {"contest_id": "has_prize"})
    return competition | {"contests": [one for one in competition["contests"] if one is not contest]}


def save_draw(
    competition: Competition, wanted: Wanted, drawn: Mapping[str, Any], by: str | None, at: datetime
) -> Competition:
    """`drawn`: what `draw.draw` made; `wanted["seed"]` is the number it was made with, never None here."""
    refuse_unless(competition, wanted, DRAFT)
    contest = contest_of(competition, wanted["contest_id"])
    kept = {"seed": wanted["seed"], "by": by, "at": at, **drawn}
    return competition | {"contests": put(competition["contests"], contest | {"draw": kept}, "contest_id")}


def decide(competition: Competition, wanted: Wanted, by: str | None, at: datetime) -> Competition:
    """Lots and play-offs put an `order`, best first; a deduction takes `points` off `team_id`.

    Also after the competition was closed: a correction then may leave teams level.
    """
    refuse_unless(competition, wanted, RUNNING, CLOSED)
    contest = contest_of(competition, wanted["contest_id"], FOOTBALL)
    takes_off = wanted["kind"] == "deduction"
    decision = {
        "kind": wanted["kind"],
        "order": [] if takes_off else list(wanted["order"]),
        "team_id": wanted["team_id"] if takes_off else None,
        "points": wanted["points"] if takes_off else 0,
        "why": wanted["why"].strip(),
        "by": by,
        "at": at,
    }
    _refuse_idle(decision, contest["entrants"])
    decided = contest | {"decisions": [*contest["decisions"], decision]}
    return competition | {"contests": put(competition["contests"], decided, "contest_id")}


def is_league(form: Format) -> bool:
    """One table and no more: its first is the champion, or its first `ends_with` go on."""
    return bool(form["groups"] == 1 and form["qualify"] == 0 and form["best_next"] == 0)


def going_on(form: Format, teams: int) -> int:
    """How many of `teams` entrants come to the knock-out, or leave the groups upwards where none follows."""
    if form["groups"] == 0:
        return teams
    if is_league(form):
        return int(form["ends_with"])
    return int(form["groups"] * form["qualify"] + form["best_next"])


def has_knockout(form: Format, teams: int) -> bool:
    return going_on(form, teams) > int(form["ends_with"])


def refuse_unfit(form: Format, teams: int) -> None:
    """Can `teams` entrants play in this format? Refused on `entrants` or the part of `format`."""
    if teams < 2:
        raise Refused("invalid", {"entrants": "too_few_teams"})
    if teams > MOST_TEAMS:
        raise Refused("invalid", {"entrants": "too_many"})
    if found := _format_problems(form, teams):
        raise Refused("invalid", {"format": found})


def _format_problems(form: Format, teams: int) -> dict[str, str]:
    groups = form["groups"]
    if groups * 2 > teams:
        return {"groups": "too_many_groups"}
    if groups and not is_league(form):
        if form["qualify"] >= teams // groups:
            return {"qualify": "out_of_range"}
        if form["best_next"] > groups:
            return {"best_next": "out_of_range"}
        if going_on(form, teams) == 0:
            return {"qualify": "out_of_range"}
        if has_knockout(form, teams) and _byes(form, teams) > _ranked(form):
            return {"best_next": "out_of_range"}  # nobody could tell which of the best next rests
    most = teams - 1 if groups == 0 or is_league(form) else going_on(form, teams)
    if form["ends_with"] not in LEAVES or form["ends_with"] > most:
        return {"ends_with": "out_of_range"}
    return {}


def _byes(form: Format, teams: int) -> int:
    going = going_on(form, teams)
    return size_for(going) - going


def _ranked(form: Format) -> int:
    """How many go on by the place in their own group alone."""
    return int(form["groups"] * (form["qualify"] + (form["best_next"] == form["groups"])))


def refuse_strangers(competition: Competition, entrants: list[str]) -> None:
    """Refused on `entrants`: `not_an_entrant`, no such team here, or `withdrawn_team`."""
    known = {team["team_id"] for team in competition["teams"]}
    if not known.issuperset(entrants):
        raise Refused("invalid", {"entrants": "not_an_entrant"})
    if any(team_of(competition, team_id)["withdrawn"] for team_id in entrants):
        raise Refused("invalid", {"entrants": "withdrawn_team"})


def _refuse_idle(decision: Mapping[str, Any], entrants: list[str]) -> None:
    """A decision about a team that does not play here, or one that takes nothing off."""
    if decision["kind"] != "deduction":
        if not set(decision["order"]) <= set(entrants):
            raise Refused("invalid", {"order": "not_an_entrant"})
    elif decision["team_id"] not in entrants:
        raise Refused("invalid", {"team_id": "not_an_entrant"})
    elif decision["points"] < 1:
        raise Refused("invalid", {"points": "out_of_range"})
