"""What happened in the registry?"""

from marshmallow import fields

from contracts.audience import LANGUAGES, OFFICES
from contracts.fact import FactContract
from contracts.registry.institutions import TYPES
from contracts.schema import View, choice, identifier, text


class AssociationSaved(FactContract):
    source, kind, name = "registry", "association", "association_saved"
    archive_only = "no other service keeps associations yet; the archive does"

    association_id = identifier()
    commune = text(longest=80)


class InstitutionSaved(FactContract):
    """`association_id` is the managing association."""

    source, kind, name = "registry", "institution", "institution_saved"
    archive_only = "teams keep their own association; the archive does"

    institution_id = identifier()
    association_id = identifier()
    commune = text(longest=80)
    type = choice(*TYPES)  # type: ignore[assignment]  # a field: marshmallow takes it off the class


class ContactChanged(FactContract):
    """A person's contact details changed; only ids, the details themselves travel in `contact_recorded`."""

    source, kind, name = "registry", "person", "contact_changed"
    archive_only = "notifications reads the details from registry.contacts"

    person_id = identifier()


class OfficeHeld(View):
    association_id = identifier()
    office = choice(*OFFICES)
    commune = text(longest=80)


class ContactRecorded(FactContract):
    """How a person can be told, and in which offices: the whole of it each time, never a difference.

    `phone` is E.164 and mobile, or null; `phone_problem` then says why
    (`no_phone`, `landline`, `invalid`). An empty `offices` means the person holds none any more.
    """

    source, kind, name = "registry", "contact", "contact_recorded"
    personal = True

    person_id = identifier()
    phone = fields.String(required=True, allow_none=True)
    phone_problem = fields.String(required=True, allow_none=True)
    language = choice(*LANGUAGES)
    offices = fields.List(fields.Nested(OfficeHeld), required=True)
