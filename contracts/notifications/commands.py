"""What can `notifications` be asked?"""

from marshmallow import fields, validate

from contracts.audience import AudienceRule
from contracts.schema import Contract, choice, identifier, text


class PreviewAudience(Contract):
    """Who would get the invitation, and how would it read? Without title, date or place no texts."""

    audience = fields.Nested(AudienceRule, required=True)
    title = text(longest=120, required=False, load_default=None, allow_none=True)
    starts_at = fields.AwareDateTime(load_default=None, allow_none=True, format="iso")
    place = text(longest=120, required=False, load_default=None, allow_none=True)


class CheckTexts(Contract):
    """Would the SMS about such a meeting fit into the limit of parts, in each language?"""

    title = text(longest=120)
    starts_at = fields.AwareDateTime(required=True, format="iso")
    place = text(longest=120)


class SetOptOut(Contract):
    """Recorded by staff for somebody who asked by voice: an SMS reply is not the only way out."""

    person_id = identifier()
    opted_out = fields.Boolean(required=True)


class TellAgain(Contract):
    """Send once more to one person whom no SMS reached, or of whom no receipt ever came."""

    announcement_id = identifier()
    person_id = identifier()


class PauseAnnouncement(Contract):
    announcement_id = identifier()
    paused = fields.Boolean(required=True)


class SandboxReply(Contract):
    """Answer as that phone; only where the gateway is the sandbox."""

    phone = fields.String(required=True, validate=validate.Regexp(r"\A\+\d{6,15}\Z", error="invalid"))
    text = text(longest=300)


class ListRecipients(Contract):
    """One page of people of an announcement in one `group`."""

    announcement_id = identifier()
    group = choice("all", "attention", "delivered", "failed", "unknown", "waiting", "unreached")
    page = fields.Integer(load_default=1, strict=True, validate=validate.Range(min=1, error="invalid"))


class ListAnnouncements(Contract):
    meeting_id = identifier()


class ListNotices(Contract):
    """What was told about these fixtures and contests, by their ids."""

    about = fields.List(
        identifier(), required=True, validate=validate.Length(min=1, max=200, error="too_many")
    )


class AskReachability(Contract):
    """By person id, unknown ones left out: `{"<id>": {"reachable": false, "reason": "landline"}}`."""

    person_ids = fields.List(
        identifier(), required=True, validate=validate.Length(max=1000, error="too_long")
    )


class ListSandboxMessages(Contract):
    """Of one phone, or of all; the latest first."""

    phone = fields.String(load_default=None, allow_none=True)
