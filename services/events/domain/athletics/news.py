"""Who is told what of an athletics contest: its hour, its final, who goes on?

Compared with what was told: `{hour: None | {starts_at, pitch, place}, final: None | [{place, team_id, mark}],
goes_on: [team ids]}`. What waits again, after a correction, is remembered as it was told. Names are those of
teams, never of a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from contracts.events.tournament_facts import ContestMoved, ContestScheduled, FinalRanked
from contracts.events.tournament_terms import NONE, RUNNING
from contracts.fact import Fact
from services.events.domain.tournament.outcome import going_on
from services.events.domain.tournament.telling import (
    associations,
    of_contest,
    qualification_news,
    teams_of,
)

Competition = dict[str, Any]
Contest = dict[str, Any]
Outcome = dict[str, Any]
Told = dict[str, Any]

ON_PODIUM = 3
NOTHING: Told = {"hour": None, "final": None, "goes_on": []}


def news(
    competition: Competition,
    contest: Contest,
    heats: Sequence[Mapping[str, Any]],
    told: Told | None,
    outcome: Outcome,
) -> tuple[Told, list[Fact]]:
    """`heats`: all of the contest."""
    was = told or NOTHING
    hour = _hour(competition, contest, heats) or was["hour"]
    final = _final(outcome) or was["final"]
    goes_on = going_on(outcome)
    facts = [
        *_hour_news(competition, contest, was["hour"], hour),
        *_final_news(competition, contest, was["final"], final),
        *qualification_news(competition, contest, set(was["goes_on"]), goes_on),
    ]
    return {"hour": hour, "final": final, "goes_on": sorted(goes_on)}, facts


def _hour(competition: Competition, contest: Contest, heats: Sequence[Mapping[str, Any]]) -> Told | None:
    """Of the first heat, while the competition runs and before anything has been run here."""
    waits = all(one["starts_at"] is not None and one["result_state"] == NONE for one in heats)
    if competition["state"] != RUNNING or not heats or not waits or not any(_entered(competition, contest)):
        return None
    first = min(heats, key=lambda one: (one["starts_at"], one["number"]))
    return {"starts_at": first["starts_at"], "pitch": first["pitch"], "place": competition["place"]}


def _final(outcome: Outcome) -> list[dict[str, Any]] | None:
    """Its first three places, more where some are level; None while it waits for anything."""
    if not outcome["complete"]:
        return None
    best = [one for one in outcome["final"]["ranked"] if one["place"] <= ON_PODIUM]
    return [{name: one[name] for name in ("place", "team_id", "mark")} for one in best]


def _hour_news(competition: Competition, contest: Contest, was: Told | None, now: Told | None) -> list[Fact]:
    if now is None or now == was:
        return []
    about = of_contest(competition, contest) | {
        "starts_at": now["starts_at"],
        "pitch": "\n".join(part for part in (now["pitch"], now["place"]) if part),
        "hearers": associations(*_entered(competition, contest)),
    }
    key = contest["contest_id"]
    return [ContestMoved.of(key, **about) if was else ContestScheduled.of(key, **about)]


def _final_news(
    competition: Competition,
    contest: Contest,
    was: list[dict[str, Any]] | None,
    now: list[dict[str, Any]] | None,
) -> list[Fact]:
    if not now or now == was:
        return []
    teams = teams_of(competition)
    lines = [
        {"place": one["place"], "team": teams[one["team_id"]]["short"], "mark": one["mark"]} for one in now
    ]
    about = of_contest(competition, contest)
    return [FinalRanked.of(contest["contest_id"], **about, lines=lines, corrected=was is not None)]


def _entered(competition: Competition, contest: Contest) -> Iterable[Mapping[str, Any]]:
    """Teams that entered athletes and have not withdrawn."""
    entered = {one["team_id"] for one in contest["entries"]}
    return (one for one in competition["teams"] if one["team_id"] in entered and not one["withdrawn"])
