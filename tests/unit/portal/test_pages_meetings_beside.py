"""Do the trial phone and the upkeep show what is there, and act once?"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.portal.accounts import Account
from tests.unit.portal.network import Network

Csrf = Callable[[FlaskClient, str], dict[str, str]]


@pytest.fixture
def services() -> Network:
    return Network()


def test_the_trial_phone_shows_the_talk_and_answers(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    said = {
        "phone": "+212685123456",
        "sender": "FADAA",
        "text": "دعوة",
        "direction": "in",
        "at": "2026-11-20T10:00:00+00:00",
    }
    services.talk = [said]
    assert "/phone/212685123456" in chair.get("/phone").text
    hidden = csrf(chair, "/phone/212685123456")
    answer = chair.post("/phone/212685123456", data={**hidden, "quick": "1"})
    assert (answer.status_code, answer.location) == (303, "/phone/212685123456")
    assert services.asked("notifications.sandbox_reply") == [{"phone": "+212685123456", "text": "1"}]
    assert chair.post("/phone/212685123456", data={**hidden, "key": "other", "text": ""}).status_code == 422
    assert chair.get("/phone/07abc").status_code == 404


def test_a_held_message_is_discarded_only_with_a_reason(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], services: Network, csrf: Csrf
) -> None:
    row = {
        "held_id": "h1",
        "state": "parked",
        "reason": "phone: invalid",
        "type": "contact.contact_recorded.v1",
    }
    services.rows = [
        {
            **row,
            "stream": "registry/contact/p1",
            "sequence": 3,
            "attempt": 12,
            "due_at": None,
            "since": "2026-11-20T10:00:00+00:00",
            "bytes": 40,
        }
    ]
    admin = visitor(account("administrator"))
    assert "phone: invalid" in admin.get("/upkeep").text
    hidden = csrf(admin, "/upkeep/notifications/h1/discard")
    assert admin.post("/upkeep/notifications/h1/discard", data={**hidden, "why": "  "}).status_code == 422
    assert services.asked("notifications.discard") == []
    assert (
        admin.post("/upkeep/notifications/h1/discard", data={**hidden, "why": "test data"}).status_code == 303
    )
    assert services.asked("notifications.discard") == [{"held_id": "h1", "why": "test data"}]
    assert admin.get("/upkeep/elsewhere/h1/discard").status_code == 404


def test_a_service_that_is_away_does_not_hide_the_others(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], services: Network
) -> None:
    services.away = {"events"}
    page = visitor(account("administrator")).get("/upkeep")
    assert page.status_code == 200
    assert page.text.count('class="tag bad"') == 1
    assert page.text.count('class="tag ok"') == 2


def test_trial_phones_are_not_there_where_real_messages_leave(
    app: Flask, chair: FlaskClient, services: Network
) -> None:
    settings = app.extensions["settings"]
    try:
        app.extensions["settings"] = replace(settings, sms_gateway="kannel")
        assert [chair.get(address).status_code for address in ("/phone", "/phone/212685123456")] == [404, 404]
    finally:
        app.extensions["settings"] = settings
