"""What does `events` answer?"""

from marshmallow import fields

from contracts.audience import AudienceRule
from contracts.schema import View


class AnswersView(View):
    """Person ids by their latest answer."""

    coming = fields.List(fields.String(), required=True)
    not_coming = fields.List(fields.String(), required=True)


class MeetingView(View):
    """`state`: `announced` or `cancelled`. `announced_by` is an account id."""

    meeting_id = fields.String(required=True)
    version = fields.Integer(required=True)
    state = fields.String(required=True)
    title = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True, format="iso")
    place = fields.String(required=True)
    agenda = fields.String(required=True)
    audience = fields.Nested(AudienceRule, required=True)
    expected = fields.Integer(required=True)
    announced_by = fields.String(required=True)
    announced_at = fields.AwareDateTime(required=True, format="iso")
    coming = fields.Integer(required=True)
    not_coming = fields.Integer(required=True)


class MeetingsPage(View):
    meetings = fields.List(fields.Nested(MeetingView), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
