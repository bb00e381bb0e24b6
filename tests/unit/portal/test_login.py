"""Who comes in, and what stays of a visit when it ends?"""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from chassis.clock import now
from services.portal.accounts import Account
from services.portal.addresses import local_address
from services.portal.app import FORM_BYTES
from services.portal.attempts import PER_ADDRESS, PER_LOGIN
from services.portal.who import Who
from tests.unit.portal.conftest import PASSWORD

Csrf = Callable[[FlaskClient, str], dict[str, str]]
Visitor = Callable[..., FlaskClient]


@pytest.fixture
def stranger(visitor: Visitor) -> FlaskClient:
    return visitor()


@pytest.fixture
def sign_in(csrf: Csrf) -> Callable[..., int]:
    def send(browser: FlaskClient, login: str, password: str, **more: str) -> int:
        fields = {**csrf(browser, "/login"), "login": login, "password": password, **more}
        return browser.post("/login", data=fields).status_code

    return send


def test_the_right_password_leads_to_the_page_that_was_asked_for(
    stranger: FlaskClient, account: Callable[..., Account], csrf: Csrf
) -> None:
    account("chair")
    fields = {**csrf(stranger, "/login?next=/members"), "login": " Chair ", "password": PASSWORD}
    answer = stranger.post("/login", data=fields)
    assert (answer.status_code, answer.location) == (302, "/members")
    assert stranger.get("/members").status_code == 200


def test_a_wrong_password_and_an_unknown_name_get_the_same_words(
    stranger: FlaskClient, account: Callable[..., Account], csrf: Csrf
) -> None:
    account("chair")
    wrong = stranger.post("/login", data={**csrf(stranger, "/login"), "login": "chair", "password": "no"})
    unknown = stranger.post("/login", data={**csrf(stranger, "/login"), "login": "nobody", "password": "no"})
    sentence = "L’identifiant ou le mot de passe n’est pas exact"
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert sentence in wrong.text
    assert sentence in unknown.text


def test_a_closed_account_does_not_open(
    stranger: FlaskClient, account: Callable[..., Account], who: Who, sign_in: Callable[..., int]
) -> None:
    closed = account("reader")
    who.accounts.change(
        closed.account_id, {"name": "x", "role": "reader", "association_id": None, "disabled": True}
    )
    assert sign_in(stranger, "reader", PASSWORD) == 422


def test_signing_in_takes_a_new_session_id(
    stranger: FlaskClient, account: Callable[..., Account], sign_in: Callable[..., int]
) -> None:
    account("chair")
    with stranger.session_transaction() as session:
        session["planted"] = "by somebody else"
    sign_in(stranger, "chair", PASSWORD)
    with stranger.session_transaction() as session:
        first, planted = session["_user_id"], session.get("planted")
    sign_in_again = stranger
    stranger.post("/logout", data=_token(stranger))
    sign_in(sign_in_again, "chair", PASSWORD)
    with stranger.session_transaction() as session:
        assert planted is None
        assert session["_user_id"] != first


def test_a_copied_cookie_is_worth_nothing_after_logging_out(
    chair: FlaskClient, visitor: Visitor, csrf: Csrf
) -> None:
    with chair.session_transaction() as session:
        copied = session["_user_id"]
    assert chair.post("/logout", data=_token(chair)).status_code == 302
    thief = visitor()
    with thief.session_transaction() as session:
        session["_user_id"] = copied
    assert thief.get("/").location == "/login?next=/"


def test_logging_out_needs_a_post(chair: FlaskClient) -> None:
    assert chair.get("/logout").status_code == 405


def test_a_post_without_its_token_is_refused(chair: FlaskClient) -> None:
    answer = chair.post("/members/new", data={"name_ar": "جمعية"})
    assert answer.status_code == 400
    assert "Ce formulaire n’est plus valable" in answer.text


def test_an_account_is_locked_for_a_while_after_too_many_attempts(
    stranger: FlaskClient, account: Callable[..., Account], sign_in: Callable[..., int]
) -> None:
    account("chair")
    statuses = [sign_in(stranger, "chair", "wrong") for _ in range(PER_LOGIN)]
    assert statuses == [422] * PER_LOGIN
    assert sign_in(stranger, "chair", PASSWORD) == 429


def test_an_address_that_tries_many_names_is_locked_too(
    stranger: FlaskClient, who: Who, sign_in: Callable[..., int]
) -> None:
    for number in range(PER_ADDRESS):
        who.attempts.allowed(f"name{number}", "127.0.0.1", now())
    assert sign_in(stranger, "another", "wrong") == 429


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    stranger: FlaskClient, account: Callable[..., Account], csrf: Csrf
) -> None:
    account("chair")
    fields = {**csrf(stranger, "/login"), "login": "chair", "password": PASSWORD}
    cookies = stranger.post("/login", data=fields).headers.getlist("Set-Cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("fadaa="))
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/members?page=2", "/members?page=2"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        ("http://[", "/"),
    ],
)
def test_a_redirect_stays_on_this_site(asked: str, led_to: str) -> None:
    assert local_address(asked) == led_to


def _token(browser: FlaskClient) -> dict[str, str]:
    page = browser.get("/account").text
    return {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0]}


def test_a_strangers_form_is_not_read_beyond_the_size_of_any_form(stranger: FlaskClient) -> None:
    answer = stranger.post("/login", data={"login": "x" * (FORM_BYTES + 1)})
    assert answer.status_code == 413
