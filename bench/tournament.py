"""A result posted on the pitch: when does the public page show it, and when has Kannel taken its SMS?

Counted from the confirmation's departure. The bare client beside it asks the API for one fixture: the same
portal, one RPC, nothing changed.
"""

import statistics
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from urllib3 import PoolManager

from bench.api import Api
from bench.waiting import until
from chassis import clock, config
from chassis.store import Store
from contracts.audience import ARABIC, PRESIDENT
from services.notifications.domain.reports import Result
from services.notifications.settings import SmsSettings
from services.notifications.texts.render import FIXTURE_SCHEDULED, RESULT_CONFIRMED
from stack.lab import Lab

LOOK_S = 0.02


def measure(lab: Lab, *, results: int) -> dict[str, Any]:
    """`small` has 6 teams (15 matches), `large` 20 (190): what does a result cost in a competition ×10?"""
    settings = config.read(SmsSettings, lab.env("sender"))
    store = Store(settings.store_uri, settings.store_database)
    enters, confirms = Api(lab), Api(lab)
    sizes = {"small": 6, "large": 20}
    measured = {
        name: _measured(lab, store, enters, confirms, teams, results) for name, teams in sizes.items()
    }
    small, large = measured["small"], measured["large"]
    return {
        "what": "a result confirmed over HTTP, until the public page shows it and Kannel has its SMS",
        "results": results,
        **measured,
        "growth": {name: round(large[name] / small[name], 2) for name in small if name.endswith("_ms")},
    }


def _measured(lab: Lab, store: Store, enters: Api, confirms: Api, teams: int, results: int) -> dict[str, Any]:
    page = _Page(lab.url, _running(enters, store, teams))
    fixtures = enters.get(f"/competitions/{page.competition_id}")["fixtures"]
    asked, answered, shown, told = [], [], [], []
    for number, one in enumerate(fixtures[:results], start=1):
        address = f"/fixtures/{one['fixture_id']}"
        asked.append(_timed_ms(partial(enters.get, address)))
        version = _entered(enters, address)
        begun, at = time.monotonic(), clock.now()
        answered.append(_timed_ms(partial(confirms.post, f"{address}/confirmation", {"version": version})))
        until(partial(page.shows, number), within_s=30, every_s=LOOK_S, what="the result on the page")
        shown.append((time.monotonic() - begun) * 1000)
        told.append((_accepted_at(store, one["fixture_id"]) - at).total_seconds() * 1000)
    return {
        "matches": len(fixtures),
        "bare_question_p95_ms": _p95(asked),
        "confirmation_p95_ms": _p95(answered),
        "on_the_page_p95_ms": _p95(shown),
        "sms_accepted_p95_ms": _p95(told),
        "question_to_confirmation": round(statistics.median(asked) / statistics.median(answered), 3),
    }


class _Page:
    """The public page, as a phone asks for it."""

    def __init__(self, url: str, competition_id: str) -> None:
        self.competition_id = competition_id
        self._address = f"{url}/t/{competition_id}/results.json"
        self._http = PoolManager()

    def shows(self, many: int) -> bool:
        """Whether so many matches have a result: the same standing that the page is made of."""
        matches = self._http.request("GET", self._address).json()["matches"]
        return sum(1 for one in matches if one.get("score")) >= many


def _running(api: Api, store: Store, teams: int) -> str:
    """A league of `teams`, each with one president to tell; its id."""
    day = (clock.now() + timedelta(days=30)).date()
    days = [(day + timedelta(days=number)).isoformat() for number in range(teams)]
    named = {"name": f"Bench {teams}", "place": "Ben Guerir", "tell": "teams"}
    made = api.post("/competitions", {**named, "starts_on": days[0], "ends_on": days[-1]})
    address, version, entrants = f"/competitions/{made['id']}", made["version"], []
    for number in range(teams):
        association = uuid.uuid4().hex
        store.db.contacts.insert_one(_president(association, f"+2126852{teams:02}{number:03}"))
        team = {"name": f"Equipe {number}", "short": f"E{number}", "association_id": association}
        saved = api.post(f"{address}/teams", {**team, "version": version})
        entrants.append(saved["id"])
        version = saved["version"]
    contest = {"title": "Football", "sport": "football", "entrants": entrants}
    league = {"groups": 1, "qualify": 0}
    saved = api.post(f"{address}/contests", {**contest, "format": league, "version": version})
    contest_address = f"{address}/contests/{saved['id']}"
    drawn = api.post(f"{contest_address}/draw", {"version": saved["version"], "seed": 1})
    windows = [{"day": one, "start": "08:00", "end": "20:00"} for one in days]
    hours = {"version": drawn["version"], "pitches": ["1", "2"], "windows": windows}
    planned = api.post(f"{contest_address}/schedule", hours)
    api.post(f"{address}/start", {"version": planned["version"]})
    _let_hours_be_told(store, teams)
    return str(made["id"])


def _let_hours_be_told(store: Store, teams: int) -> None:
    """The SMS of a result must not wait behind those of every hour, which the start told."""
    matches, query = teams * (teams - 1) // 2, {"template": FIXTURE_SCHEDULED}

    def is_quiet() -> bool:
        every = list(store.db.announcements.find(query, {"counts": 1}))
        return sum(one["counts"]["delivered"] for one in every[-matches:]) >= 2 * matches

    until(is_quiet, within_s=300, every_s=1.0, what="the hours of all matches")


def _president(association: str, phone: str) -> dict[str, Any]:
    person = uuid.uuid4().hex
    office = {"association_id": association, "office": PRESIDENT, "commune": "Ben Guerir"}
    told = {"phone": phone, "phone_problem": None, "language": ARABIC, "offices": [office]}
    return {"_id": person, "person_id": person, **told}


def _entered(api: Api, address: str) -> int:
    """The version to confirm."""
    read = api.get(address)["fixture"]["version"]
    result = {"status": "played", "score": [2, 1]}
    return int(api.put(f"{address}/result", {"version": read, "result": result})["version"])


def _accepted_at(store: Store, fixture_id: str) -> datetime:
    """When Kannel took the last part of what the officers of both teams are told of the result."""
    query = {"about": fixture_id, "template": RESULT_CONFIRMED}

    def is_told() -> bool:
        one = store.db.announcements.find_one(query)
        return one is not None and one["counts"]["delivered"] == 2

    until(is_told, within_s=120, every_s=0.2, what="the SMS of a result")
    announcement = store.db.announcements.find_one(query)
    assert announcement is not None
    sheets = store.db.sheets.find({"announcement_id": announcement["_id"]})
    reports = [one for sheet in sheets for row in sheet["rows"] for one in row["reports"]]
    taken: list[datetime] = [one["at"] for one in reports if one.get("result") == Result.ACCEPTED.value]
    return max(taken)


def _timed_ms(act: Callable[[], Any]) -> float:
    begun = time.monotonic()
    act()
    return (time.monotonic() - begun) * 1000


def _p95(values: list[float]) -> float:
    return round(sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)], 1)
