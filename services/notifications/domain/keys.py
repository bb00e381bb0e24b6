"""What makes two attempts the same send? A key that comes from the cause, never from the moment."""

from uuid import UUID, uuid5

SENDS = UUID("5b0f3c1e-6a5d-5c0e-9d53-3d1f6f1b7a10")


def send_key(cause_id: str, person_id: str, template: str) -> str:
    """One person, told one thing, for one cause (a fact's id, or an inbound SMS's): one key for ever."""
    return str(uuid5(SENDS, "/".join((cause_id, person_id, template))))


def claim_key(key: str, attempt: int) -> str:
    """Unique in the store, so that two senders cannot both make attempt `attempt`."""
    return f"{key}.{attempt}"


def part_key(key: str, attempt: int, part: int) -> str:
    """What the gateway is asked to hand back with each receipt: Kannel gives no message id of its own."""
    return f"{key}.{attempt}.{part}"


def read_part_key(text: str) -> tuple[str, int, int] | None:
    """The send key, attempt and part of a receipt; None when it is none of ours."""
    key, *numbers = text.rsplit(".", 2)
    if not key or len(numbers) != 2 or not all(n.isascii() and n.isdigit() for n in numbers):
        return None
    attempt, part = (int(n) for n in numbers)
    return (key, attempt, part) if attempt and part else None
