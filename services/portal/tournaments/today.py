"""What comes next? A referee's own matches and heats; for the organiser those of what is under way."""

from datetime import date, datetime
from typing import Any

from flask import render_template

from chassis.clock import now
from contracts.events.tournament_terms import ENTERED, NONE
from services.portal.calls import call_if_there
from services.portal.formats import CASABLANCA, as_moment
from services.portal.heats.rows import heat_row
from services.portal.roles import REFEREE, may
from services.portal.tournaments.reading import Data
from services.portal.tournaments.rows import match_row
from services.portal.tournaments.words import in_templates
from services.portal.who import signed_in

LOOKED_AT = 3  # running competitions: each is two more questions to the service
PAGES = 10  # of the list of competitions, the latest first


def today() -> str:
    return page_of_today("tournaments/today.html")


def results_to_confirm() -> int:
    """Of the competitions under way, those that the reader may confirm; 0 while nobody can tell."""
    found = _of_running() if may(signed_in().role, "tournaments.confirm") else None
    return len(_to_confirm([*found["fixtures"], *found["heats"]])) if found else 0


def page_of_today(template: str, **context: Any) -> str:
    account = signed_in()
    found = _of({"referee": account.account_id}) if account.role == REFEREE else _of_running()
    programme = _programme(found) if found else None
    extra = {**in_templates(), **context}
    return render_template(template, programme=programme, found=found, at=now(), **extra)


def _of(asked: Data) -> Data | None:
    """A `FixturesView` and a `HeatsView` in one."""
    fixtures, heats = (call_if_there("events", what, asked) for what in ("fixtures", "heats"))
    if fixtures is None or heats is None:
        return None
    names = {"teams": fixtures["teams"] | heats["teams"], "names": fixtures["names"] | heats["names"]}
    return {"fixtures": fixtures["fixtures"], "heats": heats["heats"], "contests": heats["contests"], **names}


def _of_running() -> Data | None:
    running = _running()
    if running is None:
        return None
    together: Data = {"fixtures": [], "heats": [], "contests": {}, "teams": {}, "names": {}}
    for competition_id in running:
        found = _of({"competition_id": competition_id})
        if found is None:
            return None
        for name, value in found.items():
            together[name] = together[name] + value if isinstance(value, list) else together[name] | value
    return together


def _running() -> list[str] | None:
    """Ids of the competitions under way; drafts of next year may stand before them in the list."""
    running: list[str] = []
    for number in range(1, PAGES + 1):
        page = call_if_there("events", "competitions", {"page": number})
        if page is None:
            return None
        running += [one["competition_id"] for one in page["competitions"] if one["state"] == "running"]
        if len(running) >= LOOKED_AT or number >= page["pages"]:
            break
    return running[:LOOKED_AT]


def _programme(found: Data) -> dict[str, Any]:
    """Matches and heats by hour. `next_id` is the first of today, or of the next day, without a result.

    `to_confirm`: results that the reader may confirm, entered by somebody else.
    """
    every = _rows(found)
    dated = sorted((one for one in every if one["starts_at"]), key=_starts)
    on = now().astimezone(CASABLANCA).date()
    waiting = [one for one in dated if _takes_a_result(one) and _day(one) >= on]
    return {
        "to_confirm": _to_confirm(every),
        "today": [one for one in dated if _day(one) == on],
        "to_come": [one for one in dated if _day(one) > on],
        "past": [one for one in reversed(dated) if _day(one) < on],
        "undated": [one for one in every if not one["starts_at"]],
        "next_id": waiting[0]["id"] if waiting else None,
    }


def _rows(found: Data) -> list[Data]:
    """What the cards show of each match and heat, with its `id`."""
    teams, contests = found["teams"], found["contests"]
    matches = [{**match_row(one, teams), "entered_by": one["entered_by"]} for one in found["fixtures"]]
    heats = [heat_row(one, contests, teams) for one in found["heats"]]
    return [
        *({**one, "id": one["fixture_id"], "is_heat": False} for one in matches),
        *({**one, "id": one["heat_id"], "is_heat": True} for one in heats),
    ]


def _takes_a_result(one: Data) -> bool:
    return one["result_state"] == NONE and bool(one.get("are_known", True))


def _to_confirm(every: list[Data]) -> list[Data]:
    account = signed_in()
    if not may(account.role, "tournaments.confirm"):
        return []
    entered = [one for one in every if one["result_state"] == ENTERED]
    return [one for one in entered if one["entered_by"] != account.account_id]


def _starts(one: Data) -> datetime:
    moment = as_moment(one["starts_at"])
    assert moment is not None
    return moment


def _day(one: Data) -> date:
    return _starts(one).astimezone(CASABLANCA).date()
