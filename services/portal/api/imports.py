"""Imports of members, for programs."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from contracts.registry.views import ImportReport, ImportView
from services.portal.api.door import FILE_BODY, KEY_HEADER, ask, command, idempotency_key, part, received
from services.portal.api.schemas import Anything, AskedReport, OpenedImport
from services.portal.uploads import upload as send_to_registry

blp = part("imports", "Many members at once: upload, dry run, report, confirmation")


@blp.get("/imports")
@blp.response(200, Anything)
def imports() -> Response:
    """The latest imports"""
    return ask("registry", "imports")


@blp.post("/imports")
@blp.response(202, OpenedImport)
@blp.doc(parameters=[KEY_HEADER], requestBody=FILE_BODY)
def upload() -> Response:
    """Upload a CSV or XLSX file as `file`; its dry run begins"""
    return received(send_to_registry(request.files.get("file"), idempotency_key()))


@blp.get("/imports/<id:import_id>")
@blp.response(200, ImportView)
def import_state(import_id: str) -> Response:
    """How far an import is"""
    return ask("registry", "import_state", {"import_id": import_id})


@blp.get("/imports/<id:import_id>/report")
@blp.arguments(AskedReport, location="query")
@blp.response(200, ImportReport)
def import_report(asked: dict[str, Any], import_id: str) -> Response:
    """What the dry run says of each row"""
    return ask("registry", "import_report", {"import_id": import_id, **asked})


@blp.post("/imports/<id:import_id>/confirmation")
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def confirm_import(import_id: str) -> Response:
    """The report was read: write the new and changed rows"""
    return command("registry", "confirm_import", {"import_id": import_id})
