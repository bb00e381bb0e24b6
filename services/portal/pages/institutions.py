"""Which social-care institutions do the members manage, and how are they put right?"""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, page_number, typed, version
from services.portal.institutions.choices import Choices, choices_for, commune_choices, named
from services.portal.institutions.types import type_name
from services.portal.words import field_label

bp = Blueprint("institutions", __name__)

FORM = "institutions/form.html"
FIELDS = ("name_ar", "name_fr", "type", "commune", "association_id")
TEXTS = ("name_ar", "name_fr", "commune")
LONGEST_SEARCH = 120


@bp.get("/institutions")
def listed() -> str:
    """`?association_id=`: those that one association manages."""
    asked = {"text": request.args.get("q", "")[:LONGEST_SEARCH]}
    asked |= typed(request.args, "commune", "association_id")
    wanted = {name: value for name, value in asked.items() if value}
    return render_template(
        "institutions/list.html",
        found=call("registry", "institutions", {**wanted, "page": page_number()}),
        communes=commune_choices(),
        asked=asked,
        named=named,
        type_name=type_name,
    )


@bp.get("/institutions/<id:institution_id>")
def shown(institution_id: str) -> str:
    return render_template(
        "institutions/institution.html",
        institution=call("registry", "institution", {"institution_id": institution_id}),
        communes=commune_choices(),
        named=named,
        type_name=type_name,
    )


@bp.get("/institutions/new")
def new() -> str:
    """`?association_id=` chooses the managing association beforehand."""
    return _form(typed(request.args, "association_id"), None)


@bp.post("/institutions/new")
def add() -> Response:
    return _saved(None)


@bp.get("/institutions/<id:institution_id>/edit")
def edit(institution_id: str) -> str:
    return _form(call("registry", "institution", {"institution_id": institution_id}), institution_id)


@bp.post("/institutions/<id:institution_id>/edit")
def save(institution_id: str) -> Response:
    return _saved(institution_id)


def _form(values: dict[str, Any], institution_id: str | None) -> str:
    return render_template(
        FORM,
        values=values,
        errors={},
        key=new_key(),
        institution_id=institution_id,
        choices=choices_for(values),
    )


def _saved(institution_id: str | None) -> Response:
    payload = _payload(institution_id)
    try:
        saved = call("registry", "save_institution", payload, key=form_key())
    except (Refused, Unavailable) as error:
        return _again(error, institution_id)
    flash(_("Saved: %(name)s", name=payload["name_ar"]), "ok")
    return redirect(url_for("institutions.shown", institution_id=saved["institution_id"]))


def _payload(institution_id: str | None) -> dict[str, Any]:
    """A select where nothing was chosen is left out, so that it is asked for as missing."""
    written = typed(request.form, *FIELDS)
    payload: dict[str, Any] = {name: written[name] for name in FIELDS if written[name] or name in TEXTS}
    if institution_id:
        payload |= {"institution_id": institution_id, "version": version()}
    return payload


def _again(error: Refused | Unavailable, institution_id: str | None) -> Response:
    """What was typed, and beside it what stands in the registry now when somebody else was first."""
    current = _current(institution_id) if getattr(error, "kind", "") == "conflict" else None
    values = {**request.form.to_dict(), **({"version": current["version"]} if current else {})}
    choices = choices_for(values)
    return shown_again(
        FORM,
        error,
        values=values,
        key=new_key() if current else form_key(),
        differing=_differing(current, values, choices) if current else [],
        institution_id=institution_id,
        choices=choices,
    )


def _current(institution_id: str | None) -> dict[str, Any] | None:
    asked = {"institution_id": institution_id}
    return call_if_there("registry", "institution", asked) if institution_id else None


def _differing(
    current: dict[str, Any], values: dict[str, Any], choices: dict[str, Choices]
) -> list[tuple[str, str, str]]:
    """(label, in the register, as typed) of each field that differs, in words."""
    words = {name: dict(choices.get(name, ())) for name in FIELDS}
    pairs = [(name, current[name], values.get(name, "")) for name in FIELDS]
    return [
        (field_label(name), words[name].get(now, now), words[name].get(written, written))
        for name, now, written in pairs
        if now != written
    ]
