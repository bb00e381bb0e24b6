"""Where are the pages of meetings? Their addresses, all in one place."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from services.portal.meetings import announce, change, people, shown
from services.portal.meetings.words import in_templates

bp = Blueprint("meetings", __name__)
bp.context_processor(in_templates)


def _at(address: str, endpoint: str, view: Callable[..., Any], *, posted: bool = False) -> None:
    bp.add_url_rule(address, endpoint, view, methods=["POST"] if posted else ["GET"])


_at("/meetings", "listed", shown.listed)
_at("/meetings/new", "new", announce.new)
_at("/meetings/audience", "audience", announce.audience, posted=True)
_at("/meetings/review", "review", announce.review, posted=True)
_at("/meetings", "announce", announce.announce, posted=True)
_at("/meetings/<id:meeting_id>", "shown", shown.shown)
_at("/meetings/<id:meeting_id>/progress", "progress", shown.progress)
_at("/meetings/<id:meeting_id>/attention", "attention", shown.attention)
_at("/meetings/<id:meeting_id>/pause", "pause", shown.pause, posted=True)
_at("/meetings/<id:meeting_id>/phones", "phone_list", people.phone_list)
_at("/meetings/<id:meeting_id>/answers", "answers", people.answers)
_at("/meetings/<id:meeting_id>/edit", "edit", change.edit)
_at("/meetings/<id:meeting_id>/edit", "change", change.change, posted=True)
_at("/meetings/<id:meeting_id>/cancel", "ask_cancel", change.ask_cancel)
_at("/meetings/<id:meeting_id>/cancel", "cancel", change.cancel, posted=True)
