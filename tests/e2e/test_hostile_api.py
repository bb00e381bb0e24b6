"""Does anything that a program sends bring the office down? schemathesis over HTTP, a whole stack there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings

from services.portal import api
from stack.lab import Lab
from tests.e2e.door import Program, make_key

DESCRIPTION = schemathesis.openapi.from_path(Path(api.__file__).with_name("openapi.json"))
EXAMPLES = 100 if os.environ.get("E2E_FULL") == "1" else 4  # an operation and role
REAL_IDS_OF = 2  # every second request speaks of something that is there
ASSOCIATION = {
    "name_ar": "جمعية الأمل",
    "commune": "Ben Guerir",
    "officers": [{"office": "president", "name": "نعيمة العلوي", "phone": "0685100001"}],
}
MEETING = {
    "title": "الاجتماع العادي",
    "starts_at": "2099-11-26T10:30:00+01:00",
    "place": "ابن جرير",
    "audience": {"offices": [], "communes": []},
    "expected": 1,
}
COMPETITION = {"name": "الإقصائيات", "place": "ابن جرير", "starts_on": "2099-11-26", "ends_on": "2099-11-27"}
TEAM = {"name": "دار الطالب", "short": "الدار", "guest_of": "سطات"}
SPRINT = {"title": "100 متر", "terms": {"discipline": "100m"}}

Ids = dict[str, str]


@pytest.fixture(scope="module")
def keys(lab: Lab) -> dict[str, str]:
    return {role: make_key(lab, role) for role in ("chair", "administrator")}


@pytest.fixture(scope="module")
def ids(lab: Lab, keys: dict[str, str]) -> Ids:
    """Of something of each kind that is really there."""
    chair = Program(lab, keys["chair"])
    made = chair.post("/associations", ASSOCIATION).json() | chair.post("/meetings", MEETING).json()
    import_id = chair.upload("اسم الجمعية;الجماعة\n".encode(), "a.csv")
    announcement_id = f"{made['meeting_id']}.1"
    beside = {"import_id": import_id, "announcement_id": announcement_id, "service": "events"}
    return {**made, **beside, **_drawn_sprint(chair)}


def _drawn_sprint(chair: Program) -> Ids:
    """Ids of a competition, a team, a contest and its only heat."""
    competition_id = chair.post("/competitions", COMPETITION).json()["id"]
    address = f"/competitions/{competition_id}"
    team_id = chair.post(f"{address}/teams", {**TEAM, "version": 1}).json()["id"]
    sprint = {**SPRINT, "version": 2, "entrants": [team_id]}
    contest_id = chair.post(f"{address}/athletics", sprint).json()["id"]
    entries = {"version": 3, "entries": [{"bib": 1, "team_id": team_id}, {"bib": 2, "team_id": team_id}]}
    of_contest = f"{address}/athletics/{contest_id}"
    assert chair.send("PUT", f"{of_contest}/entries", json=entries).status_code == 200
    assert chair.post(f"{of_contest}/draw", {"version": 4}).status_code == 200
    [heat] = chair.get(address)["heats"]
    ids = {"competition_id": competition_id, "team_id": team_id, "contest_id": contest_id}
    return {**ids, "heat_id": heat["heat_id"]}


TOO_LONG = "URI Too Long"  # gunicorn's own answer: such an address never reaches us


def test_the_description_that_is_served_is_the_one_that_is_tried(lab: Lab) -> None:
    served = requests.get(f"{lab.url}/api/v1/openapi.json", timeout=10).json()
    assert sorted(served["paths"]) == sorted(DESCRIPTION.raw_schema["paths"])


@pytest.mark.parametrize("role", ["chair", "administrator"])
@DESCRIPTION.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_no_request_brings_the_office_down(
    case: schemathesis.Case, role: str, lab: Lab, keys: dict[str, str], ids: Ids
) -> None:
    if sum(map(len, map(str, case.path_parameters.values()))) % REAL_IDS_OF:
        case.path_parameters.update({name: ids[name] for name in case.path_parameters if name in ids})
    case.headers["Authorization"] = f"Bearer {keys[role]}"  # over the one that was made up
    answer = case.call(base_url=lab.url)
    told = (case.method, case.path, case.path_parameters, case.query, case.body, answer.text[:500])
    assert answer.status_code < 500, told
    if answer.status_code == 401:  # some cases try what happens without a key
        assert "Authorization" not in answer.request.headers, told
    if answer.status_code >= 400 and TOO_LONG not in answer.text:
        assert _is_our_error(answer.json), told


def test_everything_is_well_afterwards(lab: Lab, keys: dict[str, str], ids: Ids) -> None:
    """No process ended, nothing is parked, and what was there is still answered."""
    administrator = Program(lab, keys["administrator"])
    assert [name for name in lab.parts if not lab.is_running(name)] == []
    parked = {name: administrator.get(f"/services/{name}/held") for name in ("registry", "events")}
    assert [one for told in parked.values() for one in told["held"]] == []
    assert administrator.get(f"/meetings/{ids['meeting_id']}")["meeting_id"] == ids["meeting_id"]


def _is_our_error(read: Callable[[], Any]) -> bool:
    """{"error": {slug, message, fields: {path: sentence}, details}} and nothing else."""
    told = read()
    error = told.get("error", {})
    return (
        set(told) == {"error"}
        and set(error) == {"slug", "message", "fields", "details"}
        and all(isinstance(error[name], str) and error[name].strip() for name in ("slug", "message"))
        and all(isinstance(sentence, str) and sentence.strip() for sentence in error["fields"].values())
        and isinstance(error["details"], dict)
    )
