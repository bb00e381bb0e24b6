"""Which earlier competition do the teams of this one come from?"""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.closing import CarryQualified
from contracts.events.tournament_terms import DRAFT
from services.portal.calls import call, call_if_there
from services.portal.closing.choices import with_chosen
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, competition, competition_if_there, key_after

FORM = "closing/carry.html"


def ask_carry(competition_id: str) -> str:
    page = _page(competition(competition_id), {"from_competition_id": request.args.get("from", "")})
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def carry(competition_id: str) -> Response:
    values = typed(request.form, "from_competition_id")
    command = {"competition_id": competition_id, "version": version(), **values}
    try:
        refuse_unless_loadable(CarryQualified, command)
        call("events", "carry_qualified", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = _page(competition_if_there(competition_id), values)
        return shown_again(FORM, error, **page, key=key_after(error))
    flash(_("The teams that qualified there are taken over."), "ok")
    return to_competition(competition_id, "carried")


def _page(known: Data, values: dict[str, str]) -> dict[str, Any]:
    """Those that have started, the latest first."""
    listed = call_if_there("events", "competitions", {"page": 1}) or {"competitions": []}
    choices = [
        (one["competition_id"], f"{one['name']} · {one['place']}")
        for one in listed["competitions"]
        if one["state"] != DRAFT and one["competition_id"] != known["competition_id"]
    ]
    chosen = values["from_competition_id"]
    return {"known": known, "values": values, "choices": with_chosen(choices, chosen)}
