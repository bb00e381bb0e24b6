"""Can the office name prizes, hand them over, follow up pledges, and take qualified teams over?"""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.portal.accounts import Account
from services.portal.roles import ROLES, may
from tests.unit.portal.closing_office import AT
from tests.unit.portal.samples import Payload
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import SECRET, team, whole

Csrf = Callable[[FlaskClient, str], dict[str, str]]
Visitor = Callable[[Account | None], FlaskClient]
ONE = "/tournaments/k1"
OWN: Payload = {"competition_id": "k1", "version": 7}
PRIZE, PLEDGE = f"{ONE}/prizes/p1", f"{ONE}/pledges/v1"
PAGES = {
    f"{ONE}/prizes": "closing.new_prize",
    f"{ONE}/prizes?award=medals": "closing.new_prize",
    PRIZE: "closing.edit_prize",
    f"{PRIZE}/hand-over": "closing.ask_hand_over",
    f"{ONE}/next-stage": "closing.edit_stage",
    f"{ONE}/pledges": "closing.new_pledge",
    PLEDGE: "closing.edit_pledge",
    f"{PLEDGE}/follow": "closing.ask_follow",
    f"{ONE}/carry": "closing.ask_carry",
}
ORIGIN = {
    "competition_id": "k0",
    "competition": "إقصائيات الرحامنة",
    "team_id": "x",
    "contests": ["كرة القدم"],
}
TYPED_PRIZE = {"title": "درع التأهل", "award": "place", "contest_id": "c1", "rank": "١"}
TYPED_PLEDGE = {
    "what": "احتضان النهائي",
    "promised_by": "عمالة الرحامنة",
    "promised_on": "14/05/2017",
    "due_on": "",
}
STAGE = {"name": "النهائي الجهوي", "place": "خنيفرة", "starts_on": "20/05/2017"}
FOLLOWED = {"state": "kept", "note": "تقرر الاحتضان"}
CARRIED = {"from_competition_id": "k0"}


def prize(**other: Any) -> Payload:
    won = {"award": "qualified", "contest_id": "c1", "place": None, "team_id": None}
    held = {"winners": ["t1", "t2"], "holders": [], "state": "due"}
    return {"prize_id": "p1", "title": "درع", **won, **held, **other}


def pledge(**other: Any) -> Payload:
    kept = {"promised_by": "عمالة خنيفرة", "promised_on": "2017-05-14", "due_on": "2018-05-14"}
    note = {"state": "under_way", "note": "أرسلت رسالة", "by": None, "at": AT}
    return {"pledge_id": "v1", "what": "نهائي 2018", **kept, "state": "under_way", "notes": [note], **other}


@pytest.fixture(autouse=True)
def competition(services: StandIn) -> Payload:
    earlier = services.add_competition(deepcopy(whole(competition_id="k0", name="إقصائيات الرحامنة")))
    earlier["competition"]["state"] = "closed"
    return services.add_competition(deepcopy(whole(pledges=[pledge()])) | {"prizes": [prize()]})


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_shown_to_those_it_is_for(
    visitor: Visitor, account: Callable[..., Account], role: str
) -> None:
    browser = visitor(account(role))
    found = {address: browser.get(address).status_code for address in PAGES}
    assert found == {address: 200 if may(role, endpoint) else 403 for address, endpoint in PAGES.items()}


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_title_and_at_most_one_filled_button(
    chair: FlaskClient, language: str, address: str
) -> None:
    chair.set_cookie("language", language)
    page = chair.get(address).text
    assert page.count("<h1>") == 1
    assert page.count("btn-primary") <= 1
    assert "&lt;bdi" not in page


