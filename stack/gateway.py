"""How does the SMS gateway run? bearerbox, smsbox and an SMS centre on loopback.

`fake`: Kannel's own fake SMSC, all well at once. `smpp`: an SMPP 3.4 simulator that can also fail.
`operator`: a real SMS centre, by SMPP.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from string import Template

from stack.parts import Part
from stack.place import FAKE, OPERATOR, PROJECT, SANDBOX, SMPP, Place
from stack.waiting import is_healthy, is_listening

USER = "fadaa"
TEMPLATES = Path(__file__).parent / "kannel"
FAKESMSC_PATHS = ("/usr/lib/kannel/test/fakesmsc",)
PARTS_A_SECOND = "100"


def parts(place: Place) -> list[Part]:
    if place.sms == SANDBOX:
        return []
    # A receipt that smsbox holds while receipts is gone is lost when smsbox stops: so smsbox stops first.
    boxes = [
        _box(place, "bearerbox", needs=("simulator",), starts_after=()),
        _box(place, "smsbox", needs=("bearerbox", "receipts"), starts_after=("bearerbox",)),
    ]
    centres = {FAKE: [_fakesmsc(place)], SMPP: [_simulator(place)], OPERATOR: []}
    return boxes + centres[place.sms]


def send_url(place: Place) -> str:
    return place.url("smsbox") + "/cgi-bin/sendsms"


def status_url(place: Place) -> str:
    return place.url("gateway_admin") + f"/status.txt?password={place.secrets.kannel_status_password}"


def settings(place: Place) -> str:
    centre = "fake" if place.sms == FAKE else "smpp"
    template = (TEMPLATES / "core.conf").read_text() + (TEMPLATES / f"{centre}.conf").read_text()
    return Template(template).substitute({**_values(place), **place.operator})


def _values(place: Place) -> dict[str, str]:
    kept = place.secrets
    return {
        **{name: str(port) for name, port in place.ports.items()},
        "admin_password": kept.kannel_admin_password,
        "status_password": kept.kannel_status_password,
        "user": USER,
        "password": kept.kannel_password,
        "reply_number": place.overrides.get("SMS_REPLY_NUMBER", "3535"),
        "receipts_url": place.url("receipts"),
        "receipts_secret": kept.receipts_secret,
        "sendsms_interface": "127.0.0.1",
        "sender_ip": "127.0.0.1",
        "smpp_host": "127.0.0.1",
        "smpp_port": str(place.ports["smsc"]),
        "smpp_user": USER,
        "smpp_password": "simulator",
        "throughput": place.overrides.get("SMS_PARTS_A_SECOND", PARTS_A_SECOND),
    }


def _box(place: Place, name: str, needs: tuple[str, ...], starts_after: tuple[str, ...]) -> Part:
    ready: dict[str, Callable[[], bool]] = {
        "bearerbox": lambda: is_listening(place.ports["bearerbox"]) and is_healthy(status_url(place)),
        "smsbox": lambda: is_listening(place.ports["smsbox"]),
    }
    file = place.within("gateway") / "kannel.conf"
    command = [shutil.which(name) or f"/usr/sbin/{name}", "-v", "2", str(file)]
    return Part(
        name,
        command,
        place.folder,
        os.environ.copy(),
        ready[name],
        needs,
        starts_after,
        deadline_s=30,
        patience_s=8,
        cwd=file.parent,
        prepare=lambda: _write_settings(place, file),
    )


def _write_settings(place: Place, file: Path) -> None:
    for folder in ("store", "receipts"):
        (file.parent / folder).mkdir(exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(settings(place))


def _fakesmsc(place: Place) -> Part:
    """Ends with its standard input, so it gets one that stays open; a line in it is an inbound SMS."""
    fifo = place.within("gateway") / "inbound.fifo"
    program = next((path for path in FAKESMSC_PATHS if Path(path).exists()), "fakesmsc")
    script = 'exec 3<>"$0"; exec "$1" -v 4 -H 127.0.0.1 -r "$2" <&3'
    command = ["sh", "-c", script, str(fifo), program, str(place.ports["smsc"])]
    return Part(
        "fakesmsc",
        command,
        place.folder,
        os.environ.copy(),
        needs=("bearerbox",),
        patience_s=3,
        prepare=lambda: None if fifo.exists() else os.mkfifo(fifo),
    )


def _simulator(place: Place) -> Part:
    ledger = place.within("gateway") / "submits.jsonl"
    command = [sys.executable, "-m", "stack.kannel.smsc_simulator"]
    command += ["--port", str(place.ports["smsc"]), "--control-port", str(place.ports["simulator_control"])]
    command += ["--ledger", str(ledger)]
    return Part(
        "simulator",
        command,
        place.folder,
        os.environ.copy(),
        is_ready=lambda: is_listening(place.ports["simulator_control"]),
        patience_s=3,
        cwd=PROJECT,
    )
