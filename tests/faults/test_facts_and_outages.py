"""Is a committed fact told and taken once, when broker or store die or freeze under load?"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pymongo.errors import PyMongoError

from stack.waiting import until
from tests.faults.checker import Verdict, is_in_order
from tests.faults.length import scaled
from tests.faults.stage import LISTENER, TELLER, Stage

PROCESSES = (TELLER, LISTENER)


@pytest.fixture(autouse=True)
def _running(stage: Stage) -> None:
    stage.start(*PROCESSES)


class Load:
    """Tells 20 facts in a transaction, five times a second (ten in the long form), and times each commit."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.commits_s: list[float] = []
        self.refused = 0
        self.ending = threading.Event()

    def run(self) -> None:
        while not self.ending.wait(1 / scaled(5, 10)):
            begun = time.monotonic()
            try:
                self.stage.tell(people=5, answers=4)
            except PyMongoError:
                self.refused += 1
            else:
                self.commits_s.append(time.monotonic() - begun)


@contextmanager
def load(stage: Stage) -> Iterator[Load]:
    running = Load(stage)
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        yield running
    finally:
        running.ending.set()
        thread.join(30)
        assert not thread.is_alive()


def pids(stage: Stage) -> list[int]:
    return [part.process.pid for name in PROCESSES if (part := stage.lab.parts[name]).process]


def grows(stage: Stage, deadline_s: float) -> None:
    """Waits until something more takes effect."""
    before = stage.count()
    until(lambda: stage.count() > before, "consumers at work", deadline_s)


def test_nothing_is_lost_when_the_broker_is_killed_again_and_again(stage: Stage) -> None:
    kills, born = scaled(2, 10), pids(stage)
    with load(stage):
        for _ in range(kills):
            grows(stage, deadline_s=20)
            stage.lab.kill("broker")
            stage.lab.start("broker")
            grows(stage, deadline_s=15)
    assert pids(stage) == born
    stage.settle(deadline_s=scaled(60, 300))
    assert stage.verdict(f"broker killed {kills} times under load") == Verdict()
    assert is_in_order(stage.effects())


def test_commits_go_on_while_the_broker_is_frozen(stage: Stage) -> None:
    frozen_s = scaled(6, 30)
    with load(stage) as running:
        grows(stage, deadline_s=20)
        stage.lab.freeze("broker")
        running.commits_s.clear()
        time.sleep(frozen_s)
        committed = sorted(running.commits_s)
        stage.lab.thaw("broker")
    assert running.refused == 0
    assert len(committed) >= frozen_s * 2
    assert committed[int(len(committed) * 0.99)] < 0.5
    stage.settle(deadline_s=scaled(40, 300))
    assert stage.verdict(f"broker frozen for {frozen_s} s under load") == Verdict()
    assert is_in_order(stage.effects())


def test_nothing_is_lost_when_the_store_is_killed(stage: Stage) -> None:
    """A commit that was answered is kept; one that was cut off is not counted as commanded by us."""
    kills, born = scaled(2, 5), pids(stage)
    for _ in range(kills):
        stage.tell(people=100, answers=4)
        grows(stage, deadline_s=20)
        stage.lab.kill("store")
        stage.lab.start("store")
    assert pids(stage) == born
    stage.settle(deadline_s=60)
    assert stage.verdict(f"store killed {kills} times while facts are taken") == Verdict()
    assert is_in_order(stage.effects())


def test_nothing_is_acked_without_a_commit_while_the_store_is_frozen(stage: Stage) -> None:
    frozen_s, born = scaled(12, 60), pids(stage)
    stage.tell(people=100, answers=4)
    grows(stage, deadline_s=20)
    stage.lab.freeze("store")
    time.sleep(frozen_s)
    stage.lab.thaw("store")
    grows(stage, deadline_s=30)
    assert pids(stage) == born
    stage.settle(deadline_s=60)
    assert stage.verdict(f"store frozen for {frozen_s} s") == Verdict()
    assert is_in_order(stage.effects())
