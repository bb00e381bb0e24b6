"""How do many members come in at once? Upload, dry run, report, confirmation, progress."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, page_number
from services.portal.i18n import language
from services.portal.refusals import label_of, sentence
from services.portal.sheets import csv_template, xlsx_template
from services.portal.uploads import upload as send_to_registry

bp = Blueprint("imports", __name__)

VERDICTS = ("refused", "new", "changed", "same")
MOVING = ("receiving", "checking", "importing")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/imports")
def start() -> str:
    return render_template("imports/start.html", values={}, errors={}, key=new_key(), imports=_latest())


@bp.post("/imports")
def upload() -> Response:
    try:
        import_id = send_to_registry(request.files.get("file"), form_key())
    except (Refused, Unavailable) as error:
        rename = {"filename": "file", "size": "file"}
        return shown_again("imports/start.html", error, rename=rename, values={}, imports=_latest())
    return redirect(url_for("imports.shown", import_id=import_id))


@bp.get("/imports/template.<any(csv,xlsx):form>")
def template(form: str) -> Response:
    headings = _headings()
    if form == "csv":
        return _download(csv_template(headings), "text/csv; charset=utf-8", "fadaa.csv")
    return _download(xlsx_template(headings, right_to_left=language() == "ar"), XLSX, "fadaa.xlsx")


@bp.get("/imports/<id:import_id>")
def shown(import_id: str) -> str:
    state = call("registry", "import_state", {"import_id": import_id})
    return render_template("imports/import.html", key=new_key(), **_context(state))


@bp.get("/imports/<id:import_id>/progress")
def progress(import_id: str) -> str:
    """The moving part of the page; the last answer comes without the trigger, so that asking ends."""
    state = call("registry", "import_state", {"import_id": import_id})
    return render_template("imports/progress.html", key=new_key(), polled=True, **_context(state))


@bp.post("/imports/<id:import_id>/confirm")
def confirm(import_id: str) -> Response:
    try:
        call("registry", "confirm_import", {"import_id": import_id}, key=form_key())
    except (Refused, Unavailable) as error:
        state = call("registry", "import_state", {"import_id": import_id})
        return shown_again("imports/import.html", error, **_context(state))
    return redirect(url_for("imports.shown", import_id=import_id))


def _context(state: dict[str, Any]) -> dict[str, Any]:
    verdict = request.args.get("verdict", "")
    verdict = verdict if verdict in VERDICTS else _most_urgent(state)
    reported = state["state"] in ("checked", "importing", "done")
    return {
        "state": state,
        "moving": state["state"] in MOVING,
        "verdicts": VERDICTS,
        "verdict": verdict,
        "report": _report(state["import_id"], verdict) if reported else None,
        "problem_sentence": _file_problem(state["problem"]) if state["problem"] else "",
        "row_sentences": row_sentences,
    }


def _file_problem(problem: dict[str, Any]) -> str:
    """Columns are called by the headings of the template."""
    if "columns" not in problem:
        return sentence(problem)
    headings = {column["field"]: _heading(column) for column in call("registry", "import_columns")["columns"]}
    return sentence({**problem, "columns": [headings.get(field, field) for field in problem["columns"]]})


def _heading(column: dict[str, Any]) -> str:
    return str(column["fr" if language() == "fr" else "ar"])


def _most_urgent(state: dict[str, Any]) -> str:
    return next((verdict for verdict in VERDICTS if state.get(verdict)), VERDICTS[0])


def _report(import_id: str, verdict: str) -> Any:
    asked = {"import_id": import_id, "verdict": verdict, "page": page_number()}
    return call("registry", "import_report", asked)


def row_sentences(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """A row's problems or warnings: `what` is wanted at which `label`, and what was `read`."""
    return [
        {"label": label_of([row.get("field", "")]), "what": _said(row), "read": str(row.get("read") or "")}
        for row in rows
    ]


def _said(row: dict[str, Any]) -> str:
    details = {name: value for name, value in row.items() if name != "field"}
    return sentence(details, label_of([row.get("field", "")]))


def _latest() -> list[dict[str, Any]]:
    answer = call_if_there("registry", "imports")
    return answer["imports"] if answer else []


def _headings() -> list[str]:
    return [_heading(column) for column in call("registry", "import_columns")["columns"]]


def _download(content: bytes, kind: str, filename: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(content, content_type=kind, headers=headers)
