"""What can no result tell? Lots or a new race among level athletes, or one whom the referee lets on."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.athletics_commands import DecideHeats
from services.portal.athletics.reading import athletics_of, athletics_or_as_sent, whole_if_there
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.formats import isolated
from services.portal.forms import form_key, new_key, typed, version
from services.portal.tournaments.checked import number, refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, key_after, team_names, whole

FORM = "athletics/decide.html"
KINDS = ("lots", "run_off", "added")
MOST_LEVEL, ADDED_AT_ONCE = 32, 2
# an order of athletes is one of bibs: the form's field says so
RENAME = {"order": "bibs-0", **{f"order-{row}": f"bibs-{row}" for row in range(MOST_LEVEL)}}


def ask_decide(competition_id: str, contest_id: str) -> str:
    found = whole(competition_id)
    contest = athletics_of(found["competition"], contest_id)
    level = _level(found, contest_id, request.args.get("round", ""))
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else "lots" if level else "added"
    values = {"kind": kind, "round": str(level["round"]) if level else "1"}
    page = _page(found["competition"], contest, values, level)
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def decide(competition_id: str, contest_id: str) -> Response:
    rows = [f"bibs-{row}" for row in range(MOST_LEVEL)]
    values = typed(request.form, "kind", "round", "why", "title", *rows)
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        "kind": values["kind"],
        "round": number(values["round"]),
        "order": [number(values[row]) for row in rows if values[row]],
        "why": values["why"],
    }
    try:
        refuse_unless_loadable(DecideHeats, command)
        call("events", "decide_heats", command, key=form_key())
    except (Refused, Unavailable) as error:
        found = whole_if_there(competition_id)
        known = found["competition"]
        page = _page(
            known, athletics_or_as_sent(known, contest_id), values, _level(found, contest_id, values["round"])
        )
        return shown_again(FORM, error, rename=RENAME, **page, key=key_after(error))
    flash(_("The decision is recorded and counts from now on."), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def _level(found: Data, contest_id: str, round_number: str) -> Data | None:
    """The first level athletes who wait for lots, of that round if one is asked for."""
    for outcome in found["athletics_outcomes"]:
        if outcome["contest_id"] == contest_id:
            for one in outcome["unresolved"]:
                if round_number in ("", str(one["round"])):
                    level: Data = one
                    return level
    return None


def _page(known: Data, contest: Data, values: dict[str, str], level: Data | None) -> dict[str, Any]:
    """All entries may be chosen; those who are level are proposed, as many rows as there are of them."""
    teams = team_names(known)
    of = {str(one["bib"]): teams.get(one["team_id"], "") for one in contest["entries"]}
    is_level = level is not None and values["kind"] != "added"
    bibs = [str(bib) for bib in level["bibs"]] if level and is_level else list(of)
    typed_in = [values[name] for name in values if name.startswith("bibs-") and values[name]]
    offered = [*bibs, *(one for one in typed_in if one not in bibs)]
    rows = len(bibs) if is_level else ADDED_AT_ONCE
    return {
        "known": known,
        "contest": contest,
        "values": values,
        "level": level if is_level else None,
        "bib_choices": [(bib, _called(bib, of)) for bib in offered],
        "rows": range(min(MOST_LEVEL, max(rows, len(typed_in)))),
    }


def _called(bib: str, of: dict[str, str]) -> str:
    """`12 · the team`"""
    return f"{bib} · {isolated(of[bib])}" if of.get(bib) else bib
