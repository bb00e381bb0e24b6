"""Which result of a fixture counts, now that results are confirmed and teams withdrawn?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.events.tournament_terms import (
    ANNULLED,
    AWARDED,
    BOTH,
    CONFIRMED,
    FORFEITED,
    PLAYED,
)
from services.events.domain.sports.football.knockout import Award, Tie, Verdict, awarded, verdict
from services.events.domain.sports.football.tally import Match
from services.events.domain.tournament.rules import Cards
from services.events.domain.tournament.score import final_score, pens_of

Fixture = dict[str, Any]
Result = dict[str, Any]
Contest = dict[str, Any]

COUNTING = (PLAYED, AWARDED, FORFEITED)


@dataclass(frozen=True, slots=True)
class Gone:
    """Teams that withdrew. `annulled`: their matches count for nobody and they are in no table."""

    annulled: frozenset[str]
    forfeiting: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.annulled | self.forfeiting


def gone(teams: Iterable[Mapping[str, Any]]) -> Gone:
    left = [team for team in teams if team.get("withdrawn")]
    annulled = {team["team_id"] for team in left if team["withdrawn"]["annul"]}
    return Gone(frozenset(annulled), frozenset(team["team_id"] for team in left) - annulled)


def group_result(fixture: Fixture, left: Gone) -> Result | None:
    """None while the match is open: abandoned or not played it waits, annulled it does not."""
    sides = fixture["drawn"]
    if left.annulled & set(sides):
        return {"status": ANNULLED}
    kept = confirmed_result(fixture, sides)
    if kept is not None and kept["status"] in (*COUNTING, ANNULLED):
        return kept
    return _walked_off(sides, left.forfeiting)


def knockout_result(fixture: Fixture, sides: Sequence[str | None], left: Gone) -> Result | None:
    """None while nobody can go on from it; who withdrew and was annulled has lost all its matches."""
    if left.annulled & set(sides):
        return _walked_off(sides, left.all)
    kept = confirmed_result(fixture, sides)
    if kept is not None and kept["status"] in COUNTING:
        return kept
    return _walked_off(sides, left.all)


def confirmed_result(fixture: Fixture, sides: Sequence[str | None]) -> Result | None:
    """Only that of these very teams: another one was played by who has no place here any more."""
    if fixture["result_state"] != CONFIRMED or is_of_others(fixture, sides):
        return None
    result: Result = fixture["result"]
    return result


def is_of_others(fixture: Fixture, sides: Sequence[str | None]) -> bool:
    return fixture["sides"] is not None and list(fixture["sides"]) != list(sides)


def match_of(fixture: Fixture, result: Result | None, contest: Contest) -> Match:
    """A match of a group as the table reads it."""
    home, away = fixture["drawn"]
    if result is None or result["status"] not in COUNTING:
        return Match(home, away, None, ANNULLED if result else "not_played")
    status = PLAYED if result["status"] == PLAYED else AWARDED
    both = result["status"] == FORFEITED and result["at_fault"] == BOTH
    score = final_score(result, contest)
    if both:
        goals = final_score(result | {"at_fault": "away"}, contest)
        score = (goals[0], goals[0]) if goals else None
    return Match(home, away, score, status, both_lose=both)


def verdict_of(result: Result, home: str, away: str, contest: Contest) -> Verdict:
    """Who goes on from a match of the knock-out; a method without a winner: both are out."""
    if result["status"] == FORFEITED:
        winner = {"home": away, "away": home}.get(result["at_fault"])
        return awarded(Tie(home, away, None), Award(None, winner))
    score = final_score(result, contest)
    if result["status"] == AWARDED:
        return awarded(Tie(home, away, score), Award(score, None))
    return verdict(Tie(home, away, score, result.get("extra_time") is not None, pens_of(result)))


def cards_of(fixtures: Iterable[Fixture], teams: Iterable[str], left: Gone) -> Cards:
    """Cards of the group matches that count, of every team; empty where nobody wrote one down."""
    counted: Cards = {team: {} for team in teams}
    for fixture in fixtures:
        result = group_result(fixture, left)
        if result is None or result["status"] not in COUNTING:
            continue
        for card in result.get("cards", ()):
            shown = counted[fixture["drawn"][card["side"] == "away"]]
            shown[card["card"]] = shown.get(card["card"], 0) + 1
    return counted if any(counted.values()) else {}


def _walked_off(sides: Sequence[str | None], left: frozenset[str]) -> Result | None:
    home, away = (team in left for team in sides)
    if not home and not away:
        return None
    return {"status": FORFEITED, "at_fault": BOTH if home and away else "home" if home else "away"}
