"""Many results at once, for programs: a file is checked and entered, what waits in a contest is confirmed."""

from typing import Any

from flask import request
from marshmallow import fields, validate
from werkzeug.wrappers import Response

from contracts.events.result_imports import (
    ConfirmAll,
    OneResultImport,
    ResultImportLine,
    ResultImportsView,
    ResultImportView,
)
from contracts.schema import Contract
from services.portal.api.door import (
    FILE_BODY,
    KEY_HEADER,
    ask,
    command,
    idempotency_key,
    part,
    received,
    tell,
)
from services.portal.api.schemas import OpenedImport
from services.portal.tournaments.uploads import send

blp = part(
    "result_imports", "Many results at once: upload, check, report, entry, and confirmation by another"
)


class AskedResultImport(OneResultImport):
    """Values of an address: text, so the page is read from its digits."""

    class Meta(Contract.Meta):
        exclude = ("import_id",)

    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=1_000_000, error="invalid"))


class AllThatWait(ConfirmAll):
    class Meta(Contract.Meta):
        exclude = ("competition_id", "contest_id")


@blp.get("/competitions/<id:competition_id>/result-imports")
@blp.response(200, ResultImportsView)
def result_imports(competition_id: str) -> Response:
    """The latest files and confirmations of a competition"""
    return ask("events", "result_imports", {"competition_id": competition_id})


@blp.post("/competitions/<id:competition_id>/result-imports")
@blp.response(202, OpenedImport)
@blp.doc(parameters=[KEY_HEADER], requestBody=FILE_BODY)
def upload_results(competition_id: str) -> Response:
    """Upload results as openfootball JSON in `file`; its check begins, nothing is entered"""
    return received(send(competition_id, request.files.get("file"), idempotency_key()))


@blp.get("/result-imports/<id:import_id>")
@blp.arguments(AskedResultImport, location="query")
@blp.response(200, ResultImportView)
def result_import(asked: dict[str, Any], import_id: str) -> Response:
    """How far it is, and a page of its report row by row"""
    return ask("events", "result_import", {"import_id": import_id, **asked})


@blp.post("/result-imports/<id:import_id>/confirmation")
@blp.response(200, ResultImportLine)
@blp.doc(parameters=[KEY_HEADER])
def confirm_result_import(import_id: str) -> Response:
    """The report was read: enter the results; they count once another person confirms them"""
    return command("events", "confirm_result_import", {"import_id": import_id})


@blp.post("/competitions/<id:competition_id>/contests/<id:contest_id>/confirmation")
@blp.arguments(AllThatWait)
@blp.response(200, ResultImportLine)
@blp.doc(parameters=[KEY_HEADER])
def confirm_all(wanted: dict[str, Any], competition_id: str, contest_id: str) -> Response:
    """Confirm what other people entered in a contest; it goes on in the background"""
    ids = {"competition_id": competition_id, "contest_id": contest_id}
    return tell("events", "confirm_all", AllThatWait, wanted, ids)
