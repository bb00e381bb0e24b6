"""What may be asked and saved of a social-care institution, and which types of them are there?"""

from marshmallow import fields

from contracts.registry.commands import page_number
from contracts.schema import Contract, View, choice, identifier
from contracts.schema import text as line

TYPES = (
    "dar_talib",
    "dar_taliba",
    "dar_talib_taliba",
    "dar_atfal",
    "child_protection",
    "upe",
    "dar_mousinine",
    "khayria",
    "disability_center",
    "coaph",
    "deaf_school",
    "emf",
    "women_difficulty",
    "cas",
    "samu",
    "cef",
    "cfa",
    "literacy",
    "nursery",
)


class SaveInstitution(Contract):
    """Adds (no `institution_id`) or edits (with it, and the `version` that was read) one institution.

    `association_id` is the managing association. Refuses `name_taken` on `name_ar` when the commune has
    an institution of this name in any spelling, `unknown_commune`, `no_such_association`.
    """

    institution_id = identifier(required=False, load_default=None, allow_none=True)
    version = fields.Integer(load_default=None, allow_none=True, strict=True)
    name_ar = line(longest=160)
    name_fr = line(longest=160, required=False, load_default="")
    type = choice(*TYPES)
    commune = line(longest=80)
    association_id = identifier()


class FindInstitutions(Contract):
    """`text`: words of a name in any spelling. An unknown commune or association finds nothing."""

    text = line(longest=160, required=False, load_default=None, allow_none=True)
    commune = line(longest=80, required=False, load_default=None, allow_none=True)
    association_id = identifier(required=False, load_default=None, allow_none=True)
    page = page_number()


class ReadInstitution(Contract):
    institution_id = identifier()


class InstitutionView(View):
    """`association_ar` and `association_fr` name the managing association; a French name may be empty."""

    institution_id = fields.String(required=True)
    version = fields.Integer(required=True)
    name_ar = fields.String(required=True)
    name_fr = fields.String(required=True)
    type = fields.String(required=True)
    commune = fields.String(required=True)
    association_id = fields.String(required=True)
    association_ar = fields.String(required=True)
    association_fr = fields.String(required=True)


class InstitutionsPage(View):
    """50 a page, by Arabic name."""

    institutions = fields.List(fields.Nested(InstitutionView), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
