"""Who meets whom? The draw of a contest, by a number that draws the same again."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.tournament_commands import DrawContest
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import given, number, refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import (
    Data,
    competition,
    competition_if_there,
    contest_of,
    key_after,
    teams_by_id,
)

FORM = "tournaments/draw.html"
MOST_HEADS = 16


def ask_draw(competition_id: str, contest_id: str) -> str:
    known = competition(competition_id)
    page = _page(known, contest_of(known, contest_id), {"separate": "yes"})
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def draw(competition_id: str, contest_id: str) -> Response:
    heads = [request.form.get(f"heads-{row}", "") for row in range(MOST_HEADS)]
    values = {
        **typed(request.form, "seed", "separate", "title"),
        **{f"heads-{row}": head for row, head in enumerate(heads)},
    }
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        "heads": [head for head in heads if head],
        "separate": bool(values["separate"]),
        **given(seed=number(values["seed"])),
    }
    try:
        refuse_unless_loadable(DrawContest, command)
        call("events", "draw_contest", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = _page_again(competition_if_there(competition_id), contest_id, values)
        return shown_again(FORM, error, rename={"heads": "heads-0"}, **page, key=key_after(error))
    flash(_("The draw is made: %(name)s", name=values["title"]), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def contest_or_as_sent(known: Data, contest_id: str) -> Data:
    """While events is away: what the form carried."""
    if known["contests"]:
        return contest_of(known, contest_id)
    return {
        "contest_id": contest_id,
        "title": request.form.get("title", ""),
        "entrants": [],
        "format": {"groups": 0},
        "draw": None,
        "match": {"half_minutes": 25, "pause_minutes": 5, "extra_half_minutes": 0},
        "decisions": [],
    }


def _page_again(known: Data, contest_id: str, values: dict[str, str]) -> dict[str, Any]:
    return _page(known, contest_or_as_sent(known, contest_id), values)


def _page(known: Data, contest: Data, values: dict[str, str]) -> dict[str, Any]:
    """As many seeded teams are asked for as there are groups, or a quarter of a knock-out."""
    teams = teams_by_id(known)
    names = [(one, teams[one]["name"]) for one in contest["entrants"] if one in teams]
    rows = contest["format"]["groups"] or max(2, len(names) // 4)
    typed_in = [value for name, value in values.items() if name.startswith("heads-") and value]
    unknown = [(one, one) for one in typed_in if one not in dict(names)]
    rows = min(MOST_HEADS, max(rows, len(typed_in)))
    return {
        "known": known,
        "contest": contest,
        "values": values,
        "team_choices": [*names, *unknown],
        "rows": range(rows),
    }
