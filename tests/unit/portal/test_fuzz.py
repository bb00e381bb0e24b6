"""Does anything that the description allows, or forbids, bring the API down?"""

from pathlib import Path

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from requests.structures import CaseInsensitiveDict
from schemathesis.checks import not_a_server_error

from chassis.clock import now
from services.portal import api
from services.portal.app import create_app
from services.portal.records import Records
from services.portal.settings import PortalSettings
from services.portal.who import Who
from tests.unit.portal.stand_in import StandIn

DESCRIPTION = schemathesis.openapi.from_path(Path(api.__file__).with_name("openapi.json"))
EXAMPLES = 10  # an operation: there are thirty


@pytest.fixture(scope="module")
def open_app(records: Records, store_uri: str) -> tuple[Flask, str]:
    """An app of its own, and a key that may do everything that one role may."""
    configured = PortalSettings(store_uri=store_uri, amqp_uri="amqp://", secret_key="of the tests alone")
    app = create_app(configured, StandIn(), records)
    who: Who = app.extensions["who"]
    who.records.accounts.delete_many({})
    new = {"login": "fuzz", "name": "fuzz", "role": "chair", "language": "ar", "association_id": None}
    account = who.accounts.add(new, "a long password", at=now(), by="tests", temporary=False)
    return app, who.tokens.make(account.account_id, "tests", 30, now())


@DESCRIPTION.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_makes_the_portal_fail(case: schemathesis.Case, open_app: tuple[Flask, str]) -> None:
    app, key = open_app
    case.operation.schema.app = app
    # assigned as a whole: it would put its own invented key back over a changed one
    case.headers = CaseInsensitiveDict({**case.headers, "Authorization": f"Bearer {key}"})
    answer = case.call_and_validate(checks=[not_a_server_error], app=app)
    assert answer.status_code != 401
