"""What happens from start to end of a service process?

settings → store → loops (relay, consumer, held, duties) → broker → topology → nameko (RPC) → SIGTERM
"""

import functools
import inspect
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nameko.containers import ServiceContainer

from chassis import config, inbox, logs, topology, upkeep
from chassis.broker import BROKER_ERRORS, abandon, connect
from chassis.consumer import Consumer
from chassis.desk import Desk
from chassis.health import serve_health
from chassis.inbox import Inbox
from chassis.lease import Lease
from chassis.logs import log
from chassis.loop import Loop
from chassis.relay import Relay
from chassis.service import Office
from chassis.store import STORE_AWAY, Store, Tx
from chassis.tidy import EVERY_S, tidy
from contracts import wiring

DRAIN_S = 20
RPC_DRAIN_S = 5
RELEASE_EVERY_S = 5


class Stop:
    """Set by SIGTERM or SIGINT."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, *_signal: Any) -> None:
        self.asked = True


def run(service: type[Office]) -> None:
    """Never returns: the process ends with 0 after SIGTERM, else with the reason."""
    settings = config.read(service.settings_class)
    logs.configure(settings.log_level, service.name)
    stop = Stop()
    desk = Desk(service.name, Store(settings.store_uri, settings.store_database), settings)
    serve_health(settings.health_port, lambda: upkeep.health(desk))
    _until_it_answers(stop, lambda: desk.store.prepare(service.indexes), STORE_AWAY)
    relay = _furnish(desk, service)
    _until_it_answers(stop, lambda: _check_broker(settings.amqp_uri, service.name), BROKER_ERRORS)
    container = ServiceContainer(service, {"AMQP_URI": settings.amqp_uri, "DESK": desk, "HEARTBEAT": 20})
    desk.start()
    container.start()
    desk.rpc_ready = True
    log.info("started", service=service.name)
    while not stop.asked and not container._died.ready():
        time.sleep(0.1)
    code = 0 if stop.asked else 1
    _end(desk, relay, container)
    log.info("stopped", code=code)
    os._exit(code)


def _furnish(desk: Desk, service: type[Office]) -> Relay:
    relay = Relay(desk.store, desk.settings.amqp_uri)
    desk.loops.append(relay.loop)
    office = service()
    office.desk = desk
    desk.watch = office.watch
    if service.name in wiring.CONSUMES:
        _listen(desk, office)
    desk.loops.append(Loop("tidy", lambda: tidy(desk.store), idle_s=EVERY_S))
    for method in _marked(office, "is_duty"):
        desk.loops.append(_duty_loop(desk, method))
    return relay


def _listen(desk: Desk, office: Office) -> None:
    handlers = {method.handles: _loaded(method) for method in _marked(office, "handles")}
    delays = [float(delay) for delay in desk.settings.retry_delays_s.split(",")]
    box = Inbox(desk.store, handlers, delays)
    desk.consumer = Consumer(desk.service, desk.settings.amqp_uri, desk.store, box)
    desk.loops += [
        desk.consumer.loop,
        Loop("held", box.sweep, idle_s=0.5),
        Loop("waiting", box.release_all, idle_s=RELEASE_EVERY_S),
    ]


def _loaded(handler: Callable[..., None]) -> inbox.Handler:
    """The handler sees data that its contract has loaded."""

    @functools.wraps(handler)
    def handle(tx: Tx, fact: Any) -> None:
        handler(tx, replace(fact, data=inbox.load(fact)))

    return handle


def _duty_loop(desk: Desk, method: Callable[[], bool]) -> Loop:
    lease = Lease(desk.store, f"duty:{method.__name__}")
    desk.leases.append(lease)
    loop = Loop(method.__name__, lambda: lease.held() and method())
    desk.store.on_commit(loop.wake)
    return loop


def _marked(office: Office, mark: str) -> list[Any]:
    return [m for _, m in inspect.getmembers(office, inspect.ismethod) if hasattr(m, mark)]


def _until_it_answers(
    stop: Stop, attempt: Callable[[], None], errors: tuple[type[BaseException], ...]
) -> None:
    while True:
        if stop.asked:
            os._exit(0)
        try:
            attempt()
        except errors as error:
            log.warning("waiting", reason=str(error)[:200])
            time.sleep(0.5)
        else:
            return


def _check_broker(uri: str, service: str) -> None:
    connection = connect(uri)
    try:
        topology.check(connection, service)
    finally:
        abandon(connection)


def _end(desk: Desk, relay: Relay, container: ServiceContainer) -> None:
    """Stops taking, finishes what runs, gives the leases back; a broker that is gone delays nothing."""
    desk.stop()
    threading.Thread(target=container.stop, name="ending", daemon=True).start()
    deadline = time.monotonic() + DRAIN_S
    for loop in desk.loops:
        loop.join(max(0.1, deadline - time.monotonic()))
    patience = time.monotonic() + RPC_DRAIN_S
    while container.started and time.monotonic() < patience:
        time.sleep(0.05)
    _give_back(desk, relay)


def _give_back(desk: Desk, relay: Relay) -> None:
    try:
        relay.close()
        for lease in desk.leases:
            lease.release()
    except Exception as error:  # the store may be away: the leases end by themselves
        log.info("leases_not_given_back", reason=str(error)[:200])
