"""How does somebody get in on the first day, where the demonstration made no account?"""

import subprocess
import sys

from stack.environment import environment
from stack.permissions import PORTAL
from stack.place import PROJECT, Place

MODULE = "services.portal.account"
LONGEST_S = 30
HOW = "There is no account yet. Make the first one: make account LOGIN=<sign-in name> ROLE=administrator"


def make(place: Place, login: str, role: str, name: str) -> int:
    """The portal's own command says what became of it; 0 when the account is made."""
    return _run(place, "add", "--login", login, "--role", role, "--name", name).returncode


def hint(place: Place) -> str:
    """How to make the first account, where there is none."""
    return HOW if _run(place, "count", stdout=subprocess.PIPE).stdout == b"0\n" else ""


def _run(place: Place, *words: str, stdout: int | None = None) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", MODULE, *words],
        env=environment(PORTAL, place),
        cwd=PROJECT,
        stdout=stdout,
        timeout=LONGEST_S,
    )
