"""How is a heat shown in a list of the day?"""

from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from contracts.events.tournament_terms import CONFIRMED, ENTERED
from services.portal.formats import name, ref
from services.portal.heats.page import SEVERAL
from services.portal.public.disciplines import heat_name
from services.portal.tournaments.reading import Data

KEPT = ("heat_id", "competition_id", "starts_at", "pitch", "result_state", "entered_by", "are_known")


def heat_row(heat: Data, contests: dict[str, str], teams: dict[str, str]) -> dict[str, Any]:
    """`first`: who won, once that is confirmed; `words`: whether the result waits."""
    return {
        **{key: heat[key] for key in KEPT},
        "title": contests.get(heat["contest_id"], ""),
        "round_name": heat_name(heat, SEVERAL),
        "first": _first(heat, teams),
        "words": _("result awaiting confirmation") if heat["result_state"] == ENTERED else "",
    }


def _first(heat: Data, teams: dict[str, str]) -> Markup | None:
    """`12 (Tafoukt) 12.34`"""
    ranked = heat["order"]["ranked"] if heat["result_state"] == CONFIRMED and heat["order"] else []
    if not ranked:
        return None
    best = ranked[0]
    team = name(teams.get(best["team_id"], ""))
    return Markup("{} ({}) {}").format(ref(best["bib"]), team, ref(best["mark"]))
