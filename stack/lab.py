"""How does a test get a stack of its own? Free ports, new secrets, everything gone afterwards.

    with Lab(tmp_path, sms="smpp", processes=["registry"]) as lab:
        lab.kill("broker"); lab.start("broker")

It is the stack of `make up`, except that nobody restarts what died: a test decides that.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import amqp
import pymongo

from stack import broker, store
from stack.environment import PROCESSES, environment
from stack.parts import Part
from stack.permissions import ADMINISTRATOR
from stack.place import SANDBOX, passing
from stack.processes import parts
from stack.starting import start_all, stop_all


def _silent(name: str, event: str) -> None:
    return


class Lab:
    def __init__(
        self,
        folder: Path,
        *,
        sms: str = SANDBOX,
        processes: Iterable[str] = PROCESSES,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """`settings` go to every process over what the stack chose (`{"SENDER_SLOTS": "2"}`)."""
        self.place = passing(folder, sms, settings)
        self.parts: dict[str, Part] = {part.name: part for part in parts(self.place, processes)}

    def __enter__(self) -> "Lab":
        try:
            start_all(list(self.parts.values()), _silent)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        stop_all(list(self.parts.values()), _silent)

    @property
    def url(self) -> str:
        return self.place.url("portal")

    @property
    def ports(self) -> dict[str, int]:
        return self.place.ports

    def env(self, process: str) -> dict[str, str]:
        return environment(process, self.place)

    def start(self, name: str, **settings: str) -> None:
        """Starts a part that was stopped or killed, and waits for it; `settings` for this start only."""
        part = self.parts[name]
        usual = part.env
        part.env = {**usual, **settings}
        try:
            part.start()
        finally:
            part.env = usual

    def stop(self, name: str) -> None:
        self.parts[name].stop()

    def kill(self, name: str) -> None:
        self.parts[name].kill()

    def freeze(self, name: str) -> None:
        self.parts[name].freeze()

    def thaw(self, name: str) -> None:
        self.parts[name].thaw()

    def is_running(self, name: str) -> bool:
        return self.parts[name].is_running()

    def log(self, name: str) -> str:
        return (self.place.folder / "log" / f"{name}.log").read_text(errors="replace")

    def broker(self, user: str = ADMINISTRATOR) -> amqp.Connection:
        """A connection as that user; close it."""
        return broker.connect(self.place, user)

    def store(self, user: str = ADMINISTRATOR) -> pymongo.MongoClient[dict[str, Any]]:
        """A client as that user; close it."""
        return pymongo.MongoClient(store.uri(self.place, user), tz_aware=True)
