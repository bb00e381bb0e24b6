"""What happened to a meeting?"""

from marshmallow import fields

from contracts.audience import AudienceRule
from contracts.events import tournament_facts
from contracts.fact import FactContract
from contracts.schema import EXCLUDE, identifier, text


class _AudienceKept(AudienceRule):
    class Meta:
        unknown = EXCLUDE


class _MeetingFact(FactContract):
    """Where and when the meeting is, after the fact. `starts_at` is UTC; it is shown in Africa/Casablanca."""

    source, kind, name = "events", "meeting", "_abstract"

    meeting_id = identifier()
    title = text(longest=120)
    starts_at = fields.AwareDateTime(required=True, format="iso")
    place = text(longest=120)


class MeetingAnnounced(_MeetingFact):
    """`expected` is the number of people that the chair was shown before confirming."""

    source, kind, name = "events", "meeting", "meeting_announced"

    audience = fields.Nested(_AudienceKept, required=True)
    expected = fields.Integer(required=True, strict=True)


class MeetingMoved(_MeetingFact):
    """Title, date or place changed after the announcement; those told before are told again, once."""

    source, kind, name = "events", "meeting", "meeting_moved"


class MeetingCancelled(_MeetingFact):
    source, kind, name = "events", "meeting", "meeting_cancelled"


__all__ = ["MeetingAnnounced", "MeetingCancelled", "MeetingMoved", "tournament_facts"]
