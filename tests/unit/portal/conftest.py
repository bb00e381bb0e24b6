"""What do the portal's tests stand on? A store of their own, and a stand-in for the services."""

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from chassis.clock import now
from services.portal.accounts import Account
from services.portal.app import create_app
from services.portal.records import Records, open_records
from services.portal.settings import PortalSettings
from services.portal.who import Who
from tests.unit.portal.stand_in import StandIn

PASSWORD = "une phrase assez longue"
STARTS_WITHIN_S = 20


@pytest.fixture(scope="session")
def store_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = _free_port()
    command = [str(Path(sys.executable).with_name("secantusd-py")), "--port", str(port)]
    folder = tmp_path_factory.mktemp("store")
    with subprocess.Popen([*command, "--storage-path", str(folder), "--log-level", "WARNING"]) as store:
        uri = f"mongodb://127.0.0.1:{port}/?retryWrites=false"
        _wait_for(uri)
        yield uri
        store.terminate()
        store.wait(timeout=10)


@pytest.fixture(scope="session")
def records(store_uri: str) -> Iterator[Records]:
    records = open_records(store_uri, "portal")
    yield records
    records.client.close()


@pytest.fixture
def services() -> StandIn:
    return StandIn()


@pytest.fixture(scope="session")
def assembled(records: Records, store_uri: str) -> Flask:
    """The app is put together once; each test gives it its own stand-in."""
    settings = PortalSettings(store_uri=store_uri, amqp_uri="amqp://", secret_key="of the tests alone")
    return create_app(settings, StandIn(), records)


@pytest.fixture
def app(assembled: Flask, services: StandIn) -> Flask:
    assembled.extensions["rpc"] = services
    return assembled


@pytest.fixture
def who(app: Flask) -> Who:
    known: Who = app.extensions["who"]
    for collection in ("accounts", "sessions", "tokens", "login_attempts"):
        known.records[collection].delete_many({})
    return known


@pytest.fixture
def account(who: Who) -> Callable[..., Account]:
    """Makes an account of a role; its login is the role's name."""

    def make(role: str, *, temporary: bool = False, association_id: str | None = None) -> Account:
        new = {"login": role, "name": f"{role} اختبار", "role": role, "language": "fr"}
        owned = {**new, "association_id": association_id}
        return who.accounts.add(owned, PASSWORD, at=now(), by="tests", temporary=temporary)

    return make


@pytest.fixture
def visitor(app: Flask, who: Who) -> Callable[[Account | None], FlaskClient]:
    """A browser, signed in as an account if one is given."""

    def open_browser(signed_in: Account | None = None) -> FlaskClient:
        browser = app.test_client()
        browser.set_cookie("language", "fr")
        if signed_in:
            with browser.session_transaction() as session:
                session["_user_id"] = who.sessions.open(signed_in, now()).session_id
        return browser

    return open_browser


@pytest.fixture
def chair(visitor: Callable[[Account | None], FlaskClient], account: Callable[..., Account]) -> FlaskClient:
    return visitor(account("chair"))


@pytest.fixture
def program(app: Flask, who: Who) -> Callable[[Account], FlaskClient]:
    """A script that holds a key of an account."""

    def with_key(owner: Account) -> FlaskClient:
        client = app.test_client()
        token = who.tokens.make(owner.account_id, "tests", 30, now())
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        return client

    return with_key


@pytest.fixture
def csrf() -> Callable[[FlaskClient, str], dict[str, str]]:
    """The hidden fields of the first form of a page."""

    def hidden(browser: FlaskClient, address: str) -> dict[str, str]:
        page = browser.get(address).get_data(as_text=True)
        main = page[page.index('id="main"') :]
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', main))
        return fields or dict(re.findall(r'<input type="hidden" name="(csrf_token)" value="([^"]*)">', page))

    return hidden


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(uri: str) -> None:
    until = monotonic() + STARTS_WITHIN_S
    probe: MongoClient[dict[str, object]] = MongoClient(uri, serverSelectionTimeoutMS=500)
    with probe:
        while not _answers(probe):
            assert monotonic() < until, "the store did not start"
            sleep(0.1)


def _answers(probe: MongoClient[dict[str, object]]) -> bool:
    try:
        probe.admin.command("ping")
    except PyMongoError:
        return False
    return True
