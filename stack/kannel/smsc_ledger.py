"""What did the operator really take? One JSON object a line, on the disk before it is answered."""

import json
import os
import time
from pathlib import Path
from typing import Any


class Ledger:
    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, event: str, **details: Any) -> None:
        line = json.dumps({"event": event, "at": time.time(), **details}, ensure_ascii=False) + "\n"
        os.write(self._handle, line.encode())
        os.fdatasync(self._handle)


def submits(path: Path, start: int = 0) -> list[dict[str, Any]]:
    """Every SMS part that was taken, oldest first; `hex` is its user data with its header.

    `start`: the size that the file had (bytes) before those that are asked for.
    """
    if not path.exists():
        return []
    with path.open("rb") as file:
        file.seek(start)
        written = file.read()
    whole = written[: written.rfind(b"\n") + 1]  # another process may be in the middle of the last line
    lines = [json.loads(line) for line in whole.splitlines()]
    return [line for line in lines if line["event"] == "submit"]
