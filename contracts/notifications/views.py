"""What does `notifications` answer?"""

from marshmallow import fields

from contracts.schema import View


class TextPreview(View):
    """One text as the handset shows it. `units`: septets or UTF-16 units; `alphabet`: `gsm7` or `ucs2`."""

    language = fields.String(required=True)
    text = fields.String(required=True)
    alphabet = fields.String(required=True)
    units = fields.Integer(required=True)
    parts = fields.Integer(required=True)
    units_left = fields.Integer(required=True, metadata={"description": "before the next part begins"})
    people = fields.Integer(required=True)


class LeftOut(View):
    """`reason`: `no_phone`, `landline`, `invalid`, `opted_out`; `person_ids` holds the first 50."""

    reason = fields.String(required=True)
    count = fields.Integer(required=True)
    person_ids = fields.List(fields.String(), required=True)


class AudiencePreview(View):
    """`people` match the rule; `reachable` of them get an SMS (`messages` of them, one a phone)."""

    people = fields.Integer(required=True)
    reachable = fields.Integer(required=True)
    messages = fields.Integer(required=True)
    sharing = fields.Integer(required=True, metadata={"description": "people whose phone another one shares"})
    left_out = fields.List(fields.Nested(LeftOut), required=True)
    texts = fields.List(fields.Nested(TextPreview), required=True)
    parts = fields.Integer(required=True)
    cost_centimes = fields.Integer(required=True, metadata={"description": "of a dirham (MAD)"})
    too_long = fields.Boolean(required=True, metadata={"description": "a text is over the limit of parts"})
    sender = fields.String(required=True)
    reply_number = fields.String(required=True)


class AnnouncementView(View):
    """`template`: `invitation`, `moved`, `cancelled` of a meeting; `state`: `planning`, `sending`, `paused`,
    `done`.

    A notice has no meeting: it is `about` a fixture (`fixture_scheduled`, `fixture_moved`,
    `fixture_called_off`, `result_confirmed`, `result_corrected`) or a contest (`table_settled`,
    `table_corrected`, `team_qualified`, `team_qualified_instead`, `qualification_withdrawn`,
    `contest_scheduled`, `contest_moved`, `final_ranked`, `final_corrected`).

    `counts` hold people by fate: queued, accepted, sent, delivered, failed, unknown, and those who get
    no SMS: left_out (no mobile, opted out), sharing, superseded.
    """

    announcement_id = fields.String(required=True)
    meeting_id = fields.String(required=True, allow_none=True)
    about = fields.String(load_default=None, allow_none=True)
    template = fields.String(required=True)
    state = fields.String(required=True)
    expected = fields.Integer(required=True, allow_none=True)
    people = fields.Integer(required=True)
    messages = fields.Integer(required=True)
    parts = fields.Integer(required=True)
    cost_centimes = fields.Integer(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    opened_at = fields.AwareDateTime(required=True, format="iso")
    updated_at = fields.AwareDateTime(required=True, format="iso")


class RecipientView(View):
    """`state` as in `AnnouncementView.counts`; `reason` explains a state that needs somebody."""

    person_id = fields.String(required=True)
    state = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    parts = fields.Integer(required=True)
    updated_at = fields.AwareDateTime(required=True, format="iso")
    possible_duplicate = fields.Boolean(
        load_default=False, metadata={"description": "sent again although the first may have arrived"}
    )


class RecipientsPage(View):
    recipients = fields.List(fields.Nested(RecipientView), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)


class SandboxMessage(View):
    phone = fields.String(required=True)
    sender = fields.String(required=True)
    text = fields.String(required=True)
    direction = fields.String(required=True, metadata={"description": "`in` to the phone, `out` from it"})
    at = fields.AwareDateTime(required=True, format="iso")
