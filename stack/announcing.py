"""What does the person at the terminal see? One line an event, with the seconds since the start."""

import sys
import time
from pathlib import Path

from stack.place import Place

UP = "Fadaa is up"


class Teller:
    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self, name: str, event: str) -> None:
        say(f"  {time.monotonic() - self._began:5.1f} s  {name:<13} {event}")


def say(text: str) -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def up(place: Place, log_ins: str) -> None:
    ways = {"sandbox": "kept in the sandbox", "fake": "Kannel with a fake SMS centre"}
    ways |= {
        "smpp": "Kannel with a simulated operator",
        "operator": "Kannel and the operator: they are paid for",
    }
    say(f"\n{UP}: {place.url('portal')}   (SMS: {ways[place.sms]})")
    if log_ins.strip():
        say("\n" + log_ins.strip())
    say(f"\nCtrl-C or `make down` stops it all. Logs: {_short(place.folder / 'log')}")


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
