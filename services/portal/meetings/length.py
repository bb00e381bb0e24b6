"""Does the SMS of a meeting fit? Asked of notifications, who has the texts, before events is told."""

from datetime import datetime
from typing import Any

from chassis.errors import Refused
from services.portal.calls import call_if_there


def refuse_what_does_not_fit(details: dict[str, Any]) -> None:
    """Raises Refused `too_long_text` for the title.

    While notifications is away nothing is refused: what does not fit then fails, with that reason, later.
    """
    starts_at = details["starts_at"]
    told = {
        "title": details["title"],
        "starts_at": starts_at.isoformat() if isinstance(starts_at, datetime) else starts_at,
        "place": details["place"],
    }
    found = call_if_there("notifications", "check_texts", told)
    if found and found["too_long"]:
        raise Refused("too_long_text", {"title": "too_long_text"})
