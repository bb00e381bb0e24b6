"""Which facts do the fault tests send? Answers to invitations, as `notifications` would tell them."""

import random
from datetime import UTC, datetime, timedelta

from chassis import envelope, outbox
from chassis.store import Document
from contracts.fact import Fact
from contracts.notifications.facts import COMING, NOT_COMING, InvitationAnswered

BEGUN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
CAUSE: dict[str, str | None] = {"correlation_id": "fault-test", "causation_id": None, "actor": None}


def answered(person: str, nth: int = 1, meeting: str = "m-1") -> Fact:
    return InvitationAnswered.of(
        f"{meeting}.{person}",
        meeting_id=meeting,
        person_id=person,
        answer=COMING if nth % 2 else NOT_COMING,
        answered_at=BEGUN + timedelta(seconds=nth),
    )


def body(person: str, nth: int = 1) -> bytes:
    """The bytes of a person's nth answer."""
    _, text = envelope.dump(answered(person, nth), nth, BEGUN, **CAUSE)  # type: ignore[arg-type]
    return text.encode()


def event_id(person: str, nth: int = 1) -> str:
    return envelope.event_id("notifications", "invitation", f"m-1.{person}", nth)


def bodies(people: int, answers: int) -> list[bytes]:
    """Every answer of everybody, in order for each person."""
    return [body(f"p{person}", nth) for person in range(people) for nth in range(1, answers + 1)]


def rows(people: int, answers: int = 1, prefix: str = "p") -> list[Document]:
    """Outbox rows, as one transaction of `notifications` would leave them."""
    made: list[Document] = []
    for person in range(people):
        told = [answered(f"{prefix}{person}", nth) for nth in range(1, answers + 1)]
        made += outbox.number({}, told, BEGUN, **CAUSE)[1]
    return made


def shuffled(items: list[bytes], seed: int, times: int = 1) -> list[bytes]:
    mixed = items * times
    random.Random(seed).shuffle(mixed)
    return mixed
