"""What does the API take and give, where it differs from the services' contracts?

An id that stands in the address does not stand in the body again.
"""

from marshmallow import Schema, fields, validate

from contracts.events.commands import CancelMeeting, ChangeMeeting
from contracts.events.views import AnswersView
from contracts.notifications.commands import ListRecipients, PauseAnnouncement, SetOptOut
from contracts.registry.commands import SaveAssociation
from contracts.schema import Contract, choice, identifier, text


class NewAssociation(SaveAssociation):
    class Meta(Contract.Meta):
        exclude = ("association_id", "version")


class AssociationEdit(SaveAssociation):
    class Meta(Contract.Meta):
        exclude = ("association_id",)


class MeetingEdit(ChangeMeeting):
    class Meta(Contract.Meta):
        exclude = ("meeting_id",)


class MeetingCancellation(CancelMeeting):
    class Meta(Contract.Meta):
        exclude = ("meeting_id",)


class OptOut(SetOptOut):
    class Meta(Contract.Meta):
        exclude = ("person_id",)


class Pause(PauseAnnouncement):
    class Meta(Contract.Meta):
        exclude = ("announcement_id",)


class Discard(Contract):
    why = text(longest=300)


class Replay(Contract):
    kind = identifier()
    subject = fields.String(required=True, validate=validate.Length(min=1, max=130, error="too_long"))
    consumer = identifier()


class _Asked(Contract):
    """Values of an address: text, so numbers are read from their digits."""

    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=1_000_000, error="invalid"))


class AskedAssociations(_Asked):
    query = text(longest=120, required=False)
    commune = text(longest=80, required=False)


class AskedReport(_Asked):
    verdict = choice("new", "changed", "same", "refused", required=False)


class AskedRecipients(ListRecipients):
    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=1_000_000, error="invalid"))

    class Meta(Contract.Meta):
        exclude = ("announcement_id",)


class AskedPage(_Asked):
    pass


class AskedMessages(Contract):
    phone = fields.String(validate=validate.Regexp(r"\A\+\d{6,15}\Z", error="invalid"))


class Saved(Schema):
    association_id = fields.String(required=True)
    version = fields.Integer(required=True)


class OpenedImport(Schema):
    import_id = fields.String(required=True)


class Anything(Schema):
    """An object whose fields are described in words."""


class Answers(AnswersView):
    pass


class ErrorDetail(Schema):
    slug = fields.String(required=True, metadata={"description": "stable, for programs"})
    message = fields.String(required=True, metadata={"description": "a sentence in the language asked for"})
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        data_key="fields",
        attribute="fields",
        required=True,
        metadata={"description": "path of a field (`officers-0-phone`) -> sentence"},
    )
    details = fields.Dict(required=True)


class ErrorPayload(Schema):
    error = fields.Nested(ErrorDetail, required=True)
