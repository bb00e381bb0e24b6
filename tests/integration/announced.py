"""How does a test tell people something? Contacts, the duties by hand, and a gateway that errs."""

import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from chassis import clock
from chassis.config import read
from chassis.envelope import Envelope
from chassis.store import Store
from services.notifications import announcements, records
from services.notifications.adapters.gateway import Gateway
from services.notifications.adapters.kannel import Kannel
from services.notifications.breaker import Breaker
from services.notifications.delivery import Delivery
from services.notifications.dispatch import Dispatcher
from services.notifications.domain.preview import Terms
from services.notifications.fold import fold_pages
from services.notifications.planner import Planner
from services.notifications.settings import SmsSettings
from services.notifications.texts.render import INVITATION

TERMS = Terms(35, 4, "FADAA", "3535")
EVERYBODY: dict[str, list[str]] = {"offices": [], "communes": []}
MEETING = "meeting-1"
WITHIN_S = 20.0


def contact(number: int, **changes: Any) -> dict[str, Any]:
    person_id = f"person-{number:05d}"
    held = {"association_id": "association-1", "office": "president", "commune": "Taza"}
    known = {"phone": f"+2126611{number:05d}", "phone_problem": None, "language": "fr", "offices": [held]}
    return {"_id": person_id, "person_id": person_id} | known | changes


def announce(
    store: Store, number: int = 1, template: str = INVITATION, meeting: str = MEETING, **changes: Any
) -> str:
    """What the handlers of the facts do; the announcement's id."""
    told = {"title": "Assemblée", "starts_at": clock.now() + timedelta(days=3), "place": "Maison des jeunes"}
    asked = {"audience": EVERYBODY, "expected": 1} if template == INVITATION else {}
    fact = Envelope(
        id=str(uuid.uuid4()),
        source="/services/events",
        type=f"meeting.{template}.v1",
        subject=meeting,
        sequence=number,
        time=clock.now(),
        data={"meeting_id": meeting, **told, **asked, **changes},
        correlation_id="c-1",
        causation_id=None,
        actor=None,
    )
    store.transaction(lambda tx: announcements.open_for(tx, fact, template, TERMS))
    return f"{meeting}.{number}"


def plan(store: Store) -> None:
    planner = Planner(store)
    while planner.step():
        pass


def fold(store: Store) -> None:
    """All that the journal holds, ripe or not."""
    pages = list(store.db[records.JOURNAL].find({"folded": False, "kind": "reports"}))
    if pages:
        store.transaction(lambda tx: fold_pages(tx, pages))


def rows(store: Store, announcement_id: str) -> dict[str, dict[str, Any]]:
    """Rows by person."""
    sheets = store.db[records.SHEETS].find({"announcement_id": announcement_id})
    return {row["person_id"]: row for sheet in sheets for row in sheet["rows"]}


def fates(store: Store, announcement_id: str) -> dict[str, tuple[str, str | None]]:
    """{person id: (state, reason)}"""
    return {who: (row["state"], row["reason"]) for who, row in rows(store, announcement_id).items()}


def counts(store: Store, announcement_id: str) -> dict[str, int]:
    """The counters that are not 0."""
    found: Any = store.db[records.ANNOUNCEMENTS].find_one({"_id": announcement_id})
    return {name: count for name, count in found["counts"].items() if count}


def settings(**environ: str) -> SmsSettings:
    needed = {"AMQP_URI": "", "STORE_URI": "", "STORE_DATABASE": "", "SMS_GATEWAY": "kannel"}
    return read(SmsSettings, needed | environ)


@contextmanager
def sending(store: Store, gateway: Gateway, run: str = "run-1", slots: int = 4) -> Iterator[Dispatcher]:
    """A sender in threads of this process, ended in order."""
    breaker = Breaker()
    dispatcher = Dispatcher(store, Delivery(gateway, breaker), breaker, run, slots)
    thread = threading.Thread(target=dispatcher.run)
    thread.start()
    try:
        yield dispatcher
    finally:
        dispatcher.stopping.set()
        thread.join()
        dispatcher.finish(10)
        gateway.close()


def until(condition: Callable[[], Any], what: str, within_s: float = WITHIN_S) -> None:
    ends = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < ends, f"not within {within_s:g} s: {what}"
        time.sleep(0.02)


class Smsbox:
    """Kannel's door with errors on request: what it does by number, in turn; then it accepts.

    `accept`, `hold`, a status, `hang` (takes it, answers too late) `reset` (takes it, answers nothing) or
    `last` (accepts, and closes the connection without a word).
    """

    def __init__(self, moods: Mapping[str, list[Any]] | None = None, *, delay_s: float = 0.0) -> None:
        self.moods = moods or {}
        self.delay_s = delay_s
        self.taken: Counter[tuple[str, str]] = Counter()
        self.calls: list[dict[str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/cgi-bin/sendsms"

    def gateway(self) -> Kannel:
        return Kannel(settings(KANNEL_SEND_URL=self.url, RECEIPTS_URL="http://r", RECEIPTS_SECRET="s"))

    def __enter__(self) -> "Smsbox":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        smsbox = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                query = {name: value[0] for name, value in parse_qs(urlsplit(self.path).query).items()}
                smsbox.calls.append(query)
                time.sleep(smsbox.delay_s)
                left = smsbox.moods.get(query["to"].lstrip("+"), [])
                mood = left.pop(0) if left else "accept"
                if not isinstance(mood, int):
                    smsbox.taken[query["to"], query["text"]] += 1
                self.answer(mood)

            def answer(self, mood: str | int) -> None:
                if mood == "reset":
                    self.close_connection = True
                    return
                if mood == "hang":
                    time.sleep(6)
                body = b"3: Queued for later delivery" if mood == "hold" else b"0: Accepted for delivery"
                self.send_response(mood if isinstance(mood, int) else 202)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = mood == "last"

            def log_message(self, format: str, *args: Any) -> None:
                """The test says what went wrong."""

        return Handler
