"""Does every page of tournaments show itself, to whom it is for, in both languages?"""

from collections.abc import Callable
from copy import deepcopy

import pytest
from flask.testing import FlaskClient

from services.portal.accounts import Account
from services.portal.roles import ROLES, may
from services.portal.tournaments.steps import next_step
from tests.unit.portal.samples import PREVIEW, Payload
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import OUTCOME, whole

ONE = "/tournaments/k1"
PAGES = {
    "/tournaments": "tournaments.listed",
    ONE: "tournaments.shown",
    "/tournaments/new": "tournaments.new",
    f"{ONE}/edit": "tournaments.edit",
    f"{ONE}/start": "tournaments.ask_start",
    f"{ONE}/close": "tournaments.ask_close",
    f"{ONE}/reopen": "tournaments.ask_reopen",
    f"{ONE}/teams": "tournaments.new_team",
    f"{ONE}/teams/t1": "tournaments.edit_team",
    f"{ONE}/teams/t1/withdraw": "tournaments.ask_withdraw",
    f"{ONE}/contests": "tournaments.new_contest",
    f"{ONE}/contests/c1": "tournaments.edit_contest",
    f"{ONE}/contests/c1/draw": "tournaments.ask_draw",
    f"{ONE}/contests/c1/remove": "tournaments.ask_remove_contest",
    f"{ONE}/contests/c1/schedule": "tournaments.ask_schedule",
    f"{ONE}/contests/c1/decide": "tournaments.ask_decide",
    "/fixtures/f1/correct": "tournaments.ask_correct",
    "/fixtures/f1/replay": "tournaments.ask_replay",
    "/fixtures/f5/move": "tournaments.ask_move",
    "/fixtures/f5": "tournaments.fixture",
    "/fixtures/f7": "tournaments.fixture",
    "/today": "tournaments.today",
}
Visitor = Callable[[Account | None], FlaskClient]


@pytest.fixture(autouse=True)
def competition(services: StandIn) -> Payload:
    return services.add_competition(deepcopy(whole()))


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_shown_to_those_it_is_for(
    visitor: Visitor, account: Callable[..., Account], competition: Payload, role: str
) -> None:
    person = account(role)
    for fixture in competition["fixtures"]:
        fixture["referee"] = person.account_id
    browser = visitor(person)
    found = {address: browser.get(address).status_code for address in PAGES}
    assert found == {address: 200 if may(role, endpoint) else 403 for address, endpoint in PAGES.items()}


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("address", [*PAGES, "/"])
def test_a_page_has_one_title_and_at_most_one_filled_button(
    chair: FlaskClient, language: str, address: str
) -> None:
    chair.set_cookie("language", language)
    page = chair.get(address).text
    assert page.count("<h1>") == 1
    assert page.count("btn-primary") <= 1
    assert f'lang="{language}-MA"' in page
    assert "&lt;bdi" not in page


def test_an_empty_list_offers_the_first_competition(chair: FlaskClient, services: StandIn) -> None:
    services.competitions.clear()
    page = chair.get("/tournaments").text
    assert "Aucune compétition pour l’instant" in page
    assert 'href="/tournaments/new"' in page


def test_names_from_data_are_escaped(chair: FlaskClient) -> None:
    for address in (ONE, f"{ONE}/contests/c1", f"{ONE}/contests/c1/draw"):
        page = chair.get(address).text
        assert "<b>نزالت</b>" not in page
        assert "&lt;b&gt;نزالت" in page


def test_a_reader_sees_how_it_stands_and_nothing_to_press(
    visitor: Visitor, account: Callable[..., Account]
) -> None:
    page = visitor(account("reader")).get(ONE).text
    assert "المجموعة" not in page
    assert "Groupe" in page
    assert "/decide" not in page
    assert 'class="btn btn-primary"' not in page


def test_the_page_leads_to_the_public_one_and_the_files_once_it_runs(
    chair: FlaskClient, competition: Payload
) -> None:
    links = ("/t/k1", "/t/k1/print", "/t/k1/results.csv", "/t/k1/results.json")
    running = chair.get(ONE).text
    competition["competition"]["state"] = "draft"
    draft = chair.get(ONE).text
    assert [f'href="{link}"' in running for link in links] == [True] * 4
    assert [f'href="{link}"' in draft for link in links] == [False] * 4


