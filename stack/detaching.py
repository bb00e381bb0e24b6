"""How does `make up DETACH=1` go to the background? The same command in a session of its own."""

import os
import subprocess
import sys
import time
from pathlib import Path

from stack.announcing import say

LONGEST_S = 180
LAST_LINE = "Ctrl-C or `make down`"


def detach(folder: Path) -> int:
    """Shows what the background run says until it is up; 0 then, its own code when it ended before."""
    log = folder / "log" / "stack.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        run = subprocess.Popen(
            [sys.executable, "-m", "stack", "up"],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env=os.environ.copy(),
            start_new_session=True,
        )
    return _follow(log, run)


def _follow(log: Path, run: "subprocess.Popen[bytes]") -> int:
    ends = time.monotonic() + LONGEST_S
    with log.open(encoding="utf-8", errors="replace") as lines:
        while time.monotonic() < ends:
            ended = run.poll() is not None
            for line in lines:
                say(line.rstrip("\n"))
                if line.startswith(LAST_LINE):
                    return 0
            if ended:
                return run.returncode
            time.sleep(0.1)
    return 1
