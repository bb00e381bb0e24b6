"""How does a result come in? Entered at the pitch, confirmed by somebody else, corrected with a reason."""

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.tournament_commands import CorrectResult, EnterResult, WhatFollows
from contracts.events.tournament_terms import ENTERED
from contracts.schema import Contract
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, version
from services.portal.roles import may
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.fixtures import fixture_again, fixture_page, names_of
from services.portal.tournaments.reading import Data, key_after, one_fixture, refuse_decision
from services.portal.tournaments.result_form import (
    field_ids,
    labelled,
    read_result,
    result_wanted,
    rows_of,
    typed_again,
)
from services.portal.who import signed_in

PAGE, CORRECT, FOLLOWS = (
    "tournaments/fixture.html",
    "tournaments/correct.html",
    "tournaments/_follows.html",
)
MORE_ROWS = 3


def fixture(fixture_id: str) -> str:
    page = fixture_page(one_fixture(fixture_id))
    values = typed_again(page["fixture"]["result"])
    shown = {**page, **_typed(values), "if_confirmed": _if_confirmed(page)}
    return render_template(PAGE, **shown, key=new_key(), problem=None, errors={})


def enter(fixture_id: str) -> Response:
    """`step`: `check` shows what would follow and `more` gives more rows; neither saves anything."""
    values = read_result(request.form)
    if request.form.get("step") in ("check", "more"):
        return make_response(_looked_at(PAGE, fixture_id, values))
    result = result_wanted(values)
    command = {"fixture_id": fixture_id, "version": version(), "result": result}
    try:
        one_fixture(fixture_id)  # a referee's own, or not found
        _refuse_unless(EnterResult, command)
        refuse_decision(result)
        call("events", "enter_result", command, key=form_key())
    except (Refused, Unavailable) as error:
        return again(PAGE, fixture_id, values, error)
    flash(_("The result is entered. It counts once another person has confirmed it."), "ok")
    return redirect(url_for("tournaments.fixture", fixture_id=fixture_id), 303)


def follows(fixture_id: str) -> str:
    """The live part of the form: what this result would change."""
    known = one_fixture(fixture_id)
    page = fixture_page(known)
    found = _follows(fixture_id, read_result(request.form))
    return render_template(FOLLOWS, **page, follows=found, asked=True)


def confirm(fixture_id: str) -> Response:
    command = {"fixture_id": fixture_id, "version": version()}
    try:
        call("events", "confirm_result", command, key=form_key())
    except (Refused, Unavailable) as error:
        return again(PAGE, fixture_id, None, error)
    flash(_("The result is confirmed: tables and next matches follow."), "ok")
    return redirect(url_for("tournaments.fixture", fixture_id=fixture_id), 303)


def ask_correct(fixture_id: str) -> str:
    page = fixture_page(one_fixture(fixture_id))
    values = typed_again(page["fixture"]["result"])
    return render_template(CORRECT, **page, **_typed(values), key=new_key(), problem=None, errors={})


def correct(fixture_id: str) -> Response:
    values = read_result(request.form)
    if request.form.get("step") in ("check", "more"):
        return make_response(_looked_at(CORRECT, fixture_id, values))
    result = result_wanted(values)
    command = {"fixture_id": fixture_id, "version": version(), "result": result, "why": values["why"]}
    try:
        _refuse_unless(CorrectResult, command)
        call("events", "correct_result", command, key=form_key())
    except (Refused, Unavailable) as error:
        return again(CORRECT, fixture_id, values, error)
    flash(_("The result is corrected. What followed from it follows the new one."), "ok")
    return redirect(url_for("tournaments.fixture", fixture_id=fixture_id), 303)


def _looked_at(template: str, fixture_id: str, values: dict[str, str]) -> str:
    page = fixture_page(fixture_again(fixture_id))
    check = request.form["step"] == "check"
    shown = _typed(values, 0 if check else MORE_ROWS)
    found = _follows(fixture_id, values) if check else None
    return render_template(
        template,
        **page,
        **shown,
        typed_in=True,
        follows=found,
        asked=check,
        key=form_key(),
        problem=None,
        errors={},
    )


def _if_confirmed(page: dict[str, Any]) -> Data | None:
    """What the reader would set off who may confirm what was entered."""
    fixture = page["fixture"]
    waits = fixture["result_state"] == ENTERED and not page["is_own_entry"]
    if not waits or not may(signed_in().role, "tournaments.confirm"):
        return None
    return _what_follows(fixture["fixture_id"], fixture["result"])


def _follows(fixture_id: str, values: dict[str, str]) -> Data | None:
    """None while what is typed is no result yet, or events is away."""
    return _what_follows(fixture_id, result_wanted(values))


def _what_follows(fixture_id: str, result: Data) -> Data | None:
    asked = {"fixture_id": fixture_id, "result": result}
    try:
        _refuse_unless(WhatFollows, asked)
        found: Data | None = call_if_there("events", "what_follows", asked)
    except NotFound:
        raise
    except Refused:
        return None
    return found


def _refuse_unless(contract: type[Contract], payload: Data) -> None:
    """A score of which one half is missing is called missing, not unreadable."""
    half = {
        f"result-{pair}-{place}": "score_missing"
        for pair, score in payload["result"].items()
        if isinstance(score, list) and len(score) == 2 and None in score
        for place, goals in enumerate(score)
        if goals is None
    }
    refuse_unless_loadable(contract, payload, half)


def again(
    template: str, fixture_id: str, values: dict[str, str] | None, error: Refused | Unavailable
) -> Response:
    """`values` None: the form was not about numbers; what stands in the result is shown."""
    if isinstance(error, NotFound):
        raise error
    page = fixture_page(fixture_again(fixture_id))
    shown = values if values is not None else typed_again(page["fixture"]["result"])
    if isinstance(error, Refused) and error.fields:
        named = labelled(error.fields, field_ids(shown), names_of(page))
        error = type(error)(error.slug, named, **error.details)
    return shown_again(template, error, **page, **_typed(shown), typed_in=True, key=key_after(error))


def _typed(values: dict[str, Any], more: int = 0) -> dict[str, Any]:
    return {"values": values, "rows": rows_of(values, more), "more_open": more > 0}
