"""What if nobody entered a contest after all? It is removed from a draft, of whichever sport it is."""

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, version
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, competition, competition_if_there, key_after

PAGE = "tournaments/remove_contest.html"


def ask_remove_contest(competition_id: str, contest_id: str) -> str:
    known = competition(competition_id)
    contest = _of_either_sport(known, contest_id)
    return render_template(PAGE, known=known, contest=contest, key=new_key(), problem=None, errors={})


def remove_contest(competition_id: str, contest_id: str) -> Response:
    command = {"competition_id": competition_id, "version": version(), "contest_id": contest_id}
    as_sent = {"contest_id": contest_id, "title": request.form.get("title", "")}
    try:
        call("events", "remove_contest", command, key=form_key())
    except NotFound:
        raise
    except (Refused, Unavailable) as error:
        known = competition_if_there(competition_id)
        return shown_again(PAGE, error, known=known, contest=as_sent, key=key_after(error))
    flash(_("The contest is removed: %(name)s", name=as_sent["title"]), "ok")
    return to_competition(competition_id)


def _of_either_sport(known: Data, contest_id: str) -> Data:
    for contest in (*known["contests"], *known["athletics"]):
        if contest["contest_id"] == contest_id:
            found: Data = contest
            return found
    raise NotFound("no_such_contest")
