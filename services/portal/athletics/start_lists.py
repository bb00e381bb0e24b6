"""Who runs in which heat, as somebody puts them instead of a draw?"""

import re
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.athletics_commands import PutStartLists
from contracts.events.athletics_terms import MOST_ENTRIES
from services.portal.athletics.reading import (
    athletics_of,
    athletics_or_as_sent,
    heats_of,
    whole_if_there,
)
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, version
from services.portal.tournaments.checked import number, refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import Data, key_after, team_names, whole

FORM = "athletics/start_lists.html"
OF_LANES = ("lane_taken", "out_of_range")
_FIELD = re.compile(r"(?:heat|lane)-[0-9]{1,4}")


def ask_start_lists(competition_id: str, contest_id: str) -> str:
    found = whole(competition_id)
    contest = athletics_of(found["competition"], contest_id)
    values = _as_they_stand(found, contest)
    page = _page(found["competition"], contest, values)
    return render_template(FORM, **page, key=new_key(), problem=None, errors={})


def put_start_lists(competition_id: str, contest_id: str) -> Response:
    values = _typed()
    heats = _heats(values)
    command = {
        "competition_id": competition_id,
        "version": version(),
        "contest_id": contest_id,
        "heats": heats,
    }
    try:
        refuse_unless_loadable(PutStartLists, command, _faults(values))
        call("events", "put_start_lists", command, key=form_key())
    except (Refused, Unavailable) as error:
        known = whole_if_there(competition_id)["competition"]
        page = _page(known, athletics_or_as_sent(known, contest_id), values)
        return shown_again(
            FORM, _by_bib(error, values), rename=_rename(heats, values), **page, key=key_after(error)
        )
    flash(_("The start lists are made: %(name)s", name=request.form.get("title", "")), "ok")
    return to_competition(competition_id, f"contest-{contest_id}")


def _typed() -> dict[str, str]:
    """{`heat-12`: heat of bib 12, `lane-12`: its lane}"""
    return {name: text.strip() for name, text in request.form.items() if _FIELD.fullmatch(name)}


def _bibs(values: dict[str, str]) -> list[str]:
    return [name.partition("-")[2] for name in values if name.startswith("heat-")]


def _heats(values: dict[str, str]) -> list[list[Data]]:
    """In the order of their numbers; who has none, or none that can be read, is named by `_faults`."""
    by_number: dict[int, list[Data]] = {}
    for bib in _bibs(values):
        heat, lane = number(values[f"heat-{bib}"]), number(values.get(f"lane-{bib}", ""))
        if isinstance(heat, int) and lane is not None:
            by_number.setdefault(heat, []).append({"bib": int(bib), "lane": lane})
    return [by_number[heat] for heat in sorted(by_number)]


def _faults(values: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for bib in _bibs(values):
        heat = number(values[f"heat-{bib}"])
        if heat is None:
            found[f"heat-{bib}"] = "missing"
        elif not isinstance(heat, int) or not 1 <= heat <= MOST_ENTRIES:
            found[f"heat-{bib}"] = {"slug": "between", "least": 1, "most": MOST_ENTRIES}
        elif not values.get(f"lane-{bib}"):
            found[f"lane-{bib}"] = "missing"
    return found


def _by_bib(error: Refused | Unavailable, values: dict[str, str]) -> Refused | Unavailable:
    """`heats: {slug, bibs}` of the service stands at the field of each bib."""
    told = error.fields.get("heats") if isinstance(error, Refused) else None
    if not isinstance(told, dict) or "slug" not in told:
        return error
    field = "lane" if told["slug"] in OF_LANES else "heat"
    bibs = [str(bib) for bib in told.get("bibs", []) if f"heat-{bib}" in values] or _bibs(values)[:1]
    return Refused("invalid", {f"{field}-{bib}": told["slug"] for bib in bibs})


def _rename(heats: list[list[Data]], values: dict[str, str]) -> dict[str, str]:
    """A lane that the contract refuses, counted as sent; that there is no heat stands at the first bib."""
    ids = {
        f"heats-{at}-{row}-{part}": f"{'lane' if part == 'lane' else 'heat'}-{one['bib']}"
        for at, heat in enumerate(heats)
        for row, one in enumerate(heat)
        for part in ("lane", "bib")
    }
    return {**ids, "heats": f"heat-{next(iter(_bibs(values)), '')}"}


def _as_they_stand(found: Data, contest: Data) -> dict[str, str]:
    values: dict[str, str] = {}
    for heat in heats_of(found, contest):
        if heat["round"] == 1:
            for slot in heat["slots"]:
                values |= {
                    f"heat-{slot['bib']}": str(heat["heat"]),
                    f"lane-{slot['bib']}": str(slot["lane"] or ""),
                }
    return values


def _page(known: Data, contest: Data, values: dict[str, str]) -> dict[str, Any]:
    """Names beside the bibs, for who puts them in heats: the office."""
    asked = {"competition_id": known["competition_id"], "contest_id": contest["contest_id"]}
    found = call_if_there("events", "entries", asked)
    called = {one["bib"]: one["name"] for one in found["entries"]} if found else {}
    teams = team_names(known)
    entries = contest["entries"] or [{"bib": int(bib), "team_id": ""} for bib in _bibs(values)]
    return {
        "known": known,
        "contest": contest,
        "values": values,
        "rows": [
            {
                "bib": one["bib"],
                "team": teams.get(one["team_id"], ""),
                "name": called.get(one["bib"], ""),
            }
            for one in entries
        ],
    }
