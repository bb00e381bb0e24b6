"""Is a replay ordered with its reason, and does everybody see that the match is to be played again?"""

from collections.abc import Callable
from copy import deepcopy

import pytest
from flask.testing import FlaskClient

from tests.unit.portal.samples import Payload
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import whole

Csrf = Callable[[FlaskClient, str], dict[str, str]]
MATCH, REPLAY = "/fixtures/f2", "/fixtures/f2/replay"
WHY = "خطأ تحكيمي في تطبيق القانون"


@pytest.fixture(autouse=True)
def competition(services: StandIn) -> Payload:
    return services.add_competition(deepcopy(whole()))


def test_a_replay_needs_its_reason_and_leaves_what_it_said(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    assert f'href="{REPLAY}"' in chair.get(MATCH).text
    form = csrf(chair, REPLAY)
    without = chair.post(REPLAY, data=form)
    assert (without.status_code, 'href="#why"' in without.text) == (422, True)
    answer = chair.post(REPLAY, data={**form, "why": WHY})
    assert (answer.status_code, answer.location) == (303, MATCH)
    assert services.asked("events.order_replay") == [{"fixture_id": "f2", "version": 2, "why": WHY}]
    page = chair.get(MATCH).text
    assert ("Annulé : le match est rejoué" in page, WHY in page) == (True, True)
    assert f'href="{REPLAY}"' not in page


def test_somebody_else_was_faster(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    form = {**csrf(chair, REPLAY), "version": "1", "why": WHY}
    answer = chair.post(REPLAY, data=form)
    assert (answer.status_code, WHY in answer.text) == (409, True)


def test_what_is_typed_stays_while_the_service_is_away(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    form = {**csrf(chair, REPLAY), "why": WHY}
    services.away.add("events")
    answer = chair.post(REPLAY, data=form)
    assert (answer.status_code, WHY in answer.text) == (503, True)


def test_an_open_match_has_no_replay_to_order(chair: FlaskClient) -> None:
    assert "/fixtures/f4/replay" not in chair.get("/fixtures/f4").text
