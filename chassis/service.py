"""What does a service class look like? Thin: each method names what it answers to and calls one thing.

    class Registry(Office):
        name = "registry"
        indexes = records.INDEXES

        @command(SaveAssociation)
        def save_association(self, tx, payload): ...

        @query(AssociationsQuery)
        def associations(self, payload): ...

        @subscribe(ContactRecorded)
        def on_contact_recorded(self, tx, fact): ...

        @duty
        def check_imports(self): ...

RPC methods take (payload, context) on the wire. Handlers and duties are called by our own loops on
a bare instance: nameko's worker life cycle acks what fails (docs/adr/0002).
"""

import functools
from collections.abc import Callable
from typing import Any, ClassVar

from marshmallow import Schema
from nameko.extensions import DependencyProvider
from pymongo import IndexModel

from chassis import commands, upkeep
from chassis.amqp_rpc import rpc
from chassis.config import ServiceSettings
from chassis.desk import Desk
from chassis.store import Store
from contracts import chassis as asked
from contracts.fact import FactContract

Method = Callable[..., Any]


def command(schema: type[Schema]) -> Callable[[Method], Method]:
    """`method(self, tx, payload) -> answer`: one transaction, answered once per idempotency key."""

    def decorate(method: Method) -> Method:
        @functools.wraps(method)
        def entry(self: "Office", payload: Any, context: dict[str, Any]) -> dict[str, Any]:
            def reply() -> Any:
                loaded = commands.load(schema, payload)
                decide = functools.partial(method, self)
                return commands.run(self.store, method.__name__, loaded, payload, context, decide)

            return commands.answer(reply, context)

        return rpc(entry)

    return decorate


def query(schema: type[Schema] | None = None) -> Callable[[Method], Method]:
    """`method(self, payload) -> answer`: reads only."""

    def decorate(method: Method) -> Method:
        @functools.wraps(method)
        def entry(self: "Office", payload: Any, context: dict[str, Any]) -> dict[str, Any]:
            return commands.answer(lambda: method(self, commands.load(schema, payload)), context)

        return rpc(entry)

    return decorate


def subscribe(contract: type[FactContract]) -> Callable[[Method], Method]:
    """`method(self, tx, fact)`: `fact.data` is loaded by its contract."""

    def decorate(method: Method) -> Method:
        method.handles = contract.type()  # type: ignore[attr-defined]
        return method

    return decorate


def duty(method: Method) -> Method:
    """`method(self) -> bool`: a bounded piece of background work by the copy that holds the lease."""
    method.is_duty = True  # type: ignore[attr-defined]
    return method


class _DeskProvider(DependencyProvider):
    def get_dependency(self, worker_ctx: Any) -> Desk:
        desk: Desk = self.container.config["DESK"]
        return desk


class Office:
    """What every service answers besides its own trade: how it is, and what it could not handle."""

    name: ClassVar[str]
    indexes: ClassVar[dict[str, list[IndexModel]]] = {}
    settings_class: ClassVar[type[ServiceSettings]] = ServiceSettings

    desk: Any = _DeskProvider()

    @property
    def store(self) -> Store:
        store: Store = self.desk.store
        return store

    @property
    def settings(self) -> Any:
        return self.desk.settings

    def watch(self) -> dict[str, Any]:
        """What this service adds to its health: counts an administrator should see."""
        return {}

    @query()
    def health(self, payload: dict[str, Any]) -> dict[str, Any]:
        return upkeep.health(self.desk)

    @query(asked.ListHeld)
    def held(self, payload: dict[str, Any]) -> dict[str, Any]:
        return upkeep.list_held(self.store, **payload)

    @command(asked.Redrive)
    def redrive(self, tx: Any, payload: dict[str, Any]) -> dict[str, Any]:
        return upkeep.redrive(tx, **payload)

    @command(asked.Discard)
    def discard(self, tx: Any, payload: dict[str, Any]) -> dict[str, Any]:
        return upkeep.discard(tx, **payload)

    @command(asked.Replay)
    def replay(self, tx: Any, payload: dict[str, Any]) -> dict[str, Any]:
        return upkeep.replay(tx, self.name, **payload)
