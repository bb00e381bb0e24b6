"""What can a program do here? The same as the pages, under /api/v1, described by its own OpenAPI document."""

from typing import Any

from flask import Flask
from flask_smorest import Api
from flask_wtf import CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from services.portal import errors
from services.portal.api import (
    athletics,
    closing,
    docs,
    fixtures,
    heats,
    imports,
    institutions,
    meetings,
    members,
    messages,
    result_imports,
    tournaments,
    upkeep,
)
from services.portal.api.schemas import ErrorPayload
from services.portal.paths import IdentifierConverter

PREFIX = "/api/v1"
PARTS = (
    members.blp,
    institutions.blp,
    imports.blp,
    meetings.blp,
    tournaments.blp,
    fixtures.blp,
    athletics.blp,
    heats.blp,
    closing.blp,
    result_imports.blp,
    messages.blp,
    upkeep.blp,
)
ABOUT = """Everything that the pages do. A program sends `Authorization: Bearer <key>`; a key is made
on the page "My account" and may do what its owner may do. A command may carry `Idempotency-Key`: sent again
with the same key it gives the same answer and has no second effect. Every error has one form, its message in
the language of `Accept-Language` (ar, fr, en)."""


class PortalApi(Api):
    """flask-smorest with our error payload."""

    ERROR_SCHEMA = ErrorPayload

    def handle_http_exception(self, error: HTTPException) -> Response:
        return errors.http_problem(error)


def offer(app: Flask, csrf: CSRFProtect) -> PortalApi:
    app.config.update(
        API_TITLE="Fadaa",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS=_options(),
    )
    api = PortalApi(app)
    api.register_converter(
        IdentifierConverter, lambda converter: {"type": "string", "pattern": f"^{converter.regex}$"}
    )
    for part in PARTS:
        csrf.exempt(part)  # a bearer token is never sent by a browser on its own
        api.register_blueprint(part)
    app.register_blueprint(docs.bp)
    app.extensions["api"] = api
    return api


def _options() -> dict[str, Any]:
    bearer = {"type": "http", "scheme": "bearer", "description": "A key made on the page “My account”"}
    return {
        "info": {"description": ABOUT},
        "components": {"securitySchemes": {"bearer": bearer}},
        "security": [{"bearer": []}],
    }
