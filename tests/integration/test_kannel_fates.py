"""Does what a real gateway and operator tell become the right fate, and does each SMS leave once?

Real Kannel and an SMPP centre whose answer depends on the last two digits of a number.
"""

import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.store import Store
from services.notifications import records
from stack import store as stack_store
from stack.kannel.smsc_ledger import submits
from stack.lab import Lab
from stack.permissions import ADMINISTRATOR
from tests.integration.announced import MEETING, announce, contact, counts, fates, rows, until

pytestmark = pytest.mark.integration

PROCESSES = ["notifications", "sender", "receipts"]
FATES = {
    0: ("delivered", None),
    90: ("failed", "undelivered"),
    91: ("failed", "expired"),
    92: ("failed", "undelivered"),
    93: ("sent", None),  # no receipt ever comes
    94: ("delivered", None),  # its receipt comes twice
    95: ("delivered", None),  # throttled three times first
    96: ("failed", "rejected"),
    97: ("sent", None),  # the receipt came before Kannel knew the message: lost for good
    98: ("failed", "undelivered"),
    99: ("delivered", None),
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder: Path = tmp_path_factory.mktemp("kannel")
    with Lab(folder, sms="smpp", processes=PROCESSES, settings={"DOUBT_AFTER_S": "6"}) as started:
        yield started


@pytest.fixture
def store(lab: Lab) -> Iterator[Store]:
    store = Store(stack_store.uri(lab.place, ADMINISTRATOR), "notifications")
    for name in records.INDEXES:
        if name != records.RUNS:
            store.db[name].delete_many({})
    yield store
    store.client.close()


def know(store: Store, numbers: list[int]) -> None:
    store.db[records.CONTACTS].insert_many([contact(number) for number in numbers])


def person(number: int) -> str:
    return str(contact(number)["person_id"])


def phone(number: int) -> str:
    return str(contact(number)["phone"])


def taken(lab: Lab) -> Counter[tuple[str, str]]:
    """What the operator took, by number and bytes of the part, header and all."""
    rows = submits(lab.place.folder / "gateway" / "submits.jsonl")
    return Counter((f"+{row['to'].lstrip('+')}", row["hex"]) for row in rows)


def tell_centre(lab: Lab, line: str) -> None:
    with socket.create_connection(("127.0.0.1", lab.ports["simulator_control"]), timeout=5) as centre:
        centre.sendall(line.encode() + b"\n")
        assert centre.makefile().readline() == "ok\n"


def test_each_answer_of_an_operator_becomes_its_fate(lab: Lab, store: Store) -> None:
    know(store, list(FATES))
    announced = announce(store, meeting="meeting-fates")
    expected = {person(number): fate for number, fate in FATES.items()}
    until(lambda: fates(store, announced) == expected, "every fate", within_s=60)
    assert counts(store, announced) == {"delivered": 4, "failed": 5, "sent": 2}
    told = Counter({key: n for key, n in taken(lab).items() if key[0] != phone(96)})
    parts = {row["phone"]: row["of"] for row in rows(store, announced).values()}
    assert set(told.values()) == {1}
    assert Counter(to for to, _ in told) == {to: of for to, of in parts.items() if to != phone(96)}


def test_an_answer_and_a_stop_come_back_from_the_phone(lab: Lab, store: Store) -> None:
    know(store, [200])
    announced = announce(store)
    until(lambda: counts(store, announced) == {"delivered": 1}, "delivered")
    tell_centre(lab, f"inbound {phone(200)} 3535 نعم")
    until(lambda: store.db[records.ANSWERS].find_one({"answer": "coming"}), "an answer")
    assert [one["_id"] for one in store.db[records.ANSWERS].find()] == [f"{MEETING}.{person(200)}"]
    tell_centre(lab, f"inbound {phone(200)} 3535 إيقاف")
    until(lambda: store.db[records.OPT_OUTS].find_one({"_id": phone(200), "out": True}), "opted out")
    confirmation = {"template": "opted_out", "counts.delivered": 1}
    until(lambda: store.db[records.ANNOUNCEMENTS].find_one(confirmation), "its confirmation delivered")


@pytest.mark.parametrize("point", ["sender.planned", "sender.claimed", "sender.called", "sender.recorded"])
def test_a_killed_sender_sends_nothing_twice_and_leaves_at_most_its_slots_in_doubt(
    lab: Lab, store: Store, point: str
) -> None:
    people = list(range(300, 360))
    know(store, people)
    lab.stop("sender")
    announced = announce(store, meeting=f"meeting-{point}")
    before = taken(lab)
    lab.start("sender", FADAA_CRASH_AT=f"{point}:3")
    until(lambda: not lab.is_running("sender"), "the crash")
    lab.start("sender")
    until(lambda: _is_over(counts(store, announced)), "every fate", within_s=60)
    told = taken(lab) - before
    assert set(told.values()) == {1}
    found = counts(store, announced)
    assert found.get("unknown", 0) <= 16
    assert len({to for to, _ in told}) == found["delivered"] + _half_told(store, announced, told)
    assert found["delivered"] + found.get("unknown", 0) == 60


def _is_over(found: dict[str, int]) -> bool:
    return not found.keys() & {"queued", "accepted", "sent"} and bool(found)


def _half_told(store: Store, announced: str, told: Counter[Any]) -> int:
    """People in doubt of whom the operator took some parts: the sender died between two calls."""
    doubtful = {row["phone"] for row in rows(store, announced).values() if row["state"] == "doubtful"}
    return len(doubtful & {to for to, _ in told})


def test_sigterm_lets_what_is_in_flight_end(lab: Lab, store: Store) -> None:
    before = taken(lab)
    know(store, list(range(400, 460)))
    announced = announce(store, meeting="meeting-sigterm")
    until(lambda: store.db[records.CLAIMS].count_documents({"by": {"$exists": True}}) > 0, "the first claims")
    lab.stop("sender")
    assert '"clean": true' in lab.log("sender").splitlines()[-1].lower()
    lab.start("sender")
    until(lambda: counts(store, announced) == {"delivered": 60}, "all delivered", within_s=60)
    assert set((taken(lab) - before).values()) == {1}


def test_a_store_that_dies_under_way_doubles_nothing_and_nobody_restarts_anything(
    lab: Lab, store: Store
) -> None:
    before = taken(lab)
    know(store, list(range(500, 580)))
    announced = announce(store, meeting="meeting-store")
    until(lambda: (taken(lab) - before).total() > 20, "some on their way")
    lab.kill("store")
    lab.start("store")
    until(lambda: _is_over(counts(store, announced)), "every fate", within_s=90)
    assert set((taken(lab) - before).values()) == {1}
    assert counts(store, announced) == {"delivered": 80}


def test_a_gateway_that_dies_under_way_is_waited_for(lab: Lab, store: Store) -> None:
    before = taken(lab)
    know(store, list(range(600, 660)))
    lab.kill("smsbox")
    announced = announce(store, meeting="meeting-gateway")
    until(lambda: store.db[records.CLAIMS].count_documents({"by": {"$exists": True}}) > 0, "claimed")
    assert counts(store, announced) == {"queued": 60}
    lab.start("smsbox")
    until(lambda: counts(store, announced) == {"delivered": 60}, "all delivered", within_s=90)
    assert set((taken(lab) - before).values()) == {1}
