"""Are institutions listed, shown, added and edited, by people and programs, and is nothing lost?"""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from contracts.registry.institutions import TYPES, InstitutionsPage, InstitutionView, SaveInstitution
from services.portal import demo
from services.portal.accounts import Account
from services.portal.institutions.types import TYPE_NAMES, type_name
from services.portal.who import Who
from tests.unit.portal.stand_in import StandIn

Csrf = Callable[[FlaskClient, str], dict[str, str]]
NEW = {
    "name_ar": "دار المسنين بوشان",
    "name_fr": "",
    "type": "dar_mousinine",
    "commune": "Bouchane",
    "association_id": "a1",
}


@pytest.fixture
def services() -> StandIn:
    known = StandIn()
    known.add_association("a1")
    known.add_association("a2", name_ar="جمعية التضامن", name_fr="", commune="Bouchane")
    return known


def test_the_list_searches_and_filters(chair: FlaskClient, services: StandIn) -> None:
    services.add_institution("n1")
    services.add_institution("n2", name_ar="دار المسنين", name_fr="", commune="Bouchane", association_id="a2")
    page = chair.get("/institutions?q=المسنين&commune=Bouchane&association_id=a2").text
    assert services.asked("registry.institutions") == [
        {"text": "المسنين", "commune": "Bouchane", "association_id": "a2", "page": 1}
    ]
    assert '<a href="/institutions/n2">' in page
    assert "/institutions/n1" not in page
    assert '<input type="hidden" name="association_id" value="a2">' in page


def test_the_list_says_type_commune_and_managing_association(chair: FlaskClient, services: StandIn) -> None:
    assert InstitutionView().validate(services.add_institution("n1")) == {}
    page = chair.get("/institutions").text
    assert "1 établissement" in page.replace('<bdi class="num" dir="ltr">1</bdi>', "1")
    for words in ("Dar Taliba Ben Guerir", "Dar Taliba (foyer de l’étudiante)", 'href="/members/a1"'):
        assert words in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/institutions", "Aucun établissement pour l’instant"),
        ("/institutions?q=x", "Aucun établissement trouvé"),
    ],
)
def test_an_empty_list_says_what_comes_here(chair: FlaskClient, address: str, words: str) -> None:
    assert words in chair.get(address).text


def test_the_members_lead_to_the_institutions(chair: FlaskClient) -> None:
    assert 'href="/institutions"' in chair.get("/members").text
    assert 'href="/institutions?association_id=a1"' in chair.get("/members/a1").text


def test_the_managing_association_may_be_chosen_beforehand(chair: FlaskClient) -> None:
    page = chair.get("/institutions/new?association_id=a2").text
    assert '<option value="a2" selected>' in page
    assert page.count("<option value=") == 1 + len(TYPES) + 1 + 2 + 1 + 2


def test_an_association_beyond_the_select_is_offered_when_it_is_chosen(
    chair: FlaskClient, services: StandIn
) -> None:
    for number in range(60):
        services.add_association(f"b{number}")
    page = chair.get("/institutions/new?association_id=b59").text
    assert '<option value="b59" selected>' in page
    assert '<option value="b58"' not in page


