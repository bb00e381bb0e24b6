"""How does a meeting stand? The list, one meeting, and its telling while it goes on."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.clock import now
from services.portal.calls import call, call_if_there
from services.portal.forms import form_key, new_key, page_number
from services.portal.meetings.announce import communes
from services.portal.meetings.people import recipients
from services.portal.meetings.progress import Progress, progress_of
from services.portal.roles import may
from services.portal.who import signed_in, who

FEW = 10
ON_THE_WAY = timedelta(seconds=30)


def listed() -> str:
    found = call("events", "meetings", {"page": page_number()})
    past = [meeting for meeting in found["meetings"] if _over(meeting)]
    to_come = [meeting for meeting in found["meetings"] if not _over(meeting)]
    to_come.sort(key=lambda meeting: meeting["starts_at"])
    return render_template("meetings/list.html", **found, to_come=to_come, past=past)


def shown(meeting_id: str) -> str:
    meeting = call("events", "meeting", {"meeting_id": meeting_id})
    page = _live(meeting)
    author = who().accounts.find(meeting["announced_by"])
    extra = {"communes": communes(), "over": _over(meeting), "author": author.name if author else ""}
    return render_template("meetings/meeting.html", **page, **extra, attention=_attention(page["latest"]))


def progress(meeting_id: str) -> str:
    """The live fragment; its last answer carries no trigger, so that asking ends."""
    meeting = call("events", "meeting", {"meeting_id": meeting_id})
    return render_template("meetings/_live.html", **_live(meeting), polled=True)


def attention(meeting_id: str) -> str:
    page = _live(call("events", "meeting", {"meeting_id": meeting_id}))
    return render_template("meetings/_attention.html", **page, attention=_attention(page["latest"]))


def pause(meeting_id: str) -> Response:
    paused = request.form.get("paused") == "yes"
    asked = {"announcement_id": request.form.get("announcement_id", ""), "paused": paused}
    call("notifications", "pause_announcement", asked, key=form_key())
    flash(
        _("Sending is paused. Nothing more leaves until it is resumed.") if paused else _("Sending goes on."),
        "ok",
    )
    return redirect(url_for("meetings.shown", meeting_id=meeting_id), 303)


def _live(meeting: dict[str, Any]) -> dict[str, Any]:
    found = call_if_there("notifications", "announcements", {"meeting_id": meeting["meeting_id"]})
    views = sorted(found["announcements"], key=lambda one: one["opened_at"]) if found else []
    known = [progress_of(one, now()) for one in views]
    since = _act_just_done()
    arrived = bool(views) and (since is None or datetime.fromisoformat(views[-1]["opened_at"]) >= since)
    return {
        "meeting": meeting,
        "latest": known[-1] if arrived else None,
        "earlier": known[:-1] if arrived else known,
        "since": request.args.get("since") if since else None,
        "answers": _answers(meeting, known),
        "away": found is None,
        "at": now(),
        "key": new_key(),
    }


def _act_just_done() -> datetime | None:
    """When a change was made whose telling may still be on the way; the address says it."""
    written = request.args.get("since", "")
    if not (written.isascii() and written.isdigit() and len(written) < 11):
        return None
    since = datetime.fromtimestamp(int(written), UTC)
    return since if now() - since < ON_THE_WAY else None


def _answers(meeting: dict[str, Any], known: list[Progress]) -> dict[str, int]:
    """Of all on the list, told by SMS or not: the page of names says the same."""
    invited = max((one.people for one in known), default=0) or meeting["expected"]
    answered = meeting["coming"] + meeting["not_coming"]
    return {
        "coming": meeting["coming"],
        "not_coming": meeting["not_coming"],
        "none": max(0, invited - answered),
    }


def _attention(latest: Progress | None) -> list[dict[str, Any]]:
    """The first people who need somebody; only for those who may see their numbers."""
    if latest is None or not latest.attention or not may(signed_in().role, "meetings.phone_list"):
        return []
    return recipients(latest.announcement_id, "attention")["recipients"][:FEW]


def _over(meeting: dict[str, Any]) -> bool:
    return meeting["state"] == "cancelled" or datetime.fromisoformat(meeting["starts_at"]) < now()
