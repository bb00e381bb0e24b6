"""What stands on the page of a competition? Teams, numbers and words: no person, no account, no shirt."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any

from contracts.events.tournament_terms import CONFIRMED, PROVISIONAL
from services.portal.formats import CASABLANCA, as_moment, name
from services.portal.public.athletics import athletics_boards
from services.portal.public.closing import closing
from services.portal.public.contest_words import about
from services.portal.public.rounds import bracket_of, round_name
from services.portal.public.scores import score_of, state_words
from services.portal.public.slots import is_known, slot_words
from services.portal.public.tables import rows_of

Named = Callable[[str], str]


def board(whole: dict[str, Any]) -> dict[str, Any]:
    """{contests, athletics: [...], confirmed_at, medals, points, prizes, next_stage}"""
    names = {team["team_id"]: team["name"] for team in whole["competition"]["teams"]}
    named: Named = lambda team_id: names.get(team_id, "")  # noqa: E731
    outcomes = {one["contest_id"]: one for one in whole["outcomes"]}
    contests = [
        contest_board(contest, outcomes[contest["contest_id"]], fixtures_of(whole, contest), named)
        for contest in whole["competition"]["contests"]
        if contest["contest_id"] in outcomes
    ]
    run = [*whole["fixtures"], *whole["heats"]]
    confirmed = [as_moment(one["confirmed_at"]) for one in run if one["confirmed_at"]]
    return {
        "contests": contests,
        "athletics": athletics_boards(whole, named),
        "confirmed_at": max(confirmed, default=None),  # type: ignore[type-var]
        **closing(whole, named),
    }


def contest_board(
    contest: dict[str, Any], outcome: dict[str, Any], fixtures: list[dict[str, Any]], named: Named
) -> dict[str, Any]:
    shown = [shown_fixture(one, contest, named) for one in fixtures]
    tables = [{**one, "rows": rows_of(one, contest, fixtures, named)} for one in outcome["tables"]]
    return {
        "contest_id": contest["contest_id"],
        "title": contest["title"],
        "about": about(contest),
        "tables": tables,
        "unresolved": [[named(team) for team in one["team_ids"]] for one in outcome["unresolved"]],
        "winners": [named(one["team_id"]) for one in outcome["goes_on"] if one["state"] == CONFIRMED],
        "has_champion": contest["format"]["ends_with"] == 1,
        "is_league": not any(one["stage"] == "knockout" for one in fixtures),
        "bracket": bracket_of(shown),
        "days": days(shown),
    }


def fixtures_of(whole: dict[str, Any], contest: dict[str, Any]) -> list[dict[str, Any]]:
    found = [one for one in whole["fixtures"] if one["contest_id"] == contest["contest_id"]]
    return sorted(found, key=lambda one: int(one["number"]))


def shown_fixture(fixture: dict[str, Any], contest: dict[str, Any], named: Named) -> dict[str, Any]:
    """Only what the public may see of it."""
    score = score_of(fixture, contest)
    kept = {key: fixture[key] for key in _KEPT}
    sides = {side: _side(fixture[side], side, score, named) for side in ("home", "away")}
    told = {"round_name": round_name(fixture), "words": state_words(fixture), "score": score}
    return {**kept, **sides, **told}


_KEPT = (
    "fixture_id",
    "version",
    "number",
    "stage",
    "group",
    "round",
    "left",
    "is_third_place",
    "leg",
    "starts_at",
    "pitch",
)


def _side(side: dict[str, Any], which: str, score: Any, named: Named) -> dict[str, Any]:
    """`words`: the team or where it comes from. `if_now`: the team it would be as things stand."""
    at = ("home", "away").index(which)
    known = is_known(side)
    return {
        "slot": side["slot"],
        "team_id": side["team_id"] if known else None,
        "words": name(named(side["team_id"])) if known else slot_words(side["slot"]),
        "if_now": named(side["team_id"]) if side["state"] == PROVISIONAL and side["team_id"] else "",
        "goals": score.goals[at] if score.goals else None,
        "pens": score.pens[at] if score.pens else None,
        "won": score.winner == which,
    }


def days(fixtures: list[dict[str, Any]]) -> list[tuple[date | None, list[dict[str, Any]]]]:
    """[(local day, its fixtures by hour)]; those without an hour come last, under None."""
    dated = sorted((one for one in fixtures if one["starts_at"]), key=_when)
    found: list[Any] = [(on, list(of_day)) for on, of_day in groupby(dated, key=local_day)]
    undated = [one for one in fixtures if not one["starts_at"]]
    return [*found, (None, undated)] if undated else found


def local_day(fixture: dict[str, Any]) -> date:
    moment = as_moment(fixture["starts_at"])
    assert moment is not None
    return moment.astimezone(CASABLANCA).date()


def _when(fixture: dict[str, Any]) -> tuple[Any, str, int]:
    return as_moment(fixture["starts_at"]), fixture["pitch"], fixture["number"]
