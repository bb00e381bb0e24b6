"""When and where is a heat held, and who referees it?"""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.athletics_commands import AssignHeat, MoveHeat
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.heats.page import heat_again, heat_page, one_heat
from services.portal.heats.results import PAGE, again
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.moving import NAMES, RENAME, move_wanted, refuse_unless_movable, typed_before
from services.portal.tournaments.reading import key_after, referees

MOVE = "heats/move.html"


def ask_move(heat_id: str) -> str:
    page = heat_page(one_heat(heat_id))
    return render_template(
        MOVE, **page, values=typed_before(page["heat"]), key=new_key(), problem=None, errors={}
    )


def move(heat_id: str) -> Response:
    values = typed(request.form, *NAMES)
    command = {"heat_id": heat_id, "version": version(), **move_wanted(values)}
    try:
        refuse_unless_movable(MoveHeat, command, values)
        call("events", "move_heat", command, key=form_key())
    except NotFound:
        raise
    except (Refused, Unavailable) as error:
        page = {**heat_page(heat_again(heat_id)), "values": values}
        return shown_again(MOVE, error, rename=RENAME, **page, key=key_after(error))
    flash(_("The heat has its new day and hour. Those who were told are told again, once."), "ok")
    return redirect(url_for("heats.shown", heat_id=heat_id), 303)


def assign(heat_id: str) -> Response:
    """Empty takes the referee away."""
    referee = request.form.get("referee", "") or None
    command = {"heat_id": heat_id, "version": version(), "referee": referee}
    try:
        refuse_unless_loadable(AssignHeat, command)
        if referee and referee not in [one.account_id for one in referees()]:
            raise Refused("invalid", {"referee": "unknown"})
        call("events", "assign_heat", command, key=form_key())
    except (Refused, Unavailable) as error:
        return again(PAGE, heat_id, None, error)
    flash(_("The referee is named: the heat is on the own list now.") if referee else _("No referee."), "ok")
    return redirect(url_for("heats.shown", heat_id=heat_id), 303)
