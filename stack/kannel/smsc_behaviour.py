"""What does the simulated operator do with a number? Its last two digits decide."""

from dataclasses import dataclass

DELIVERED = "DELIVRD"
MESSAGE_STATES = {  # SMPP 3.4, 5.2.28
    DELIVERED: 2,
    "EXPIRED": 3,
    "UNDELIV": 5,
    "ACCEPTD": 6,
    "UNKNOWN": 7,
    "REJECTD": 8,
}


@dataclass(frozen=True)
class Behaviour:
    """`receipts`: (seconds after the one before, state). `throttled`: so many first submits are refused."""

    receipts: tuple[tuple[float, str], ...] = ((0.0, DELIVERED),)
    throttled: int = 0
    is_refused: bool = False
    is_receipt_first: bool = False


BEHAVIOURS = {
    "90": Behaviour(receipts=((0, "UNDELIV"),)),
    "91": Behaviour(receipts=((0, "EXPIRED"),)),
    "92": Behaviour(receipts=((0, "REJECTD"),)),
    "93": Behaviour(receipts=()),
    "94": Behaviour(receipts=((0, DELIVERED), (1, DELIVERED))),
    "95": Behaviour(throttled=3),
    "96": Behaviour(is_refused=True),
    "97": Behaviour(is_receipt_first=True),
    "98": Behaviour(receipts=((0, "UNKNOWN"),)),
    "99": Behaviour(receipts=((0, "ACCEPTD"), (1, DELIVERED))),
}


def behaviour_of(number: str) -> Behaviour:
    return BEHAVIOURS.get(number[-2:], Behaviour())


def receipt_text(message_id: str, state: str) -> bytes:
    """The text that operators put into a receipt: Kannel reads the state from it. SMPP 3.4, appendix B."""
    delivered, error = ("001", "000") if state == DELIVERED else ("000", "069")
    return (
        f"id:{message_id} sub:001 dlvrd:{delivered} submit date:2601010930 "
        f"done date:2601010931 stat:{state} err:{error} text:"
    ).encode()


def inbound_parts(text: str) -> tuple[int, list[bytes]]:
    """(data coding, user data of each part with its header) of an SMS that a phone sends."""
    coding, data, whole, step = _encoded(text)
    if len(data) <= whole:
        return coding, [data]
    pieces = [data[start : start + step] for start in range(0, len(data), step)]
    headers = [bytes([5, 0, 3, 42, len(pieces), number]) for number in range(1, len(pieces) + 1)]
    return coding, [header + piece for header, piece in zip(headers, pieces, strict=True)]


def _encoded(text: str) -> tuple[int, bytes, int, int]:
    """ASCII goes as the default alphabet (160, then 153 a part), all else as UCS-2 (140 bytes, then 134)."""
    if text.isascii():
        return 0, text.encode("ascii"), 160, 153
    return 8, text.encode("utf-16-be"), 140, 134
