"""How does one match stand? Its page's facts; another hour or pitch; who referees it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.tournament_commands import MoveFixture
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.formats import isolated
from services.portal.forms import form_key, new_key, typed, version
from services.portal.roles import may
from services.portal.tournaments.moving import NAMES, RENAME, move_wanted, refuse_unless_movable, typed_before
from services.portal.tournaments.reading import (
    Data,
    as_read,
    contest_of,
    key_after,
    name_of,
    one_fixture,
    referees,
    refuse_somebody_elses,
    team_names,
)
from services.portal.tournaments.rows import match_row
from services.portal.who import signed_in

MOVE = "tournaments/move.html"
CARRIED = ("stage", "home_name", "away_name", "contest_title", "competition_id", "competition_name")


def fixture_page(found: Data) -> dict[str, Any]:
    """What every page about a `OneFixtureView` knows. `home` and `away` are plain words."""
    fixture, known, account = found["fixture"], found["competition"], signed_in()
    contest = contest_of(known, fixture["contest_id"])
    match = match_row(fixture, team_names(known), contest)
    people = {name: name_of(fixture[name]) for name in ("referee", "entered_by", "confirmed_by")}
    return {
        "known": known,
        "fixture": fixture,
        "contest": contest,
        "match": match,
        "home": found.get("home") or match["home"]["words"].striptags(),
        "away": found.get("away") or match["away"]["words"].striptags(),
        "are_known": all(fixture[side]["team_id"] for side in ("home", "away")),
        "names": team_names(known),
        "people": people,
        "past": [_past(one, fixture, known, contest) for one in fixture["past"]],
        "is_own_entry": fixture["entered_by"] == account.account_id,
        "referees": referees() if may(account.role, "tournaments.assign") else [],
        "told": people_told(fixture["fixture_id"]),
    }


def _past(one: Data, fixture: Data, known: Data, contest: Data) -> dict[str, Any]:
    """What the result said before, as a match row, with who took it back and why."""
    before = {**fixture, "result": one["result"], "result_state": "confirmed", "stale": False, "void": False}
    row = match_row(before, team_names(known), contest)
    return {
        "match": row,
        "name": name_of(one["by"]),
        "why": one["why"],
        "until": one["until"],
        "replayed": one["replayed"],
    }


def names_of(page: dict[str, Any]) -> dict[str, str]:
    return {side: isolated(page[side]) for side in ("home", "away")}


def fixture_again(fixture_id: str) -> Data:
    """For a form that is shown again: as it is now, or while events is away what the form carried."""
    found = call_if_there("events", "fixture", {"fixture_id": fixture_id})
    if found is None:
        return _as_sent(fixture_id)
    refuse_somebody_elses(found["fixture"])
    return {**found, "fixture": as_read(found["fixture"])}


def _as_sent(fixture_id: str) -> Data:
    """A `OneFixtureView` of what the form carried."""
    sent = typed(request.form, *CARRIED)
    side = {"slot": "", "state": "confirmed", "team_id": "unknown"}
    contest = {
        "contest_id": "unknown",
        "title": sent["contest_title"],
        "match": {"extra_half_minutes": 1, "penalties": True},
        "rules": {},
    }
    unknown = ("starts_at", "referee", "result", "entered_by", "confirmed_by", "confirmed_at")
    fixture: Data = {
        **dict.fromkeys(unknown),
        "fixture_id": fixture_id,
        "competition_id": sent["competition_id"] or "unknown",
        "contest_id": "unknown",
        "version": version(),
        "number": 0,
        "stage": sent["stage"] or "group",
        "group": "",
        "round": 1,
        "left": 0,
        "is_third_place": False,
        "leg": 0,
        "is_replay": False,
        "home": side,
        "away": side,
        "pitch": "",
        "result_state": "none",
        "past": [],
        "stale": False,
        "void": False,
    }
    known = {
        "competition_id": sent["competition_id"] or "unknown",
        "name": sent["competition_name"],
        "state": "running",
        "version": 0,
        "teams": [],
        "contests": [contest],
    }
    names = {"home": sent["home_name"], "away": sent["away_name"]}
    return {"fixture": fixture, "competition": known, **names}


def ask_move(fixture_id: str) -> str:
    page = fixture_page(one_fixture(fixture_id))
    values = typed_before(page["fixture"])
    return render_template(MOVE, **page, values=values, key=new_key(), problem=None, errors={})


def move(fixture_id: str) -> Response:
    values = typed(request.form, *NAMES)
    command = {"fixture_id": fixture_id, "version": version(), **move_wanted(values)}
    try:
        refuse_unless_movable(MoveFixture, command, values)
        call("events", "move_fixture", command, key=form_key())
    except NotFound:
        raise
    except (Refused, Unavailable) as error:
        page = {**fixture_page(fixture_again(fixture_id)), "values": values}
        return shown_again(MOVE, error, rename=RENAME, **page, key=key_after(error))
    flash(_("The match has its new day and hour. Those who were told are told again, once."), "ok")
    return redirect(url_for("tournaments.fixture", fixture_id=fixture_id), 303)


def people_told(about: str) -> int | None:
    """People whom an SMS about this match or contest reached; None where that is not known."""
    try:
        found = call_if_there("notifications", "notices", {"about": [about]})
    except Refused:
        return None
    if found is None:
        return None
    return max((int(row["counts"].get("delivered", 0)) for row in found["notices"]), default=0)
