"""Which matches come next? A referee's own; for the organiser those of every competition under way."""

from datetime import date, datetime
from typing import Any

from flask import render_template

from chassis.clock import now
from contracts.events.tournament_terms import ENTERED
from services.portal.calls import call_if_there
from services.portal.formats import CASABLANCA, as_moment
from services.portal.roles import REFEREE, may
from services.portal.tournaments.reading import Data
from services.portal.tournaments.rows import match_row
from services.portal.tournaments.words import in_templates
from services.portal.who import signed_in

LOOKED_AT = 3  # running competitions: each is one more question to the service


def today() -> str:
    return page_of_today("tournaments/today.html")


def results_to_confirm() -> int:
    """Of the competitions under way, those that the reader may confirm; 0 while nobody can tell."""
    found = _of_running() if may(signed_in().role, "tournaments.confirm") else None
    return len(_to_confirm(found["fixtures"])) if found else 0


def page_of_today(template: str, **context: Any) -> str:
    found = _of_referee(signed_in().account_id) if signed_in().role == REFEREE else _of_running()
    listed = _listed(found) if found else None
    extra = {**in_templates(), **context}
    return render_template(template, listed=listed, found=found, at=now(), **extra)


def _of_referee(account_id: str) -> Data | None:
    found: Data | None = call_if_there("events", "fixtures", {"referee": account_id})
    return found


def _of_running() -> Data | None:
    page = call_if_there("events", "competitions", {"page": 1})
    if page is None:
        return None
    running = [one for one in page["competitions"] if one["state"] == "running"][:LOOKED_AT]
    together: Data = {"fixtures": [], "teams": {}, "names": {}}
    for one in running:
        found = call_if_there("events", "fixtures", {"competition_id": one["competition_id"]})
        if found is None:
            return None
        together["fixtures"] += found["fixtures"]
        together["teams"] |= found["teams"]
        together["names"] |= found["names"]
    return together


def _listed(found: Data) -> dict[str, Any]:
    """`next_id` is the first match of today, or of the next day, that has no result.

    `to_confirm`: results that the reader may confirm, entered by somebody else.
    """
    fixtures = [match_row(one, found["teams"]) for one in found["fixtures"]]
    dated = sorted((one for one in fixtures if one["starts_at"]), key=_starts)
    on = now().astimezone(CASABLANCA).date()
    waiting = [one for one in dated if one["result_state"] == "none" and _day(one) >= on]
    return {
        "to_confirm": [match_row(one, found["teams"]) for one in _to_confirm(found["fixtures"])],
        "today": [one for one in dated if _day(one) == on],
        "to_come": [one for one in dated if _day(one) > on],
        "past": [one for one in reversed(dated) if _day(one) < on],
        "undated": [one for one in fixtures if not one["starts_at"]],
        "next_id": waiting[0]["fixture_id"] if waiting else None,
    }


def _to_confirm(fixtures: list[Data]) -> list[Data]:
    account = signed_in()
    if not may(account.role, "tournaments.confirm"):
        return []
    entered = [one for one in fixtures if one["result_state"] == ENTERED]
    return [one for one in entered if one["entered_by"] != account.account_id]


def _starts(match: Data) -> datetime:
    moment = as_moment(match["starts_at"])
    assert moment is not None
    return moment


def _day(match: Data) -> date:
    return _starts(match).astimezone(CASABLANCA).date()
