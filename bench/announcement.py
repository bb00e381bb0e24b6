"""An announcement to many people, from the click to the last acceptance by Kannel.

Against a bare loop of the same HTTP client with the same texts and the same Kannel, which remembers nothing.
"""

import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from bench.api import Api
from bench.command import WANTED
from bench.pairs import compare
from bench.waiting import until
from chassis import clock, config
from chassis.store import Store
from contracts.audience import ARABIC, FRENCH, PRESIDENT
from services.notifications.adapters.gateway import Call
from services.notifications.adapters.kannel import Kannel
from services.notifications.domain.alphabet import split
from services.notifications.domain.keys import part_key
from services.notifications.domain.reports import Result
from services.notifications.settings import SmsSettings
from stack.lab import Lab

FRENCH_EVERY = 10  # one reader of French among so many
COMMUNE = "Ben Guerir"


def measure(lab: Lab, *, people: int, rounds: int) -> dict[str, Any]:
    settings = config.read(SmsSettings, lab.env("sender"))
    store = Store(settings.store_uri, settings.store_database)
    _fill(store, people)
    api = Api(lab)
    measured = compare(
        lambda: people / _ours_s(api, store, people),
        lambda: people / _bare_s(store, settings),
        rounds=rounds,
        aim=0.7,
        what=f"one announcement to {people} people, click to last acceptance by Kannel",
    )
    return measured | {"sms_parts": _announced(store)["parts"]}


def _fill(store: Store, people: int) -> None:
    store.db.contacts.delete_many({})
    store.db.contacts.insert_many([_contact(number) for number in range(people)])


def _contact(number: int) -> dict[str, Any]:
    person = uuid.uuid4().hex
    return {
        "_id": person,
        "person_id": person,
        "phone": f"+2126850{number:05d}",
        "phone_problem": None,
        "language": ARABIC if number % FRENCH_EVERY else FRENCH,
        "offices": [{"association_id": uuid.uuid4().hex, "office": PRESIDENT, "commune": COMMUNE}],
    }


def _ours_s(api: Api, store: Store, people: int) -> float:
    audience = {"offices": [PRESIDENT], "communes": [COMMUNE]}
    starts_at = clock.now() + timedelta(days=9)
    wanted = {**WANTED, "audience": audience, "expected": people, "starts_at": starts_at.isoformat()}
    clicked = clock.now()
    meeting = api.post("/meetings", wanted)["meeting_id"]
    until(lambda: _is_settled(store, meeting, people), within_s=600, every_s=1.0, what="every receipt")
    accepted = list(_accepted(store, clicked))
    if len(accepted) < people:
        raise RuntimeError(f"{len(accepted)} of {people} accepted")
    return (max(accepted) - clicked).total_seconds()


def _announced(store: Store) -> dict[str, Any]:
    return max(store.db.announcements.find({}), key=lambda one: int(one["order"]), default={"parts": 0})


def _is_settled(store: Store, meeting: str, people: int) -> bool:
    """All folded: the bare loop must not compete with what is left over."""
    one = store.db.announcements.find_one({"meeting_id": meeting})
    return (
        one is not None
        and one["counts"]["delivered"] == people
        and not store.db.journal.find_one({"folded": False})
    )


def _accepted(store: Store, since: datetime) -> Iterator[datetime]:
    """When Kannel took each send's last part."""
    pages = store.db.journal.find({"kind": "reports", "at": {"$gte": since}})
    reports = (
        entry["report"] | {"key": entry["key"]}
        for page in pages
        for entry in page["entries"]
        if "report" in entry
    )
    last: dict[str, datetime] = {}
    for report in reports:
        if report["kind"] == "outcome" and report["result"] == Result.ACCEPTED.value:
            last[report["key"]] = max(report["at"], last.get(report["key"], report["at"]))
    return iter(last.values())


def _bare_s(store: Store, settings: SmsSettings) -> float:
    calls = list(_calls(store))
    gateway = Kannel(settings)
    begun = time.monotonic()
    with ThreadPoolExecutor(settings.slots) as threads:
        answers = list(threads.map(lambda send: [gateway.send(call).result for call in send], calls))
    spent = time.monotonic() - begun
    if any(result is not Result.ACCEPTED for send in answers for result in send):
        raise RuntimeError("the bare loop was refused")
    _let_receipts_end(store)
    return spent


def _calls(store: Store) -> Iterator[list[Call]]:
    newest = _announced(store)
    for sheet in store.db.sheets.find({"announcement_id": newest["_id"]}):
        for row in sheet["rows"]:
            key = uuid.uuid4().hex
            text = newest["texts"][row["template"]][row["language"]]
            parts = split(text, key)
            yield [Call(p, row["phone"], part_key(key, 1, p.number), "bare", 600) for p in parts]


def _let_receipts_end(store: Store) -> None:
    """Until no page has come and none is left to fold for a second."""
    seen = [-1]

    def is_quiet() -> bool:
        before, seen[0] = seen[0], store.db.journal.count_documents({})
        return before == seen[0] and not store.db.journal.find_one({"folded": False})

    until(is_quiet, within_s=300, every_s=1.0, what="quiet after the bare loop")
