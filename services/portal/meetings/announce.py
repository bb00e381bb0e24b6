"""How does the chair announce a meeting? Type, see whom it reaches and what it costs, review, confirm."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from chassis.clock import now
from chassis.errors import Refused, Unavailable
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key
from services.portal.meetings.form import RENAME, TypedMeeting, read_meeting, refuse_unless_complete, wanted
from services.portal.meetings.people import named


def new() -> str:
    return _form(TypedMeeting())


def audience() -> str:
    """The live part of the form: count, texts and cost for what is typed so far."""
    typed = read_meeting(request.form)
    return render_template("meetings/_audience.html", typed=typed, **_previewed(typed), live=True)


def review() -> str | Response:
    """`step`: `review` checks all and shows the last page; `count` and `edit` show the form."""
    typed = read_meeting(request.form)
    if request.form.get("step") != "review":
        return _form(typed)
    try:
        refuse_unless_complete(typed, now())
        preview = _preview(typed)
        _refuse_what_cannot_be_sent(preview)
    except (Refused, Unavailable) as error:
        return _mend(typed, error)
    return render_template("meetings/review.html", **_reviewed(typed, preview), key=new_key())


def announce() -> Response:
    """The act. The key in the form makes a double tap, or a second try after a time-out, one act."""
    typed = read_meeting(request.form)
    command = {**typed.details(), "audience": typed.audience, "expected": _expected()}
    try:
        refuse_unless_complete(typed, now())
        meeting = call("events", "announce_meeting", command, key=form_key())
    except Unavailable as error:
        return shown_again("meetings/review.html", error, **_reviewed(typed, None))
    except Refused as error:
        return _mend(typed, error)
    return redirect(url_for("meetings.shown", meeting_id=meeting["meeting_id"]), 303)


def communes() -> list[dict[str, str]]:
    """Of the province; none when the registry is away."""
    found = call_if_there("registry", "communes")
    return found["communes"] if found else []


def _form(typed: TypedMeeting) -> str:
    return render_template("meetings/announce.html", **_shown(typed), problem=None, errors={})


def _mend(typed: TypedMeeting, error: Refused | Unavailable) -> Response:
    return shown_again("meetings/announce.html", error, rename=RENAME, **_shown(typed))


def _shown(typed: TypedMeeting) -> dict[str, Any]:
    return {"typed": typed, "values": typed.values, **_previewed(typed)}


def _previewed(typed: TypedMeeting) -> dict[str, Any]:
    """What an unfinished form reaches already; texts wait until title, date and place are there."""
    preview = None
    if typed.offices:
        try:
            preview = _preview(typed)
        except (Refused, Unavailable):
            preview = None
    left = _named_left_out(preview)
    return {
        "preview": preview,
        "left_out_names": left,
        "communes": communes(),
        "wanted": wanted(typed, now()),
    }


def _preview(typed: TypedMeeting) -> dict[str, Any]:
    complete = not {"title", "date", "time", "place"} & wanted(typed, now()).keys()
    told = {name: typed.details()[name] if complete else None for name in ("title", "starts_at", "place")}
    found: dict[str, Any] = call("notifications", "preview_audience", {"audience": typed.audience, **told})
    return found


def _refuse_what_cannot_be_sent(preview: dict[str, Any]) -> None:
    if not preview["people"]:
        raise Refused("empty_audience", {"offices": "empty_audience"})
    if preview["too_long"]:
        raise Refused("too_long_text", {"title": "too_long_text"})


def _reviewed(typed: TypedMeeting, preview: dict[str, Any] | None) -> dict[str, Any]:
    expected = preview["people"] if preview else _expected()
    return {
        "typed": typed,
        "preview": preview,
        "expected": expected,
        "communes": communes(),
        "left_out_names": _named_left_out(preview),
    }


def _named_left_out(preview: dict[str, Any] | None) -> dict[str, list[dict[str, Any]]]:
    """{reason: the first people whom no SMS reaches}; empty when the registry is away."""
    if not preview:
        return {}
    try:
        names = named([person_id for left in preview["left_out"] for person_id in left["person_ids"]])
    except (Refused, Unavailable):
        return {}
    return {
        left["reason"]: [names[one] for one in left["person_ids"] if one in names]
        for left in preview["left_out"]
    }


def _expected() -> int:
    written = request.form.get("expected", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 0
