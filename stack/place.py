"""Where does one stack live: which folder, ports, secrets and choices?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stack import ports, secrets
from stack.secrets import Secrets

PROJECT = Path(__file__).resolve().parent.parent
SANDBOX, FAKE, SMPP, OPERATOR = "sandbox", "fake", "smpp", "operator"


@dataclass(frozen=True)
class Place:
    """`overrides`: settings that every process gets, over what the stack chose.

    `amqp_uri`, `store_uri`: a broker and a store that are not ours; empty means private ones.
    `operator`: smpp_host, smpp_port, smpp_user, smpp_password of a real SMS centre.
    """

    folder: Path
    ports: dict[str, int]
    secrets: Secrets
    sms: str = SANDBOX
    overrides: Mapping[str, str] = field(default_factory=dict)
    amqp_uri: str = ""
    store_uri: str = ""
    operator: Mapping[str, str] = field(default_factory=dict)

    def within(self, name: str) -> Path:
        path = self.folder / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def url(self, port_name: str) -> str:
        return f"http://127.0.0.1:{self.ports[port_name]}"


def lasting(folder: Path, wanted: dict[str, int], *, again: bool = False, **choices: Any) -> Place:
    """The place of `make up`: the same ports and secrets each time. `choices` are Place's other fields.

    `again`: as it was left, ports and all; nothing is about to listen there.
    """
    _make_folders(folder)
    file = folder / "ports.json"
    chosen = ports.as_left(file) if again else ports.remembered(file, wanted)
    return Place(folder, chosen, secrets.load_or_make(folder / "secrets.json"), **choices)


def passing(folder: Path, sms: str = SANDBOX, overrides: Mapping[str, str] | None = None) -> Place:
    """The place of one test: free ports, new secrets."""
    folder = folder.resolve()
    _make_folders(folder)
    made = secrets.load_or_make(folder / "secrets.json")
    return Place(folder, ports.private(), made, sms, overrides=overrides or {})


def _make_folders(folder: Path) -> None:
    for name in ("log", "run"):
        (folder / name).mkdir(parents=True, exist_ok=True)
