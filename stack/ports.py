"""Which port does each part listen on? `make up`: fixed, or the next free one. Tests: any free one."""

import json
import random
import socket
from pathlib import Path

DEFAULTS = {
    "portal": 8080,
    "amqp": 25801,
    "distribution": 25802,
    "epmd": 25803,
    "store": 25804,
    "registry": 25811,
    "events": 25812,
    "notifications": 25813,
    "sender": 25814,
    "receipts": 25815,
    "gateway_admin": 25821,
    "bearerbox": 25822,
    "smsbox": 25823,
    "smsc": 25824,
    "simulator_control": 25825,
}
TEST_RANGE = range(20000, 32000)  # under the kernel's own range, which it gives to outgoing connections


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def remembered(path: Path, wanted: dict[str, int] | None = None) -> dict[str, int]:
    """The ports of last time if still free, else the next free ones; written back to `path`."""
    known = json.loads(path.read_text()) if path.exists() else {}
    chosen: dict[str, int] = {}
    for name, port in {**DEFAULTS, **known, **(wanted or {})}.items():
        chosen[name] = _next_free(port, taken=set(chosen.values()))
    path.write_text(json.dumps(chosen, indent=1))
    return chosen


def as_left(path: Path) -> dict[str, int]:
    return {**DEFAULTS, **(json.loads(path.read_text()) if path.exists() else {})}


def private() -> dict[str, int]:
    """Free ports far from the fixed ones, a different set each time."""
    chosen: dict[str, int] = {}
    for name in DEFAULTS:
        chosen[name] = _next_free(random.choice(TEST_RANGE), taken=set(chosen.values()))
    return chosen


def _next_free(port: int, taken: set[int]) -> int:
    while port in taken or not is_free(port):
        port += 1
    return port
