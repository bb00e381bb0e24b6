"""Social-care institutions, for programs."""

from typing import Any

from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from contracts.registry.institutions import (
    FindInstitutions,
    InstitutionsPage,
    InstitutionView,
    SaveInstitution,
)
from contracts.schema import Contract
from services.portal.api.door import KEY_HEADER, ask, command, part, tell, wired

blp = part("institutions", "Social-care institutions and the associations that manage them")


class NewInstitution(SaveInstitution):
    class Meta(Contract.Meta):
        exclude = ("institution_id", "version")


class InstitutionEdit(SaveInstitution):
    class Meta(Contract.Meta):
        exclude = ("institution_id",)


class AskedInstitutions(FindInstitutions):
    """Values of an address: text, so the page is read from its digits."""

    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=1_000_000, error="invalid"))


class SavedInstitution(Schema):
    institution_id = fields.String(required=True)
    version = fields.Integer(required=True)


@blp.get("/institutions")
@blp.arguments(AskedInstitutions, location="query")
@blp.response(200, InstitutionsPage)
def institutions(asked: dict[str, Any]) -> Response:
    """List or search institutions, 50 a page"""
    return ask("registry", "institutions", asked)


@blp.post("/institutions")
@blp.arguments(NewInstitution)
@blp.response(201, SavedInstitution)
@blp.doc(parameters=[KEY_HEADER])
def add_institution(new: dict[str, Any]) -> Response:
    """Add an institution"""
    return command("registry", "save_institution", wired(NewInstitution, new), 201)


@blp.get("/institutions/<id:institution_id>")
@blp.response(200, InstitutionView)
def institution(institution_id: str) -> Response:
    """One institution"""
    return ask("registry", "institution", {"institution_id": institution_id})


@blp.put("/institutions/<id:institution_id>")
@blp.arguments(InstitutionEdit)
@blp.response(200, SavedInstitution)
@blp.doc(parameters=[KEY_HEADER])
def edit_institution(edit: dict[str, Any], institution_id: str) -> Response:
    """Replace an institution; `version` is the one that was read"""
    return tell("registry", "save_institution", InstitutionEdit, edit, {"institution_id": institution_id})
