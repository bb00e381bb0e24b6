"""Who was told what? A whole stack with Kannel and an SMS centre whose ledger is the phones' own memory."""

import time
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from chassis import clock
from chassis.rpc import RpcPool
from chassis.store import Store
from stack import store as stack_store
from stack.kannel import smsc_ledger
from stack.lab import Lab
from stack.permissions import ADMINISTRATOR
from stack.waiting import until
from tests.faults.checker import Verdict, judge, tell

PROCESSES = ("events", "notifications", "sender", "receipts")
SLOTS = 16  # sends in flight of one sender: as many may end unknown when it is killed
SETTINGS = {
    "DOUBT_AFTER_S": "9",
    "UNKNOWN_AFTER_S": "8",
    "SMS_PARTS_A_SECOND": "400",
    "SENDER_SLOTS": str(SLOTS),
    "RETRY_DELAYS_S": "0.5,1,2",
}
IN_DOUBT = {"doubtful", "unknown"}
UNFINISHED = IN_DOUBT - {"unknown"} | {"planned", "queued_at_gateway", "accepted", "sent"}
HEADER = 0x40  # esm_class: the user data begins with a header


class Told:
    def __init__(self, folder: Path) -> None:
        self.lab = Lab(folder, sms="smpp", processes=PROCESSES, settings=SETTINGS)
        self.people = 0
        self.announced: list[str] = []
        self._ledger = self.lab.place.folder / "gateway" / "submits.jsonl"
        self._before = 0

    def open(self) -> None:
        self.lab.__enter__()
        uri = stack_store.uri(self.lab.place, ADMINISTRATOR)
        self.store = Store(uri, "notifications")
        self.meetings = Store(uri, "events").db["meetings"]
        self.portal = RpcPool(self.lab.env("portal")["AMQP_URI"], size=1)

    def close(self) -> None:
        self.portal.close()
        self.lab.close()
        self.store.client.close()
        self.meetings.database.client.close()

    def prepare(self, people: int) -> None:
        """All processes run; so many new people, and nobody else, are there to be told."""
        for name in self.lab.parts:
            if not self.lab.is_running(name):
                self.lab.start(name)
        # a ledger of fifty scenarios takes longer to read than these people take to be told
        self._before = self._ledger.stat().st_size if self._ledger.exists() else 0
        self.store.db["contacts"].delete_many({})
        self.store.db["contacts"].insert_many([_contact(self.people + one) for one in range(people)])
        self.people += people

    def announce(self, key: str | None = None) -> Any:
        """By RPC, as the portal asks. Raises Unavailable."""
        wanted = {
            "title": "Assemblée",
            "starts_at": (clock.now() + timedelta(days=3)).isoformat(),
            "place": "Maison des jeunes",
            "audience": {"offices": [], "communes": []},
            "expected": 1,
        }
        return self.announce_again(wanted, key or uuid.uuid4().hex)

    def announce_again(self, wanted: dict[str, Any], key: str) -> Any:
        context = {"actor": "account-7", "key": key, "correlation_id": key}
        answer = self.portal.call("events", "announce_meeting", wanted, context)
        self.announced.append(f"{answer['meeting_id']}.1")
        return answer

    def rows(self) -> list[dict[str, Any]]:
        """Of the announcement told last."""
        sheets = self.store.db["sheets"].find({"announcement_id": self.announced[-1]})
        return [row for sheet in sheets for row in sheet["rows"] if row["of"]]

    def parts_told(self) -> list[str]:
        """One key for each part that reached a phone of those that are to be told now."""
        known = {row["phone"] for row in self.store.db["contacts"].find({})}
        return [key for key in map(_key, self._submits()) if key.partition("/")[0] in known]

    def wait_told(self, parts: int, deadline_s: float = 30) -> None:
        until(lambda: len(self.parts_told()) >= parts, f"{parts} parts told", deadline_s)

    def settle(self, deadline_s: float = 90) -> None:
        """Until every send has ended, delivered or unknown, then a little, for what should not come."""
        until(self._is_settled, "every send at its end", deadline_s)
        told = len(self._submits())
        time.sleep(2)
        until(lambda: len(self._submits()) == told, "a silent sender", 10)

    def verdict(self, scenario: str) -> Verdict:
        rows = self.rows()
        wanted = [key for row in rows for key in _keys(row)]
        doubted = [key for row in rows if row["state"] in IN_DOUBT for key in _keys(row)]
        missing = {one["phone"] for one in self.store.db["contacts"].find({})} - {
            row["phone"] for row in rows
        }
        return tell(scenario, judge(wanted + sorted(missing), self.parts_told(), doubted))

    def doubted(self) -> int:
        """People whose send ended unknown."""
        return sum(row["state"] in IN_DOUBT for row in self.rows())

    def kill(self, names: Iterable[str]) -> None:
        for name in names:
            self.lab.kill(name)

    def doom(self, name: str, crash_at: str) -> None:
        self.lab.stop(name)
        part = self.lab.parts[name]
        usual, part.env = part.env, {**part.env, "FADAA_CRASH_AT": crash_at}
        try:
            part.spawn()
        finally:
            part.env = usual

    def _is_settled(self) -> bool:
        rows = self.rows()
        return bool(rows) and all(row["state"] not in UNFINISHED for row in rows)

    def _submits(self) -> list[dict[str, Any]]:
        return smsc_ledger.submits(self._ledger, self._before)


def _contact(number: int) -> dict[str, Any]:
    """French, so that a text is one or two parts; no number ends in the simulator's special 90 to 99."""
    person = f"person-{number:05d}"
    office = {"association_id": "association-1", "office": "president", "commune": "Taza"}
    return {
        "_id": person,
        "person_id": person,
        "phone": f"+2126{number // 90:05d}{number % 90:03d}",
        "phone_problem": None,
        "language": "fr",
        "offices": [office],
    }


def _keys(row: dict[str, Any]) -> list[str]:
    return [f"{row['phone']}/{part}" for part in range(1, row["of"] + 1)]


def _key(submit: dict[str, Any]) -> str:
    """`+212…/<part>`: the part stands in the last byte of a header 05 00 03 ref total part."""
    data = bytes.fromhex(submit["hex"])
    part = data[5] if submit["esm"] & HEADER else 1
    return f"+{submit['to'].lstrip('+')}/{part}"
