"""How does a test tell of a fixture? The facts as bytes, through the inbox, to the real handlers."""

import inspect
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chassis import clock, envelope, inbox
from chassis.desk import Desk
from chassis.store import Store
from contracts.events import tournament_facts
from contracts.fact import Fact, FactContract
from services.notifications import records
from services.notifications.service import Notifications
from tests.integration.announced import contact, settings

FIXTURE, CONTEST = "fixture-1", "contest-1"
HOME, AWAY, OTHER = "association-home", "association-away", "association-other"
NETWORK = {"associations": [], "network": True}
NOBODY = {"associations": [], "network": False}
OF_COMPETITION = {"competition_id": "competition-1", "contest_id": CONTEST, "competition": "Coupe"}


def officer(number: int, association: str, office: str = "president", **changes: Any) -> dict[str, Any]:
    held = {"association_id": association, "office": office, "commune": "Taza"}
    return contact(number, offices=[held], **changes)


def hearers(*associations: str) -> dict[str, Any]:
    return {"associations": list(associations), "network": False}


class Told:
    """Facts in the order of their streams; each returns the id of the announcement it may have opened."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.office = Notifications()
        self.office.desk = Desk("notifications", store, settings())
        self._inbox = inbox.Inbox(store, _handlers(self.office), [0.01])
        self._numbers: dict[tuple[str, str], int] = {}

    def fixture(self, contract: type[FactContract], times: int = 1, **changes: Any) -> str:
        match = {"fixture_id": FIXTURE, "home": "Atlas", "away": "Tafoukt", "hearers": hearers(HOME, AWAY)}
        details: dict[str, Any] = {"score": "2-1", "was": "1-1", "how": ""}
        if issubclass(contract, tournament_facts._Dated):
            details = {"starts_at": clock.now() + timedelta(days=3), "pitch": "Stade"}
        return self._receive(contract, match | details | changes, "fixture_id", times)

    def contest(self, contract: type[FactContract], **changes: Any) -> str:
        about = {"contest": "U15", "hearers": hearers(HOME, AWAY), "team_id": "team-1", "team": "Atlas"}
        table = {"group": "A", "lines": [{"place": 1, "team": "Atlas", "points": 3}], "corrected": False}
        hour = {"starts_at": clock.now() + timedelta(days=3), "pitch": "Stade"}
        return self._receive(
            contract, about | table | hour | {"to": "", "champion": False} | changes, "contest_id"
        )

    def _receive(
        self, contract: type[FactContract], data: dict[str, Any], subject: str, times: int = 1
    ) -> str:
        at: datetime = data.pop("at", clock.now())
        whole = OF_COMPETITION | data
        stream = (contract.kind, whole[subject])
        number = self._numbers[stream] = self._numbers.get(stream, 0) + 1
        known = {name: whole[name] for name in contract.shared().fields}
        fact = Fact(contract.type(), whole[subject], known)
        _, body = envelope.dump(fact, number, at, correlation_id="c-1", causation_id=None, actor=None)
        for _ in range(times):
            self._inbox.receive(body.encode())
        assert list(self.store.db.held.find()) == []
        return f"{whole[subject]}.{number}"

    def answer(self, query: str, payload: dict[str, Any]) -> Any:
        return getattr(self.office, query)(payload, {})["data"]

    def opened(self) -> set[str]:
        return {one["_id"] for one in self.store.db[records.ANNOUNCEMENTS].find()}


def _handlers(office: Notifications) -> dict[str, inbox.Handler]:
    methods = [method for _, method in inspect.getmembers(office, inspect.ismethod)]
    return {method.handles: _loaded(method) for method in methods if hasattr(method, "handles")}


def _loaded(handler: Any) -> inbox.Handler:
    return lambda tx, fact: handler(tx, replace(fact, data=inbox.load(fact)))
