"""Does each process get its own keys, and no others?"""

import json
import socket
from pathlib import Path

import pytest

from stack import ports
from stack.environment import PROCESSES, environment
from stack.gateway import settings
from stack.place import Place, passing


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return passing(tmp_path, "smpp", {"SENDER_SLOTS": "2"})


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_holds_the_password_of_its_service_only(place: Place, process: str) -> None:
    owner = "notifications" if process in ("sender", "receipts") else process
    given = json.dumps(environment(process, place))
    holders = {user for user, password in place.secrets.broker.items() if password in given}
    holders |= {user for user, password in place.secrets.store.items() if password in given}
    assert holders == {owner}


def test_the_shell_of_the_operator_does_not_leak_in(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_URI", "mongodb://elsewhere")
    monkeypatch.setenv("SOME_TOKEN", "leak")
    given = environment("registry", place)
    assert (given.get("SOME_TOKEN"), "elsewhere" in given["STORE_URI"]) == (None, False)


def test_what_a_test_sets_wins(place: Place) -> None:
    assert environment("sender", place)["SENDER_SLOTS"] == "2"


def test_secrets_are_for_the_owner_alone_and_stay(tmp_path: Path) -> None:
    first, again = passing(tmp_path), passing(tmp_path)
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert first.secrets == again.secrets


def test_two_places_share_no_secret(tmp_path: Path) -> None:
    one, other = (passing(tmp_path / name).secrets for name in ("one", "other"))
    assert set(one.broker.values()) & set(other.broker.values()) == set()


def test_kannel_is_told_everything_that_it_would_otherwise_lose(place: Place) -> None:
    written = settings(place)
    assert "$" not in written
    for line in (
        "store-type = spool",
        "dlr-storage = spool",
        "http-request-retry = 1000000",
        "mo-recode = true",
    ):
        assert line in written.splitlines()
    assert "\nsmsbox-id" not in written


def test_a_taken_port_is_left_alone_and_the_new_one_remembered(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        chosen = ports.remembered(tmp_path / "ports.json", {"portal": number})
    assert chosen["portal"] != number
    assert json.loads((tmp_path / "ports.json").read_text()) == chosen


def test_no_two_parts_share_a_port() -> None:
    chosen = ports.private()
    assert len(set(chosen.values())) == len(ports.DEFAULTS)
