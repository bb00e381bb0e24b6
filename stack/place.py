"""Where does one stack live: which folder, ports, secrets and choices?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stack import ports, secrets
from stack.secrets import Secrets

PROJECT = Path(__file__).resolve().parent.parent
SANDBOX, FAKE, SMPP = "sandbox", "fake", "smpp"
SMS_MODES = (SANDBOX, FAKE, SMPP)


@dataclass(frozen=True)
class Place:
    """`overrides`: settings that every process gets, over what the stack chose."""

    folder: Path
    ports: dict[str, int]
    secrets: Secrets
    sms: str = SANDBOX
    overrides: Mapping[str, str] = field(default_factory=dict)

    def within(self, name: str) -> Path:
        path = self.folder / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def url(self, port_name: str) -> str:
        return f"http://127.0.0.1:{self.ports[port_name]}"


def lasting(folder: Path, sms: str, wanted: dict[str, int], overrides: Mapping[str, str]) -> Place:
    """The place of `make up`: the same ports and secrets each time."""
    _make_folders(folder)
    chosen = ports.remembered(folder / "ports.json", wanted)
    kept = secrets.load_or_make(folder / "secrets.json")
    return Place(folder, chosen, kept, sms, overrides=overrides)


def passing(folder: Path, sms: str = SANDBOX, overrides: Mapping[str, str] | None = None) -> Place:
    """The place of one test: free ports, new secrets."""
    folder = folder.resolve()
    _make_folders(folder)
    made = secrets.load_or_make(folder / "secrets.json")
    return Place(folder, ports.private(), made, sms, overrides=overrides or {})


def _make_folders(folder: Path) -> None:
    for name in ("log", "run"):
        (folder / name).mkdir(parents=True, exist_ok=True)