def test_an_institution_is_added_with_the_key_of_its_form(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    hidden = csrf(chair, "/institutions/new")
    answers = [chair.post("/institutions/new", data={**hidden, **NEW}) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(302, "/institutions/n1")] * 2
    assert list(services.institutions) == ["n1"]
    name, payload, context = next(one for one in services.calls if one[0] == "registry.save_institution")
    assert (payload, context["key"]) == (NEW, hidden["key"])


def test_a_version_of_thousands_of_digits_is_another_version(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    services.add_institution("n1")
    form = {**csrf(chair, "/institutions/n1/edit"), **NEW, "version": "9" * 5000}
    assert chair.post("/institutions/n1/edit", data=form).status_code == 409


def test_an_institution_is_edited(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    services.add_institution("n1")
    form = chair.get("/institutions/n1/edit").text
    for chosen in ("dar_taliba", "Ben Guerir", "a1"):
        assert f'<option value="{chosen}" selected>' in form
    hidden = csrf(chair, "/institutions/n1/edit")
    assert chair.post("/institutions/n1/edit", data={**hidden, **NEW}).location == "/institutions/n1"
    assert (services.institutions["n1"]["type"], services.institutions["n1"]["version"]) == (
        "dar_mousinine",
        2,
    )


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name_ar": ""}, "name_ar", "À remplir\N{NO-BREAK SPACE}: Nom en arabe"),
        ({"type": ""}, "type", "À remplir\N{NO-BREAK SPACE}: Type d’établissement"),
        ({"association_id": ""}, "association_id", "À remplir\N{NO-BREAK SPACE}: Association"),
        (
            {"association_id": "a9"},
            "association_id",
            "Association gestionnaire\N{NO-BREAK SPACE}: en choisir une dans la liste",
        ),
    ],
)
def test_an_error_stands_at_its_field_and_in_the_summary_and_keeps_what_was_typed(
    chair: FlaskClient, csrf: Csrf, change: dict[str, str], field: str, sentence: str
) -> None:
    answer = chair.post("/institutions/new", data={**csrf(chair, "/institutions/new"), **NEW, **change})
    assert answer.status_code == 422
    assert "<title>Erreur\N{NO-BREAK SPACE}: Ajouter un établissement" in answer.text
    assert f'<a href="#{field}">{sentence}</a>' in answer.text
    assert f'id="{field}-error">{sentence}<' in answer.text
    assert '<option value="Bouchane" selected>' in answer.text


def test_an_error_is_said_in_arabic_too(app: Flask, chair: FlaskClient, csrf: Csrf) -> None:
    chair.set_cookie("language", "ar")
    typed = {**csrf(chair, "/institutions/new"), **NEW, "association_id": "a9"}
    answer = chair.post("/institutions/new", data=typed)
    assert 'id="association_id-error">الجمعية المسيرة: يلزم اختيار واحدة من اللائحة<' in answer.text
    assert 'dir="rtl"' in answer.text


def test_a_name_that_is_taken_is_told_at_the_name(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    services.add_institution("n1", name_ar=NEW["name_ar"])
    answer = chair.post("/institutions/new", data={**csrf(chair, "/institutions/new"), **NEW})
    assert answer.status_code == 422
    assert '<a href="#name_ar">' in answer.text
    assert f'value="{NEW["name_ar"]}"' in answer.text


def test_while_the_registry_is_away_what_was_chosen_comes_back(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    hidden = csrf(chair, "/institutions/new")
    services.away = {"registry"}
    answer = chair.post("/institutions/new", data={**hidden, **NEW})
    assert answer.status_code == 503
    assert f'name="key" value="{hidden["key"]}"' in answer.text
    for chosen in ("dar_mousinine", "Bouchane", "a1"):
        assert f'<option value="{chosen}" selected>' in answer.text
    services.away = set()
    assert chair.post("/institutions/new", data={**hidden, **NEW}).location == "/institutions/n1"


def test_who_was_second_sees_both_values_in_words(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    services.add_institution("n1")
    hidden = csrf(chair, "/institutions/n1/edit")
    services.add_institution("n1", version=2, type="cef")
    answer = chair.post("/institutions/n1/edit", data={**hidden, **NEW})
    assert answer.status_code == 409
    assert "Centre d’éducation et de formation (CEF)</bdi>" in answer.text
    assert "Maison de personnes âgées</bdi>" in answer.text
    assert 'name="version" value="2"' in answer.text
    key = answer.text.split('name="key" value="')[1].split('"')[0]
    again = {**hidden, **NEW, "key": key, "version": "2"}
    assert chair.post("/institutions/n1/edit", data=again).status_code == 302


def test_an_unknown_institution_is_a_page_that_does_not_exist(chair: FlaskClient) -> None:
    answer = chair.get("/institutions/nobody")
    assert (answer.status_code, "Cet établissement n’existe pas" in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("role", "add_is_offered"),
    [("administrator", True), ("chair", True), ("officer", False), ("reader", False)],
)
def test_only_the_office_is_offered_to_add_and_edit(
    role: str,
    add_is_offered: bool,
    account: Callable[..., Account],
    visitor: Callable[..., FlaskClient],
    services: StandIn,
) -> None:
    services.add_institution("n1")
    browser = visitor(account(role, association_id="a1" if role == "officer" else None))
    assert ("/institutions/new" in browser.get("/institutions").text) is add_is_offered
    assert ("/institutions/n1/edit" in browser.get("/institutions/n1").text) is add_is_offered
    assert (browser.get("/institutions/new").status_code == 200) is add_is_offered


@pytest.mark.parametrize("locale", ["ar_MA", "fr_MA"])
def test_every_type_has_words_of_its_own(locale: str, app: Flask) -> None:
    assert tuple(TYPE_NAMES) == TYPES
    with app.test_request_context():
        with force_locale("en"):
            english = [type_name(slug) for slug in TYPES]
        with force_locale(locale):
            said = [type_name(slug) for slug in TYPES]
    assert len(set(said)) == len(TYPES)
    assert set(said) & set(english) == set()


def test_a_program_adds_reads_lists_and_edits(
    program: Callable[[Account], FlaskClient], account: Callable[..., Account], services: StandIn
) -> None:
    api = program(account("chair"))
    added = api.post("/api/v1/institutions", json=NEW)
    read = api.get("/api/v1/institutions/n1")
    listed = api.get("/api/v1/institutions?text=المسنين&association_id=a1&page=1")
    edited = api.put("/api/v1/institutions/n1", json={**NEW, "version": 1, "type": "cef"})
    stale = api.put("/api/v1/institutions/n1", json={**NEW, "version": 1})
    assert [one.status_code for one in (added, read, listed, edited, stale)] == [201, 200, 200, 200, 409]
    assert InstitutionsPage().validate(listed.get_json()) == {}
    assert listed.get_json()["institutions"] == [read.json]
    assert services.institutions["n1"]["type"] == "cef"


def test_a_program_is_told_the_field(
    program: Callable[[Account], FlaskClient], account: Callable[..., Account]
) -> None:
    answer = program(account("chair")).post("/api/v1/institutions", json={**NEW, "type": "school"})
    assert answer.get_json()["error"]["fields"] == {
        "type": "Type of institution: one of the proposed values is needed"
    }


def test_the_demonstration_has_institutions_that_the_contract_takes(who: Who, services: StandIn) -> None:
    province = json.loads(demo.PROVINCE.read_text("utf-8"))
    shown = [one for association in province for one in association.get("institutions", ())]
    assert [SaveInstitution().validate({**one, "association_id": "a1"}) for one in shown] == [{}] * 9
    for _ in range(2):
        demo.load(who.records, services, "http://here")
    known = services.institutions.values()
    assert sorted((one["name_ar"], one["association_ar"]) for one in known) == [
        ("دار الطالب ابن جرير", "جمعية دار الطالب - ابن جرير"),
        ("دار المسنين بوشان", "جمعية الرحمة لرعاية المسنين - بوشان"),
        ("مركز التربية والتكوين ابن جرير", "جمعية دار الطالب - ابن جرير"),
    ]
