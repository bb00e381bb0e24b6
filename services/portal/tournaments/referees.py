"""Who referees a match? An account of a referee, on whose list it then stands."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.tournament_commands import AssignReferee
from services.portal.calls import call
from services.portal.forms import form_key, version
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.reading import referees
from services.portal.tournaments.results import PAGE, again


def assign(fixture_id: str) -> Response:
    """Empty takes the referee away."""
    referee = request.form.get("referee", "") or None
    command = {"fixture_id": fixture_id, "version": version(), "referee": referee}
    try:
        refuse_unless_loadable(AssignReferee, command)
        if referee and referee not in [one.account_id for one in referees()]:
            raise Refused("invalid", {"referee": "unknown"})
        call("events", "assign_referee", command, key=form_key())
    except (Refused, Unavailable) as error:
        return again(PAGE, fixture_id, None, error)
    flash(_("The referee is named: the match is on the own list now.") if referee else _("No referee."), "ok")
    return redirect(url_for("tournaments.fixture", fixture_id=fixture_id), 303)
