"""What runs, and is it well? One line a part."""

from collections.abc import Iterable

from stack.announcing import complain, say
from stack.environment import PROCESSES
from stack.parts import Part
from stack.place import Place
from stack.processes import parts
from stack.sessions import members
from stack.waiting import is_healthy


def print_status(place: Place, processes: Iterable[str], *, is_supervised: bool) -> int:
    """0 when everything is well, 1 otherwise."""
    if not is_supervised:
        complain("Not up: `make up` starts it.")
    states = {part.name: _state(place, part) for part in parts(place, processes)}
    for name, state in states.items():
        say(f"  {name:<13} {state}")
    say(f"\n  {place.url('portal')}")
    return 0 if is_supervised and set(states.values()) <= {"well", "runs"} else 1


def _state(place: Place, part: Part) -> str:
    if part.session is None or not members(part.session, str(place.folder)):
        return "does not run"
    if part.name not in PROCESSES:
        return "runs"
    return "well" if is_healthy(place.url(part.name) + "/health") else "not well, see its log"
