"""What can the registry be asked? Each schema is the payload of one RPC command or query."""

from marshmallow import fields, validate

from contracts.audience import ARABIC, LANGUAGES, OFFICES
from contracts.chunks import chunk_content
from contracts.schema import Contract, choice, identifier, text

IMPORT_BYTES = 32 * 1024 * 1024
IMPORT_ROWS = 60_000
PEOPLE_AT_ONCE = 500


def page_number() -> fields.Integer:
    """Counted from 1."""
    limits = validate.Range(min=1, max=1_000_000, error="invalid")
    return fields.Integer(load_default=1, strict=True, validate=limits)


class OfficerInput(Contract):
    """`phone` as typed, any writing; empty when unknown. A landline is kept but cannot receive SMS."""

    office = choice(*OFFICES)
    name = text(longest=120)
    phone = text(longest=40, required=False, load_default="")
    language = choice(*LANGUAGES, required=False, load_default=ARABIC)


class SaveAssociation(Contract):
    """Adds (no `association_id`) or edits (with it, and the `version` that was read) one association."""

    association_id = identifier(required=False, load_default=None, allow_none=True)
    version = fields.Integer(load_default=None, allow_none=True, strict=True)
    name_ar = text(longest=160)
    name_fr = text(longest=160, required=False, load_default="")
    commune = text(longest=80)
    officers = fields.List(
        fields.Nested(OfficerInput), required=True, validate=validate.Length(max=3, error="too_long")
    )


class OpenImport(Contract):
    filename = text(longest=200)
    size = fields.Integer(
        required=True, strict=True, validate=validate.Range(min=1, max=IMPORT_BYTES, error="too_large")
    )


class AddImportChunk(Contract):
    """`content` is base64 of at most CHUNK_BYTES; chunks are numbered from 0 and may be repeated."""

    import_id = identifier()
    number = fields.Integer(
        required=True, strict=True, validate=validate.Range(min=0, max=1000, error="too_large")
    )
    content = chunk_content()


class CheckImport(Contract):
    """All chunks are there: begin the dry run."""

    import_id = identifier()


class ConfirmImport(Contract):
    """The report was read: write the new and changed rows."""

    import_id = identifier()


class FindAssociations(Contract):
    """`query`: words of a name in any spelling, of an association or of one of its officers."""

    query = text(longest=160, required=False, load_default=None, allow_none=True)
    commune = text(longest=80, required=False, load_default=None, allow_none=True)
    page = page_number()


class ReadAssociation(Contract):
    association_id = identifier()


class ReadPeople(Contract):
    person_ids = fields.List(
        identifier(), required=True, validate=validate.Length(max=PEOPLE_AT_ONCE, error="too_long")
    )


class ReadImport(Contract):
    import_id = identifier()


class ReadImportReport(Contract):
    import_id = identifier()
    verdict = choice("new", "changed", "same", "refused", required=False, load_default=None, allow_none=True)
    page = page_number()
