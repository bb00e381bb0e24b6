"""Stages one after the other as JSON: each may name the ones before it in `from_cases`."""

from collections.abc import Mapping
from typing import Any

from services.events.domain.sports.cases.football_bracket import bracket_outcome
from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import Case, objects, text


def pipeline_outcome(case: Case, known: Known) -> Outcome:
    """The outcome of every stage by its id; what the last one tells stands at the top too.

    A bracket that names its groups needs no list of stages.
    """
    if case.get("stages") is None and case.get("slots") is not None:
        return bracket_outcome(case, known)
    stages = [_stage(case, stage, at) for at, stage in enumerate(objects(case, "stages"))]
    all_known = known.with_more(stages)
    told = {text(stage, "id"): all_known.outcome(text(stage, "id")) for stage in stages}
    last = told[text(stages[-1], "id")] if stages else {}
    return {"stages": told, **{key: value for key, value in last.items() if key not in ("id", "kind")}}


def _stage(case: Case, stage: Mapping[str, Any], at: int) -> dict[str, Any]:
    usual = {"id": f"{case.get('id')}.{at + 1}", "competition": case.get("competition")}
    return {**usual, **stage}
