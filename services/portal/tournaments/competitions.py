"""How does a competition come about, start and end? Its list, its own form, and the two acts."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.tournament_commands import ChangeCompetition, CreateCompetition
from contracts.events.tournament_terms import TELL_NETWORK
from contracts.schema import Contract
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, page_number, typed, version
from services.portal.tournaments.checked import given, iso_day, refuse_unless_loadable, unreadable_days
from services.portal.tournaments.reading import Data, competition, competition_if_there, key_after, whole

FORM, ACT = "tournaments/competition.html", "tournaments/act.html"


def listed() -> str:
    found = call("events", "competitions", {"page": page_number()})
    return render_template("tournaments/list.html", found=found)


def new() -> str:
    values = {"tell": "teams"}
    return render_template(FORM, known=None, values=values, key=new_key(), problem=None, errors={})


def create() -> Response:
    return _saved(None)


def edit(competition_id: str) -> str:
    known = competition(competition_id)
    values = {
        **{name: known[name] for name in ("name", "place", "tell")},
        **{name: _written(known[name]) for name in ("starts_on", "ends_on")},
    }
    return render_template(FORM, known=known, values=values, key=new_key(), problem=None, errors={})


def change(competition_id: str) -> Response:
    return _saved(competition_id)


def ask_start(competition_id: str) -> str:
    return _asked(competition_id, "start")


def start(competition_id: str) -> Response:
    return _done(competition_id, "start", _("The competition has started. Its page is public."))


def ask_close(competition_id: str) -> str:
    return _asked(competition_id, "close")


def close(competition_id: str) -> Response:
    return _done(competition_id, "close", _("The competition is closed."))


def ask_reopen(competition_id: str) -> str:
    return _asked(competition_id, "reopen")


def reopen(competition_id: str) -> Response:
    return _done(competition_id, "reopen", _("The competition is open again."))


def to_competition(competition_id: str, anchor: str | None = None) -> Response:
    return redirect(url_for("tournaments.shown", competition_id=competition_id, _anchor=anchor), 303)


def _asked(competition_id: str, act: str) -> str:
    found = whole(competition_id)
    known = found["competition"]
    reach = _reach(found) if act == "start" and known["tell"] == TELL_NETWORK else None
    return render_template(ACT, known=known, act=act, reach=reach, key=new_key(), problem=None, errors={})


def _reach(found: Data) -> dict[str, int] | None:
    """How many people of the network hear of all results, and about how many SMS that makes; None while
    notifications is away.
    """
    everybody: Data = {"offices": [], "communes": []}
    told = call_if_there("notifications", "preview_audience", {"audience": everybody})
    if told is None:
        return None
    known = found["competition"]
    tables = sum(contest["format"]["groups"] for contest in known["contests"])
    news = len(found["fixtures"]) + tables + len(known["athletics"])
    return {"people": told["reachable"], "sms": told["messages"] * news}


def _done(competition_id: str, act: str, said: str) -> Response:
    command = {"competition_id": competition_id, "version": version()}
    try:
        call("events", f"{act}_competition", command, key=form_key())
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id)
        return shown_again(ACT, error, known=known, act=act, reach=None, key=key_after(error))
    flash(said, "ok")
    return to_competition(competition_id)


def _saved(competition_id: str | None) -> Response:
    values = typed(request.form, "name", "place", "starts_on", "ends_on", "tell")
    try:
        saved = _save(competition_id, values)
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id) if competition_id else None
        return shown_again(FORM, error, known=known, values=values, key=key_after(error))
    flash(_("Saved: %(name)s", name=values["name"]), "ok")
    return to_competition(saved["id"])


def _save(competition_id: str | None, values: dict[str, str]) -> Data:
    wanted: dict[str, Any] = {
        **{name: values[name] for name in ("name", "place", "tell")},
        **given(starts_on=iso_day(values["starts_on"]), ends_on=iso_day(values["ends_on"])),
    }
    found = unreadable_days(values, "starts_on", "ends_on")
    contract: type[Contract] = CreateCompetition
    method = "create_competition"
    if competition_id is not None:
        contract, method = ChangeCompetition, "change_competition"
        wanted |= {"competition_id": competition_id, "version": version()}
    refuse_unless_loadable(contract, wanted, found)
    saved: Data = call("events", method, wanted, key=form_key())
    return saved


def _written(day: str | None) -> str:
    return date.fromisoformat(day).strftime("%d/%m/%Y") if day else ""
