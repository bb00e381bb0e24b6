"""What does a file of openfootball JSON say of each match? Whatever is wrong is named by its field."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from chassis.errors import Refused
from contracts.events.result_imports import MOST_MATCHES
from contracts.events.tournament_terms import AWAY, BOTH, FORFEITED, HOME, PLAYED, STATUSES, Result
from services.events.domain.tournament.result_problems import (
    LONGEST,
    SCORES,
    Problem,
    plain,
    problem,
    problems_of,
)

_RESULT = Result()
_MATCHDAY = re.compile(r"matchday ([0-9]{1,3})")
_OF_TEAMS = re.compile(r"round of ([0-9]{1,3})")
_GROUP = re.compile(r"(?:group )?([a-z])")
_NAMED_ROUNDS = {
    "final": 2,
    "semi-final": 4,
    "semi-finals": 4,
    "quarter-final": 8,
    "quarter-finals": 8,
}
_THIRD = ("match for third place", "third place")


@dataclass(frozen=True, slots=True)
class Round:
    """`matchday` of a group stage, else the teams that a knock-out round holds (0: match for third place)."""

    written: str
    matchday: int | None = None
    left: int | None = None


@dataclass(slots=True)
class Row:
    """`number` counts from 1 in the file. `result` as the contract loads it, None where none is told."""

    number: int
    team1: str
    team2: str
    contest: str
    match: int | None
    group: str
    round: Round | None
    day: str
    hour: str
    result: dict[str, Any] | None
    goals: tuple[int, int] | None
    problems: list[Problem]


def read_file(content: bytes) -> list[Any]:
    """Its matches as they stand. Raises Refused `not_results`, `no_matches` or `too_many_matches`."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # no UTF-8, no JSON, too deep, a number of thousands of digits
        raise Refused("not_results") from None
    matches = document.get("matches") if isinstance(document, dict) else None
    if not isinstance(matches, list):
        raise Refused("not_results")
    if not matches:
        raise Refused("no_matches")
    if len(matches) > MOST_MATCHES:
        raise Refused("too_many_matches", most=MOST_MATCHES)
    return matches


def read_row(number: int, match: Any) -> Row:
    """Never refused as a whole: what cannot be read stands in `problems`."""
    told = match if isinstance(match, dict) else {}
    problems: list[Problem] = [] if isinstance(match, dict) else [problem("match", "invalid", match)]
    if not problems:
        problems += [problem(name, "missing") for name in ("team1", "team2") if told.get(name) in (None, "")]
    result, goals = _result(told, problems)
    return Row(
        number=number,
        team1=_text(told, "team1", problems),
        team2=_text(told, "team2", problems),
        contest=_text(told, "contest", problems),
        match=_number(told, problems),
        group=_group(told, problems),
        round=_round(told, problems),
        day=_text(told, "date", problems),
        hour=_text(told, "time", problems),
        result=result,
        goals=goals,
        problems=problems,
    )


def folded(name: str) -> str:
    """A name or a round in any writing: capitals, widths, vowel signs and spaces do not matter."""
    letters = unicodedata.normalize("NFKC", name).casefold()
    kept = (c for c in letters if c != "\u0640" and unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join("".join(kept).split())


def _result(told: dict[str, Any], problems: list[Problem]) -> tuple[Any, Any]:
    """(result, goals as the file gives them); (None, None) where it tells none or it cannot be read."""
    status, score = told.get("status"), told.get("score")
    if status in (None, "") and score in (None, {}):
        return None, None
    if status not in (None, "", *STATUSES):
        problems.append(problem("status", "not_a_choice", status))
        return None, None
    score = {} if score is None else score
    if not isinstance(score, dict):
        problems.append(problem("score", "invalid", score))
        return None, None
    unknown = [problem("score", "unknown_field", key) for key in score if key not in SCORES]
    wanted = {"status": status or PLAYED, **{SCORES[key]: score[key] for key in score if key in SCORES}}
    loaded, refused = _loaded(wanted)
    problems += unknown + refused
    return (None, None) if unknown or refused else _forfeited(loaded)


def _loaded(wanted: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """By the contract of a single result."""
    try:
        return _RESULT.load(wanted), []
    except ValidationError as error:
        refused = problems_of(error.messages)
        return {}, [one | {"read": plain(wanted.get(SCORES[one["field"]]))} for one in refused]


def _forfeited(result: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """A forfeit is told by its goals: who has fewer is at fault, level is both."""
    goals = result["score"]
    if result["status"] != FORFEITED or goals is None:
        return result, goals
    home, away = goals
    at_fault = BOTH if home == away else HOME if home < away else AWAY
    return result | {"score": None, "at_fault": at_fault}, goals


def _text(told: dict[str, Any], field: str, problems: list[Problem]) -> str:
    value = told.get(field)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST:
        problems.append(problem(field, "invalid" if not isinstance(value, str) else "too_long", value))
        return ""
    return plain(value)


def _number(told: dict[str, Any], problems: list[Problem]) -> int | None:
    value = told.get("num")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**31:
        problems.append(problem("num", "invalid", value))
        return None
    return value


def _group(told: dict[str, Any], problems: list[Problem]) -> str:
    written = _text(told, "group", problems)
    found = _GROUP.fullmatch(folded(written))
    if written and not found:
        problems.append(problem("group", "invalid", written))
    return found[1].upper() if found else ""


def _round(told: dict[str, Any], problems: list[Problem]) -> Round | None:
    written = _text(told, "round", problems)
    name = folded(written)
    if found := _MATCHDAY.fullmatch(name):
        return Round(written, matchday=int(found[1]))
    if found := _OF_TEAMS.fullmatch(name):
        return Round(written, left=int(found[1]))
    if name in _NAMED_ROUNDS or name in _THIRD:
        return Round(written, left=_NAMED_ROUNDS.get(name, 0))
    if written:
        problems.append(problem("round", "invalid", written))
    return None
