"""Where do the passwords come from? Made once at random, kept in one file that only the owner reads."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from stack.permissions import USERS


@dataclass(frozen=True)
class Secrets:
    """`broker` and `store`: password by user."""

    broker: dict[str, str]
    store: dict[str, str]
    cookie: str
    portal_secret_key: str
    receipts_secret: str
    kannel_password: str
    kannel_admin_password: str
    kannel_status_password: str


def load_or_make(path: Path) -> Secrets:
    if not path.exists():
        _write(path, _make())
    return Secrets(**json.loads(path.read_text()))


def _make() -> Secrets:
    return Secrets(
        broker={user: _password() for user in USERS},
        store={user: _password() for user in USERS},
        cookie=_password(),
        portal_secret_key=secrets.token_urlsafe(48),
        receipts_secret=_password(),
        kannel_password=_password(),
        kannel_admin_password=_password(),
        kannel_status_password=_password(),
    )


def _password() -> str:
    """Hexadecimal: it stands in addresses and in Kannel's files without any quoting."""
    return secrets.token_hex(20)


def _write(path: Path, made: Secrets) -> None:
    scratch = path.with_suffix(".new")
    scratch.unlink(missing_ok=True)
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(asdict(made), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(scratch, path)
