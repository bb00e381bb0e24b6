"""How is a match ordered to be played again? With a reason, on a page that says what follows."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.tournament_commands import OrderReplay
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.fixtures import fixture_again, fixture_page
from services.portal.tournaments.reading import key_after, one_fixture

PAGE = "tournaments/replay.html"


def ask_replay(fixture_id: str) -> str:
    page = fixture_page(one_fixture(fixture_id))
    return render_template(PAGE, **page, values={}, key=new_key(), problem=None, errors={})


def order_replay(fixture_id: str) -> Response:
    values = typed(request.form, "why")
    command = {"fixture_id": fixture_id, "version": version(), "why": values["why"]}
    try:
        refuse_unless_loadable(OrderReplay, command)
        call("events", "order_replay", command, key=form_key())
    except NotFound:
        raise
    except (Refused, Unavailable) as error:
        page = fixture_page(fixture_again(fixture_id))
        return shown_again(PAGE, error, **page, values=values, key=key_after(error))
    flash(_("The match is to be played again. Give it its day and hour."), "ok")
    return redirect(url_for("tournaments.fixture", fixture_id=fixture_id), 303)
