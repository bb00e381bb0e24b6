"""How does the chair move or cancel a meeting that people were told of?"""

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.clock import now
from chassis.errors import Conflict, Refused, Unavailable
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key
from services.portal.meetings.form import RENAME, TypedMeeting, read_meeting, typed_again, wanted
from services.portal.meetings.progress import Progress, progress_of

FIELDS = ("title", "date", "time", "place", "agenda")


def edit(meeting_id: str) -> str | Response:
    meeting = _meeting(meeting_id)
    if meeting["state"] == "cancelled":
        return redirect(url_for("meetings.shown", meeting_id=meeting_id))
    page = _edited(meeting, typed_again(meeting))
    return render_template("meetings/edit.html", **page, key=new_key(), problem=None, errors={})


def change(meeting_id: str) -> Response:
    """Those told before are told again, once."""
    typed, at = read_meeting(request.form), now()
    command = {"meeting_id": meeting_id, "version": _version(), **typed.details()}
    try:
        _refuse_unless_complete(typed)
        changed = call("events", "change_meeting", command, key=form_key())
    except (Refused, Unavailable) as error:
        return _again(meeting_id, typed, error)
    flash(_what_follows(changed["told"]), "ok")
    return _to_the_meeting(meeting_id, at if changed["told"] else None)


def _what_follows(told: bool) -> str:
    if told:
        return _("The meeting is changed. Those who were told are told again, once.")
    return _("The meeting is changed. Nothing of it is told by SMS.")


def ask_cancel(meeting_id: str) -> str | Response:
    meeting = _meeting(meeting_id)
    if meeting["state"] == "cancelled":
        return redirect(url_for("meetings.shown", meeting_id=meeting_id))
    return render_template("meetings/cancel.html", **_told(meeting), key=new_key(), problem=None, errors={})


def cancel(meeting_id: str) -> Response:
    command, at = {"meeting_id": meeting_id, "version": _version()}, now()
    try:
        call("events", "cancel_meeting", command, key=form_key())
    except (Refused, Unavailable) as error:
        meeting = call_if_there("events", "meeting", {"meeting_id": meeting_id})
        return shown_again(
            "meetings/cancel.html", error, **_told(meeting or _as_sent(meeting_id)), **_fresh_key(error)
        )
    flash(_("The meeting is cancelled. Those who were told are told of it, once."), "ok")
    return _to_the_meeting(meeting_id, at)


def _to_the_meeting(meeting_id: str, since: datetime | None) -> Response:
    """The page waits for the telling that this act begins."""
    seconds = int(since.timestamp()) if since else None
    return redirect(url_for("meetings.shown", meeting_id=meeting_id, since=seconds), 303)


def _again(meeting_id: str, typed: TypedMeeting, error: Refused | Unavailable) -> Response:
    meeting = call_if_there("events", "meeting", {"meeting_id": meeting_id})
    page = _edited(meeting or _as_sent(meeting_id), typed)
    now_stored = typed_again(meeting) if meeting and isinstance(error, Conflict) else None
    return shown_again(
        "meetings/edit.html", error, rename=RENAME, stored=now_stored, **page, **_fresh_key(error)
    )


def _fresh_key(error: Refused | Unavailable) -> dict[str, str]:
    """After a conflict the form is another command, on another version."""
    return {"key": new_key()} if isinstance(error, Conflict) else {}


def _edited(meeting: dict[str, Any], typed: TypedMeeting) -> dict[str, Any]:
    return {"typed": typed, "values": typed.values, "fields": FIELDS, **_told(meeting)}


def _told(meeting: dict[str, Any]) -> dict[str, Any]:
    """How many have been told so far, and about what telling them again costs."""
    found = call_if_there("notifications", "announcements", {"meeting_id": meeting["meeting_id"]})
    known = [progress_of(one, now()) for one in found["announcements"]] if found else []
    largest = max(known, key=lambda one: one.told, default=None)
    return {"meeting": meeting, "told": largest.told if largest else 0, "about_centimes": _about(largest)}


def _about(progress: Progress | None) -> int:
    if not progress or not progress.messages:
        return 0
    return round(progress.cost_centimes * progress.told / progress.messages)


def _refuse_unless_complete(typed: TypedMeeting) -> None:
    refused = {field: slug for field, slug in wanted(typed, now()).items() if field in FIELDS}
    if refused:
        raise Refused("invalid", refused)


def _meeting(meeting_id: str) -> dict[str, Any]:
    found: dict[str, Any] = call("events", "meeting", {"meeting_id": meeting_id})
    return found


def _as_sent(meeting_id: str) -> dict[str, Any]:
    """What is known of the meeting while the service is away: what the form carried."""
    return {
        "meeting_id": meeting_id,
        "version": _version(),
        "title": request.form.get("title", ""),
        "state": "announced",
    }


def _version() -> int:
    written = request.form.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 0