@pytest.mark.parametrize(
    ("change", "endpoint"),
    [
        ({"teams": [], "contests": []}, "tournaments.new_team"),
        ({"contests": []}, "tournaments.new_contest"),
        ({"draw": None}, "tournaments.ask_draw"),
        ({}, "tournaments.ask_schedule"),
        ({"starts_at": "2026-11-28T09:00:00+00:00"}, "tournaments.ask_start"),
    ],
)
def test_the_next_step_of_a_draft_is_the_first_that_is_missing(
    chair: FlaskClient, competition: Payload, change: Payload, endpoint: str
) -> None:
    known = competition["competition"]
    known["state"] = "draft"
    if "starts_at" in change:
        for fixture in competition["fixtures"]:
            fixture.update(change)
    elif "draw" in change:
        known["contests"] = [{**known["contests"][0], **change}]
    else:
        known.update(change)
    with chair.application.test_request_context():
        assert next_step(competition).endpoint == endpoint


@pytest.mark.parametrize(
    ("unresolved", "entered", "complete", "endpoint"),
    [
        (True, True, True, "tournaments.ask_decide"),
        (False, True, True, "tournaments.fixture"),
        (False, False, True, "tournaments.ask_close"),
        (False, False, False, ""),
    ],
)
def test_the_next_step_under_way_is_what_waits(
    chair: FlaskClient,
    competition: Payload,
    unresolved: bool,
    entered: bool,
    complete: bool,
    endpoint: str,
) -> None:
    ties = OUTCOME["unresolved"] if unresolved else []
    competition["outcomes"] = [{**OUTCOME, "unresolved": ties, "complete": complete}]
    if not entered:
        competition["fixtures"] = [one for one in competition["fixtures"] if one["result_state"] != "entered"]
    with chair.application.test_request_context():
        assert next_step(competition).endpoint == endpoint


def test_a_replay_without_an_hour_is_the_next_step(chair: FlaskClient, competition: Payload) -> None:
    competition["outcomes"] = [{**OUTCOME, "unresolved": [], "complete": False}]
    competition["fixtures"] = [one for one in competition["fixtures"] if one["result_state"] == "none"]
    competition["fixtures"][0] |= {"is_replay": True, "starts_at": None}
    with chair.application.test_request_context():
        assert next_step(competition).endpoint == "tournaments.ask_move"


def test_while_the_service_is_away_the_home_of_a_referee_still_opens(
    visitor: Visitor, account: Callable[..., Account], services: StandIn
) -> None:
    services.away = {"events"}
    answer = visitor(account("referee")).get("/")
    assert (answer.status_code, "n’a pas pu être chargée" in answer.text) == (200, True)


def test_before_a_start_the_whole_network_is_counted(
    visitor: Visitor, account: Callable[..., Account], competition: Payload, services: StandIn
) -> None:
    """Every match, table and final of athletics is an SMS to each of them."""
    organiser = visitor(account("organiser"))
    organiser.get(f"{ONE}/start")
    assert services.asked("notifications.preview_audience") == []
    competition["competition"]["tell"] = "network"
    groups = competition["competition"]["contests"][0]["format"]["groups"]
    told = len(competition["fixtures"]) + groups
    shown = organiser.get(f"{ONE}/start").text
    assert f"{PREVIEW['reachable']}" in shown
    assert f"{PREVIEW['messages'] * told}" in shown
    services.away.add("notifications")
    assert organiser.get(f"{ONE}/start").status_code == 200


def test_a_contest_that_nobody_entered_is_removed_but_not_with_its_prize(
    visitor: Visitor,
    account: Callable[..., Account],
    competition: Payload,
    csrf: Callable[[FlaskClient, str], dict[str, str]],
) -> None:
    organiser, version = visitor(account("organiser")), competition["competition"]["version"]
    address = f"{ONE}/contests/c1/remove"
    competition["prizes"] = [{"contest_id": "c1"}]
    form = csrf(organiser, address) | {"version": version, "title": "كرة القدم"}
    refused = organiser.post(address, data=form)
    assert (refused.status_code, "Supprimez d’abord le prix" in refused.text) == (422, True)
    competition["prizes"] = []
    removed = organiser.post(address, data=form | {"key": "another-key"})
    assert (removed.status_code, competition["competition"]["contests"]) == (303, [])


def test_lots_are_asked_for_also_after_the_end(competition: Payload) -> None:
    """A correction may leave teams level months later."""
    competition["competition"]["state"] = "closed"
    assert next_step(competition).endpoint == "tournaments.ask_decide"
    competition["outcomes"][0]["unresolved"] = []
    assert next_step(competition).endpoint == ""
