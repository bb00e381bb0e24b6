"""How is the stack driven by hand? `python -m stack up|down|status|...`, which the Makefile calls."""

import argparse
import os
import shlex
import signal
import sys
from pathlib import Path

from contracts.wiring import SERVICES
from stack import accounts, announcing, demonstration, foreign, settings
from stack.announcing import complain, say
from stack.detaching import detach
from stack.environment import PROCESSES, environment
from stack.place import Place, lasting
from stack.processes import parts
from stack.replaying import replay
from stack.status import print_status
from stack.supervisor import AlreadyRunning, Supervisor, end_leftovers, pid_of_running
from stack.waiting import NotReady, until

STOP_DEADLINE_S = 90


def main() -> int:
    options = _options()
    folder = settings.folder()
    try:
        return int(options.act(folder, options))
    except NotReady as error:
        complain(f"\n{error}")
        return 1


def _up(folder: Path, options: argparse.Namespace) -> int:
    if options.detach:
        return detach(folder)
    tell = announcing.Teller()
    try:
        supervisor = Supervisor(folder, tell)
    except AlreadyRunning:
        say(f"It is up already: {_place(folder, again=True).url('portal')}   (`make down` stops it)")
        return 0
    for name in end_leftovers(folder):
        tell(name, "ended, left over from a run that was killed")
    place = _place(folder)
    if place.amqp_uri:
        foreign.provision(place, os.environ.get("RABBITMQ_API_URL"))
    supervisor.run(parts(place, settings.processes()), lambda: announcing.up(place, _log_ins(place, tell)))
    return 0


def _log_ins(place: Place, tell: announcing.Teller) -> str:
    return demonstration.load_once(place, tell) or accounts.hint(place)


def _down(folder: Path, options: argparse.Namespace) -> int:
    pid = pid_of_running(folder)
    if pid is None:
        ended = end_leftovers(folder)
        say(f"Ended what was left over: {', '.join(ended)}" if ended else "Nothing runs.")
        return 0
    os.kill(pid, signal.SIGTERM)
    until(lambda: pid_of_running(folder) is None, "the stop of everything", STOP_DEADLINE_S)
    say("Everything is stopped; the data is under " + str(folder))
    return 0


def _status(folder: Path, options: argparse.Namespace) -> int:
    return print_status(
        _place(folder, again=True), settings.processes(), is_supervised=pid_of_running(folder) is not None
    )


def _env(folder: Path, options: argparse.Namespace) -> int:
    for name, value in sorted(environment(options.process, _place(folder, again=True)).items()):
        say(f"export {name}={shlex.quote(value)}")
    return 0


def _account(folder: Path, options: argparse.Namespace) -> int:
    return accounts.make(_place(folder, again=True), options.login, options.role, options.name)


def _replay(folder: Path, options: argparse.Namespace) -> int:
    answer = replay(
        _place(folder, again=True), options.producer, options.consumer, options.kind, options.subject
    )
    say(f"{answer} facts are on their way to {options.consumer}")
    return 0


def _place(folder: Path, *, again: bool = False) -> Place:
    """`again`: the ports of what runs, even though they are taken."""
    return lasting(
        folder,
        settings.wanted_ports(),
        again=again,
        sms=settings.sms_mode(),
        overrides=settings.handed_on(),
        amqp_uri=os.environ.get("AMQP_URI", ""),
        store_uri=os.environ.get("STORE_URI", ""),
        operator=settings.operator(),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m stack", description=__doc__)
    words = parser.add_subparsers(required=True, metavar="up | down | status | env | account | replay")
    word = words.add_parser("up", help="start everything and watch over it")
    word.add_argument("--detach", action="store_true", help="in the background")
    word.set_defaults(act=_up)
    words.add_parser("down", help="stop everything").set_defaults(act=_down)
    words.add_parser("status", help="what runs, and is it well?").set_defaults(act=_status)
    word = words.add_parser("env", help="the settings of one process, for a shell")
    word.add_argument("process", choices=PROCESSES)
    word.set_defaults(act=_env)
    word = words.add_parser("account", help="make an account; its password is printed once")
    for name, usual in (("login", None), ("role", "administrator"), ("name", "")):
        word.add_argument(f"--{name}", required=usual is None, default=usual)
    word.set_defaults(act=_account)
    word = words.add_parser("replay", help="send a subject's facts to one consumer again")
    for name in ("producer", "consumer"):
        word.add_argument(f"--{name}", required=True, choices=SERVICES)
    for name in ("kind", "subject"):
        word.add_argument(f"--{name}", required=True)
    word.set_defaults(act=_replay)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
