"""Does the API say what the pages say, in one form?"""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.portal.accounts import Account
from tests.unit.portal.samples import ASSOCIATION, PREVIEW
from tests.unit.portal.stand_in import StandIn

NEW = {
    "name_ar": "جمعية التضامن",
    "commune": "Bouchane",
    "officers": [{"office": "president", "name": "نعيمة"}],
}
MEETING = {
    "title": "الاجتماع العادي",
    "starts_at": "2099-11-26T10:30:00+01:00",
    "place": "ابن جرير",
    "audience": {"offices": ["president"]},
    "expected": 60,
}


@pytest.fixture
def api(program: Callable[[Account], FlaskClient], account: Callable[..., Account]) -> FlaskClient:
    return program(account("chair"))


def test_a_browser_session_opens_nothing_here(chair: FlaskClient) -> None:
    assert chair.get("/api/v1/communes").status_code == 401


def test_an_association_is_added_and_read(api: FlaskClient, services: StandIn) -> None:
    added = api.post("/api/v1/associations", json=NEW)
    read = api.get(f"/api/v1/associations/{added.get_json()['association_id']}")
    assert (added.status_code, read.status_code) == (201, 200)
    assert read.json == services.associations["a1"]


def test_the_same_key_is_the_same_act(api: FlaskClient, services: StandIn) -> None:
    headers = {"Idempotency-Key": "k-1"}
    answers = [api.post("/api/v1/associations", json=NEW, headers=headers).json for _ in range(2)]
    assert answers[0] == answers[1]
    assert list(services.associations) == ["a1"]


def test_another_payload_under_the_same_key_is_refused(api: FlaskClient) -> None:
    headers = {"Idempotency-Key": "k-1"}
    api.post("/api/v1/associations", json=NEW, headers=headers)
    answer = api.post("/api/v1/associations", json={**NEW, "name_ar": "أخرى"}, headers=headers)
    assert (answer.status_code, answer.get_json()["error"]["slug"]) == (422, "key_reused")


def test_a_key_that_is_none_is_refused_by_name(api: FlaskClient) -> None:
    answer = api.post("/api/v1/associations", json=NEW, headers={"Idempotency-Key": "a b"})
    assert (answer.status_code, list(answer.get_json()["error"]["fields"])) == (422, ["Idempotency-Key"])


@pytest.mark.parametrize(
    ("language", "message", "sentence"),
    [
        ("ar", "يلزم تصحيح ما يلي", "المطلوب: الاسم بالعربية"),
        ("fr", "Des corrections sont nécessaires", "À remplir\N{NO-BREAK SPACE}: Nom en arabe"),
        ("en", "There is something to mend", "Needed: Name in Arabic"),
    ],
)
def test_every_error_has_one_form_in_the_language_asked_for(
    language: str, message: str, sentence: str, api: FlaskClient
) -> None:
    answer = api.post(
        "/api/v1/associations", json={**NEW, "name_ar": " "}, headers={"Accept-Language": language}
    )
    assert answer.status_code == 422
    assert answer.json == {
        "error": {"slug": "invalid", "message": message, "fields": {"name_ar": sentence}, "details": {}}
    }


def test_a_refusal_of_the_service_names_the_path_of_the_field(api: FlaskClient) -> None:
    officers = [{"office": "president", "name": "x", "phone": "12"}]
    answer = api.post("/api/v1/associations", json={**NEW, "officers": officers})
    assert answer.get_json()["error"]["fields"] == {
        "officers-0-phone": "Phone: not in a form that can be read"
    }


def test_an_unknown_field_is_refused_by_name(api: FlaskClient) -> None:
    answer = api.post("/api/v1/associations", json={**NEW, "colour": "red"})
    assert answer.get_json()["error"]["fields"] == {"colour": "colour: this field does not exist"}


def test_a_stale_version_is_a_conflict(api: FlaskClient, services: StandIn) -> None:
    services.add_association("a1", version=3)
    answer = api.put("/api/v1/associations/a1", json={**NEW, "version": 2})
    assert (answer.status_code, answer.get_json()["error"]["details"]) == (409, {"version": 3})


