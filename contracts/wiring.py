"""Who listens to whom? Everything that the broker and the store are provisioned from.

A binding takes a whole kind (`meeting.#`), so that a consumer sees a subject's sequence without holes.
"""

import importlib

from contracts.fact import RELEASED, FactContract

SERVICES = ("registry", "events", "notifications")

for _service in SERVICES:  # so that RELEASED is complete
    importlib.import_module(f"contracts.{_service}.facts")

# consumer -> the kinds that it takes
CONSUMES: dict[str, tuple[str, ...]] = {
    "notifications": ("contact", "meeting", "fixture", "contest"),
    "events": ("invitation",),
}


def facts_of_kind(kind: str) -> list[type[FactContract]]:
    return [contract for contract in RELEASED.values() if contract.kind == kind]


def exchanges_of(service: str) -> list[str]:
    """The exchanges that a service alone writes to."""
    own = {contract.exchange() for contract in RELEASED.values() if contract.source == service}
    return sorted(own | {f"{service}.events"})


def bindings_of(consumer: str) -> list[tuple[str, str]]:
    """(exchange, routing key) pairs of a consumer's inbox."""
    return [(facts_of_kind(kind)[0].exchange(), f"{kind}.#") for kind in CONSUMES.get(consumer, ())]


def producers_for(consumer: str) -> list[str]:
    """Services that may replay to this consumer."""
    return sorted({facts_of_kind(kind)[0].source for kind in CONSUMES.get(consumer, ())})
