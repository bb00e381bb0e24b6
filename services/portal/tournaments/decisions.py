"""What can no result tell? Lots among level teams, a play-off, points taken off."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.tournament_commands import Decide
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import given, number, refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.draws import contest_or_as_sent
from services.portal.tournaments.reading import (
    Data,
    as_read,
    competition_if_there,
    contest_of,
    key_after,
    teams_by_id,
    whole,
)

FORM = "tournaments/decide.html"
MOST_LEVEL = 16
KINDS = ("lots", "playoff", "deduction")


def ask_decide(competition_id: str, contest_id: str) -> str:
    found = whole(competition_id)
    known = found["competition"]
    level = _level(found, contest_id, request.args.get("group", ""))
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else "lots" if level else "deduction"
    page = _page(known, contest_of(known, contest_id), {"kind": kind}, level)
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def decide(competition_id: str, contest_id: str) -> Response:
    rows = [request.form.get(f"order-{row}", "") for row in range(MOST_LEVEL)]
    values = {
        **typed(request.form, "kind", "team_id", "points", "why", "title", "group"),
        **{f"order-{row}": team_id for row, team_id in enumerate(rows)},
    }
    of_points = values["kind"] == "deduction"
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        "kind": values["kind"],
        "order": [] if of_points else [team_id for team_id in rows if team_id],
        "team_id": values["team_id"] or None if of_points else None,
        "why": values["why"],
        **(given(points=number(values["points"])) if of_points else {}),
    }
    try:
        refuse_unless_loadable(Decide, command, _wanted(values))
        call("events", "decide", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = _page_again(competition_id, contest_id, values)
        return shown_again(FORM, error, rename={"order": "order-0"}, **page, key=key_after(error))
    flash(_("The decision is recorded and counts from now on."), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def _wanted(values: dict[str, str]) -> dict[str, str]:
    """A deduction of nothing is none."""
    return {"points": "missing"} if values["kind"] == "deduction" and not values["points"] else {}


def _level(found: Data, contest_id: str, group: str) -> list[str]:
    """The first teams that wait for lots, of that group if one is asked for."""
    for outcome in found["outcomes"]:
        if outcome["contest_id"] == contest_id:
            ties = [tie for tie in outcome["unresolved"] if group in ("", tie["group"])]
            return list(ties[0]["team_ids"]) if ties else []
    return []


def _page_again(competition_id: str, contest_id: str, values: dict[str, str]) -> dict[str, Any]:
    found = call_if_there("events", "competition", {"competition_id": competition_id})
    known = as_read(found["competition"]) if found else competition_if_there(competition_id)
    level = _level(found, contest_id, values["group"]) if found else []
    typed_in = [values[f"order-{row}"] for row in range(MOST_LEVEL) if values[f"order-{row}"]]
    return _page(known, contest_or_as_sent(known, contest_id), values, level or typed_in)


def _page(known: Data, contest: Data, values: dict[str, str], level: list[str]) -> dict[str, Any]:
    teams = teams_by_id(known)
    return {
        "known": known,
        "contest": contest,
        "values": values,
        "level_choices": [(one, teams[one]["name"] if one in teams else one) for one in level],
        "team_choices": [(one, teams[one]["name"]) for one in contest["entrants"] if one in teams],
        "group": values.get("group") or request.args.get("group", ""),
    }