def test_while_a_service_is_away_the_answer_is_503_in_the_same_form(
    api: FlaskClient, services: StandIn
) -> None:
    services.away = {"registry"}
    answer = api.post("/api/v1/associations", json=NEW)
    assert (answer.status_code, answer.get_json()["error"]["slug"]) == (503, "unavailable")


def test_a_meeting_goes_to_its_service_as_it_came(api: FlaskClient, services: StandIn) -> None:
    assert api.post("/api/v1/meetings", json=MEETING).status_code == 201
    audience = {"offices": ["president"], "communes": []}
    assert services.asked("events.announce_meeting") == [{**MEETING, "agenda": "", "audience": audience}]


def test_the_preview_is_that_of_the_page(api: FlaskClient) -> None:
    answer = api.post("/api/v1/audience-preview", json={"audience": {"offices": []}})
    assert (answer.status_code, answer.json) == (200, PREVIEW)


def test_a_file_is_uploaded_checked_and_confirmed(api: FlaskClient, services: StandIn) -> None:
    opened = api.post("/api/v1/imports", data={"file": (io.BytesIO(b"a;b"), "m.csv")})
    assert (opened.status_code, opened.json) == (202, {"import_id": "i1"})
    services.imports["i1"]["state"] = "checked"
    assert api.post("/api/v1/imports/i1/confirmation").status_code == 200
    assert api.get("/api/v1/imports/i1").get_json()["state"] == "importing"


def test_a_reader_gets_no_phone(
    program: Callable[[Account], FlaskClient], account: Callable[..., Account], services: StandIn
) -> None:
    services.add_association("a1")
    listed = program(account("reader")).get("/api/v1/associations").get_json()["associations"]
    hidden = {"phone": None, "phone_written": "", "phone_problem": None}
    assert listed[0]["officers"] == [{**ASSOCIATION["officers"][0], **hidden}]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"name_ar": ' + b"9" * 5000 + b"}", 400),
        (b"[" * 100_000, 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b"", 422),
        (b'{"name_ar": "\\ud800", "commune": "Bouchane", "officers": []}', 422),
        (b'{"name_ar": "a\\u0000", "commune": "Bouchane", "officers": []}', 422),
        (b'{"name_ar": NaN, "commune": "Bouchane", "officers": []}', 422),
        (b'{"name_ar": {"$ne": 1}, "commune": ["x"], "officers": {"0": 1}}', 422),
        (b'{"name_ar": "x", "commune": "Bouchane", "officers": [[[]]]}', 422),
    ],
)
def test_a_hostile_body_is_refused_in_the_one_form(body: bytes, status: int, api: FlaskClient) -> None:
    answer = api.post("/api/v1/associations", data=body, content_type="application/json")
    assert answer.status_code == status
    assert set(answer.get_json()["error"]) == {"slug", "message", "fields", "details"}


@pytest.mark.parametrize(
    ("verb", "address", "body"),
    [
        ("put", "/api/v1/associations/a1", {**NEW, "version": 10**30}),
        ("put", "/api/v1/meetings/m1", {**MEETING, "version": 2**63}),
        ("get", "/api/v1/associations?page=99999999999999999999", None),
        ("get", "/api/v1/associations?page=-1", None),
        ("get", "/api/v1/associations?query=%00", None),
        ("get", "/api/v1/sandbox/messages?phone=%ff", None),
    ],
)
def test_a_value_that_no_store_could_hold_is_refused(
    verb: str, address: str, body: Any, api: FlaskClient
) -> None:
    answer = api.open(address, method=verb, json=body)
    assert 400 <= answer.status_code < 500
    assert answer.get_json()["error"]["slug"]


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing", "/api/v1/associations/%00", "/api/v1/services/none/health"]
)
def test_an_unknown_address_is_said_in_the_same_form(address: str, api: FlaskClient) -> None:
    answer = api.get(address)
    assert (answer.status_code, answer.get_json()["error"]["slug"]) == (404, "not_found")


def test_a_wrong_verb_says_which_are_taken(api: FlaskClient) -> None:
    answer = api.delete("/api/v1/communes")
    assert (answer.status_code, answer.get_json()["error"]["slug"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_the_description_is_readable_in_a_browser(app: Any) -> None:
    page = app.test_client().get("/api/v1/docs")
    assert page.status_code == 200
    assert "PUT /api/v1/associations/{association_id}" in page.text
