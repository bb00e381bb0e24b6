"""Do accounts, passwords and keys do what they promise?"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from chassis.clock import now
from chassis.errors import Refused
from services.portal.accounts import Account, generated_password
from services.portal.who import Who
from tests.unit.portal.conftest import PASSWORD
from tests.unit.portal.stand_in import StandIn

Csrf = Callable[[FlaskClient, str], dict[str, str]]
Make = Callable[..., Account]


@pytest.fixture
def administrator(visitor: Callable[..., FlaskClient], account: Make) -> FlaskClient:
    return visitor(account("administrator"))


def test_a_new_account_gets_a_password_that_is_shown_once(
    administrator: FlaskClient, who: Who, csrf: Csrf
) -> None:
    fields = {"login": "Nadia", "name": "نادية", "role": "chair", "language": "ar", "association_id": ""}
    page = administrator.post("/accounts/new", data={**csrf(administrator, "/accounts/new"), **fields}).text
    shown = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", page)
    assert shown
    found = who.accounts.proven("nadia", shown[0])
    assert found
    assert (found.role, found.must_change) == ("chair", True)
    assert shown[0] not in administrator.get("/accounts").text


def test_a_taken_name_is_said_at_its_field(administrator: FlaskClient, csrf: Csrf) -> None:
    fields = {"login": "administrator", "name": "x", "role": "chair", "language": "ar"}
    answer = administrator.post("/accounts/new", data={**csrf(administrator, "/accounts/new"), **fields})
    assert answer.status_code == 422
    assert "Cet identifiant est déjà pris" in answer.text


def test_an_officer_is_tied_to_an_association_that_exists(
    administrator: FlaskClient, services: StandIn, who: Who, csrf: Csrf
) -> None:
    services.add_association("a1")
    hidden = csrf(administrator, "/accounts/new")
    officer = {"login": "karim", "name": "كريم", "role": "officer", "language": "ar", "association_id": "a1"}
    assert administrator.post("/accounts/new", data={**hidden, **officer}).status_code == 200
    strayed = {**officer, "login": "other", "association_id": "zzz"}
    assert administrator.post("/accounts/new", data={**hidden, **strayed}).status_code == 404
    assert [one.association_id for one in who.accounts.all() if one.role == "officer"] == ["a1"]


def test_a_temporary_password_must_be_changed_before_anything_else(
    account: Make, visitor: Callable[..., FlaskClient], csrf: Csrf
) -> None:
    browser = visitor(account("chair", temporary=True))
    assert browser.get("/members").location == "/account"
    new = {
        "password": PASSWORD,
        "new_password": "quatre mots tres longs",
        "repeated": "quatre mots tres longs",
    }
    answer = browser.post("/account/password", data={**csrf(browser, "/account"), **new})
    assert answer.status_code == 302
    assert browser.get("/members").status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "wrong", "new_password": "x" * 12, "repeated": "x" * 12}, "password"),
        ({"password": PASSWORD, "new_password": "short", "repeated": "short"}, "new_password"),
        ({"password": PASSWORD, "new_password": "x" * 12, "repeated": "y" * 12}, "repeated"),
    ],
)
def test_a_password_is_not_changed_when_something_is_wrong(
    typed: dict[str, str], field: str, chair: FlaskClient, who: Who, csrf: Csrf
) -> None:
    answer = chair.post("/account/password", data={**csrf(chair, "/account"), **typed})
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert who.accounts.proven("chair", PASSWORD)


def test_a_reset_password_ends_every_open_visit_and_key(
    administrator: FlaskClient,
    account: Make,
    visitor: Callable[..., FlaskClient],
    program: Callable[..., FlaskClient],
    csrf: Csrf,
) -> None:
    chair = account("chair")
    browser, script = visitor(chair), program(chair)
    assert browser.get("/").status_code == 200
    hidden = csrf(administrator, f"/accounts/{chair.account_id}")
    administrator.post(f"/accounts/{chair.account_id}/password", data=hidden)
    assert browser.get("/").location == "/login?next=/"
    assert script.get("/api/v1/communes").status_code == 401


def test_a_closed_account_is_out_at_once_with_its_keys(
    administrator: FlaskClient,
    account: Make,
    visitor: Callable[..., FlaskClient],
    program: Callable[..., FlaskClient],
    csrf: Csrf,
) -> None:
    chair = account("chair")
    browser, script = visitor(chair), program(chair)
    closed = {"name": "x", "role": "chair", "association_id": "", "disabled": "1"}
    hidden = csrf(administrator, f"/accounts/{chair.account_id}")
    administrator.post(f"/accounts/{chair.account_id}", data={**hidden, **closed})
    assert browser.get("/").location == "/login?next=/"
    assert script.get("/api/v1/communes").status_code == 401


def test_the_last_administrator_stays(administrator: FlaskClient, who: Who, csrf: Csrf) -> None:
    own = next(one for one in who.accounts.all() if one.role == "administrator")
    hidden = csrf(administrator, f"/accounts/{own.account_id}")
    answer = administrator.post(f"/accounts/{own.account_id}", data={**hidden, "name": "x", "role": "reader"})
    assert answer.status_code == 422
    assert "Un compte d’administration doit rester ouvert" in answer.text
    assert who.accounts.get(own.account_id).role == "administrator"


def test_a_key_is_shown_once_and_kept_as_a_hash(chair: FlaskClient, who: Who, csrf: Csrf) -> None:
    fields = {"label": "tableur", "days": "30"}
    page = chair.post("/account/tokens", data={**csrf(chair, "/account"), **fields}).text
    token = re.search(r"fadaa_[\w-]{43}", page)
    assert token
    assert token[0] not in str(list(who.records.tokens.find()))
    assert token[0] not in chair.get("/account").text


def test_a_withdrawn_key_and_an_expired_one_open_nothing(account: Make, who: Who) -> None:
    chair = account("chair")
    token = who.tokens.make(chair.account_id, "tests", 30, now())
    assert who.tokens.find(token, now()) == chair
    assert who.tokens.find(token, now() + timedelta(days=31)) is None
    who.tokens.withdraw(chair.account_id, who.tokens.of(chair.account_id, now())[0].token_id)
    assert who.tokens.find(token, now()) is None


def test_nobody_withdraws_the_key_of_somebody_else(account: Make, who: Who) -> None:
    chair, reader = account("chair"), account("reader")
    token = who.tokens.make(chair.account_id, "tests", 30, now())
    who.tokens.withdraw(reader.account_id, who.tokens.of(chair.account_id, now())[0].token_id)
    assert who.tokens.find(token, now()) == chair


def test_an_eleventh_key_is_refused(account: Make, who: Who) -> None:
    chair = account("chair")
    for number in range(10):
        who.tokens.make(chair.account_id, f"key {number}", 30, now())
    with pytest.raises(Refused, match="too_many_tokens"):
        who.tokens.make(chair.account_id, "one more", 30, now())


def test_the_chosen_language_is_kept_with_the_account(chair: FlaskClient, who: Who, csrf: Csrf) -> None:
    answer = chair.post("/account/language", data={**csrf(chair, "/account"), "language": "ar"})
    assert "language=ar" in answer.headers["Set-Cookie"]
    assert who.accounts.all()[0].language == "ar"
    assert '<html lang="ar-MA" dir="rtl">' in chair.get("/account").text


def test_passwords_are_not_repeated() -> None:
    assert len({generated_password() for _ in range(50)}) == 50
