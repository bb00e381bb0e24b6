"""What can every service be asked about its messages? Only an administrator asks."""

from marshmallow import fields, validate

from contracts.schema import Contract, choice, identifier, text


class ListHeld(Contract):
    page = fields.Integer(load_default=1, strict=True, validate=validate.Range(min=1, error="invalid"))


class Redrive(Contract):
    """Try again now."""

    held_id = identifier()


class Discard(Contract):
    """Give it up for ever; the subject's successors go on."""

    held_id = identifier()
    why = text(longest=500)


class Replay(Contract):
    """Send a subject's facts again, straight to one consumer."""

    kind = identifier()
    subject = text(longest=200)
    consumer = choice("registry", "events", "notifications")
