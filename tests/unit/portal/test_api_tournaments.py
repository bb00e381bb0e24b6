"""Can a program do with tournaments what the pages do, and a referee's program no more than a referee?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from contracts.events.tournament_views import WholeCompetition
from services.portal.accounts import Account
from tests.unit.portal.published import Published

TEAM = {"version": 7, "name": "دار الطالبة بوشان", "short": "بوشان", "association_id": "a1"}
CONTEST = {
    "version": 7,
    "title": "كرة القدم",
    "sport": "football",
    "entrants": ["t1", "t2", "t3", "t4"],
    "format": {"groups": 1},
}
COMPETITION = {"name": "الإقصائيات", "place": "ابن جرير", "starts_on": "2026-12-05", "ends_on": "2026-12-06"}
WINDOW = {"day": "2026-12-05", "start": "09:00", "end": "18:00"}
PLAYED = {"status": "played", "score": [2, 1]}
ACTS = [
    ("post", "/competitions", COMPETITION, "create_competition", 201),
    ("put", "/competitions/k1", {**COMPETITION, "version": 7}, "change_competition", 200),
    ("post", "/competitions/k1/teams", TEAM, "save_team", 201),
    ("put", "/competitions/k1/teams/t1", TEAM, "save_team", 200),
    ("post", "/competitions/k1/teams/t1/withdrawal", {"version": 7, "why": "x"}, "withdraw_team", 200),
    ("post", "/competitions/k1/contests", CONTEST, "save_contest", 201),
    ("put", "/competitions/k1/contests/c1", CONTEST, "save_contest", 200),
    ("post", "/competitions/k1/contests/c1/draw", {"version": 7, "seed": 5}, "draw_contest", 200),
    (
        "post",
        "/competitions/k1/contests/c1/schedule",
        {"version": 7, "pitches": ["1"], "windows": [WINDOW]},
        "schedule_contest",
        200,
    ),
    (
        "post",
        "/competitions/k1/contests/c1/decisions",
        {"version": 7, "kind": "lots", "order": ["t4", "t5"], "why": "x"},
        "decide",
        200,
    ),
    ("post", "/competitions/k1/start", {"version": 7}, "start_competition", 200),
    ("post", "/competitions/k1/close", {"version": 7}, "close_competition", 200),
    ("post", "/competitions/k1/reopen", {"version": 7}, "reopen_competition", 200),
    ("put", "/fixtures/f1/result", {"version": 1, "result": PLAYED}, "enter_result", 200),
    ("post", "/fixtures/f1/confirmation", {"version": 1}, "confirm_result", 200),
    (
        "post",
        "/fixtures/f1/correction",
        {"version": 1, "result": PLAYED, "why": "x"},
        "correct_result",
        200,
    ),
    ("post", "/fixtures/f1/replay", {"version": 1, "why": "x"}, "order_replay", 200),
    (
        "put",
        "/fixtures/f1/hour",
        {"version": 1, "starts_at": "2026-12-05T09:00:00+01:00", "pitch": "2"},
        "move_fixture",
        200,
    ),
    ("put", "/fixtures/f1/referee", {"version": 1, "referee": "someone"}, "assign_referee", 200),
]


@pytest.fixture
def services() -> Published:
    return Published()


@pytest.fixture
def api(program: Callable[[Account], FlaskClient], account: Callable[..., Account]) -> FlaskClient:
    return program(account("organiser"))


@pytest.fixture
def referee(
    program: Callable[[Account], FlaskClient], account: Callable[..., Account], services: Published
) -> FlaskClient:
    """Has the first fixture and no other."""
    owner = account("referee")
    services.whole["fixtures"][0]["referee"] = owner.account_id
    return program(owner)


def test_a_competition_is_read_as_its_contract_says(api: FlaskClient, services: Published) -> None:
    answer = api.get("/api/v1/competitions/k1")
    assert (answer.status_code, answer.json) == (200, services.whole)
    assert WholeCompetition().validate(answer.get_json()) == {}
    assert api.get("/api/v1/competitions").get_json()["competitions"][0]["contests"] == 1


def test_a_draft_is_seen_by_those_who_prepare_it(api: FlaskClient, services: Published) -> None:
    services.whole["competition"]["state"] = "draft"
    assert api.get("/api/v1/competitions/k1").status_code == 200


def test_a_contest_is_removed_at_the_version_of_the_address(api: FlaskClient, services: Published) -> None:
    assert api.delete("/api/v1/competitions/k1/contests/c1").status_code == 422
    assert api.delete("/api/v1/competitions/k1/contests/c1?version=7").status_code == 200
    removed = {"competition_id": "k1", "contest_id": "c1", "version": 7}
    assert services.asked("events.remove_contest") == [removed]


@pytest.mark.parametrize(("verb", "address", "body", "method", "status"), ACTS)
def test_a_command_goes_to_its_service_with_the_ids_of_its_address(
    verb: str,
    address: str,
    body: dict[str, Any],
    method: str,
    status: int,
    api: FlaskClient,
    services: Published,
) -> None:
    answer = api.open(f"/api/v1{address}", method=verb, json=body)
    assert (answer.status_code, answer.json) == (status, {"id": "x1", "version": 8})
    told = services.asked(f"events.{method}")[0]
    parts = address.strip("/").split("/")
    ids = dict(zip(parts[::2], parts[1::2], strict=False))
    named = {f"{name[:-1]}_id": value for name, value in ids.items()}
    assert {name: told.get(name) for name in named} == named
    assert {name: told[name] for name in body if name not in ("format", "result")} == {
        name: value for name, value in body.items() if name not in ("format", "result")
    }


@pytest.mark.parametrize(("verb", "address", "body", "method", "status"), ACTS)
def test_a_reader_commands_nothing(
    verb: str,
    address: str,
    body: dict[str, Any],
    method: str,
    status: int,
    program: Callable[[Account], FlaskClient],
    account: Callable[..., Account],
    services: Published,
) -> None:
    reader = program(account("reader"))
    assert reader.open(f"/api/v1{address}", method=verb, json=body).status_code == 403
    assert services.asked(f"events.{method}") == []


def test_the_same_key_is_the_same_act(api: FlaskClient, services: Published) -> None:
    headers = {"Idempotency-Key": "k-1"}
    for _ in range(2):
        api.put("/api/v1/fixtures/f1/result", json={"version": 1, "result": PLAYED}, headers=headers)
    keys = {context["key"] for name, _, context in services.calls if name == "events.enter_result"}
    assert keys == {"k-1"}


def test_a_referee_reads_and_enters_the_own_fixture(referee: FlaskClient, services: Published) -> None:
    assert referee.get("/api/v1/fixtures/f1").get_json()["fixture"]["number"] == 1
    body = {"version": 1, "result": PLAYED}
    assert referee.put("/api/v1/fixtures/f1/result", json=body).status_code == 200
    follows = referee.post("/api/v1/fixtures/f1/consequences", json={"result": PLAYED})
    assert (follows.status_code, follows.get_json()["goes_on"]) == (200, ["t1"])
    assert [one["fixture_id"] for one in services.asked("events.enter_result")] == ["f1"]


@pytest.mark.parametrize("result", [{"status": "awarded", "score": [3, 0]}, {"status": "annulled"}])
def test_what_a_committee_decides_is_not_for_a_referee(
    referee: FlaskClient, api: FlaskClient, services: Published, result: dict[str, Any]
) -> None:
    body = {"version": 1, "result": result}
    refused = referee.put("/api/v1/fixtures/f1/result", json=body)
    assert (refused.status_code, services.asked("events.enter_result")) == (422, [])
    assert api.put("/api/v1/fixtures/f1/result", json=body).status_code == 200


def test_to_a_referee_the_fixture_of_another_does_not_exist(
    referee: FlaskClient, services: Published
) -> None:
    body = {"version": 2, "result": PLAYED}
    answers = [
        referee.get("/api/v1/fixtures/f2"),
        referee.put("/api/v1/fixtures/f2/result", json=body),
        referee.post("/api/v1/fixtures/f2/consequences", json={"result": PLAYED}),
        referee.get("/api/v1/fixtures/none"),
    ]
    assert [(one.status_code, one.get_json()["error"]["slug"]) for one in answers] == [
        (404, "no_such_fixture")
    ] * 4
    assert services.asked("events.enter_result") + services.asked("events.what_follows") == []


def test_a_referee_sees_no_competition_in_preparation(
    referee: FlaskClient, api: FlaskClient, services: Published
) -> None:
    services.whole["competition"]["state"] = "draft"
    asked = [program.get("/api/v1/competitions/k1").status_code for program in (referee, api)]
    assert [*asked, referee.get("/api/v1/competitions").status_code] == [404, 200, 403]


def test_a_referee_sees_the_own_fixtures_of_a_competition(referee: FlaskClient) -> None:
    whole = referee.get("/api/v1/competitions/k1").get_json()
    assert [one["fixture_id"] for one in whole["fixtures"]] == ["f1"]


@pytest.mark.parametrize(("verb", "address", "body", "method", "status"), ACTS)
def test_a_referee_sets_nothing_up_and_confirms_nothing(
    verb: str,
    address: str,
    body: dict[str, Any],
    method: str,
    status: int,
    referee: FlaskClient,
) -> None:
    may = method == "enter_result"
    answer = referee.open(f"/api/v1{address}", method=verb, json=body)
    assert answer.status_code == (200 if may else 403)


@pytest.mark.parametrize(
    ("result", "field"),
    [
        ({"status": "won"}, "result-status"),
        ({"status": "played", "score": [2]}, "result-score"),
        ({"status": "played", "score": [2, 100]}, "result-score-1"),
        ({"status": "played", "score": [2, -1]}, "result-score-1"),
        ({"status": "played", "winner": "home"}, "result-winner"),
        ({"status": "played", "cards": [{"side": "home", "shirt": 0, "card": "Y"}]}, "result-cards-0-shirt"),
    ],
)
def test_a_result_out_of_form_is_refused_at_its_field(
    result: dict[str, Any], field: str, api: FlaskClient, services: Published
) -> None:
    answer = api.put("/api/v1/fixtures/f1/result", json={"version": 1, "result": result})
    assert (answer.status_code, list(answer.get_json()["error"]["fields"])) == (422, [field])
    assert services.asked("events.enter_result") == []
