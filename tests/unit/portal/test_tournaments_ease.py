"""Does Enter do the harmless thing, and does who confirms see what there is to confirm?"""

from collections.abc import Callable
from copy import deepcopy

import pytest
from flask.testing import FlaskClient

from services.portal.accounts import Account
from tests.unit.portal.samples import Payload
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import fixture, result, side, whole

FIRST_BUTTON = '<input class="on-enter" type="submit"'


@pytest.fixture(autouse=True)
def competition(services: StandIn) -> Payload:
    known = deepcopy(whole())
    forfeit = result(status="forfeited", at_fault="home")
    known["fixtures"].append(
        {**fixture(9, side("t1"), side("t4"), forfeit), "result_state": "entered", "entered_by": "somebody"}
    )
    return services.add_competition(known)


def test_enter_in_a_field_of_a_correction_looks_and_does_not_correct(
    chair: FlaskClient, services: StandIn, csrf: Callable[[FlaskClient, str], dict[str, str]]
) -> None:
    address = "/fixtures/f2/correct"
    page = chair.get(address).text
    assert f'{FIRST_BUTTON} name="step" value="check"' in page
    form = {**csrf(chair, address), "status": "played", "score-home": "0", "score-away": "3", "why": "خطأ"}
    answer = chair.post(address, data={**form, "step": "check"})
    assert (answer.status_code, services.asked("events.correct_result")) == (200, [])
    assert len(services.asked("events.what_follows")) == 1


def test_who_confirms_is_told_how_the_match_ended_and_what_follows(
    chair: FlaskClient, services: StandIn
) -> None:
    page = chair.get("/fixtures/f9").text
    assert "<strong>forfait</strong>" in page
    assert 'id="h-confirmed"' in page
    assert services.asked("events.what_follows")[0]["result"]["at_fault"] == "home"


def test_a_result_to_confirm_waits_on_the_first_page_of_the_chair(chair: FlaskClient) -> None:
    assert "2 résultats attendent leur confirmation" in chair.get("/").text
    assert 'id="h-waiting"' in chair.get("/today").text


def test_no_menu_holds_more_than_six_entries(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account]
) -> None:
    page = visitor(account("administrator")).get("/upkeep").text
    menu = page.partition('class="nav-main"')[2].partition("</nav>")[0]
    assert menu.count("<a ") == 6
    assert 'href="/phone"' in page
