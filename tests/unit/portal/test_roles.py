"""Does the table decide alone? Every endpoint is asked by every role and by a stranger."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from services.portal.accounts import Account
from services.portal.roles import OFFICER, PUBLIC, ROLES, WHO_MAY, may, may_edit_association, sees_phones

VALUES = {
    "service": "registry",
    "chosen": "fr",
    "form": "csv",
    "filename": "fadaa.css",
    "number": "+212685123456",
}


def test_every_endpoint_stands_in_the_table_and_nothing_else_does(app: Flask) -> None:
    assert set(WHO_MAY) == set(app.view_functions)


def test_an_endpoint_that_is_not_in_the_table_is_refused_to_everybody() -> None:
    assert [may(role, "members.forgotten") for role in ROLES] == [False] * len(ROLES)


def test_every_endpoint_lets_in_whom_the_table_names(
    app: Flask,
    account: Callable[..., Account],
    visitor: Callable[..., FlaskClient],
    program: Callable[..., FlaskClient],
) -> None:
    people = {role: account(role, association_id="a1" if role == OFFICER else None) for role in ROLES}
    browsers = {role: visitor(person) for role, person in people.items()}
    programs = {role: program(person) for role, person in people.items()}
    found = {}
    for rule in _rules(app):
        for role in ROLES:
            client = programs[role] if _of_the_api(rule) else browsers[role]
            found[rule.endpoint, role] = _asked(app, client, rule)
    let_in = {asked: status != 403 for asked, status in found.items()}
    assert let_in == {
        (rule.endpoint, role): may(role, rule.endpoint) for rule in _rules(app) for role in ROLES
    }
    assert {asked: status for asked, status in found.items() if status >= 500} == {}


def test_a_stranger_reaches_public_endpoints_alone(app: Flask, visitor: Callable[..., FlaskClient]) -> None:
    refused = {rule.endpoint for rule in _rules(app) if _turned_away(app, visitor(), rule)}
    assert refused == {rule.endpoint for rule in _rules(app) if WHO_MAY[rule.endpoint] is not PUBLIC}


@pytest.mark.parametrize(
    ("role", "own", "expected"),
    [
        ("administrator", None, True),
        ("chair", None, True),
        ("officer", "a1", True),
        ("officer", "a2", False),
        ("officer", None, False),
        ("reader", None, False),
    ],
)
def test_an_officer_edits_and_sees_the_phones_of_the_own_association_alone(
    role: str, own: str | None, expected: bool
) -> None:
    assert (may_edit_association(role, own, "a1"), sees_phones(role, own, "a1")) == (expected, expected)


def _rules(app: Flask) -> list[Rule]:
    """One for each endpoint; logging out and changing the password would end the visit that asks."""
    ending = {"login.log_out", "accounts.set_password"}
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in ending]


def _of_the_api(rule: Rule) -> bool:
    return rule.rule.startswith("/api/") and rule.endpoint != "api_docs.shown"


def _asked(app: Flask, client: FlaskClient, rule: Rule) -> int:
    """The status. CSRF is another question: it is off here, and on in test_login.py."""
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        method = (
            "GET"
            if "GET" in (rule.methods or ())
            else next(iter({"POST", "PUT", "DELETE"} & (rule.methods or set())))
        )
        with app.test_request_context():
            values: dict[str, Any] = {name: VALUES.get(name, "a1") for name in rule.arguments}
            address = app.url_for(rule.endpoint, **values)
        return client.open(address, method=method, buffered=True).status_code
    finally:
        app.config["WTF_CSRF_ENABLED"] = True


def _turned_away(app: Flask, client: FlaskClient, rule: Rule) -> bool:
    status = _asked(app, client, rule)
    return status == 401 if _of_the_api(rule) else status == 302 and rule.endpoint != "language.choose"
