"""What is contested? A discipline: its teams, its rounds or attempts, its points."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.athletics_commands import SaveAthletics
from services.portal.athletics.contest_form import (
    AT_FIRST,
    MOST_ROUNDS,
    RENAME,
    contest_wanted,
    read_contest,
    typed_again,
)
from services.portal.athletics.reading import athletics_of
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, version
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, competition, competition_if_there, key_after

FORM = "athletics/contest.html"


def new_contest(competition_id: str) -> str:
    known = competition(competition_id)
    every = [team["team_id"] for team in known["teams"] if not team["withdrawn"]]
    return _form(known, None, {**AT_FIRST, "entrants": every})


def add_contest(competition_id: str) -> Response:
    return _saved(competition_id, None)


def edit_contest(competition_id: str, contest_id: str) -> str:
    known = competition(competition_id)
    return _form(known, contest_id, typed_again(athletics_of(known, contest_id)))


def save_contest(competition_id: str, contest_id: str) -> Response:
    return _saved(competition_id, contest_id)


def _saved(competition_id: str, contest_id: str | None) -> Response:
    values = read_contest(request.form)
    wanted = contest_wanted(values)
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        **wanted,
    }
    try:
        refuse_unless_loadable(SaveAthletics, command)
        saved = call("events", "save_athletics", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = _page(competition_if_there(competition_id), contest_id, values)
        return shown_again(FORM, error, rename=RENAME, **page, key=key_after(error))
    flash(_("Saved: %(name)s", name=wanted["title"]), "ok")
    return to_competition(competition_id, f"contest-{saved['id']}")


def _form(known: Data, contest_id: str | None, values: Data) -> str:
    page = _page(known, contest_id, values)
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def _page(known: Data, contest_id: str | None, values: Data) -> dict[str, Any]:
    choices = [(team["team_id"], team["name"]) for team in known["teams"] if not team["withdrawn"]]
    offered = {team_id for team_id, _name in choices}
    return {
        "known": known,
        "contest_id": contest_id,
        "values": values,
        "entrant_choices": choices,
        "not_offered": [one for one in values["entrants"] if one not in offered],
        "rounds_after_first": range(1, MOST_ROUNDS),
    }
