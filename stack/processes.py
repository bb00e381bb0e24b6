"""Which processes make up the product, and in which order do they start?"""

import shlex
import sys
from collections.abc import Iterable

from contracts import wiring
from stack import broker, gateway, store
from stack.environment import PROCESSES, RECEIPTS, SENDER, environment
from stack.parts import Part
from stack.permissions import PORTAL
from stack.place import PROJECT, Place
from stack.waiting import is_healthy

# One worker: a second one would be a second portal with its own rate limits.
GUNICORN = (
    "gunicorn --worker-class gthread --workers 1 --no-control-socket --graceful-timeout 20 --timeout 60"
    " --limit-request-line 8190"  # two Arabic searches in one address: twelve bytes a letter
)
COMMANDS = {
    **{name: f"chassis services.{name}.service:{name.capitalize()}" for name in wiring.SERVICES},
    SENDER: "services.notifications.sender",
    RECEIPTS: f"{GUNICORN} --threads 64 services.notifications.receipts:app",
    PORTAL: f"{GUNICORN} --threads 16 services.portal.wsgi:app",
}
# The portal's own /health also asks every service; here it is enough that it answers.
READY_PATHS = {PORTAL: "/metrics"}


def parts(place: Place, processes: Iterable[str] = PROCESSES) -> list[Part]:
    """Everything, each after what it needs."""
    beside = [] if place.amqp_uri else broker.parts(place)
    beside += [] if place.store_uri else store.parts(place)
    beside += gateway.parts(place)
    started = {part.name for part in beside}
    return beside + [_process(name, place, started) for name in processes]


def command(process: str, place: Place) -> list[str]:
    words = shlex.split(COMMANDS[process])
    if words[0] == "gunicorn":
        words += ["--bind", f"127.0.0.1:{place.ports[process]}"]
    return [sys.executable, "-m", *words]


def _process(name: str, place: Place, started: set[str]) -> Part:
    """A service waits for the broker by itself: its imports are done while the broker boots."""
    return Part(
        name,
        command(name, place),
        place.folder,
        environment(name, place),
        is_ready=lambda: is_healthy(place.url(name) + READY_PATHS.get(name, "/health")),
        needs=("store", "broker", "smsbox") if name == SENDER else ("store", "broker"),
        starts_after=tuple({"store"} & started),
        cwd=PROJECT,
    )
