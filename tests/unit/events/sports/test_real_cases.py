"""Are real competitions ranked as they were, in any order of entry?

The cases lie beside the checkout and are no part of it; without them these tests skip and say so.
"""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from services.events.domain.sports.cases.outcome import outcomes

FOLDER = Path(__file__).parents[5] / "shared" / "cases" / "sports"
ORDERS = 50
# kicks and attempts are not among them: their order is part of the result
FREE = ("teams", "matches", "heats", "results", "athletes", "candidates", "bookings")
# sets, whatever list they are written in
SETS = ("qualified", "unranked", "by_place", "unresolved_before", "ties_broken", "ranking", "displaced")
# its third place came from the ranking of thirds of all groups, which the case does not hold
NOT_IN_THE_CASE = {("wc1990-F", "qualified")}

FILES = sorted(FOLDER.glob("*.json"))
CASES = {case["id"]: case for file in FILES for case in json.loads(file.read_text())["cases"]}

pytestmark = pytest.mark.skipif(not CASES, reason=f"no cases at {FOLDER}")


def told(case: dict[str, Any]) -> dict[str, Any]:
    blind = {key: value for key, value in case.items() if key != "expected"}
    return outcomes([blind])[0]


def compared(value: Any, key: str = "") -> Any:
    """The order inside a set, or among those who share a place, says nothing."""
    if key == "ranking" and value and isinstance(value[0], str):
        return value
    if isinstance(value, dict):
        return {
            name: compared(one, name if key != "shared_places" else "qualified")
            for name, one in value.items()
        }
    if isinstance(value, list) and key in (*SETS, "athletes", "teams"):
        return sorted(
            (compared(one, "qualified") for one in value), key=lambda one: json.dumps(one, sort_keys=True)
        )
    return value


@pytest.mark.parametrize("case_id", sorted(CASES) or ["none"])
def test_the_official_outcome(case_id: str) -> None:
    found, official = told(CASES[case_id]), CASES[case_id]["expected"]
    for key, value in official.items():
        if (case_id, key) not in NOT_IN_THE_CASE:
            assert compared(found.get(key), key) == compared(value, key), key


@pytest.mark.parametrize("case_id", sorted(CASES) or ["none"])
def test_any_order_of_entry(case_id: str) -> None:
    chance = random.Random(case_id)
    fresh = told(CASES[case_id])
    for _ in range(ORDERS):
        assert told(turned(CASES[case_id], chance)) == fresh


@pytest.mark.parametrize("case_id", sorted(CASES) or ["none"])
def test_one_result_entered_wrong_and_corrected(case_id: str) -> None:
    case = copy.deepcopy(CASES[case_id])
    fresh = told(case)
    right = spoil(case)
    told(case)
    right()
    assert told(case) == fresh


def turned(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {key: shuffled(one, key, chance) for key, one in value.items()}
    return value


def shuffled(value: Any, key: str, chance: random.Random) -> Any:
    if isinstance(value, list) and key in FREE:
        return [turned(one, chance) for one in chance.sample(value, len(value))]
    return value


def spoil(case: dict[str, Any]) -> Any:
    """Enters one wrong result; answers what puts it right."""
    places = {
        "matches": "score",
        "heats": "results",
        "athletes": "attempts" if "attempts" in case.get("athletes", [{}])[0] else "series",
        "candidates": "pts",
        "kicks": "scored",
    }
    wrong: dict[str, Any] = {
        "score": [9, 8],
        "results": [],
        "attempts": ["99.00"],
        "series": ["O"],
        "pts": 99,
    }
    for key, field in places.items():
        if case.get(key):
            item = case[key][0]
            return _put(item, field, not item[field] if field == "scored" else wrong[field])
    return _put(case["second_leg"], "score", [0, 9])


def _put(item: dict[str, Any], field: str, value: Any) -> Any:
    right = item[field]
    item[field] = value
    return lambda: item.update({field: right})
