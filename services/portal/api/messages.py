"""SMS: whom they would reach, how far they are, and the sandbox phone, for programs."""

from typing import Any

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contracts.notifications.commands import PreviewAudience, SandboxReply
from contracts.notifications.views import AudiencePreview, RecipientsPage
from services.portal.api.door import KEY_HEADER, ask, command, part, wired
from services.portal.api.schemas import Anything, AskedMessages, AskedRecipients, Pause
from services.portal.settings import gateway_is_sandbox

blp = part("messages", "SMS: preview, progress, recipients, pause, and the sandbox phone")


@blp.post("/audience-preview")
@blp.arguments(PreviewAudience)
@blp.response(200, AudiencePreview)
def preview_audience(wanted: dict[str, Any]) -> Response:
    """Whom an invitation would reach, how it reads, what it costs"""
    return ask("notifications", "preview_audience", wired(PreviewAudience, wanted))


@blp.get("/meetings/<id:meeting_id>/announcements")
@blp.response(200, Anything)
def announcements(meeting_id: str) -> Response:
    """How far the messages of a meeting are"""
    return ask("notifications", "announcements", {"meeting_id": meeting_id})


@blp.get("/announcements/<id:announcement_id>/recipients")
@blp.arguments(AskedRecipients, location="query")
@blp.response(200, RecipientsPage)
def recipients(asked: dict[str, Any], announcement_id: str) -> Response:
    """People of an announcement by the fate of their message"""
    return ask("notifications", "recipients", {"announcement_id": announcement_id, **asked})


@blp.put("/announcements/<id:announcement_id>/pause")
@blp.arguments(Pause)
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def pause_announcement(wish: dict[str, Any], announcement_id: str) -> Response:
    """Pause or go on"""
    return command("notifications", "pause_announcement", {"announcement_id": announcement_id, **wish})


@blp.post("/announcements/<id:announcement_id>/recipients/<id:person_id>/again")
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def tell_again(announcement_id: str, person_id: str) -> Response:
    """Send once more to one person whom no SMS reached"""
    told = {"announcement_id": announcement_id, "person_id": person_id}
    return command("notifications", "tell_again", told)


@blp.get("/sandbox/messages")
@blp.arguments(AskedMessages, location="query")
@blp.response(200, Anything)
def sandbox_messages(asked: dict[str, Any]) -> Response:
    """What the sandbox phones show; 404 where messages really leave"""
    _sandbox_only()
    return ask("notifications", "sandbox_messages", asked)


@blp.post("/sandbox/replies")
@blp.arguments(SandboxReply)
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def sandbox_reply(reply: dict[str, Any]) -> Response:
    """Answer as a sandbox phone"""
    _sandbox_only()
    return command("notifications", "sandbox_reply", reply)


def _sandbox_only() -> None:
    if not gateway_is_sandbox():
        raise NotFound
