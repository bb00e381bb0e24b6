"""Is a meeting announced only after a review, once, and is nothing lost when that fails?"""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.unit.portal.network import TEXT, TYPED, Network
from tests.unit.portal.stand_in import PREVIEW, Payload

Csrf = Callable[[FlaskClient, str], dict[str, str]]


@pytest.fixture
def services() -> Network:
    return Network()


def test_the_count_follows_while_typing_and_names_who_is_not_reached(chair: FlaskClient, csrf: Csrf) -> None:
    hidden = csrf(chair, "/meetings/new")
    fragment = chair.post("/meetings/audience", data={**hidden, **TYPED}).text
    assert "<html" not in fragment
    assert fragment.count("hx-swap-oob") == 4
    assert "60" in fragment
    assert "فاطمة العلمي" in fragment
    assert "/members/a1" in fragment
    assert "دعوة: الاجتماع العادي" in fragment


def test_nothing_is_announced_by_reviewing(chair: FlaskClient, services: Network, csrf: Csrf) -> None:
    hidden = csrf(chair, "/meetings/new")
    page = chair.post("/meetings/review", data={**hidden, **TYPED, "step": "review"}).text
    assert 'name="expected" value="60"' in page
    assert "40,60" in page
    assert services.asked("events.announce_meeting") == []


def test_a_double_tap_on_confirm_is_one_meeting(chair: FlaskClient, services: Network, csrf: Csrf) -> None:
    form = {**csrf(chair, "/meetings/new"), **TYPED, "expected": "60", "key": "the-key-of-the-form"}
    answers = [chair.post("/meetings", data=form) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/meetings/m1")] * 2
    assert list(services.meetings) == ["m1"]
    assert services.asked("events.announce_meeting")[0] == {
        "title": "الاجتماع العادي",
        "starts_at": "2099-11-26T10:30:00+01:00",
        "place": "ابن جرير",
        "agenda": "نقطة 1\nنقطة 2",
        "audience": {"offices": ["president", "treasurer"], "communes": ["Bouchane"]},
        "expected": 60,
    }


@pytest.mark.parametrize(
    ("change", "field", "kept"),
    [
        ({"date": "26/11/2019"}, "date", "26/11/2019"),
        ({"date": "31/02/2099"}, "date", "31/02/2099"),
        ({"time": "25h"}, "time", "25h"),
        ({"title": ""}, "title", "ابن جرير"),
        ({"offices": []}, "offices", "ابن جرير"),
    ],
)
def test_a_form_that_is_not_complete_comes_back_with_what_was_typed(
    chair: FlaskClient, services: Network, csrf: Csrf, change: Payload, field: str, kept: str
) -> None:
    form = {**csrf(chair, "/meetings/new"), **TYPED, **change, "step": "review"}
    answer = chair.post("/meetings/review", data=form)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert kept in answer.text
    assert "Erreur" in answer.text[: answer.text.index("</title>")]


def test_nobody_to_invite_and_a_text_over_the_limit_are_refused(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    form = {**csrf(chair, "/meetings/new"), **TYPED, "step": "review"}
    services.preview = {**PREVIEW, "people": 0, "left_out": []}
    nobody = chair.post("/meetings/review", data=form)
    services.preview = {**PREVIEW, "texts": [{**TEXT, "parts": 5}], "too_long": True}
    too_long = chair.post("/meetings/review", data=form)
    assert (nobody.status_code, too_long.status_code) == (422, 422)
    assert 'href="#offices"' in nobody.text
    assert 'href="#title"' in too_long.text


def test_when_the_service_is_away_the_same_key_is_offered_again(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    form = {**csrf(chair, "/meetings/new"), **TYPED, "expected": "60", "key": "the-key-of-the-form"}
    services.away = {"events"}
    answer = chair.post("/meetings", data=form)
    assert answer.status_code == 503
    for kept in ('value="the-key-of-the-form"', "الاجتماع العادي", 'name="expected" value="60"'):
        assert kept in answer.text


def test_the_form_can_be_filled_while_the_services_are_away(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    services.away = {"notifications", "registry"}
    form = {**csrf(chair, "/meetings/new"), **TYPED, "step": "count"}
    answer = chair.post("/meetings/review", data=form)
    assert answer.status_code == 200
    assert 'type="hidden" name="communes" value="Bouchane"' in answer.text
