"""Is a result one that this match can have? Every refusal names its field."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from chassis.errors import Refused
from contracts.events.tournament_terms import ABANDONED, AWARDED, FORFEITED, PLAYED
from services.events.domain.tournament.legs import leg_of
from services.events.domain.tournament.score import final_score, goals_on_field, kicked, pair, pens_of
from services.events.domain.tournament.ties import is_level

Fixture = dict[str, Any]
Result = dict[str, Any]
Contest = dict[str, Any]
Faults = Iterator[tuple[str, str]]

WITH_SCORE = (PLAYED, ABANDONED, AWARDED)
OF_A_MATCH = ("score", "half_time", "extra_time", "pens", "kicks")


def checked(result: Result, fixture: Fixture, contest: Contest, first: Result | None = None) -> Result:
    """The result as it is kept: scores as lists, `pens` added up from the kicks.

    `first`: of the first leg, where this is the second of two (`ties.counted_first_leg`).
    Raises Refused("invalid", {"result": {field: slug}}).
    """
    faults: dict[str, str] = {}
    for field, slug in _faults(result, fixture, contest, first):
        faults.setdefault(field, slug)
    if faults:
        raise Refused("invalid", {"result": faults})
    scores = ("score", "half_time", "extra_time", "on_field")
    kept = result | {name: _listed(result.get(name)) for name in scores}
    return kept | {"pens": _listed(pens_of(result))}


def _faults(result: Result, fixture: Fixture, contest: Contest, first: Result | None) -> Faults:
    needed = list(_missing(result))
    yield from needed
    if needed:
        return
    if result["status"] in WITH_SCORE:
        yield from _of_halves(result)
        yield from _of_extra_time(result, fixture, contest, first)
        yield from _of_shoot_out(result, fixture, contest, first)
        yield from _without_winner(result, fixture, contest, first)
    else:
        yield from ((field, "score_not_allowed") for field in OF_A_MATCH if result.get(field))
    yield from _of_players(result)


def _missing(result: Result) -> Faults:
    if result["status"] in WITH_SCORE and result.get("score") is None:
        yield "score", "score_missing"
    if result["status"] == FORFEITED and result.get("at_fault") is None:
        yield "at_fault", "at_fault_missing"


def _of_halves(result: Result) -> Faults:
    """The half of an awarded match is that of the match on the field."""
    half, whole = pair(result.get("half_time")), pair(result.get("on_field")) or pair(result["score"])
    if half and whole and (half[0] > whole[0] or half[1] > whole[1]):
        yield "half_time", "half_time_above"


def _of_extra_time(result: Result, fixture: Fixture, contest: Contest, first: Result | None) -> Faults:
    normal, extra = pair(result["score"]), pair(result.get("extra_time"))
    if extra is None or normal is None:
        return
    if not _may_have_extra_time(fixture, contest) or result["status"] == AWARDED:
        yield "extra_time", "score_not_allowed"
    elif not is_level(normal, first, contest):
        yield "extra_time", "not_level"
    elif extra[0] < normal[0] or extra[1] < normal[1]:
        yield "extra_time", "out_of_range"


def _of_shoot_out(result: Result, fixture: Fixture, contest: Contest, first: Result | None) -> Faults:
    pens = pens_of(result)
    if pens is None:
        return
    field = "pens" if result.get("pens") is not None else "kicks"
    score = final_score(result, contest)
    if not _may_have_shoot_out(fixture, contest) or result["status"] != PLAYED:
        yield field, "score_not_allowed"
    elif score is None or not is_level(score, first, contest):
        yield field, "not_level"
    elif result.get("extra_time") is None and _may_have_extra_time(fixture, contest):
        yield "extra_time", "score_missing"
    elif pens[0] == pens[1]:
        yield field, "shoot_out_not_over"
    elif result.get("kicks"):
        yield from _of_kicks(result, pens)


def _of_kicks(result: Result, pens: tuple[int, int]) -> Faults:
    told = kicked(result)
    home = sum(kick["side"] == "home" for kick in result["kicks"])
    if told.winner is None or told.extra_kicks or abs(2 * home - len(result["kicks"])) > 1:
        yield "kicks", "shoot_out_not_over"
    elif told.score != pens:
        yield "pens", "invalid"


def _without_winner(result: Result, fixture: Fixture, contest: Contest, first: Result | None) -> Faults:
    """Only what counts and decides a tie has to name one who goes on."""
    score = final_score(result, contest)
    if _decides(fixture) and score and is_level(score, first, contest) and pens_of(result) is None:
        yield "extra_time" if result.get("extra_time") else "score", "still_level"


def _of_players(result: Result) -> Faults:
    shirts = Counter((card["side"], card["shirt"]) for card in result.get("cards", ()))
    if any(count > 1 for count in shirts.values()):
        yield "cards", "twice"
    goals = goals_on_field(result) or (0, 0)
    for side, most in zip(("home", "away"), goals, strict=True):
        if sum(one["side"] == side for one in result.get("scorers", ())) > most:
            yield "scorers", "out_of_range"


def _may_have_extra_time(fixture: Fixture, contest: Contest) -> bool:
    return _decides(fixture) and contest["match"]["extra_half_minutes"] > 0


def _may_have_shoot_out(fixture: Fixture, contest: Contest) -> bool:
    return _decides(fixture) and bool(contest["match"]["penalties"])


def _decides(fixture: Fixture) -> bool:
    """Does somebody go on from it? A first leg may end level."""
    return fixture["stage"] == "knockout" and leg_of(fixture) != 1


def _listed(score: Any) -> list[int] | None:
    return None if score is None else list(score)
