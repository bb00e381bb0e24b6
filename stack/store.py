"""How does a private store run? SecantusDB, its own process, a user a service for its own database."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pymongo
from pymongo.errors import PyMongoError

from stack.parts import Part
from stack.permissions import ADMINISTRATOR
from stack.place import PROJECT, Place
from stack.waiting import is_listening

# w:1 transactions need no retryable writes; with them on, updates fell to a tenth after 10,000 writes.
OPTIONS = "retryWrites=false&w=majority&serverSelectionTimeoutMS=3000&socketTimeoutMS=10000"
OWN_ROLES = ("readWrite", "dbAdmin")


def parts(place: Place) -> list[Part]:
    return [_server(place, "store", auth=True)]


def uri(place: Place, user: str) -> str:
    """Signed in at `admin` for the administrator, at its own database for everybody else."""
    source = _source(user)
    login = f"{user}:{place.secrets.store[user]}"
    return (
        place.store_uri
        or f"mongodb://{login}@127.0.0.1:{place.ports['store']}/?authSource={source}&{OPTIONS}"
    )


def _server(place: Place, name: str, *, auth: bool) -> Part:
    return Part(
        name,
        _command(place, auth),
        place.folder,
        os.environ.copy(),
        is_ready=lambda: _answers(place, auth),
        deadline_s=60,
        patience_s=30,
        prepare=(lambda: _make_users_once(place)) if auth else None,
        cwd=PROJECT,
    )


def _command(place: Place, auth: bool) -> list[str]:
    command = [str(Path(sys.executable).with_name("secantusd-py")), "--host", "127.0.0.1"]
    command += ["--port", str(place.ports["store"]), "--storage-path", str(place.within("store"))]
    # Without --sync-on-commit a kill -9 took the last acknowledged transactions with it (50 of 50 when
    # tried at once after them); with it an insert takes 0.40 ms instead of 0.35.
    command += ["--log-level", "WARNING", "--sync-on-commit"]
    return command + (["--auth"] if auth else [])


def _make_users_once(place: Place) -> None:
    """The users are made while nobody else can know the port: once without `--auth`, then never again."""
    stamp = place.folder / "store-users"
    if stamp.exists():
        return
    opening = _server(place, "store-users", auth=False)
    opening.start()
    try:
        with _client(f"mongodb://127.0.0.1:{place.ports['store']}/?{OPTIONS}") as client:
            make_users(client, place.secrets.store)
    finally:
        opening.stop()
    stamp.touch()


def make_users(client: pymongo.MongoClient[dict[str, Any]], passwords: Mapping[str, str]) -> None:
    """Each in its own database with rights there alone; a second time only renews the passwords."""
    for user, password in passwords.items():
        source = _source(user)
        roles = ("root",) if user == ADMINISTRATOR else OWN_ROLES
        known = client[source].command("usersInfo", user)["users"]
        command = "updateUser" if known else "createUser"
        granted = [{"role": role, "db": source} for role in roles]
        client[source].command(command, user, pwd=password, roles=granted)


def _answers(place: Place, auth: bool) -> bool:
    if not is_listening(place.ports["store"]):
        return False
    address = uri(place, ADMINISTRATOR) if auth else f"mongodb://127.0.0.1:{place.ports['store']}/?{OPTIONS}"
    try:
        with _client(address) as client:
            return bool(client.admin.command("ping")["ok"])
    except PyMongoError:
        return False


def _client(address: str) -> pymongo.MongoClient[dict[str, Any]]:
    return pymongo.MongoClient(address)


def _source(user: str) -> str:
    return "admin" if user == ADMINISTRATOR else user
