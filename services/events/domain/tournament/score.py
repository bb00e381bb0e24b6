"""What is the score of a result, and how is it written?"""

from typing import Any

from contracts.events.tournament_terms import ABANDONED, AWARDED, BOTH, FORFEITED, HOME, PLAYED
from services.events.domain.sports.football.shootout import Kick, Shootout, shootout
from services.events.domain.tournament.rules import rule_set

Score = tuple[int, int]
Result = dict[str, Any]
Contest = dict[str, Any]


def final_score(result: Result, contest: Contest) -> Score | None:
    """Goals of the whole match without the shoot-out; None where nothing counts.

    A forfeit takes the goals of the rules; when both were at fault nobody scored.
    """
    if result["status"] == FORFEITED:
        return _forfeit(result["at_fault"], rule_set(contest).forfeit_goals)
    if result["status"] in (PLAYED, AWARDED):
        return pair(result.get("extra_time")) or pair(result["score"])
    return None


def goals_on_field(result: Result) -> Score | None:
    """What the players themselves scored, whatever was decided later."""
    if result.get("on_field") is not None:
        return pair(result["on_field"])
    if result["status"] in (PLAYED, ABANDONED, AWARDED):
        return pair(result.get("extra_time")) or pair(result.get("score"))
    return None


def pens_of(result: Result) -> Score | None:
    """As given, else as the kicks add up."""
    if result.get("pens") is not None:
        return pair(result["pens"])
    return kicked(result).score if result.get("kicks") else None


def kicked(result: Result) -> Shootout:
    """The shoot-out of the kicks, read one for each side in turn, in whichever order they were written."""
    kicks = result["kicks"]
    first = _began(kicks)
    own = [Kick(first, kick["scored"]) for kick in kicks if kick["side"] == first]
    others = [Kick(kick["side"], kick["scored"]) for kick in kicks if kick["side"] != first]
    in_turn = [kick for at in range(len(own)) for kick in (*own[at : at + 1], *others[at : at + 1])]
    return shootout("home", "away", in_turn)


def score_words(result: Result, contest: Contest) -> str:
    """`2-1`, `1-1 (4-3)` with a shoot-out, home first; empty where no score counts."""
    score = final_score(result, contest)
    if score is None:
        return ""
    pens = pens_of(result)
    return f"{score[0]}-{score[1]}" + (f" ({pens[0]}-{pens[1]})" if pens else "")


def pair(score: Any) -> Score | None:
    return None if score is None else (score[0], score[1])


def _began(kicks: list[dict[str, Any]]) -> str:
    """Who kicked more began; else who is written first."""
    home = sum(kick["side"] == HOME for kick in kicks)
    if 2 * home == len(kicks):
        return str(kicks[0]["side"])
    return "home" if 2 * home > len(kicks) else "away"


def _forfeit(at_fault: str, goals: int) -> Score:
    if at_fault == BOTH:
        return 0, 0
    return (0, goals) if at_fault == HOME else (goals, 0)
