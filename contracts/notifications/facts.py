"""What happened to an invitation?"""

from marshmallow import fields

from contracts.fact import FactContract
from contracts.schema import choice, identifier

COMING, NOT_COMING = "coming", "not_coming"


class InvitationAnswered(FactContract):
    """A person answered by SMS; the last answer counts. Subject: `<meeting_id>.<person_id>`."""

    source, kind, name = "notifications", "invitation", "invitation_answered"

    meeting_id = identifier()
    person_id = identifier()
    answer = choice(COMING, NOT_COMING)
    answered_at = fields.AwareDateTime(required=True, format="iso")
