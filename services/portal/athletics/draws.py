"""Who runs in which heat? The draw of a first round, by a number that draws the same again."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.athletics_commands import DrawHeats
from services.portal.athletics.reading import athletics_of, athletics_or_as_sent
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import given, number, refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, competition, competition_if_there, key_after

FORM = "athletics/draw.html"


def ask_draw(competition_id: str, contest_id: str) -> str:
    known = competition(competition_id)
    page = _page(known, athletics_of(known, contest_id), {"separate": "yes"})
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def draw(competition_id: str, contest_id: str) -> Response:
    values = typed(request.form, "seed", "separate", "title")
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        "separate": bool(values["separate"]),
        **given(seed=number(values["seed"])),
    }
    try:
        refuse_unless_loadable(DrawHeats, command)
        call("events", "draw_heats", command, key=form_key())
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id)
        page = _page(known, athletics_or_as_sent(known, contest_id), values)
        return shown_again(FORM, error, **page, key=key_after(error))
    flash(_("The draw is made: %(name)s", name=values["title"]), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def _page(known: Data, contest: Data, values: dict[str, str]) -> dict[str, Any]:
    return {"known": known, "contest": contest, "values": values}
