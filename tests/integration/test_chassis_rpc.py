"""Does a caller always get an answer within its deadline, and the lines stay usable afterwards?"""

import threading
import time
from collections.abc import Iterator
from typing import Any

import amqp
import pytest

from chassis.errors import Refused, Unavailable
from chassis.rpc import RpcPool
from stack.lab import Lab
from tests.faults.proxy import DOWN, Proxy

pytestmark = pytest.mark.integration

DEADLINE_S = 1.0


class Echo:
    """Answers as `registry` would, on its RPC queue: what it was given, or a refusal."""

    def __init__(self, lab: Lab) -> None:
        self._connection = lab.broker("registry")
        self._channel = self._connection.channel()
        self._channel.queue_purge("rpc-registry")
        self._channel.basic_consume("rpc-registry", callback=self._answer, no_ack=True)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def close(self) -> None:
        self._ending.set()
        self._thread.join(5)
        self._connection.close()

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self._connection.drain_events(timeout=0.1)
            except TimeoutError:
                continue

    def _answer(self, message: Any) -> None:
        body = b'{"result": {"data": "here"}, "error": null}'
        if b"refuse" in message.body.encode():
            body = b'{"result": {"refused": {"kind": "refused", "slug": "no", "fields": {}, "details": {}}}}'
        told = message.properties
        answer = amqp.Message(
            body, content_type="application/json", correlation_id=told["correlation_id"], delivery_mode=1
        )
        self._channel.basic_publish(answer, "nameko-rpc", told["reply_to"])


@pytest.fixture
def echo(bare_lab: Lab) -> Iterator[Echo]:
    answering = Echo(bare_lab)
    yield answering
    answering.close()


@pytest.fixture
def proxy(bare_lab: Lab) -> Iterator[Proxy]:
    with Proxy(bare_lab.ports["amqp"]) as opened:
        yield opened


@pytest.fixture
def pool(bare_lab: Lab, proxy: Proxy) -> Iterator[RpcPool]:
    straight = bare_lab.env("portal")["AMQP_URI"]
    made = RpcPool(straight.replace(f":{bare_lab.ports['amqp']}/", f":{proxy.port}/"), 2, DEADLINE_S)
    yield made
    made.close()


def ask(pool: RpcPool, wanted: str = "something") -> Any:
    return pool.call("registry", "anything", {"wanted": wanted}, {"actor": "a", "key": "k"})


def unavailable_after_s(pool: RpcPool) -> float:
    begun = time.monotonic()
    with pytest.raises(Unavailable):
        ask(pool)
    return time.monotonic() - begun


def test_answers_and_refusals_come_back(echo: Echo, pool: RpcPool) -> None:
    assert [ask(pool) for _ in range(3)] == ["here"] * 3
    with pytest.raises(Refused, match="no"):
        ask(pool, "refuse")


def test_a_service_that_is_away_is_said_to_be_so_within_the_deadline(pool: RpcPool) -> None:
    assert unavailable_after_s(pool) < DEADLINE_S + 0.5


@pytest.mark.parametrize("is_warm", [False, True])
def test_a_frozen_broker_is_given_up_within_the_deadline(
    echo: Echo, pool: RpcPool, proxy: Proxy, is_warm: bool
) -> None:
    if is_warm:
        assert ask(pool) == "here"
    proxy.freeze()
    assert unavailable_after_s(pool) < DEADLINE_S + 0.5
    proxy.heal()
    assert ask(pool) == "here"


def test_a_line_that_was_cut_is_made_again(echo: Echo, pool: RpcPool, proxy: Proxy) -> None:
    assert ask(pool) == "here"
    proxy.reset()
    time.sleep(0.1)
    assert ask(pool) == "here"


def test_a_late_answer_is_never_taken_for_the_next_ones(echo: Echo, pool: RpcPool, proxy: Proxy) -> None:
    assert ask(pool) == "here"
    proxy.delay(DOWN, 1.5)
    with pytest.raises(Unavailable):
        ask(pool)
    proxy.heal()
    with pytest.raises(Refused):
        ask(pool, "refuse")


def test_callers_that_find_every_line_busy_are_told_in_time(pool: RpcPool) -> None:
    waits: list[float] = []
    threads = [threading.Thread(target=lambda: waits.append(unavailable_after_s(pool))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(waits) == 4
    assert max(waits) < DEADLINE_S + 0.7
