"""Which associations are members, who holds their offices, and how are they put right?"""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.audience import ARABIC, OFFICES
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, page_number, typed, version
from services.portal.i18n import language
from services.portal.roles import may_edit_association
from services.portal.views import association_for, associations_for
from services.portal.who import signed_in

bp = Blueprint("members", __name__)

FORM = "members/form.html"
LONGEST_SEARCH = 120


@bp.get("/members")
def listed() -> str:
    search, commune = request.args.get("q", "")[:LONGEST_SEARCH], request.args.get("commune", "")
    asked = {"query": search or None, "commune": commune or None, "page": page_number()}
    found = call("registry", "associations", {name: value for name, value in asked.items() if value})
    return render_template(
        "members/list.html",
        found=found,
        associations=associations_for(signed_in(), found["associations"]),
        communes=(known := communes()),
        commune_names=_names(known),
        search=search,
        commune=commune,
    )


@bp.get("/members/<id:association_id>")
def shown(association_id: str) -> str:
    association = call("registry", "association", {"association_id": association_id})
    return render_template(
        "members/association.html",
        association=association_for(signed_in(), association),
        commune_names=_names(communes()),
        may_edit=_may_edit(association_id),
    )


@bp.get("/members/new")
def new() -> str:
    return render_template(FORM, values={}, errors={}, key=new_key(), association_id=None, **_choices())


@bp.post("/members/new")
def add() -> Response:
    return _saved(None)


@bp.get("/members/<id:association_id>/edit")
def edit(association_id: str) -> str:
    _own_or_forbidden(association_id)
    association = call("registry", "association", {"association_id": association_id})
    return render_template(
        FORM,
        values=_values(association),
        errors={},
        key=new_key(),
        association_id=association_id,
        **_choices(),
    )


@bp.post("/members/<id:association_id>/edit")
def save(association_id: str) -> Response:
    _own_or_forbidden(association_id)
    return _saved(association_id)


def communes() -> list[dict[str, Any]]:
    """`name` is canonical, `words` the reader's, `count` of members if known."""
    answer = call_if_there("registry", "communes")
    rows = answer["communes"] if answer else []
    shown_in = "fr" if language() == "fr" else "ar"
    shown = [{"name": row["name"], "words": row[shown_in], "count": row.get("associations")} for row in rows]
    return sorted(shown, key=lambda row: str(row["words"]))


def _names(known: list[dict[str, Any]]) -> dict[str, str]:
    return {commune["name"]: commune["words"] for commune in known}


def _choices() -> dict[str, Any]:
    """What the form offers. A commune that was chosen stays among the choices while the registry is away."""
    choices = [(commune["name"], commune["words"]) for commune in communes()]
    typed_in = request.form.get("commune", "")
    if typed_in and typed_in not in dict(choices):
        choices.append((typed_in, typed_in))
    return {"commune_choices": choices, "offices": OFFICES}


def _saved(association_id: str | None) -> Response:
    payload, rows = _payload(association_id)
    try:
        saved = call("registry", "save_association", payload, key=form_key())
    except (Refused, Unavailable) as error:
        return _again(error, association_id, rows)
    flash(_("Saved: %(name)s", name=payload["name_ar"]), "ok")
    return redirect(url_for("members.shown", association_id=saved["association_id"]))


def _again(error: Refused | Unavailable, association_id: str | None, rows: list[str]) -> Response:
    """What was typed, and beside it what stands in the registry now when somebody else was first."""
    current = _current(association_id) if getattr(error, "kind", "") == "conflict" else None
    values = {**request.form.to_dict(), **({"version": current["version"]} if current else {})}
    return shown_again(
        FORM,
        error,
        rename=_field_ids(rows),
        values=values,
        key=new_key() if current else form_key(),
        current=_values(current) if current else None,
        association_id=association_id,
        **_choices(),
    )


def _current(association_id: str | None) -> dict[str, Any] | None:
    return (
        call_if_there("registry", "association", {"association_id": association_id})
        if association_id
        else None
    )


def _payload(association_id: str | None) -> tuple[dict[str, Any], list[str]]:
    """What the form says, and the office of each officer that it names."""
    rows = [office for office in OFFICES if any(_officer(office)[part] for part in ("name", "phone"))]
    payload: dict[str, Any] = typed(request.form, "name_ar", "name_fr", "commune")
    payload["officers"] = [{"office": office, **_officer(office)} for office in rows]
    if association_id:
        payload |= {"association_id": association_id, "version": version()}
    return payload, rows


def _officer(office: str) -> dict[str, str]:
    written = typed(request.form, f"{office}-name", f"{office}-phone", f"{office}-language")
    values = {name.removeprefix(f"{office}-"): value for name, value in written.items()}
    return {**values, "language": values["language"] or ARABIC}


def _field_ids(rows: list[str]) -> dict[str, str]:
    """The registry counts officers 0, 1, 2; the form calls them by their office."""
    parts = ("name", "phone", "language")
    named = {f"officers-{i}-{part}": f"{office}-{part}" for i, office in enumerate(rows) for part in parts}
    seats = {f"officers-{i}-office": f"{office}-name" for i, office in enumerate(rows)}
    return {**named, **seats, "officers": f"{OFFICES[0]}-name"}


def _values(association: dict[str, Any]) -> dict[str, Any]:
    values = {name: association[name] for name in ("name_ar", "name_fr", "commune", "version")}
    for officer in association["officers"]:
        office = officer["office"]
        values[f"{office}-name"] = officer["name"]
        values[f"{office}-phone"] = officer["phone_written"]
        values[f"{office}-language"] = officer["language"]
    return values


def _may_edit(association_id: str) -> bool:
    account = signed_in()
    return may_edit_association(account.role, account.association_id, association_id)


def _own_or_forbidden(association_id: str) -> None:
    if not _may_edit(association_id):
        raise Forbidden
