"""How does the result of a heat come in? Entered at the track, confirmed by somebody else, corrected."""

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.athletics_commands import CorrectHeat, EnterHeat, WhatHeatFollows
from contracts.events.tournament_terms import ENTERED
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, version
from services.portal.heats.faults import labelled
from services.portal.heats.form import Values, read_form, result_wanted, typed_again, unreadable
from services.portal.heats.page import heat_again, heat_page, one_heat, teams_of
from services.portal.heats.shape import shape_of
from services.portal.roles import may
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.reading import Data, key_after
from services.portal.who import signed_in

PAGE, CORRECT, FOLLOWS = "heats/heat.html", "heats/correct.html", "heats/_follows.html"


def shown(heat_id: str) -> str:
    page = heat_page(one_heat(heat_id))
    typed = shape_of(_as_it_stands(page), page)
    return render_template(
        PAGE, **page, **typed, if_confirmed=_if_confirmed(page), key=new_key(), problem=None, errors={}
    )


def enter(heat_id: str) -> Response:
    """`step`: `check` shows what would follow and `more` gives more fields; neither saves anything."""
    values = read_form(request.form)
    if request.form.get("step") in ("check", "more"):
        return make_response(_looked_at(PAGE, heat_id, values))
    command = {"heat_id": heat_id, "version": version(), "result": result_wanted(values)}
    try:
        one_heat(heat_id)  # a referee's own, or not found
        refuse_unless_loadable(EnterHeat, command, unreadable(values))
        call("events", "enter_heat", command, key=form_key())
    except (Refused, Unavailable) as error:
        return again(PAGE, heat_id, values, error)
    flash(_("The result is entered. It counts once another person has confirmed it."), "ok")
    return _back(heat_id)


def follows(heat_id: str) -> str:
    """The live part of the form: what this result would change."""
    known = one_heat(heat_id)
    found = _follows(heat_id, read_form(request.form))
    return render_template(FOLLOWS, heat=known["heat"], teams=teams_of(known), follows=found, asked=True)


def confirm(heat_id: str) -> Response:
    command = {"heat_id": heat_id, "version": version()}
    try:
        call("events", "confirm_heat", command, key=form_key())
    except (Refused, Unavailable) as error:
        return again(PAGE, heat_id, None, error)
    flash(_("The result is confirmed: places and next heats follow."), "ok")
    return _back(heat_id)


def ask_correct(heat_id: str) -> str:
    page = heat_page(one_heat(heat_id))
    typed = shape_of(_as_it_stands(page), page)
    return render_template(CORRECT, **page, **typed, key=new_key(), problem=None, errors={})


def correct(heat_id: str) -> Response:
    values = read_form(request.form)
    if request.form.get("step") in ("check", "more"):
        return make_response(_looked_at(CORRECT, heat_id, values))
    command = {"heat_id": heat_id, "version": version(), "result": result_wanted(values)}
    try:
        reason = {**command, "why": values.get("why", "")}
        refuse_unless_loadable(CorrectHeat, reason, unreadable(values))
        call("events", "correct_heat", reason, key=form_key())
    except (Refused, Unavailable) as error:
        return again(CORRECT, heat_id, values, error)
    flash(_("The result is corrected. What followed from it follows the new one."), "ok")
    return _back(heat_id)


def again(template: str, heat_id: str, values: Values | None, error: Refused | Unavailable) -> Response:
    """`values` None: the form was not about the result; what stands in it is shown."""
    if isinstance(error, NotFound):
        raise error
    page = heat_page(heat_again(heat_id))
    typed = shape_of(_as_it_stands(page) if values is None else values, page)
    if isinstance(error, Refused) and error.fields:
        named = labelled(error.fields, typed["values"], page["kind"])
        error = type(error)(error.slug, named, **error.details)
    return shown_again(template, error, **page, **typed, typed_in=values is not None, key=key_after(error))


def _looked_at(template: str, heat_id: str, values: Values) -> str:
    page = heat_page(heat_again(heat_id))
    check = request.form["step"] == "check"
    typed = shape_of(values, page, more=not check)
    found = _follows(heat_id, values) if check else None
    told = {"follows": found, "asked": check, "typed_in": True, "problem": None, "errors": {}}
    return render_template(template, **page, **typed, **told, key=form_key())


def _as_it_stands(page: dict[str, Any]) -> Values:
    return typed_again(page["heat"]["result"], _named(page), page["contest"]["terms"]["heights"])


def _named(page: dict[str, Any]) -> list[Data]:
    return [one for one in page["start"] if one["bib"]]


def _if_confirmed(page: dict[str, Any]) -> Data | None:
    """What the reader would set off who may confirm what was entered."""
    heat = page["heat"]
    waits = heat["result_state"] == ENTERED and not page["is_own_entry"]
    if not waits or not may(signed_in().role, "heats.confirm"):
        return None
    return _follows(heat["heat_id"], _as_it_stands(page))


def _follows(heat_id: str, values: Values) -> Data | None:
    """None while what is typed is no result yet, or events is away."""
    asked = {"heat_id": heat_id, "result": result_wanted(values)}
    try:
        refuse_unless_loadable(WhatHeatFollows, asked, unreadable(values))
        found: Data | None = call_if_there("events", "what_heat_follows", asked)
    except NotFound:
        raise
    except Refused:
        return None
    return found


def _back(heat_id: str) -> Response:
    return redirect(url_for("heats.shown", heat_id=heat_id), 303)
