"""What does one process of a service hold? Its store, its settings, and the loops that work in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chassis.config import ServiceSettings
from chassis.consumer import Consumer
from chassis.lease import Lease
from chassis.loop import Loop
from chassis.store import Store


@dataclass
class Desk:
    service: str
    store: Store
    settings: ServiceSettings
    consumer: Consumer | None = None
    rpc_ready: bool = False
    watch: Callable[[], dict[str, Any]] = dict
    loops: list[Loop] = field(default_factory=list)
    leases: list[Lease] = field(default_factory=list)

    def start(self) -> None:
        for loop in self.loops:
            loop.start()

    def stop(self) -> None:
        for loop in self.loops:
            loop.stop()

    def join(self, timeout_s: float) -> bool:
        return all(loop.join(timeout_s) for loop in self.loops)
