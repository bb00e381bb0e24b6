"""Are associations listed, shown, added and edited, and is nothing lost when that fails?"""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from services.portal.accounts import Account
from tests.unit.portal.stand_in import StandIn

Csrf = Callable[[FlaskClient, str], dict[str, str]]
NEW = {
    "name_ar": "جمعية التضامن",
    "name_fr": "",
    "commune": "Bouchane",
    "president-name": "نعيمة العلوي",
    "president-phone": "06.85.12.34.56",
    "president-language": "ar",
    "treasurer-name": "Youssef Bennani",
    "treasurer-phone": "",
    "treasurer-language": "fr",
}


def test_the_list_searches_and_filters(chair: FlaskClient, services: StandIn) -> None:
    services.add_association("a1")
    services.add_association("a2", name_ar="جمعية التضامن", name_fr="", commune="Bouchane")
    page = chair.get("/members?q=التضامن&commune=Bouchane&page=1").text
    assert services.asked("registry.associations") == [{"query": "التضامن", "commune": "Bouchane", "page": 1}]
    assert "جمعية التضامن" in page
    assert "Al Amal" not in page


def test_an_association_is_added_with_the_key_of_its_form(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    hidden = csrf(chair, "/members/new")
    answer = chair.post("/members/new", data={**hidden, **NEW})
    assert (answer.status_code, answer.location) == (302, "/members/a1")
    name, payload, context = next(one for one in services.calls if one[0] == "registry.save_association")
    assert payload == {
        "name_ar": "جمعية التضامن",
        "name_fr": "",
        "commune": "Bouchane",
        "officers": [
            {"office": "president", "name": "نعيمة العلوي", "phone": "06.85.12.34.56", "language": "ar"},
            {"office": "treasurer", "name": "Youssef Bennani", "phone": "", "language": "fr"},
        ],
    }
    assert context["key"] == hidden["key"]


def test_a_double_tap_is_one_association(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    hidden = csrf(chair, "/members/new")
    answers = [chair.post("/members/new", data={**hidden, **NEW}).location for _ in range(2)]
    assert answers == ["/members/a1", "/members/a1"]
    assert list(services.associations) == ["a1"]


def test_an_error_stands_at_its_field_and_in_the_summary_and_keeps_what_was_typed(
    chair: FlaskClient, csrf: Csrf
) -> None:
    typed = {**csrf(chair, "/members/new"), **NEW, "commune": "", "treasurer-phone": "12", "name_ar": ""}
    answer = chair.post("/members/new", data=typed)
    sentence = "À remplir\N{NO-BREAK SPACE}: Nom en arabe"
    assert answer.status_code == 422
    assert "<title>Erreur\N{NO-BREAK SPACE}: Ajouter une association" in answer.text
    assert answer.text.count(sentence) == 2
    assert '<a href="#name_ar">' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'value="06.85.12.34.56"' in answer.text


def test_the_phone_of_the_third_officer_is_named_as_the_form_names_it(chair: FlaskClient, csrf: Csrf) -> None:
    answer = chair.post("/members/new", data={**csrf(chair, "/members/new"), **NEW, "treasurer-phone": "12"})
    assert answer.status_code == 422
    assert '<a href="#treasurer-phone">' in answer.text


def test_while_the_registry_is_away_the_form_comes_back_with_the_same_key(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    hidden = csrf(chair, "/members/new")
    services.away = {"registry"}
    answer = chair.post("/members/new", data={**hidden, **NEW})
    assert answer.status_code == 503
    assert "Non enregistré" in answer.text
    assert f'name="key" value="{hidden["key"]}"' in answer.text
    assert '<option value="Bouchane" selected>' in answer.text
    services.away = set()
    assert chair.post("/members/new", data={**hidden, **NEW}).location == "/members/a1"


def test_who_was_second_sees_both_values(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    services.add_association("a1")
    hidden = csrf(chair, "/members/a1/edit")
    services.add_association("a1", version=2, name_ar="جمعية الأمل الجديدة")
    answer = chair.post("/members/a1/edit", data={**hidden, **NEW, "name_ar": "جمعية أخرى"})
    assert answer.status_code == 409
    assert "جمعية الأمل الجديدة" in answer.text
    assert 'value="جمعية أخرى"' in answer.text
    assert 'name="version" value="2"' in answer.text


def test_an_unknown_association_is_a_page_that_does_not_exist(chair: FlaskClient) -> None:
    assert chair.get("/members/nobody").status_code == 404


@pytest.mark.parametrize("role", ["officer", "reader"])
def test_a_role_that_needs_no_phone_sees_none(
    role: str, account: Callable[..., Account], visitor: Callable[..., FlaskClient], services: StandIn
) -> None:
    services.add_association("a1")
    browser = visitor(account(role, association_id="a2" if role == "officer" else None))
    page = browser.get("/members/a1").text
    assert "Non montré à ce rôle" in page
    assert "123456" not in page.replace(" ", "")


def test_an_officer_edits_the_own_association_alone(
    account: Callable[..., Account], visitor: Callable[..., FlaskClient], services: StandIn
) -> None:
    services.add_association("a1")
    services.add_association("a2")
    browser = visitor(account("officer", association_id="a1"))
    assert browser.get("/members/a1/edit").status_code == 200
    assert browser.get("/members/a2/edit").status_code == 403
    assert "0685 12 34 56" in browser.get("/members/a1").text
