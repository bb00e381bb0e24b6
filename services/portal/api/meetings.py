"""Meetings and their answers, for programs."""

from typing import Any

from werkzeug.wrappers import Response

from contracts.events.commands import AnnounceMeeting
from contracts.events.views import MeetingsPage, MeetingView
from services.portal.api.door import KEY_HEADER, ask, command, part, wired
from services.portal.api.schemas import Answers, Anything, AskedPage, MeetingCancellation, MeetingEdit

blp = part("meetings", "Meetings: announced, changed, cancelled, answered")


@blp.get("/meetings")
@blp.arguments(AskedPage, location="query")
@blp.response(200, MeetingsPage)
def meetings(asked: dict[str, Any]) -> Response:
    """List meetings"""
    return ask("events", "meetings", asked)


@blp.post("/meetings")
@blp.arguments(AnnounceMeeting)
@blp.response(201, Anything)
@blp.doc(parameters=[KEY_HEADER])
def announce_meeting(meeting: dict[str, Any]) -> Response:
    """Announce a meeting; the invitations leave at once"""
    return command("events", "announce_meeting", wired(AnnounceMeeting, meeting), 201)


@blp.get("/meetings/<id:meeting_id>")
@blp.response(200, MeetingView)
def meeting(meeting_id: str) -> Response:
    """One meeting"""
    return ask("events", "meeting", {"meeting_id": meeting_id})


@blp.put("/meetings/<id:meeting_id>")
@blp.arguments(MeetingEdit)
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def change_meeting(change: dict[str, Any], meeting_id: str) -> Response:
    """Change a meeting; those told before are told again, once"""
    return command("events", "change_meeting", {**wired(MeetingEdit, change), "meeting_id": meeting_id})


@blp.post("/meetings/<id:meeting_id>/cancellation")
@blp.arguments(MeetingCancellation)
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def cancel_meeting(read: dict[str, Any], meeting_id: str) -> Response:
    """Cancel a meeting; those told before are told, once"""
    return command("events", "cancel_meeting", {"meeting_id": meeting_id, "version": read["version"]})


@blp.get("/meetings/<id:meeting_id>/answers")
@blp.response(200, Answers)
def answers(meeting_id: str) -> Response:
    """Who comes and who does not"""
    return ask("events", "answers", {"meeting_id": meeting_id})
