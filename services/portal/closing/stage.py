"""Where do those who go on go to? The form of the next stage."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.closing import SaveNextStage
from services.portal.calls import call
from services.portal.closing.days import written
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import iso_day, refuse_unless_loadable, unreadable_days
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import competition, competition_if_there, key_after

FORM = "closing/stage.html"


def edit_stage(competition_id: str) -> str:
    known = competition(competition_id)
    stage = known["next_stage"] or {"name": "", "place": "", "starts_on": None}
    values = {**stage, "starts_on": written(stage["starts_on"])}
    return render_template(FORM, known=known, values=values, key=new_key(), problem=None, errors={})


def save_stage(competition_id: str) -> Response:
    values = typed(request.form, "name", "place", "starts_on")
    command: dict[str, Any] = {
        "competition_id": competition_id,
        "version": version(),
        "name": values["name"],
        "place": values["place"],
        "starts_on": iso_day(values["starts_on"]),
    }
    try:
        refuse_unless_loadable(SaveNextStage, command, unreadable_days(values, "starts_on"))
        call("events", "save_next_stage", command, key=form_key())
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id)
        return shown_again(FORM, error, known=known, values=values, key=key_after(error))
    flash(_("The next stage is saved.") if values["name"] else _("No next stage any more."), "ok")
    return to_competition(competition_id, "next-stage")
