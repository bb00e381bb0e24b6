"""Can a program do with athletics and the closing what the pages do, and who sees names and others' heats?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from contracts.events.athletics_views import EntriesView
from contracts.events.tournament_views import OneHeatView, WholeCompetition
from services.portal.accounts import Account
from tests.unit.portal.athletics_samples import ATHLETE, athletics_whole, kept_entries
from tests.unit.portal.published import Published
from tests.unit.portal.tournament_samples import whole as football

Body = dict[str, Any]
Case = tuple[str, str, Body, str, Body, int]

K, X, H = {"competition_id": "k1"}, {"competition_id": "k1", "contest_id": "x1"}, {"heat_id": "h4"}
P, G = {"competition_id": "k1", "prize_id": "p1"}, {"competition_id": "k1", "pledge_id": "g1"}
CONTEST = {"version": 7, "title": "100 متر", "entrants": ["t1"], "terms": {"discipline": "100m"}}
ENTRY = {"bib": 11, "team_id": "t1", "name": "سلمى", "best": "13.10"}
RESULT = {"rows": [{"bib": 13, "attempts": ["5.02", "X"], "winds": [3, None]}]}
PRIZE = {"version": 7, "title": "كأس", "award": "place", "contest_id": "x1", "place": 1}
PLEDGE = {"version": 7, "what": "نهائي 2027", "promised_by": "العمالة", "promised_on": "2026-11-29"}
STAGE = {"version": 7, "name": "نهائي خنيفرة", "place": "خنيفرة", "starts_on": "2026-12-12"}
OF_CONTEST, OF_HEAT = "/competitions/k1/athletics/x1", "/heats/h4"
SCHEDULE = {"version": 7, "starts_at": "2026-12-05T09:00:00+01:00", "pitch": "المضمار"}
LOTS = {"version": 7, "kind": "lots", "round": 1, "order": [11, 12], "why": "x"}
ACTS: list[Case] = [
    ("post", "/competitions/k1/athletics", CONTEST, "save_athletics", K, 201),
    ("put", OF_CONTEST, CONTEST, "save_athletics", X, 200),
    ("put", f"{OF_CONTEST}/entries", {"version": 7, "entries": [ENTRY]}, "save_entries", X, 200),
    ("post", f"{OF_CONTEST}/draw", {"version": 7, "seed": 5}, "draw_heats", X, 200),
    (
        "put",
        f"{OF_CONTEST}/start-lists",
        {"version": 7, "heats": [[{"bib": 11, "lane": 3}]]},
        "put_start_lists",
        X,
        200,
    ),
    ("post", f"{OF_CONTEST}/schedule", SCHEDULE, "schedule_heats", X, 200),
    ("post", f"{OF_CONTEST}/decisions", LOTS, "decide_heats", X, 200),
    ("put", f"{OF_HEAT}/result", {"version": 4, "result": RESULT}, "enter_heat", H, 200),
    ("post", f"{OF_HEAT}/confirmation", {"version": 4}, "confirm_heat", H, 200),
    ("post", f"{OF_HEAT}/correction", {"version": 4, "result": RESULT, "why": "x"}, "correct_heat", H, 200),
    ("put", f"{OF_HEAT}/hour", {**SCHEDULE, "version": 4}, "move_heat", H, 200),
    ("put", f"{OF_HEAT}/referee", {"version": 4, "referee": "someone"}, "assign_heat", H, 200),
    ("post", "/competitions/k1/prizes", PRIZE, "save_prize", K, 201),
    ("put", "/competitions/k1/prizes/p1", PRIZE, "save_prize", P, 200),
    ("delete", "/competitions/k1/prizes/p1?version=7", {}, "remove_prize", {**P, "version": 7}, 200),
    (
        "post",
        "/competitions/k1/prizes/p1/handover",
        {"version": 7, "team_id": "t1", "taken_back": True},
        "hand_over_prize",
        P,
        200,
    ),
    ("put", "/competitions/k1/next-stage", STAGE, "save_next_stage", K, 200),
    ("post", "/competitions/k1/pledges", PLEDGE, "save_pledge", K, 201),
    ("put", "/competitions/k1/pledges/g1", PLEDGE, "save_pledge", G, 200),
    (
        "post",
        "/competitions/k1/pledges/g1/notes",
        {"version": 7, "state": "kept", "note": "x"},
        "follow_pledge",
        G,
        200,
    ),
    (
        "post",
        "/competitions/k1/qualified",
        {"version": 7, "from_competition_id": "k0"},
        "carry_qualified",
        K,
        200,
    ),
]
EACH_ACT = pytest.mark.parametrize(("verb", "address", "body", "method", "ids", "status"), ACTS)


@pytest.fixture
def services() -> Published:
    made = Published()
    made.whole = made.add_competition(athletics_whole())
    return made


@pytest.fixture
def api(program: Callable[[Account], FlaskClient], account: Callable[..., Account]) -> FlaskClient:
    return program(account("organiser"))


@pytest.fixture
def referee(
    program: Callable[[Account], FlaskClient], account: Callable[..., Account], services: Published
) -> FlaskClient:
    """Has the long jump and no other heat."""
    owner = account("referee")
    next(one for one in services.whole["heats"] if one["heat_id"] == "h4")["referee"] = owner.account_id
    return program(owner)


@EACH_ACT
def test_a_command_goes_to_its_service_with_the_ids_of_its_address(
    verb: str,
    address: str,
    body: Body,
    method: str,
    ids: Body,
    status: int,
    api: FlaskClient,
    services: Published,
) -> None:
    answer = api.open(f"/api/v1{address}", method=verb, json=body or None)
    assert (answer.status_code, answer.json) == (status, {"id": "x1", "version": 8})
    told = services.asked(f"events.{method}")[0]
    assert {name: told.get(name) for name in ids} == ids
    assert _within(body, told)


@EACH_ACT
def test_a_reader_commands_nothing_and_a_referee_enters_the_own_heat_alone(
    verb: str,
    address: str,
    body: Body,
    method: str,
    ids: Body,
    status: int,
    referee: FlaskClient,
    program: Callable[[Account], FlaskClient],
    account: Callable[..., Account],
) -> None:
    reader = program(account("reader"))
    asked = [one.open(f"/api/v1{address}", method=verb, json=body or None) for one in (reader, referee)]
    may = method == "enter_heat"
    assert [answer.status_code for answer in asked] == [403, 200 if may else 403]


def test_names_of_athletes_are_read_with_the_entries_and_nowhere_else(
    api: FlaskClient, services: Published
) -> None:
    answer = api.get(f"/api/v1{OF_CONTEST}/entries").get_json()
    assert EntriesView().validate(answer) == {}
    assert answer["entries"] == kept_entries("x1")
    elsewhere = [api.get(f"/api/v1{one}").text for one in ("/competitions/k1", OF_HEAT)]
    assert [ATHLETE in text for text in elsewhere] == [False, False]


@pytest.mark.parametrize("role", ["reader", "referee", "officer", "administrator"])
def test_who_does_not_organise_reads_no_names(
    role: str, program: Callable[[Account], FlaskClient], account: Callable[..., Account], services: Published
) -> None:
    answer = program(account(role)).get(f"/api/v1{OF_CONTEST}/entries")
    assert (answer.status_code, ATHLETE in answer.text) == (403, False)
    assert services.asked("events.entries") == []


def test_a_competition_and_a_heat_are_read_as_their_contracts_say(
    api: FlaskClient, services: Published
) -> None:
    whole, heat = (api.get(f"/api/v1{one}").get_json() for one in ("/competitions/k1", "/heats/h1"))
    assert whole == services.whole
    assert [WholeCompetition().validate(whole), OneHeatView().validate(heat)] == [{}, {}]
    assert heat["heat"]["order"]["ranked"][0]["mark"] == "12.34"


def test_a_referee_reads_the_own_heat_and_asks_what_follows(
    referee: FlaskClient, services: Published
) -> None:
    whole = referee.get("/api/v1/competitions/k1").get_json()
    assert [one["heat_id"] for one in whole["heats"]] == ["h4"]
    assert referee.get(f"/api/v1{OF_HEAT}").get_json()["heat"]["heat_id"] == "h4"
    follows = referee.post(f"/api/v1{OF_HEAT}/consequences", json={"result": RESULT})
    assert (follows.status_code, follows.get_json()["goes_on"]) == (200, [13])
    assert services.asked("events.enter_heat") == []


def test_pledges_are_not_a_referees_business(
    referee: FlaskClient, api: FlaskClient, services: Published
) -> None:
    known = services.whole["competition"]
    pledge = {"pledge_id": "v1", "what": "سرّ الوعد", "promised_by": "العمالة", "state": "open", "notes": []}
    known["pledges"] = [{**pledge, "promised_on": "2026-11-29", "due_on": None}]
    addresses = ("/competitions/k1", OF_HEAT)
    read = [[one.get(f"/api/v1{to}").get_json() for to in addresses] for one in (referee, api)]
    told = [[one["competition"]["pledges"] for one in of_one] for of_one in read]
    assert told == [[[], []], [known["pledges"]] * 2]
    assert WholeCompetition().validate(read[0][0]) == {}


def test_to_a_referee_the_heat_of_another_does_not_exist(referee: FlaskClient, services: Published) -> None:
    answers = [
        referee.get("/api/v1/heats/h1"),
        referee.put("/api/v1/heats/h1/result", json={"version": 1, "result": RESULT}),
        referee.post("/api/v1/heats/h1/consequences", json={"result": RESULT}),
        referee.get("/api/v1/heats/none"),
    ]
    assert [(one.status_code, one.get_json()["error"]["slug"]) for one in answers] == [
        (404, "no_such_heat")
    ] * 4
    assert services.asked("events.enter_heat") + services.asked("events.what_heat_follows") == []


@pytest.mark.parametrize(
    ("address", "body", "field"),
    [
        (f"{OF_HEAT}/result", {"version": 4, "result": {"rows": []}}, "result-rows"),
        (
            f"{OF_HEAT}/result",
            {"version": 4, "result": {"rows": [{"bib": 0}]}},
            "result-rows-0-bib",
        ),
        (
            f"{OF_HEAT}/result",
            {"version": 4, "result": {"rows": [{"bib": 1, "name": "سلمى"}]}},
            "result-rows-0-name",
        ),
        (
            f"{OF_HEAT}/result",
            {"version": 4, "result": {**RESULT, "wind": 100}},
            "result-wind",
        ),
        (f"{OF_CONTEST}/entries", {"version": 7, "entries": [{"team_id": "t1"}]}, "entries-0-bib"),
        ("/competitions/k1/next-stage", {"version": 7, "name": "نهائي"}, "place"),
        ("/competitions/k1/prizes/p1", {"version": 7, "title": "كأس", "award": "chosen"}, "team_id"),
    ],
)
def test_what_is_out_of_form_is_refused_at_its_field(
    address: str, body: Body, field: str, api: FlaskClient
) -> None:
    answer = api.put(f"/api/v1{address}", json=body)
    assert (answer.status_code, list(answer.get_json()["error"]["fields"])) == (422, [field])


@pytest.mark.parametrize("version", ["", "?version=x", "?version=-1"])
def test_a_prize_is_not_removed_without_the_version_that_was_read(
    version: str, api: FlaskClient, services: Published
) -> None:
    assert api.delete(f"/api/v1/competitions/k1/prizes/p1{version}").status_code == 422
    assert services.asked("events.remove_prize") == []


def test_a_competition_without_athletics_is_read_too(api: FlaskClient, services: Published) -> None:
    services.whole = football()
    assert api.get("/api/v1/competitions/k1").get_json()["heats"] == []


def _within(part: Any, told: Any) -> bool:
    """All that was sent came through, beside what was filled in."""
    if isinstance(part, dict):
        return all(_within(value, told[name]) for name, value in part.items())
    if isinstance(part, list) and len(part) == len(told):
        return all(map(_within, part, told))
    return bool(part == told)
