"""Associations, their officers and communes, for programs."""

from typing import Any

from flask import jsonify
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from contracts.registry.views import AssociationsPage, AssociationView
from services.portal.api.door import KEY_HEADER, ask, command, part, tell, wired
from services.portal.api.schemas import (
    Anything,
    AskedAssociations,
    AssociationEdit,
    NewAssociation,
    OptOut,
    Saved,
)
from services.portal.calls import call
from services.portal.roles import may_edit_association
from services.portal.views import association_for, associations_for
from services.portal.who import signed_in

blp = part("members", "Associations, their officers, communes, and who asked for no more SMS")


@blp.get("/associations")
@blp.arguments(AskedAssociations, location="query")
@blp.response(200, AssociationsPage)
def associations(asked: dict[str, Any]) -> Response:
    """List or search associations, 50 a page"""
    page = call("registry", "associations", asked)
    return jsonify({**page, "associations": associations_for(signed_in(), page["associations"])})


@blp.post("/associations")
@blp.arguments(NewAssociation)
@blp.response(201, Saved)
@blp.doc(parameters=[KEY_HEADER])
def add_association(new: dict[str, Any]) -> Response:
    """Add an association"""
    return command("registry", "save_association", wired(NewAssociation, new), 201)


@blp.get("/associations/<id:association_id>")
@blp.response(200, AssociationView)
def association(association_id: str) -> Response:
    """One association"""
    found = call("registry", "association", {"association_id": association_id})
    return jsonify(association_for(signed_in(), found))


@blp.put("/associations/<id:association_id>")
@blp.arguments(AssociationEdit)
@blp.response(200, Saved)
@blp.doc(parameters=[KEY_HEADER])
def edit_association(edit: dict[str, Any], association_id: str) -> Response:
    """Replace an association; `version` is the one that was read"""
    account = signed_in()
    if not may_edit_association(account.role, account.association_id, association_id):
        raise Forbidden
    return tell("registry", "save_association", AssociationEdit, edit, {"association_id": association_id})


@blp.get("/communes")
@blp.response(200, Anything)
def communes() -> Response:
    """Communes of the province: canonical name, Arabic, French"""
    return ask("registry", "communes")


@blp.put("/people/<id:person_id>/opt-out")
@blp.arguments(OptOut)
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def opt_out(wish: dict[str, Any], person_id: str) -> Response:
    """Record that somebody wants no more SMS, or wants them again"""
    return command("notifications", "set_opt_out", {"person_id": person_id, **wish})
