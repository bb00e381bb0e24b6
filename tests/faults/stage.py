"""On what do faults play? A broker, a store, a small producer and a small consumer as real processes."""

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import amqp

from chassis import outbox, topology
from chassis.relay import unpublished
from chassis.store import Store
from stack import ports
from stack import store as stack_store
from stack.lab import Lab
from stack.parts import Part
from stack.permissions import ADMINISTRATOR
from stack.place import PROJECT
from stack.waiting import is_healthy, until
from tests.faults import facts
from tests.faults.answering import EFFECTS
from tests.faults.checker import Verdict, judge, tell

TELLER, LISTENER = "teller", "listener"
COPIES = (LISTENER, "listener-2", "listener-3")
PROCESSES = (TELLER, *COPIES)
SETTLED_S = 40


class Stage:
    """Facts go from the outbox of `notifications` over the broker into `effects` of `events`."""

    def __init__(self, folder: Path) -> None:
        settings = {"RETRY_DELAYS_S": "0.2,0.4", "LOG_LEVEL": "INFO"}
        self.lab = Lab(folder, processes=[], settings=settings)
        self.add(TELLER, "tests.faults.telling:Telling", "notifications")
        for name in COPIES:
            self.add(name, "tests.faults.answering:Answering", "events")
        self.commanded: list[str] = []

    def open(self) -> None:
        for name in ("epmd", "broker", "store"):
            self.lab.start(name)
        self.producer = self._store("notifications")
        self.consumer = self._store("events")
        self.producer.prepare({})
        self.consumer.prepare({EFFECTS: []})

    def reopen(self) -> None:
        """As at the beginning, whatever the scenario before left: no process of ours, nothing under way."""
        for name in self.lab.parts:
            if name.startswith((TELLER, LISTENER)):
                self.lab.stop(name)
        self.start("broker", "store")
        self.clear()

    def close(self) -> None:
        self.lab.close()
        self.producer.client.close()
        self.consumer.client.close()

    def add(self, name: str, office: str, service: str, **settings: str) -> None:
        port = ports.private()[service]
        env = {**self.lab.env(service), "HEALTH_PORT": str(port), **settings}
        self.lab.parts[name] = Part(
            name,
            [sys.executable, "-m", "chassis", office],
            self.lab.place.folder,
            env,
            is_ready=lambda: is_healthy(f"http://127.0.0.1:{port}/health"),
            needs=("broker", "store"),
            deadline_s=30,
            cwd=PROJECT,
        )

    def start(self, *names: str, **settings: str) -> None:
        for name in names:
            if not self.lab.is_running(name):
                self.lab.start(name, **settings)

    def doom(self, name: str, crash_at: str) -> None:
        """Starts it with a crash point set; it may be dead before it is ready."""
        part = self.lab.parts[name]
        usual, part.env = part.env, {**part.env, "FADAA_CRASH_AT": crash_at}
        try:
            part.spawn()
        finally:
            part.env = usual

    def tell(self, people: int, answers: int = 1) -> None:
        """One transaction that leaves facts of so many people, never seen before."""
        rows = facts.rows(people, answers, prefix=f"p{len(self.commanded)}-")
        self.producer.transaction(lambda tx: tx.insert_many(outbox.COLLECTION, rows))
        self.commanded += [f"{row['subject']}/{row['sequence']}" for row in rows]

    def push(self, bodies: Iterable[bytes], exchange: str = "", key: str = "") -> None:
        """Straight into the consumer's inbox, past every producer.

        Confirmed: without, a broker under load lost the last of them when the connection was closed.
        """
        connection = self.lab.broker()
        channel = connection.channel()
        channel.confirm_select()
        for body in bodies:
            channel.basic_publish_confirm(
                amqp.Message(body, delivery_mode=2), exchange, key or topology.inbox("events")
            )
        connection.close()

    def effects(self) -> list[str]:
        """In the order of handling; ids of two processes do not sort within one second."""
        return [row["key"] for row in self.consumer.db[EFFECTS].find({}).sort("at_ns", 1)]

    def count(self) -> int:
        """Cheap enough to be asked again and again."""
        return int(self.consumer.db[EFFECTS].estimated_document_count())

    def held(self) -> list[dict[str, Any]]:
        return list(self.consumer.db.held.find({}))

    def settle(self, deadline_s: float = SETTLED_S) -> None:
        """Until as much took effect as was commanded; then stops all, so that nothing is still on its way."""
        until(lambda: self.count() >= len(self.commanded), "every effect", deadline_s)
        until(lambda: not list(unpublished(self.producer)), "an empty outbox", deadline_s)
        until(lambda: self.depth() == 0, "an empty queue", deadline_s)
        for name in self.lab.parts:
            if name.startswith((TELLER, LISTENER)):
                self.lab.stop(name)
        assert self.depth() == 0, "a message came back unacknowledged"

    def verdict(self, scenario: str) -> Verdict:
        return tell(scenario, judge(self.commanded, self.effects()))

    def clear(self) -> None:
        """For the next scenario: nothing is under way any more."""
        self.commanded.clear()
        for store, names in (
            (self.producer, (outbox.COLLECTION,)),
            (self.consumer, (EFFECTS, "positions", "held")),
        ):
            for name in names:
                store.db[name].delete_many({})
        connection = self.lab.broker()
        for queue in (topology.inbox("events"), topology.dead("events"), topology.inbox("notifications")):
            connection.channel().queue_purge(queue)
        connection.close()

    def depth(self) -> int:
        connection = self.lab.broker()
        try:
            found = connection.channel().queue_declare(topology.inbox("events"), passive=True)
            return int(found.message_count)
        finally:
            connection.close()

    def wait_dead(self, name: str, deadline_s: float = 20) -> None:
        until(lambda: not self.lab.is_running(name), f"{name} to die", deadline_s)

    def stop_timed(self, name: str) -> tuple[int | None, float]:
        """(exit code, seconds) of a SIGTERM."""
        part = self.lab.parts[name]
        begun = time.monotonic()
        part.stop()
        return part.process.returncode if part.process else None, time.monotonic() - begun

    def _store(self, database: str) -> Store:
        return Store(stack_store.uri(self.lab.place, ADMINISTRATOR), database)