@pytest.mark.parametrize(
    ("address", "typed", "method", "expected"),
    [
        (
            f"{ONE}/prizes",
            {**TYPED_PRIZE, "team_id": "t1"},
            "save_prize",
            {"prize_id": None, "title": "درع التأهل", "award": "place"}
            | {"contest_id": "c1", "place": 1, "team_id": None},
        ),
        (
            PRIZE,
            {"title": "الروح الرياضية", "award": "chosen", "team_id": "t3"},
            "save_prize",
            {"prize_id": "p1", "title": "الروح الرياضية", "award": "chosen"}
            | {"contest_id": None, "place": None, "team_id": "t3"},
        ),
        (f"{PRIZE}/remove", {}, "remove_prize", {"prize_id": "p1"}),
        (
            f"{PRIZE}/hand-over",
            {"team_id": "t1", "team_name": "x"},
            "hand_over_prize",
            {"prize_id": "p1", "team_id": "t1", "taken_back": False},
        ),
        (f"{ONE}/next-stage", STAGE, "save_next_stage", {**STAGE, "starts_on": "2017-05-20"}),
        (
            f"{ONE}/pledges",
            TYPED_PLEDGE,
            "save_pledge",
            {**TYPED_PLEDGE, "pledge_id": None, "promised_on": "2017-05-14", "due_on": None},
        ),
        (f"{PLEDGE}/follow", FOLLOWED, "follow_pledge", {**FOLLOWED, "pledge_id": "v1"}),
        (f"{ONE}/carry", CARRIED, "carry_qualified", CARRIED),
    ],
)
def test_a_form_becomes_its_command(
    chair: FlaskClient,
    services: StandIn,
    csrf: Csrf,
    address: str,
    typed: Payload,
    method: str,
    expected: Payload,
) -> None:
    form = csrf(chair, address.removesuffix("/remove")) | typed
    answer = chair.post(address, data=form)
    assert (answer.status_code, answer.location.split("#")[0]) == (303, ONE)
    assert services.asked(f"events.{method}") == [{**OWN, **expected}]


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(
    ("address", "typed", "field"),
    [
        (f"{ONE}/prizes", {**TYPED_PRIZE, "title": ""}, "title"),
        (f"{ONE}/prizes", {**TYPED_PRIZE, "contest_id": ""}, "contest_id"),
        (f"{ONE}/prizes", {**TYPED_PRIZE, "rank": "first"}, "rank"),
        (f"{ONE}/prizes", {"title": "كأس", "award": "medals", "rank": ""}, "rank"),
        (PRIZE, {"title": "كأس", "award": "chosen", "team_id": ""}, "team_id"),
        (f"{ONE}/next-stage", {**STAGE, "place": ""}, "place"),
        (f"{ONE}/next-stage", {**STAGE, "starts_on": "31/02/2017"}, "starts_on"),
        (f"{ONE}/pledges", {**TYPED_PLEDGE, "what": ""}, "what"),
        (f"{ONE}/pledges", {**TYPED_PLEDGE, "promised_on": ""}, "promised_on"),
        (f"{ONE}/pledges", {**TYPED_PLEDGE, "due_on": "tomorrow"}, "due_on"),
        (f"{PLEDGE}/follow", {**FOLLOWED, "note": ""}, "note"),
        (f"{ONE}/carry", {"from_competition_id": ""}, "from_competition_id"),
    ],
)
def test_a_refusal_stands_at_its_field_and_what_was_typed_is_kept(
    chair: FlaskClient, csrf: Csrf, language: str, address: str, typed: Payload, field: str
) -> None:
    chair.set_cookie("language", language)
    answer = chair.post(address, data=csrf(chair, address) | typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert [value for value in typed.values() if value and value not in answer.text] == []


@pytest.mark.parametrize("trouble", ["away", "conflict"])
@pytest.mark.parametrize(
    ("address", "typed"),
    [
        (f"{ONE}/prizes", TYPED_PRIZE),
        (PRIZE, TYPED_PRIZE),
        (f"{PRIZE}/hand-over", {"team_id": "t1", "team_name": "دار الطالب", "title": "درع"}),
        (f"{PRIZE}/hand-over", {"team_id": "t1", "team_name": "دار", "title": "درع", "taken_back": "yes"}),
        (f"{ONE}/next-stage", STAGE),
        (PLEDGE, TYPED_PLEDGE),
        (f"{PLEDGE}/follow", {**FOLLOWED, "what": "نهائي 2018"}),
        (f"{ONE}/carry", CARRIED),
    ],
)
def test_what_was_typed_outlives_a_conflict_and_a_silent_service(
    chair: FlaskClient, services: StandIn, csrf: Csrf, address: str, typed: Payload, trouble: str
) -> None:
    form = csrf(chair, address) | typed
    if trouble == "away":
        services.away = {"events"}
    else:
        services.competitions["k1"]["competition"]["version"] = 8
    answer = chair.post(address, data=form)
    assert answer.status_code == {"away": 503, "conflict": 409}[trouble]
    kept = ("title", "what") if "team_name" in typed else typed
    assert [name for name in kept if typed.get(name, "") not in answer.text] == []
    assert f'name="version" value="{7 if trouble == "away" else 8}"' in answer.text


def test_a_double_tap_hands_a_prize_over_once(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    form = csrf(chair, f"{PRIZE}/hand-over") | {"team_id": "t1", "team_name": "دار", "key": "tapped"}
    answers = [chair.post(f"{PRIZE}/hand-over", data=form).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert len(services.competitions["k1"]["prizes"][0]["holders"]) == 1


def test_who_has_not_won_a_prize_is_told_so_at_the_winners(chair: FlaskClient, csrf: Csrf) -> None:
    address = f"{PRIZE}/hand-over"
    answer = chair.post(address, data=csrf(chair, address) | {"team_id": "t3", "team_name": "Tafoukt"})
    assert answer.status_code == 422
    said = "Il faut une équipe qui a gagné ce prix"
    assert f'<p class="msg" id="team_id-error">{said}</p>' in answer.text
    assert f'<a href="#team_id">{said}</a>' in answer.text


def test_each_winner_has_a_button_with_a_key_of_its_own(chair: FlaskClient, competition: Payload) -> None:
    page = chair.get(f"{PRIZE}/hand-over").text
    assert len(set(re.findall(r'name="key" value="([^"]+)"', page))) == 2
    holders = [{"team_id": "t1", "at": AT, "by": None}]
    competition["prizes"] = [prize(holders=holders)]
    page = chair.get(f"{PRIZE}/hand-over").text
    assert (page.count('name="taken_back"'), page.count("Remettre<")) == (1, 1)


def test_a_prize_astray_says_who_has_it_and_who_has_won_it(chair: FlaskClient, competition: Payload) -> None:
    holders = [{"team_id": "t3", "at": AT, "by": None}]
    competition["prizes"] = [prize(winners=["t1"], holders=holders, state="astray")]
    page = chair.get(ONE).text
    assert "<bdi>Tafoukt</bdi> l’a reçu et n’est plus gagnante" in page
    assert "Autre gagnant" in page
    assert "N’est plus gagnante" in chair.get(f"{PRIZE}/hand-over").text
    assert "Supprimer le prix" not in chair.get(PRIZE).text


@pytest.mark.parametrize(
    ("other", "is_overdue"),
    [
        ({}, True),
        ({"state": "open"}, True),
        ({"state": "kept"}, False),
        ({"state": "dropped"}, False),
        ({"due_on": None}, False),
        ({"due_on": "2098-05-14"}, False),
    ],
)
def test_a_pledge_that_somebody_must_see_to_is_overdue_after_its_day(
    chair: FlaskClient, competition: Payload, other: Payload, is_overdue: bool
) -> None:
    competition["competition"]["pledges"] = [pledge(**other)]
    page = chair.get(ONE).text
    assert ("En retard" in page) == is_overdue
    assert "أرسلت رسالة" in page


def test_a_reader_sees_it_all_and_nothing_to_press(visitor: Visitor, account: Callable[..., Account]) -> None:
    page = visitor(account("reader")).get(ONE).text
    assert [words in page for words in ("درع", "نهائي 2018", "أرسلت رسالة")] == [True] * 3
    assert [one for one in ("/prizes", "/pledges", "/next-stage", "/carry") if f"{ONE}{one}" in page] == []


def test_a_draft_offers_to_take_teams_over_and_hands_nothing_over(
    chair: FlaskClient, competition: Payload
) -> None:
    assert (f"{ONE}/carry" in chair.get(ONE).text, "/hand-over" in chair.get(ONE).text) == (False, True)
    competition["competition"]["state"] = "draft"
    assert (f"{ONE}/carry" in chair.get(ONE).text, "/hand-over" in chair.get(ONE).text) == (True, False)


@pytest.mark.parametrize(
    ("state", "words"), [("draft", "Reprenez les équipes"), ("running", "à vous de décider")]
)
def test_who_was_replaced_elsewhere_is_said_where_it_came_from(
    chair: FlaskClient, competition: Payload, state: str, words: str
) -> None:
    known = competition["competition"]
    known["state"] = state
    known["teams"][0] = team("t1", came_from={**ORIGIN, "state": "replaced"})
    known["teams"][1] = team("t2", came_from={**ORIGIN, "state": "confirmed"})
    known["bans"] = [{"team_id": "t2", "shirt": 9, "matches": 2, "sex": "boys", "age": "U15"}]
    page = chair.get(ONE).text.split('id="carried"')[1].split("</section>")[0]
    assert words in page
    assert (page.count("N’est plus qualifiée"), page.count('<span class="tag ok">Qualifié</span>')) == (1, 1)
    assert page.count("إقصائيات الرحامنة") == 2
    assert re.search(r"maillot <bdi[^>]*>9</bdi>", page)


def test_a_ban_from_elsewhere_is_named_among_the_suspensions(
    chair: FlaskClient, competition: Payload
) -> None:
    outcome = competition["outcomes"][0]
    assert "venue d’une compétition précédente" not in chair.get(ONE).text
    brought = {**outcome["suspensions"][0], "after": "", "reason": "carried"}
    competition["outcomes"] = [{**outcome, "suspensions": [brought]}]
    assert "venue d’une compétition précédente" in chair.get(ONE).text


def test_a_name_that_stands_in_the_way_is_said(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    page = chair.post(
        f"{ONE}/carry", data=csrf(chair, f"{ONE}/carry") | {"from_competition_id": "clash"}
    ).text
    assert "Une autre équipe s’appelle déjà الصخور ici" in page


def test_only_competitions_that_have_started_are_proposed(chair: FlaskClient, services: StandIn) -> None:
    services.add_competition(deepcopy(whole(competition_id="k9", state="draft")))
    page = chair.get(f"{ONE}/carry").text
    assert re.findall(r'<option value="([^"]*)"', page) == ["", "k0"]


def test_a_prize_that_could_not_be_removed_is_removed_once_with_the_same_key(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{ONE}/prizes/p1"
    form = csrf(chair, address)
    services.away = {"events"}
    page = chair.post(f"{address}/remove", data=form).text
    assert set(re.findall(r'name="key" value="([^"]+)"', page)) == {form["key"]}


def test_what_is_not_there_is_not_found(chair: FlaskClient) -> None:
    for address in (f"{ONE}/prizes/gone", f"{ONE}/pledges/gone", f"{ONE}/prizes/gone/hand-over"):
        answer = chair.get(address)
        assert answer.status_code == 404
        assert SECRET not in answer.text
