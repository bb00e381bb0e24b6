"""Does a fact take effect once, however often and in whatever order it comes, and beside poison?"""

import json
import re
from typing import Any

import amqp

from chassis import topology
from stack.waiting import until
from tests.faults import facts
from tests.faults.answering import ALWAYS_RAISES
from tests.faults.checker import Verdict
from tests.faults.length import scaled
from tests.faults.stage import COPIES, LISTENER, TELLER, Stage


def test_five_deliveries_of_everything_shuffled_to_three_copies_take_effect_once(stage: Stage) -> None:
    people, answers = scaled(20, 200), 5
    stage.start(*COPIES)
    bodies = facts.bodies(people, answers)
    stage.commanded += [f"m-1.p{person}/{nth}" for person in range(people) for nth in range(1, answers + 1)]
    stage.push(facts.shuffled(bodies, seed=people, times=5))
    stage.settle(deadline_s=scaled(40, 300))
    assert stage.verdict("each fact delivered five times, shuffled, to three copies") == Verdict()
    assert stage.held() == []


def altered(**changes: Any) -> bytes:
    return json.dumps(json.loads(facts.body("poison")) | changes).encode()


POISON = {
    "not_json": b"\x80\x81 no text at all",
    "oversize": b"[" + b" " * 300_000 + b"]",
    "KeyError: 'id'": json.dumps(
        {name: value for name, value in json.loads(facts.body("poison")).items() if name != "id"}
    ).encode(),
    "ValidationError": altered(
        subject="m-1.schema",
        id=facts.event_id("schema"),
        data={"meeting_id": "m-1", "person_id": "schema", "answer": "perhaps", "answered_at": "now"},
    ),
    "UnknownVersion": altered(
        subject="m-1.v9", id=facts.event_id("v9"), type="invitation.invitation_answered.v9"
    ),
    "UnicodeEncodeError": altered(subject="m-1.\ud800"),
    "OSError: as always": facts.body(f"{ALWAYS_RAISES}-1"),
}


def test_poison_is_parked_with_a_reason_and_all_else_goes_on(stage: Stage) -> None:
    stage.start(LISTENER)
    good = facts.bodies(20, 2)
    mixed = good[:20] + list(POISON.values()) + good[20:]
    stage.push(mixed)
    stage.push([b"given up by the broker"], exchange=topology.dead("events"), key="-")
    stage.commanded += [f"m-1.p{person}/{nth}" for person in range(20) for nth in (1, 2)]
    parked = len(POISON) + 1
    until(lambda: [row["state"] for row in stage.held()] == ["parked"] * parked, "parked rows", 40)
    stage.settle()
    reasons = sorted(row["reason"] for row in stage.held())
    for reason in [*POISON, "dead"]:
        assert [told for told in reasons if reason in told], f"{reason} in {reasons}"
    assert max(row["attempt"] for row in stage.held()) == 12
    assert stage.verdict("poison among good facts") == Verdict()


def is_idle(stage: Stage) -> bool:
    return stage.count() in (0, len(stage.commanded))


def test_sigterm_under_load_ends_in_time_and_brings_nothing_twice(stage: Stage) -> None:
    stops = scaled(2, 10)
    stage.start(TELLER, LISTENER)
    for _ in range(stops):
        stage.tell(people=100, answers=4)
        until(lambda: not is_idle(stage), "work under way", deadline_s=20)
        for name in (LISTENER, TELLER):
            code, took_s = stage.stop_timed(name)
            assert (code, took_s < 30) == (0, True), f"{name}: code {code} after {took_s:.1f} s"
        stage.start(LISTENER, TELLER)
    stage.settle()
    assert stage.verdict(f"SIGTERM under load, {stops} times") == Verdict()


def test_sigterm_is_heard_while_the_broker_is_down(stage: Stage) -> None:
    stage.start(TELLER, LISTENER)
    stage.tell(people=10)
    until(lambda: stage.count() == 10, "the effects", deadline_s=20)
    stage.lab.kill("broker")
    stage.tell(people=10)
    for name in (LISTENER, TELLER):
        code, took_s = stage.stop_timed(name)
        assert (code, took_s < 10) == (0, True), f"{name}: code {code} after {took_s:.1f} s"
    stage.lab.parts[LISTENER].spawn()
    until(lambda: "waiting" in last_lines(stage, LISTENER), "a start without broker", deadline_s=20)
    code, took_s = stage.stop_timed(LISTENER)
    assert (code, took_s < 10) == (0, True)
    stage.start("broker", LISTENER, TELLER)
    stage.settle()
    assert stage.verdict("SIGTERM while the broker is down") == Verdict()


def test_handlers_that_run_when_sigterm_comes_are_finished(stage: Stage) -> None:
    stage.push(facts.bodies(8, 1))
    stage.commanded += [f"m-1.p{person}/1" for person in range(8)]
    stage.start(LISTENER, FADAA_TEST_SLOW_S="2")
    code, took_s = stage.stop_timed(LISTENER)
    assert (code, took_s < 30) == (0, True)
    assert stage.count() < 8
    stage.start(LISTENER)
    stage.settle()
    assert stage.verdict("SIGTERM during slow handlers") == Verdict()


def test_a_process_ends_naming_a_queue_with_other_arguments(stage: Stage) -> None:
    queue = topology.inbox("events")
    connection = stage.lab.broker()
    channel = connection.channel()
    try:
        channel.queue_delete(queue)
        channel.queue_declare(queue, durable=True, auto_delete=False, arguments={"x-queue-type": "quorum"})
        part = stage.lab.parts[LISTENER]
        part.spawn()
        stage.wait_dead(LISTENER, deadline_s=10)
        assert part.process is not None
        assert part.process.returncode == 1
        assert f"queue {queue} exists with other arguments" in last_lines(stage, LISTENER)
    finally:
        _provision(channel)
        connection.close()


def _provision(channel: amqp.Channel) -> None:
    queue = topology.inbox("events")
    channel.queue_delete(queue)
    channel.queue_declare(
        queue, durable=True, auto_delete=False, arguments=topology.inbox_arguments("events")
    )
    topology.bind(channel, "events")


def last_lines(stage: Stage, name: str) -> str:
    return "\n".join(re.split(r"\n", stage.lab.log(name))[-6:])


def test_a_relay_frozen_past_its_lease_does_no_harm(stage: Stage) -> None:
    """Its twin takes over; what the frozen one says when it wakes up is known already."""
    stage.add("teller-2", "tests.faults.telling:Telling", "notifications")
    stage.start(TELLER, LISTENER)
    stage.tell(people=10)
    until(lambda: stage.count() == 10, "the effects", deadline_s=20)
    stage.start("teller-2")
    stage.lab.freeze(TELLER)
    stage.tell(people=100)
    until(lambda: stage.count() == 110, "the twin at work", deadline_s=20)
    stage.lab.thaw(TELLER)
    stage.tell(people=10)
    stage.settle()
    assert stage.verdict("relay frozen past its lease") == Verdict()
