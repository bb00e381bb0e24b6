"""What does Kannel tell us? Receipts and inbound SMS come by HTTP; each is stored, then answered 200.

    GET /dlr/<secret>?id=<part key>&sheet=…&type=%d&answer=%A&smsc=%i&ts=%T
    GET /mo/<secret>?from=…&to=…&text=…&id=%I&ts=%T&…
    GET /health, /metrics

Whatever it says, it is kept: unknown ids, repeats and bytes that are no text get their 200 too, else Kannel
would repeat them for ever. Only when the store does not answer is the answer 503, and Kannel comes again.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotInTime
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import Counter
from pymongo.errors import PyMongoError

from chassis import clock
from chassis.health import health_app
from chassis.logs import log
from chassis.store import Store
from services.notifications import journal
from services.notifications.domain.keys import read_part_key
from services.notifications.group_commit import GroupCommit

# longer costs a receipt nothing (Kannel waits for none), shorter costs the store an insert for every few
GATHER_S = 0.02
ANSWER_WITHIN_S = 2.5
LONGEST_QUERY = 8000
LONGEST_TEXT = 2000
PHONE = re.compile(r"\+?\d{3,15}\Z")

received_total = Counter("sms_heard_total", "Calls of the gateway by what they told", ["kind"])

Query = dict[str, str]


class Unreadable(ValueError):
    """Neither a receipt nor a reply: kept as it came."""


class Receiving:
    """The WSGI application. `store` is used from threads of our own: make it after any fork."""

    def __init__(self, store: Store, secret: str) -> None:
        self._secret = secret.encode()
        self._commits = {
            kind: GroupCommit(partial(journal.write, store, kind), window_s=GATHER_S)
            for kind in (journal.REPORTS, journal.REPLIES, journal.UNREADABLE)
        }
        self._health = health_app(partial(_health, store))
        self._readers: dict[str, tuple[str, Callable[[str, Query], journal.Entry]]] = {
            "dlr": (journal.REPORTS, receipt),
            "mo": (journal.REPLIES, reply),
        }

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        _, what, *secret = environ["PATH_INFO"].split("/", 2)
        if what in ("health", "metrics") and not secret:
            return self._health(environ, start)
        status = self._status(what, "".join(secret), environ.get("QUERY_STRING", ""))
        start(status, [("Content-Type", "text/plain"), ("Content-Length", "0")])
        return [b""]

    def close(self) -> None:
        for commit in self._commits.values():
            commit.close()

    def _status(self, what: str, secret: str, raw: str) -> str:
        if what not in self._readers:
            return "404 Not Found"
        # WSGI hands paths over as Latin-1
        if not hmac.compare_digest(secret.encode("latin-1", "replace"), self._secret):
            log.warning("wrong_secret", path=what)
            return "403 Forbidden"
        return "200 OK" if self._is_kept(what, raw) else "503 Service Unavailable"

    def _is_kept(self, what: str, raw: str) -> bool:
        kind, entry = self._entry(what, raw)
        stored: Future[None] = self._commits[kind].submit(entry)
        try:
            stored.result(timeout=ANSWER_WITHIN_S)
        except (PyMongoError, NotInTime, CancelledError) as error:
            stored.cancel()
            log.warning("not_kept", reason=type(error).__name__)
            return False
        received_total.labels(kind).inc()
        return True

    def _entry(self, what: str, raw: str) -> tuple[str, journal.Entry]:
        kind, read = self._readers[what]
        try:
            return kind, read(raw, _query(raw))
        except ValueError as error:
            log.warning("unreadable", path=what, reason=str(error)[:100])
            return journal.UNREADABLE, {"what": what, "raw": raw[:LONGEST_QUERY], "at": clock.now()}


def receipt(raw: str, query: Query) -> journal.Entry:
    """A journal entry. Raises ValueError."""
    known = read_part_key(query.get("id", ""))
    if known is None:
        raise Unreadable("no part key")
    key, attempt, part = known
    bits = int(query["type"]) if query.get("type", "").isdecimal() else None
    if bits is None or bits > 255 or max(attempt, part) > 1000 or len(key) > 64:
        raise Unreadable("no receipt type")
    heard = journal.receipt(part, bits, query.get("answer", "")[:200], attempt, clock.now())
    return journal.about(query.get("sheet", "")[:200], key, heard)


def reply(raw: str, query: Query) -> journal.Entry:
    """A journal entry; without an id of Kannel's, one made of all that it said. Raises ValueError."""
    phone = query.get("from", "")
    if not PHONE.match(phone):
        raise Unreadable("no sender")
    known = query.get("id") or hashlib.sha256(raw.encode()).hexdigest()
    text = query.get("text", "")[:LONGEST_TEXT]
    return {"id": known[:64], "phone": phone, "text": text, "at": _moment(query.get("ts", "")), "raw": raw}


def _health(store: Store) -> dict[str, Any]:
    store.ping()
    return {"ready": True}


def _moment(told: str) -> datetime:
    """When the gateway got it, if that can be: never later than now."""
    now = clock.now()
    try:
        at = datetime.fromtimestamp(int(told), UTC)
    except (ValueError, OverflowError, OSError):
        return now
    return at if now - timedelta(days=7) < at < now else now


def _query(raw: str) -> Query:
    """Bytes that are no UTF-8 become U+FFFD; the first value of a name counts. Raises ValueError."""
    if len(raw) > LONGEST_QUERY:
        raise Unreadable("too long")
    parsed: dict[str, list[Any]] = parse_qs(raw, keep_blank_values=True, errors="replace", max_num_fields=50)
    return {name: values[0] for name, values in parsed.items()}
