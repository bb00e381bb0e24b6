"""Which athletes qualified for this contest elsewhere, and could be entered here?"""

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.events.athletics_terms import ATHLETICS
from contracts.events.tournament_terms import SETTLED

Competition = Mapping[str, Any]
Contest = Mapping[str, Any]
Entry = Mapping[str, Any]
Outcomes = Mapping[str, Mapping[str, Any]]


def qualified(
    competition: Competition, contest: Contest, source: Competition, outcomes: Outcomes
) -> list[dict[str, Any]]:
    """As `Entry`: who surely goes on in `source`, in the same discipline, sex and age. `best` is the mark
    there; without those whose team is not here, or who are entered already.
    """
    teams = {
        team["came_from"]["team_id"]: team["team_id"]
        for team in competition["teams"]
        if team.get("came_from") and team["came_from"]["competition_id"] == source["_id"]
    }
    found = [
        {**entry, "team_id": teams[entry["team_id"]], "best": mark}
        for like in source["contests"]
        if _is_like(like, contest)
        for entry, mark in _going_on(like, outcomes[like["contest_id"]])
        if entry["team_id"] in teams
    ]
    return [one for one in found if not any(_is_same(one, known) for known in contest["entries"])]


def _going_on(contest: Contest, outcome: Mapping[str, Any]) -> Iterator[tuple[Entry, str]]:
    entries = {one["bib"]: one for one in contest["entries"]}
    ranked = {one["bib"]: one for one in (outcome["final"] or {}).get("ranked", ())}
    for one in outcome["goes_on"]:
        if one["state"] == SETTLED and one["bib"] in entries:
            yield entries[one["bib"]], ranked[one["bib"]]["mark"]


def _is_like(one: Contest, other: Contest) -> bool:
    return one["sport"] == ATHLETICS and all(
        (
            one["terms"]["discipline"] == other["terms"]["discipline"],
            one["sex"] == other["sex"],
            one["age"] == other["age"],
        )
    )


def _is_same(one: Entry, known: Entry) -> bool:
    """Of one team under one name; where a name is missing, under one bib."""
    if one["team_id"] != known["team_id"]:
        return False
    if one["name"] and known["name"]:
        return bool(one["name"].casefold() == known["name"].casefold())
    return bool(one["bib"] == known["bib"])
