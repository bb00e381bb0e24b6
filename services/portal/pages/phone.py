"""What would the phones show? The sandbox gateway's phones: nothing there leaves the machine."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key
from services.portal.meetings.words import in_templates

bp = Blueprint("phone", __name__)
bp.context_processor(in_templates)

SHOWN = 200  # phones of the list, those that spoke last first


@bp.before_request
def only_in_the_sandbox() -> None:
    if current_app.extensions["settings"].sms_gateway != "sandbox":
        abort(404)


@bp.get("/phone")
def listed() -> str:
    phones: dict[str, dict[str, Any]] = {}
    for message in _messages():
        phones[message["phone"]] = message
    latest = sorted(phones.values(), key=lambda message: message["at"], reverse=True)
    return render_template("phone/list.html", latest=latest[:SHOWN], total=len(latest))


@bp.get("/phone/<number>")
def shown(number: str) -> str:
    return render_template(
        "phone/phone.html", **_talk(number), key=new_key(), values={}, problem=None, errors={}
    )


@bp.get("/phone/<number>/talk")
def talk(number: str) -> str:
    """The live part: what arrives shows by itself, as on a phone."""
    return render_template("phone/_talk.html", **_talk(number))


@bp.post("/phone/<number>")
def reply(number: str) -> str | Response:
    """As the owner of that phone. A quick answer is a button whose value is the text."""
    text = (request.form.get("quick") or request.form.get("text", "")).strip()
    try:
        call("notifications", "sandbox_reply", {"phone": f"+{number}", "text": text}, key=form_key())
    except (Refused, Unavailable) as error:
        return shown_again("phone/phone.html", error, **_talk(number), values={"text": text})
    return redirect(url_for("phone.shown", number=number), 303)


def _talk(number: str) -> dict[str, Any]:
    """`number` is the E.164 form without its plus sign, which addresses would turn into a space."""
    if not (number.isascii() and number.isdigit() and 6 <= len(number) <= 15):
        abort(404)
    return {"number": number, "phone_number": f"+{number}", "messages": _messages(f"+{number}")}


def _messages(phone: str | None = None) -> list[dict[str, Any]]:
    found = call("notifications", "sandbox_messages", {"phone": phone} if phone else {})["messages"]
    return sorted(found, key=lambda message: message["at"])
