"""How do planned sends leave? `python -m services.notifications.sender`: plain threads, no web, no broker.

At most once: a claim before each call, never a second call for what may have been taken. On SIGTERM it
claims nothing more, finishes what is in flight and ends within 30 s.
"""

import os
import signal
import socket
import sys
import time
import uuid

from chassis import config, logs
from chassis.health import serve_health
from chassis.logs import log
from chassis.loop import Loop
from chassis.store import STORE_AWAY, Store
from services.notifications import records
from services.notifications.adapters.gateway import Gateway
from services.notifications.adapters.kannel import Kannel
from services.notifications.adapters.sandbox import Sandbox
from services.notifications.breaker import Breaker
from services.notifications.delivery import Delivery
from services.notifications.dispatch import Dispatcher
from services.notifications.heartbeat import Heartbeat
from services.notifications.settings import SANDBOX, SmsSettings

BEAT_S = 1.0
FINISH_S = 20.0


class Sender:
    """One run: its name is new each time, so that what a dead one held can be told apart."""

    def __init__(self, settings: SmsSettings) -> None:
        self.settings = settings
        self.store = Store(settings.store_uri, settings.store_database)
        self.gateway = gateway(self.store, settings)
        self.breaker = Breaker()
        name = f"{settings.sender_name}:{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        delivery = Delivery(self.gateway, self.breaker)
        self.dispatcher = Dispatcher(self.store, delivery, self.breaker, name, settings.slots)
        self.heartbeat = Heartbeat(self.store, name, settings.doubt_after_s, lambda: self.dispatcher.is_busy)
        self._beats = Loop("heartbeat", self.heartbeat.beat, idle_s=BEAT_S)

    def stop(self, *_signal: object) -> None:
        self.dispatcher.stopping.set()

    def run(self) -> None:
        while not self._is_prepared():
            if self.dispatcher.stopping.wait(0.5):
                return
        self._beats.start()
        log.info("started", gateway=self.settings.sms_gateway, slots=self.settings.slots)
        self.dispatcher.run()
        self._end()

    def health(self) -> dict[str, object]:
        began = time.monotonic()
        self.store.ping()
        return {
            "ready": True,
            "gateway": "refusing" if self.breaker.is_open else "answering",
            "store_ms": round((time.monotonic() - began) * 1000, 1),
        }

    def _is_prepared(self) -> bool:
        """The service makes collections and indexes; we wait until they are there."""
        try:
            is_made = records.INDEXES.keys() <= set(self.store.db.list_collection_names())
            if is_made:
                self.heartbeat.beat()
        except STORE_AWAY as error:
            log.warning("waiting", reason=str(error)[:200])
            return False
        return is_made

    def _end(self) -> None:
        is_clean = self.dispatcher.finish(FINISH_S)
        self._beats.stop()
        self._beats.join(1.0)
        try:
            if is_clean:
                self.heartbeat.end()
        except STORE_AWAY as error:
            log.warning("store_away", reason=str(error)[:200])
        log.info("stopped", clean=is_clean)


def gateway(store: Store, settings: SmsSettings) -> Gateway:
    return Sandbox(store, settings) if settings.sms_gateway == SANDBOX else Kannel(settings)


def main() -> None:
    settings = config.read(SmsSettings)
    logs.configure(settings.log_level, "sender")
    sender = Sender(settings)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, sender.stop)
    serve_health(settings.health_port, sender.health)
    sender.run()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
