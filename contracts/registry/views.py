"""What does the registry answer?"""

from marshmallow import fields

from contracts.schema import View


class OfficerView(View):
    person_id = fields.String(required=True)
    office = fields.String(required=True)
    name = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True, metadata={"description": "E.164, null when none"})
    phone_written = fields.String(required=True, metadata={"description": "as it was typed"})
    phone_problem = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)


class AssociationView(View):
    association_id = fields.String(required=True)
    version = fields.Integer(required=True)
    name_ar = fields.String(required=True)
    name_fr = fields.String(required=True)
    commune = fields.String(required=True)
    officers = fields.List(fields.Nested(OfficerView), required=True)


class AssociationsPage(View):
    associations = fields.List(fields.Nested(AssociationView), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)


class PersonView(OfficerView):
    """One person in one office, as the lists of other pages need it.

    Who holds two offices comes twice; who holds none any more comes once, with empty office and association.
    """

    association_id = fields.String(required=True)
    association_ar = fields.String(required=True)
    association_fr = fields.String(required=True)
    commune = fields.String(required=True)


class ImportRowView(View):
    """`verdict` is `new`, `changed`, `same` or `refused`; `problems` name field, slug and what was read."""

    row = fields.Integer(required=True, metadata={"description": "line of the file, the heading is line 1"})
    verdict = fields.String(required=True)
    name = fields.String(required=True)
    problems = fields.List(fields.Dict(keys=fields.String()), required=True)
    warnings = fields.List(fields.Dict(keys=fields.String()), required=True)


class ImportView(View):
    """`state`: `receiving`, `checking`, `checked`, `refused`, `importing`, `done`.

    `rows` is an estimate until the file is checked.

    `refused` is about the whole file; `problem` says why: `{"slug": "missing_columns", "columns": [...]}`.
    """

    import_id = fields.String(required=True)
    filename = fields.String(required=True)
    state = fields.String(required=True)
    problem = fields.Dict(required=True, allow_none=True)
    rows = fields.Integer(required=True)
    checked = fields.Integer(required=True)
    written = fields.Integer(required=True)
    to_write = fields.Integer(required=True)
    new = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    same = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    unknown_columns = fields.List(fields.String(), metadata={"description": "headings that were passed over"})
    opened_at = fields.AwareDateTime(format="iso")


class ImportsView(View):
    """The latest ten, newest first."""

    imports = fields.List(fields.Nested(ImportView), required=True)


class ColumnView(View):
    """One column that a sheet may have; `ar` and `fr` are its printed headings."""

    field = fields.String(required=True)
    ar = fields.String(required=True)
    fr = fields.String(required=True)
    required = fields.Boolean(required=True)


class CommuneView(View):
    """`name` is the canonical one that facts and audience rules carry."""

    name = fields.String(required=True)
    ar = fields.String(required=True)
    fr = fields.String(required=True)


class SummaryView(View):
    """`people` hold an office; `reachable` of them have a mobile."""

    associations = fields.Integer(required=True)
    people = fields.Integer(required=True)
    reachable = fields.Integer(required=True)


class ImportReport(View):
    rows = fields.List(fields.Nested(ImportRowView), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
