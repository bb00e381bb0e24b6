"""What is a fact? Something that happened, in the past tense, named once for every service.

A fact class is a marshmallow schema of its `data` plus its address on the broker:

    class MeetingAnnounced(FactContract):
        source, kind, name, version = "events", "meeting", "meeting_announced", 1

`MeetingAnnounced.of(meeting_id, ...)` makes the value that a domain function returns.
"""

import functools
from dataclasses import dataclass, field
from typing import Any, ClassVar

from contracts.schema import EXCLUDE, Contract

RELEASED: dict[str, type["FactContract"]] = {}


@dataclass(frozen=True)
class Fact:
    """One thing that happened to `subject`; `type` is `<kind>.<name>.v<version>`."""

    type: str
    subject: str
    data: dict[str, Any] = field(default_factory=dict)


class FactContract(Contract):
    """Strict when we dump, forgiving (`EXCLUDE`) when another service loads.

    `personal`: goes to `<source>.contacts`, is redacted in logs and never archived.
    `archive_only`: why no service but the archive consumes it; empty when one does.
    """

    source: ClassVar[str]
    kind: ClassVar[str]
    name: ClassVar[str]
    version: ClassVar[int] = 1
    personal: ClassVar[bool] = False
    archive_only: ClassVar[str] = ""

    class Meta:
        unknown = EXCLUDE

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if not cls.name.startswith("_"):
            RELEASED[cls.type()] = cls

    @classmethod
    def type(cls) -> str:
        return f"{cls.kind}.{cls.name}.v{cls.version}"

    @classmethod
    def exchange(cls) -> str:
        return f"{cls.source}.contacts" if cls.personal else f"{cls.source}.events"

    @classmethod
    @functools.cache
    def shared(cls) -> "FactContract":
        """One instance for all: making a schema costs more than loading with it."""
        return cls()

    @classmethod
    def of(cls, subject: str, **data: Any) -> Fact:
        return Fact(cls.type(), subject, data)


def contract_of(fact: Fact) -> type[FactContract]:
    return RELEASED[fact.type]
