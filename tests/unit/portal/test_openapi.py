"""Is the committed description of the API the one that the code gives?"""

import json
from pathlib import Path

from flask import Flask

from services.portal import api
from services.portal.api.__main__ import text
from services.portal.roles import WHO_MAY

COMMITTED = Path(api.__file__).with_name("openapi.json")


def test_the_committed_description_is_up_to_date(app: Flask) -> None:
    """Renewed by `python -m services.portal.api > services/portal/api/openapi.json`."""
    assert text(app.extensions["api"].spec.to_dict()) == COMMITTED.read_text("utf-8")


def test_every_endpoint_of_the_api_is_described() -> None:
    document = json.loads(COMMITTED.read_text("utf-8"))
    described = sum(verb != "parameters" for item in document["paths"].values() for verb in item)
    assert described == sum(
        endpoint.startswith("api_") and endpoint != "api_docs.shown" for endpoint in WHO_MAY
    )


def test_every_command_may_carry_an_idempotency_key() -> None:
    document = json.loads(COMMITTED.read_text("utf-8"))
    without = [
        f"{verb} {path}"
        for path, item in document["paths"].items()
        for verb, operation in item.items()
        if verb in ("post", "put", "delete")
        and "Idempotency-Key" not in json.dumps(operation.get("parameters", []))
    ]
    assert without == [
        "post /api/v1/audience-preview",
        "post /api/v1/fixtures/{fixture_id}/consequences",
        "post /api/v1/heats/{heat_id}/consequences",
    ]
