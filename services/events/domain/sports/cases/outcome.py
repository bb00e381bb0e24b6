"""What came out of a competition? One answer for each kind of case."""

from collections.abc import Callable, Iterable
from typing import Any

from chassis.errors import Refused
from services.events.domain.sports.cases.athletics_field import horizontal_outcome, vertical_outcome
from services.events.domain.sports.cases.athletics_heats import heats_outcome
from services.events.domain.sports.cases.athletics_tables import (
    medals_outcome,
    points_outcome,
    selection_outcome,
)
from services.events.domain.sports.cases.football_across import across_outcome
from services.events.domain.sports.cases.football_bracket import bracket_outcome
from services.events.domain.sports.cases.football_discipline import discipline_outcome
from services.events.domain.sports.cases.football_group import group_outcome, per_game_outcome
from services.events.domain.sports.cases.football_knockout import (
    match_outcome,
    shootout_outcome,
    two_legs_outcome,
)
from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.pipeline import pipeline_outcome
from services.events.domain.sports.cases.reading import Case, invalid

KINDS: dict[str, Callable[[Case, Known], Outcome]] = {
    "football.group": group_outcome,
    "football.league_ppg": per_game_outcome,
    "football.cross_group": across_outcome,
    "football.bracket": bracket_outcome,
    "football.two_legs": two_legs_outcome,
    "football.knockout_match": match_outcome,
    "football.shootout": shootout_outcome,
    "football.discipline": discipline_outcome,
    "football.pipeline": pipeline_outcome,
    "athletics.heats": heats_outcome,
    "athletics.horizontal": horizontal_outcome,
    "athletics.vertical": vertical_outcome,
    "athletics.final_selection": selection_outcome,
    "athletics.medal_table": medals_outcome,
    "athletics.team_points": points_outcome,
}


def work_out(case: Case, known: Known) -> Outcome:
    """Raises Refused("invalid_case", {field: slug}) when the case cannot be read."""
    kind = case.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise invalid("kind", "unknown_kind", kind=str(kind))
    return {"id": case.get("id"), "kind": kind, **KINDS[kind](case, known)}


def outcomes(cases: Iterable[Any]) -> list[Outcome]:
    """One for each case, in their order; a case that cannot be read answers its error, the others go on."""
    given = list(cases)
    readable = [case for case in given if isinstance(case, dict)]
    known = Known(readable, work_out)
    return [_one(case, known) for case in given]


def _one(case: Any, known: Known) -> Outcome:
    if not isinstance(case, dict):
        return {"id": None, "error": invalid("case", "not_an_object").as_data()}
    try:
        return work_out(case, known)
    except Refused as refused:
        return {"id": case.get("id"), "error": refused.as_data()}
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as broken:
        # a shape no reader foresaw: still this case alone, and still named
        error = invalid("case", "malformed", why=f"{type(broken).__name__}: {broken}")
        return {"id": case.get("id"), "error": error.as_data()}
