"""How do many results come in at once? A file is checked, confirmed and followed; what waits is confirmed."""

from io import BytesIO
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from chassis.clock import now
from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.result_imports import FILE_BYTES, VERDICTS
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, page_number
from services.portal.refusals import label_of, sentence
from services.portal.tournaments.draws import contest_or_as_sent
from services.portal.tournaments.reading import Data, competition_if_there, contest_of, team_names, whole
from services.portal.tournaments.rows import match_row
from services.portal.uploads import part_of, plain_name, send_chunks
from services.portal.who import signed_in

START, PAGE, PROGRESS, CONFIRM_ALL = (
    "tournaments/import_start.html",
    "tournaments/import.html",
    "tournaments/_import_progress.html",
    "tournaments/confirm_all.html",
)
MOVING = ("receiving", "checking", "entering", "confirming")
STATES = {
    "receiving": lazy_gettext("Receiving"),
    "checking": lazy_gettext("Checking"),
    "checked": lazy_gettext("Waiting for confirmation"),
    "refused": lazy_gettext("Refused"),
    "entering": lazy_gettext("Writing"),
    "confirming": lazy_gettext("Writing"),
    "done": lazy_gettext("Done"),
}
VERDICT_NAMES = {
    "refused": lazy_gettext("Left out"),
    "late": lazy_gettext("Changed meanwhile"),
    "enter": lazy_gettext("To enter"),
    "same": lazy_gettext("Already the same"),
    "empty": lazy_gettext("No result in the file"),
}


def ask_results(competition_id: str) -> str:
    found = whole(competition_id)
    page = {"known": found["competition"], "waiting": _waiting(found), "imports": _latest(competition_id)}
    kept = {"state_names": STATES, "values": {}, "key": new_key()}
    return render_template(START, **page, **kept, problem=None, errors={})


def upload_results(competition_id: str) -> Response:
    try:
        import_id = send(competition_id, request.files.get("file"), form_key())
    except (Refused, Unavailable) as error:
        page = {"known": competition_if_there(competition_id), "waiting": [], "imports": []}
        return shown_again(START, error, rename={"filename": "file", "size": "file"}, **page, values={})
    return _to_import(competition_id, import_id)


def results_import(competition_id: str, import_id: str) -> str:
    page = _page(competition_id, import_id)
    return render_template(PAGE, **page, key=new_key(), problem=None, errors={})


def results_progress(competition_id: str, import_id: str) -> str:
    """The moving part of the page; the last answer comes without the trigger, so that asking ends."""
    return render_template(PROGRESS, **_page(competition_id, import_id), key=new_key(), polled=True)


def confirm_results(competition_id: str, import_id: str) -> Response:
    try:
        call("events", "confirm_result_import", {"import_id": import_id}, key=form_key())
    except (Refused, Unavailable) as error:
        return shown_again(PAGE, error, **_page(competition_id, import_id))
    return _to_import(competition_id, import_id)


def ask_confirm_all(competition_id: str, contest_id: str) -> str:
    """`until`: what is entered while this page is read is not confirmed with it."""
    until = now().isoformat()
    found = whole(competition_id)
    known = found["competition"]
    contest, names = contest_of(known, contest_id), team_names(known)
    entered = [one for one in _entered(found) if one["contest_id"] == contest_id]
    others = [match_row(one, names, contest) for one in entered if _may_confirm(one)]
    page = {"known": known, "contest": contest, "matches": others, "until": until}
    counts = {"others": len(others), "own": len(entered) - len(others)}
    return render_template(CONFIRM_ALL, **page, **counts, key=new_key(), problem=None, errors={})


def confirm_all(competition_id: str, contest_id: str) -> Response:
    until = request.form.get("until", "")
    command = {"competition_id": competition_id, "contest_id": contest_id, "until": until}
    try:
        made = call("events", "confirm_all", command, key=form_key())
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id)
        page = {"known": known, "contest": contest_or_as_sent(known, contest_id), "until": until}
        return shown_again(CONFIRM_ALL, error, **page, matches=[], others=None, own=0)
    return _to_import(competition_id, made["import_id"])


def send(competition_id: str, file: FileStorage | None, key: str) -> str:
    """The import's id. The same key with the same file goes on where a broken attempt stopped."""
    if file is None or not file.filename:
        raise Refused("invalid", {"file": "no_results_file"})
    content = file.stream.read(FILE_BYTES + 1)
    if not content:
        raise Refused("invalid", {"file": "no_matches"})
    if len(content) > FILE_BYTES:
        raise Refused("invalid", {"file": "results_too_large"})
    wanted = {"competition_id": competition_id, "filename": plain_name(file.filename), "size": len(content)}
    opened = call("events", "open_result_import", wanted, key=part_of(key, "open"))
    import_id: str = opened["import_id"]
    send_chunks("events", "add_result_chunk", import_id, BytesIO(content), key)
    return import_id


def _page(competition_id: str, import_id: str) -> dict[str, Any]:
    verdict = request.args.get("verdict", "")
    asked = {"import_id": import_id, "page": page_number()}
    state = call("events", "result_import", {**asked, "verdict": verdict if verdict in VERDICTS else None})
    if state["competition_id"] != competition_id:
        raise NotFound("import_not_found")
    return {
        "state": state,
        "known": competition_if_there(competition_id),
        "moving": state["state"] in MOVING,
        "verdict": verdict if verdict in VERDICTS else "",
        "verdict_names": VERDICT_NAMES,
        "state_names": STATES,
        "problem_sentence": sentence(state["problem"]) if state["problem"] else "",
        "said": _said,
    }


def _said(problem: Data) -> dict[str, str]:
    """What is wanted at which field of the file, and what was read there."""
    label = label_of([problem["field"]])
    details = {name: value for name, value in problem.items() if name not in ("field", "read")}
    return {"what": f"{label} · {sentence(details, label)}", "read": str(problem.get("read") or "")}


def _entered(found: Data) -> list[Data]:
    return [one for one in found["fixtures"] if one["result_state"] == "entered"]


def _may_confirm(fixture: Data) -> bool:
    return bool(fixture["entered_by"] != signed_in().account_id)


def _waiting(found: Data) -> list[tuple[Data, int]]:
    """Contests with results that this person may confirm, and how many."""
    ready = [one["contest_id"] for one in _entered(found) if _may_confirm(one)]
    contests = found["competition"]["contests"]
    counts = [(one, ready.count(one["contest_id"])) for one in contests]
    return [(contest, count) for contest, count in counts if count]


def _latest(competition_id: str) -> list[Data]:
    answer = call_if_there("events", "result_imports", {"competition_id": competition_id})
    return answer["imports"] if answer else []


def _to_import(competition_id: str, import_id: str) -> Response:
    there = url_for("tournaments.results_import", competition_id=competition_id, import_id=import_id)
    return redirect(there, 303)
