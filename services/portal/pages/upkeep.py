"""How are the services, and what could they not handle? What an administrator sees and decides."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.wiring import SERVICES
from services.portal.calls import call
from services.portal.forms import form_key, new_key, page_number
from services.portal.meetings.words import in_templates
from services.portal.problems import problem_of

bp = Blueprint("upkeep", __name__)
bp.context_processor(in_templates)

SERVICE_NAMES = {
    "registry": lazy_gettext("Register of members"),
    "events": lazy_gettext("Meetings"),
    "notifications": lazy_gettext("Messages"),
}
STATES = {
    "parked": ("bad", lazy_gettext("Waits for a decision")),
    "retry": ("warn", lazy_gettext("Tried again by itself")),
    "waiting": ("info", lazy_gettext("Waits for the one before")),
}


@bp.get("/upkeep")
def shown() -> str:
    answers = [_state_of(service, page_number()) for service in SERVICES]
    return render_template(
        "upkeep/upkeep.html", answers=answers, names=SERVICE_NAMES, states=STATES, new_key=new_key
    )


@bp.get("/upkeep/<service>/<held_id>/discard")
def ask_discard(service: str, held_id: str) -> str:
    row = _held(_known(service), held_id)
    return render_template("upkeep/discard.html", **row, key=new_key(), values={}, problem=None, errors={})


@bp.post("/upkeep/<service>/<held_id>/discard")
def discard(service: str, held_id: str) -> str | Response | tuple[str, int]:
    """Needs a reason; the service keeps who, when and why."""
    why = request.form.get("why", "").strip()
    try:
        if not why:
            raise Refused("invalid", {"why": "missing"})
        call(_known(service), "discard", {"held_id": held_id, "why": why}, key=form_key())
    except (Refused, Unavailable) as error:
        problem = problem_of(error)
        page = {"row": None, "service": service, "held_id": held_id, "names": SERVICE_NAMES, "states": STATES}
        shown = {"key": form_key(), "values": {"why": why}, "problem": problem, "errors": problem.errors}
        return render_template("upkeep/discard.html", **page, **shown), problem.status
    flash(_("Discarded. What waited behind it goes on."), "ok")
    return redirect(url_for("upkeep.shown"), 303)


@bp.post("/upkeep/<service>/<held_id>/redrive")
def redrive(service: str, held_id: str) -> Response:
    call(_known(service), "redrive", {"held_id": held_id}, key=form_key())
    flash(_("It is tried again now."), "ok")
    return redirect(url_for("upkeep.shown"), 303)


@bp.post("/upkeep/<service>/replay")
def replay(service: str) -> Response:
    """`service` is the one that lacks facts; their source sends that subject's facts again, to it alone."""
    asked = {"kind": request.form.get("kind", ""), "subject": request.form.get("subject", "")}
    source = _known(request.form.get("source", ""))
    answer = call(source, "replay", {**asked, "consumer": _known(service)}, key=form_key())
    flash(_("Sent again: %(n)s", n=answer["replayed"]), "ok")
    return redirect(url_for("upkeep.shown"), 303)


def _state_of(service: str, page: int) -> dict[str, Any]:
    """`away` when the service does not answer; each is asked, one that is away does not hide the others."""
    try:
        health = call(service, "health")
        return {"service": service, "away": False, "health": health, **call(service, "held", {"page": page})}
    except Unavailable:
        return {
            "service": service,
            "away": True,
            "health": None,
            "held": [],
            "gaps": [],
            "pages": 1,
            "page": page,
        }


def _held(service: str, held_id: str) -> dict[str, Any]:
    found = call(service, "held", {"page": 1})["held"]
    row = next((row for row in found if row["held_id"] == held_id), None)
    return {"row": row, "service": service, "held_id": held_id, "names": SERVICE_NAMES, "states": STATES}


def _known(service: str) -> str:
    if service not in SERVICES:
        abort(404)
    return service
