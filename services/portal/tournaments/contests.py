"""What is played? A contest: its teams, its format, its rules."""

from typing import Any

from flask import flash, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.tournament_commands import SaveContest
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, version
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.contest_form import (
    AT_FIRST,
    CRITERIA_SHOWN,
    RENAME,
    contest_wanted,
    matches_of,
    read_contest,
    typed_again,
)
from services.portal.tournaments.reading import (
    Data,
    competition,
    competition_if_there,
    contest_of,
    key_after,
)

FORM = "tournaments/contest.html"


def new_contest(competition_id: str) -> str:
    known = competition(competition_id)
    every = [team["team_id"] for team in known["teams"] if not team["withdrawn"]]
    return _form(known, None, {**AT_FIRST, "entrants": every})


def add_contest(competition_id: str) -> Response:
    return _saved(competition_id, None)


def edit_contest(competition_id: str, contest_id: str) -> str:
    known = competition(competition_id)
    return _form(known, contest_id, typed_again(contest_of(known, contest_id)))


def save_contest(competition_id: str, contest_id: str) -> Response:
    return _saved(competition_id, contest_id)


def count_matches() -> str:
    """The live part of the form."""
    values = read_contest(request.form)
    return render_template("tournaments/_matches.html", values=values, matches=matches_of(values))


def _saved(competition_id: str, contest_id: str | None) -> Response:
    values = read_contest(request.form)
    if request.form.get("step") == "count":
        known = competition_if_there(competition_id)
        return make_response(_form(known, contest_id, values, key=form_key()))
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        **contest_wanted(values),
    }
    try:
        refuse_unless_loadable(SaveContest, command)
        saved = call("events", "save_contest", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = _page(competition_if_there(competition_id), contest_id, values)
        return shown_again(FORM, error, rename=RENAME, **page, key=key_after(error))
    flash(_("Saved: %(name)s", name=values["title"]), "ok")
    return to_competition(competition_id, f"contest-{saved['id']}")


def _form(known: Data, contest_id: str | None, values: Data, key: str | None = None) -> str:
    page = _page(known, contest_id, values)
    return render_template(FORM, **page, key=key or new_key(), problem=None, errors={})


def _page(known: Data, contest_id: str | None, values: Data) -> dict[str, Any]:
    choices = [(team["team_id"], team["name"]) for team in known["teams"] if not team["withdrawn"]]
    offered = {team_id for team_id, _name in choices}
    return {
        "known": known,
        "contest_id": contest_id,
        "values": values,
        "entrant_choices": choices,
        "not_offered": [one for one in values["entrants"] if one not in offered],
        "rows": range(CRITERIA_SHOWN),
        "matches": matches_of(values),
    }
