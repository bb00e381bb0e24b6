"""Do real heats and finals, entered heat by heat, end as they did?

The cases lie beside the checkout and are no part of it; without them these tests skip and say so.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from contracts.events.athletics_results import HeatResult
from tests.unit.events.athletics.meeting import in_heats

FOLDER = Path(__file__).parents[5] / "shared" / "cases" / "sports"
FILES = sorted(FOLDER.glob("athletics_*.json"))
CASES = [case for file in FILES for case in json.loads(file.read_text())["cases"]]
# a re-run alone against the clock is not among the heats of a contest
HEATS = [case for case in CASES if case["kind"] == "athletics.heats" and not case.get("decisions")]
FIELDS = [case for case in CASES if case["kind"] != "athletics.heats" and "final" in case["id"]]
FIELDS += [case for case in CASES if case["id"] == "rio2016-dec-HJ"]
DISCIPLINES = {"SP": "shot-put", "LJ": "long-jump", "HJ": "high-jump", "PV": "pole-vault"}

pytestmark = pytest.mark.skipif(not CASES, reason=f"no cases at {FOLDER}")


def name_of(case: dict[str, Any]) -> str:
    return str(case["id"])


@pytest.mark.parametrize("case", HEATS, ids=name_of)
def test_those_who_went_on_go_on(case: dict[str, Any]) -> None:
    bibs = {
        row["athlete"]: 100 * at + lane
        for at, heat in enumerate(case["heats"], 1)
        for lane, row in enumerate(heat["results"], 1)
    }
    meeting = in_heats(
        [[bibs[row["athlete"]] for row in heat["results"]] for heat in case["heats"]], **terms(case)
    )
    for number, heat in enumerate(case["heats"], 1):
        meeting.report(number, loaded([raced(row, bibs) for row in heat["results"]]))
    names = {bib: name for name, bib in bibs.items()}
    told = meeting.outcome()
    assert told["unresolved"] == []
    for how, key in (("Q", "by_place"), ("q", "by_time")):
        through = {names[one["bib"]] for one in told["going"] if one["how"] == how and one["round"] == 1}
        assert through == {one["athlete"] for one in case["expected"][key]}
    second = [
        one for heat in meeting.heats.values() if heat["round"] == 2 for one in told["slots"][heat["_id"]]
    ]
    assert len(second) == case["expected"]["total_advancing"]
    assert {one["state"] for one in second} == {"confirmed"}


@pytest.mark.parametrize("case", FIELDS, ids=name_of)
def test_the_final_of_a_field_event_is_ranked_as_it_was(case: dict[str, Any]) -> None:
    bibs = {row["athlete"]: bib for bib, row in enumerate(case["athletes"], 11)}
    discipline = next(slug for short, slug in DISCIPLINES.items() if f"-{short}" in case["id"])
    heights = [round(float(height) * 100) for height in case.get("heights") or []]
    meeting = in_heats([list(bibs.values())], discipline, heights=heights)
    meeting.report(1, loaded([jumped(row, bibs) for row in case["athletes"]]))
    names = {bib: name for name, bib in bibs.items()}
    final = meeting.outcome()["final"]
    told = [(one["place"], names[one["bib"]], one["mark"]) for one in final["ranked"]]
    expected = [(one["place"], one["athlete"], one["best"]) for one in case["expected"]["ranking"]]
    assert sorted(told) == sorted(expected)
    assert {names[one["bib"]] for one in final["unranked"]} == set(case["expected"]["unranked"])


def terms(case: dict[str, Any]) -> dict[str, Any]:
    rules = case["rules"]
    rounds = [
        {
            "lanes": max(len(heat["results"]) for heat in case["heats"]),
            "by_place": rules["advance_by_place"],
            "by_time": rules["advance_by_time"],
        },
        {"lanes": 8},
    ]
    if case["expected"]["total_advancing"] > 8:
        rounds.insert(1, {"lanes": 8, "by_place": 2, "by_time": 2})
    return {"discipline": "200m" if "200m" in case["id"] else "100m", "rounds": rounds}


def loaded(rows: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = HeatResult().load({"rows": rows})
    return found


def raced(row: dict[str, Any], bibs: dict[str, int]) -> dict[str, Any]:
    if row["status"] != "OK":
        return {"bib": bibs[row["athlete"]], "status": row["status"]}
    mark = f"{row['mark_ms'] // 1000}.{row['mark_ms'] % 1000:03}" if row.get("mark_ms") else row["mark"]
    return {"bib": bibs[row["athlete"]], "mark": mark, "place": row["place"]}


def jumped(row: dict[str, Any], bibs: dict[str, int]) -> dict[str, Any]:
    """No mark (NM) follows from the attempts; for no height (NH) the source has no series."""
    bib = bibs[row["athlete"]]
    if row.get("status") == "NH":
        return {"bib": bib, "series": ["XXX"]}
    if row.get("status") in ("DNS", "DQ"):
        return {"bib": bib, "status": row["status"]}
    if "series" in row:
        return {"bib": bib, "series": row["series"]}
    return {"bib": bib, "attempts": row["attempts"]}
