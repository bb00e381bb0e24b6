"""Does a stack come back after real kills with all it had taken, and leave nothing behind?"""

import os
import socket
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import amqp
import psutil
import pytest

from stack import gateway
from stack.kannel.smsc_ledger import submits
from stack.lab import Lab
from stack.sessions import MARK
from stack.waiting import NotReady, is_listening, until

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("stack"), sms="smpp", processes=[]) as lab:
        yield lab


def test_the_broker_keeps_a_confirmed_message_through_kill_9(lab: Lab) -> None:
    with lab.broker("events") as connection:
        channel = connection.channel()
        channel.confirm_select()
        channel.basic_publish_confirm(
            amqp.Message("kept", delivery_mode=2),
            exchange="events.events",
            routing_key="meeting.meeting_announced.v1",
        )
        lab.kill("broker")
        connection.collect()
    assert not lab.is_running("broker")
    lab.start("broker")
    with lab.broker("notifications") as connection:
        message = connection.channel().basic_get("notifications.inbox", no_ack=True)
    assert message.body == "kept"


def test_the_store_keeps_acknowledged_transactions_through_kill_9(lab: Lab) -> None:
    with lab.store("registry") as client, client.start_session() as session:
        for number in range(20):
            with session.start_transaction():
                client["registry"]["kept"].insert_one({"_id": number}, session=session)
        lab.kill("store")
    lab.start("store")
    with lab.store("registry") as client:
        assert sorted(row["_id"] for row in client["registry"]["kept"].find()) == list(range(20))


def test_a_frozen_broker_answers_again_when_thawed(lab: Lab) -> None:
    lab.freeze("broker")
    try:
        with pytest.raises(OSError, match="timed out"):
            lab.broker()
    finally:
        lab.thaw("broker")
    with lab.broker() as connection:
        assert connection.connected


def test_an_sms_reaches_the_operator_as_it_was_written(lab: Lab) -> None:
    question = {
        "username": gateway.USER,
        "password": lab.place.secrets.kannel_password,
        "from": "FADAA",
        "to": "+212661234512",
        "charset": "UTF-8",
        "coding": "2",
        "text": "اجتماع",
    }
    with urllib.request.urlopen(
        f"{gateway.send_url(lab.place)}?{urllib.parse.urlencode(question)}"
    ) as answer:
        assert (answer.status, answer.read()) == (202, b"0: Accepted for delivery")
    ledger = lab.place.folder / "gateway" / "submits.jsonl"
    until(lambda: bool(submits(ledger)), "the submit", 10)
    (taken,) = submits(ledger)
    assert (taken["to"], taken["sender"], taken["coding"]) == ("212661234512", "FADAA", 8)
    assert bytes.fromhex(taken["hex"]).decode("utf-16-be") == "اجتماع"


def test_smsbox_is_still_ours_after_it_gave_itself_a_new_pid(lab: Lab) -> None:
    lab.kill("bearerbox")
    lab.start("bearerbox")
    box = lab.parts["smsbox"]
    until(lambda: box.process is not None and box.process.poll() is not None, "the new pid", 30)
    until(lambda: is_listening(lab.ports["smsbox"]), "smsbox", 30)
    assert lab.is_running("smsbox")


def test_nothing_is_left_after_a_part_that_does_not_come_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        broken = Lab(tmp_path, processes=[])
        broken.place.ports["store"] = taken.getsockname()[1]
        broken.parts["store"].command[broken.parts["store"].command.index("--port") + 1] = str(
            taken.getsockname()[1]
        )
        with pytest.raises(NotReady, match="store"):
            broken.__enter__()
    assert _ours(tmp_path) == []


def _ours(folder: Path) -> list[str]:
    found = []
    for process in psutil.process_iter():
        try:
            marked = process.environ().get(MARK) == os.fspath(folder.resolve())
        except (psutil.Error, OSError):
            continue
        found += [process.name()] if marked and process.status() != psutil.STATUS_ZOMBIE else []
    return found
