"""What can `events` be asked to do?"""

from marshmallow import fields, validate

from contracts.audience import AudienceRule
from contracts.schema import Contract, identifier, text


class _MeetingInput(Contract):
    """`starts_at` carries its offset (`2026-11-26T10:30:00+01:00`)."""

    title = text(longest=120)
    starts_at = fields.AwareDateTime(required=True, format="iso")
    place = text(longest=120)
    agenda = text(longest=4000, required=False, load_default="")


class AnnounceMeeting(_MeetingInput):
    """`expected` is what `preview_audience` counted for `audience`; 0 is refused as an empty audience."""

    audience = fields.Nested(AudienceRule, required=True)
    expected = fields.Integer(
        required=True, strict=True, validate=validate.Range(min=0, max=1_000_000, error="invalid")
    )


class ChangeMeeting(_MeetingInput):
    """`version` is the one that was read; another one in the store is a conflict."""

    meeting_id = identifier()
    version = fields.Integer(required=True, strict=True)


class CancelMeeting(Contract):
    meeting_id = identifier()
    version = fields.Integer(required=True, strict=True)


class ListMeetings(Contract):
    page = fields.Integer(load_default=1, strict=True, validate=validate.Range(min=1, error="invalid"))


class OneMeeting(Contract):
    meeting_id = identifier()
