"""What did a match end with? The goals of each side, and the state in words where it was not just played."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from contracts.events.tournament_terms import (
    ABANDONED,
    ANNULLED,
    AWARDED,
    BOTH,
    CONFIRMED,
    ENTERED,
    FORFEITED,
    HOME,
    NOT_PLAYED,
    PLAYED,
)

FORFEIT_GOALS = 3  # where the contest's rules say nothing else


@dataclass(frozen=True)
class Score:
    """`goals` and `pens`: [home, away] or None. `winner`: `home`, `away` or empty."""

    goals: tuple[int, int] | None = None
    pens: tuple[int, int] | None = None
    winner: str = ""
    status: str = ""
    is_after_extra_time: bool = False


def score_of(fixture: dict[str, Any], contest: dict[str, Any]) -> Score:
    """Of the confirmed result; what waits for a second person is not published."""
    result = fixture["result"]
    if fixture["result_state"] != CONFIRMED or not result:
        return Score()
    status = result["status"]
    extra, pens = _pair(result.get("extra_time")), _pens(result)
    goals = _forfeit(result, contest) if status == FORFEITED else extra or _pair(result.get("score"))
    goals = None if status in (NOT_PLAYED, ANNULLED) else goals
    counts = status in (PLAYED, AWARDED, FORFEITED) and not fixture["void"]
    winner = _winner(goals, pens) if counts else ""
    return Score(goals, pens, winner, status, extra is not None)


def state_words(fixture: dict[str, Any]) -> str:
    """Empty where the score says it all."""
    if fixture["result_state"] == ENTERED:
        return _("result awaiting confirmation")
    if fixture["result_state"] != CONFIRMED or not fixture["result"]:
        return _("to be replayed") if fixture["is_replay"] else ""
    result = fixture["result"]
    said = [_STATUSES[result["status"]](), *_how(result)]
    if fixture["void"]:
        said.append(_("a team withdrew, does not count"))
    if fixture["stale"]:
        said.append(_("played before a correction changed who meets whom"))
    return _(", ").join(one for one in said if one)


_STATUSES = {
    PLAYED: lambda: "",
    NOT_PLAYED: lambda: _("not played"),
    ABANDONED: lambda: _("abandoned, does not count"),
    AWARDED: lambda: _("awarded by decision"),
    FORFEITED: lambda: _("forfeit"),
    ANNULLED: lambda: _("annulled"),
}


def _how(result: dict[str, Any]) -> list[str]:
    if result["status"] == FORFEITED and result.get("at_fault") == BOTH:
        return [_("of both teams")]
    if _pens(result):
        return [_("by shoot-out")]
    return [_("after extra time")] if result.get("extra_time") else []


def _pair(value: Any) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None


def _pens(result: dict[str, Any]) -> tuple[int, int] | None:
    """As entered, or counted from the kicks."""
    kicks = result.get("kicks") or []
    if result.get("pens") or not kicks:
        return _pair(result.get("pens"))
    scored = [kick["side"] for kick in kicks if kick["scored"]]
    return scored.count("home"), scored.count("away")


def _forfeit(result: dict[str, Any], contest: dict[str, Any]) -> tuple[int, int] | None:
    """Both at fault: nobody has goals."""
    goals = contest["rules"].get("forfeit_goals") or FORFEIT_GOALS
    if result.get("at_fault") == BOTH:
        return None
    return (0, goals) if result.get("at_fault") == HOME else (goals, 0)


def _winner(goals: tuple[int, int] | None, pens: tuple[int, int] | None) -> str:
    for pair in (goals, pens):
        if pair and pair[0] != pair[1]:
            return "home" if pair[0] > pair[1] else "away"
    return ""
