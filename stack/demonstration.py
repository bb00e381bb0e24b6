"""What is there to see on the first day? The portal's demonstration loads a small province, once."""

import os
import subprocess
import sys
from importlib.util import find_spec

from stack.environment import environment
from stack.permissions import PORTAL
from stack.place import PROJECT, Place
from stack.starting import Tell

MODULE = "services.portal.demo"
LONGEST_S = 120


def load_once(place: Place, tell: Tell) -> str:
    """The log-ins that the demonstration printed, also on later days. DEMO=0 leaves the stores empty."""
    kept = place.folder / "demonstration.txt"
    if kept.exists():
        return kept.read_text()
    if os.environ.get("DEMO") == "0" or not _is_there():
        return ""
    tell("demonstration", "loading")
    outcome = subprocess.run(
        [sys.executable, "-m", MODULE],
        env={**environment(PORTAL, place), "PORTAL_URL": place.url(PORTAL)},
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=(place.folder / "log" / "demonstration.log").open("ab"),
        timeout=LONGEST_S,
    )
    if outcome.returncode:
        tell("demonstration", f"not loaded, see {place.folder / 'log' / 'demonstration.log'}")
        return ""
    kept.touch(mode=0o600)
    kept.write_bytes(outcome.stdout)
    tell("demonstration", "ready")
    return outcome.stdout.decode()


def _is_there() -> bool:
    try:
        return find_spec(MODULE) is not None
    except ModuleNotFoundError:
        return False
