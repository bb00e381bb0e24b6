"""Which prizes are there, and how is each won? The form of a prize."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.closing import AWARDS, BY_CHOICE, BY_PLACE, BY_RANK, OF_CONTEST, SavePrize
from services.portal.calls import call
from services.portal.closing.choices import with_chosen
from services.portal.closing.words import in_templates
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import number, refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, competition, competition_if_there, key_after, whole

FORM = "closing/prize.html"
RENAMED = {"place": "rank", "prize_id": "title"}  # a place is elsewhere where something happens


def new_prize(competition_id: str) -> str:
    award = request.args.get("award", BY_PLACE)
    page = _page(competition(competition_id), None, {"award": award if award in AWARDS else BY_PLACE})
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def add_prize(competition_id: str) -> Response:
    return _saved(competition_id, None)


def edit_prize(competition_id: str, prize_id: str) -> str:
    found = whole(competition_id)
    prize = prize_of(found, prize_id)
    values = {name: prize[name] or "" for name in ("title", "award", "contest_id", "team_id")}
    values["rank"] = str(prize["place"] or "")
    if request.args.get("award") in AWARDS:
        values["award"] = request.args["award"]
    page = _page(found["competition"], prize_id, values) | {"is_held": bool(prize["holders"])}
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def save_prize(competition_id: str, prize_id: str) -> Response:
    return _saved(competition_id, prize_id)


def remove_prize(competition_id: str, prize_id: str) -> Response:
    values = typed(request.form, "title", "award", "contest_id", "rank", "team_id")
    command = {"competition_id": competition_id, "version": version(), "prize_id": prize_id}
    try:
        call("events", "remove_prize", command, key=form_key())
    except (Refused, Unavailable) as error:
        return _again(error, competition_id, prize_id, values)
    flash(_("The prize is removed."), "ok")
    return to_competition(competition_id, "prizes")


def prize_of(found: Data, prize_id: str) -> Data:
    for prize in found["prizes"]:
        if prize["prize_id"] == prize_id:
            known: Data = prize
            return known
    raise NotFound("no_such_prize")


def _saved(competition_id: str, prize_id: str | None) -> Response:
    values = typed(request.form, "title", "award", "contest_id", "rank", "team_id")
    award = values["award"]
    command: dict[str, Any] = {
        "competition_id": competition_id,
        "version": version(),
        "prize_id": prize_id,
        "title": values["title"],
        "award": award,
        "contest_id": (values["contest_id"] or None) if award in OF_CONTEST else None,
        "place": number(values["rank"]) if award in BY_RANK else None,
        "team_id": (values["team_id"] or None) if award == BY_CHOICE else None,
    }
    try:
        refuse_unless_loadable(SavePrize, command)
        call("events", "save_prize", command, key=form_key())
    except (Refused, Unavailable) as error:
        return _again(error, competition_id, prize_id, values)
    flash(_("Saved: %(name)s", name=values["title"]), "ok")
    return to_competition(competition_id, "prizes")


def _again(
    error: Refused | Unavailable, competition_id: str, prize_id: str | None, values: dict[str, str]
) -> Response:
    page = _page(competition_if_there(competition_id), prize_id, values)
    return shown_again(FORM, error, rename=RENAMED, **page, key=key_after(error))


def _page(known: Data, prize_id: str | None, values: dict[str, str]) -> dict[str, Any]:
    contests = [*known["contests"], *known.get("athletics", [])]
    return {
        "known": known,
        "prize_id": prize_id,
        "values": values,
        "contest_choices": with_chosen(
            [(one["contest_id"], one["title"]) for one in contests], values.get("contest_id", "")
        ),
        "team_choices": with_chosen(
            [(one["team_id"], one["name"]) for one in known["teams"]], values.get("team_id", "")
        ),
        "of_contest": values["award"] in OF_CONTEST,
        "by_rank": values["award"] in BY_RANK,
        "by_choice": values["award"] == BY_CHOICE,
        "is_held": False,
        **in_templates(),
    }
