"""What stands on the page of an athletics contest? Bibs, teams, places and marks: no name, no person."""

from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from contracts.events.athletics_terms import DISCIPLINES
from contracts.events.tournament_terms import CONFIRMED
from services.portal.formats import name, ref
from services.portal.public.contest_words import about
from services.portal.public.disciplines import NAMES, heat_name, heat_state
from services.portal.public.heat_rows import order_rows, start_rows
from services.portal.public.meets import Meet, Named, meets_of
from services.portal.public.slots import put


def athletics_boards(whole: dict[str, Any], named: Named) -> list[dict[str, Any]]:
    return [_board(meet) for meet in meets_of(whole, named)]


def _board(meet: Meet) -> dict[str, Any]:
    """`final` once it is over, heats `to_come`, and those that led to the final, the latest round first."""
    heats = [shown_heat(one, meet) for one in meet.heats]
    over = [one for one in heats if one["is_over"]]
    outcome = meet.outcome
    upwards = [one for one in outcome["goes_on"] if one["state"] == CONFIRMED]
    return {
        "contest_id": meet.contest["contest_id"],
        "title": meet.contest["title"],
        "about": about(meet.contest),
        "discipline": NAMES[meet.discipline],
        "has_lanes": bool(DISCIPLINES[meet.discipline].lanes),
        "final": [one for one in over if one["is_final"]],
        "to_come": [one for one in heats if not one["is_over"]],
        "heats": sorted((one for one in over if not one["is_final"]), key=_latest_first),
        "goes_on": [athlete(one["bib"], meet.named(one["team_id"])) for one in upwards],
        "unresolved": [
            [athlete(bib, meet.named(meet.teams.get(bib, ""))) for bib in one["bibs"]]
            for one in outcome["unresolved"]
        ],
        "teams": [{**one, "name": meet.named(one["team_id"])} for one in outcome["teams"]],
    }


def shown_heat(heat: dict[str, Any], meet: Meet) -> dict[str, Any]:
    """Only what the public may see of it; `wind` of a race in tenths of m/s."""
    is_over = heat["order"] is not None
    return {
        **{key: heat[key] for key in _KEPT},
        "name": heat_name(heat, meet.in_round[heat["round"]]),
        "words": heat_state(heat),
        "is_over": is_over,
        "unknown": sum(slot["bib"] is None for slot in heat["slots"]),
        "wind": heat["result"]["wind"] if is_over else None,
        "rows": order_rows(heat, meet) if is_over else start_rows(heat, meet),
    }


_KEPT = ("heat_id", "number", "round", "heat", "is_final", "starts_at", "pitch")


def athlete(bib: int, team: str) -> Markup:
    """For a sentence; the name of an athlete is not known here."""
    return put(_("%(bib)s (%(team)s)"), bib=ref(bib), team=name(team))


def _latest_first(heat: dict[str, Any]) -> tuple[int, int]:
    return -heat["round"], heat["heat"]
