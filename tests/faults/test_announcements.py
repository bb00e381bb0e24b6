"""Is everybody told once, whatever dies in the middle of an announcement?"""

import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest

from chassis import clock
from chassis.errors import Conflict, Unavailable
from stack.waiting import until
from tests.faults.checker import Verdict
from tests.faults.length import scaled
from tests.faults.told import SLOTS, Told

SEEDS = scaled(1, 10)
OURS = ("sender", "receipts", "notifications", "events", "broker", "store")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    told = Told(tmp_path_factory.mktemp("told"))
    try:
        told.open()
        yield told
    finally:
        told.close()


@pytest.fixture
def told(opened: Told) -> Told:
    opened.prepare(people=150)
    return opened


def harmless(verdict: Verdict) -> Verdict:
    """All but the doubts, which are counted apart."""
    return Verdict(verdict.lost, verdict.duplicated, verdict.unexpected)


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("point", ["sender.planned", "sender.claimed", "sender.called", "sender.recorded"])
def test_an_announced_meeting_is_told_once_after_its_sender_was_killed(
    told: Told, point: str, seed: int
) -> None:
    told.doom("sender", f"{point}:{3 + 2 * seed}")
    told.announce()
    until(lambda: not told.lab.is_running("sender"), "the sender to die", deadline_s=30)
    told.lab.start("sender")
    told.settle()
    assert harmless(told.verdict(f"sender killed at {point}, seed {seed}")) == Verdict()
    assert told.doubted() <= SLOTS


@pytest.mark.parametrize("point", ["planner.chunk", "store.before_commit"])
def test_an_announced_meeting_is_told_once_after_its_planner_was_killed(told: Told, point: str) -> None:
    told.doom("notifications", f"{point}:1")
    told.announce()
    until(lambda: not told.lab.is_running("notifications"), "the service to die", deadline_s=30)
    told.lab.start("notifications")
    told.settle()
    assert told.verdict(f"notifications killed at {point}") == Verdict()


def test_a_command_that_died_is_done_once_by_its_repetition(told: Told) -> None:
    """The portal got no answer; the same key again is the same meeting."""
    wanted = {
        "title": "Assemblée",
        "starts_at": (clock.now() + timedelta(days=3)).isoformat(),
        "place": "Salle 2",
        "audience": {"offices": [], "communes": []},
        "expected": 1,
    }
    key = uuid.uuid4().hex
    told.doom("events", "store.before_commit:1")
    until(lambda: _is_refused(told, wanted, key), "a death in the middle", deadline_s=20)
    until(lambda: not told.lab.is_running("events"), "the service to die", deadline_s=20)
    told.lab.start("events")
    first = told.announce_again(wanted, key)
    assert told.announce_again(wanted, key) == first
    with pytest.raises(Conflict, match="key_reused"):
        told.announce_again(wanted | {"place": "Salle 3"}, key)
    told.settle()
    assert told.meetings.count_documents({"place": "Salle 2"}) == 1
    assert told.verdict("events killed in a command, same key again") == Verdict()


def _is_refused(told: Told, wanted: dict[str, object], key: str) -> bool:
    try:
        told.announce_again(wanted, key)
    except Unavailable:
        return not told.lab.is_running("events")
    return False


@pytest.mark.parametrize("seed", range(SEEDS))
def test_an_announced_meeting_is_told_once_after_everything_of_ours_was_killed(told: Told, seed: int) -> None:
    told.announce()
    told.wait_told(parts=40 + 20 * seed)
    told.kill(OURS)
    for name in reversed(OURS):
        told.lab.start(name)
    told.settle()
    assert harmless(told.verdict(f"services, broker and store killed, seed {seed}")) == Verdict()
    assert told.doubted() <= SLOTS


def test_a_gateway_that_takes_and_says_nothing_is_never_asked_twice(told: Told) -> None:
    told.announce()
    told.wait_told(parts=40)
    told.lab.freeze("bearerbox")
    try:
        until(lambda: "doubtful" in {row["state"] for row in told.rows()}, "a doubt", deadline_s=60)
    finally:
        told.lab.thaw("bearerbox")
    told.settle()
    assert harmless(told.verdict("gateway frozen under load")) == Verdict()
    assert told.doubted() <= SLOTS


def test_a_gateway_that_was_killed_is_waited_for(told: Told) -> None:
    told.announce()
    told.wait_told(parts=40)
    told.kill(["smsbox"])
    told.lab.start("smsbox")
    told.settle()
    assert harmless(told.verdict("smsbox killed under load")) == Verdict()
    assert told.doubted() <= SLOTS


def test_a_sender_that_is_asked_to_stop_leaves_no_doubt(told: Told) -> None:
    told.announce()
    told.wait_told(parts=40)
    part = told.lab.parts["sender"]
    part.stop()
    assert part.process is not None
    assert part.process.returncode == 0
    told.lab.start("sender")
    told.settle()
    assert told.verdict("sender stopped by SIGTERM under load") == Verdict()


def test_a_sender_that_is_asked_to_stop_ends_in_30_s_also_while_the_store_is_away(told: Told) -> None:
    told.announce()
    told.wait_told(parts=40)
    told.lab.kill("store")
    part = told.lab.parts["sender"]
    part.stop()
    assert part.process is not None
    assert part.process.returncode == 0
    told.lab.start("store")
    told.lab.start("sender")
    told.settle()
    assert harmless(told.verdict("sender stopped while the store was away")) == Verdict()
    assert told.doubted() <= SLOTS


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_a_receipt_is_kept_before_it_is_answered_and_refused_without_the_secret(told: Told) -> None:
    port, secret = told.lab.ports["receipts"], told.lab.place.secrets.receipts_secret
    query = "id=unknown.1.1&sheet=none.0&type=1"
    journal = told.store.db["journal"]
    known = journal.count_documents({})
    assert _status(f"http://127.0.0.1:{port}/dlr/wrong?{query}") == 403
    assert journal.count_documents({}) == known
    assert _status(f"http://127.0.0.1:{port}/dlr/{secret}?{query}") == 200
    assert journal.count_documents({}) == known + 1
    told.lab.kill("store")
    assert _status(f"http://127.0.0.1:{port}/dlr/{secret}?{query}") == 503
    told.lab.start("store")
    until(lambda: _status(f"http://127.0.0.1:{port}/dlr/{secret}?{query}") == 200, "receipts again", 20)
