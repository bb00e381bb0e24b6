"""Does every fact take effect once and in order, whatever way it is delivered?"""

import json
import random
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import eventlet
import pytest
from marshmallow import ValidationError

from chassis import upkeep
from chassis.envelope import Envelope
from chassis.errors import Conflict, Refused
from chassis.inbox import Inbox
from chassis.store import Store, Tx
from contracts.notifications.facts import InvitationAnswered
from stack.waiting import until
from tests.faults import facts

pytestmark = pytest.mark.integration

TYPE = InvitationAnswered.type()
TINY_DELAYS_S = [0.01, 0.02]


def note(tx: Tx, fact: Envelope) -> None:
    tx.insert("effects", {"subject": fact.subject, "sequence": fact.sequence})


def inbox(store: Store, handler: Callable[[Tx, Envelope], None] = note) -> Inbox:
    return Inbox(store, {TYPE: handler}, TINY_DELAYS_S)


def effects(store: Store) -> dict[str, list[int]]:
    """Sequences by subject, in the order in which they took effect."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in store.db.effects.find({}).sort("_id", 1):
        found[row["subject"]].append(row["sequence"])
    return dict(found)


def held(store: Store) -> list[tuple[str, str, int]]:
    rows = store.db.held.find({}).sort("sequence", 1)
    return [(row["state"], row["reason"], row["attempt"]) for row in rows]


def oracle(people: int, answers: int) -> dict[str, list[int]]:
    return {f"m-1.p{person}": list(range(1, answers + 1)) for person in range(people)}


def administer(store: Store, act: Callable[..., Any], *arguments: Any) -> Any:
    return store.transaction(lambda tx: act(tx, *arguments), actor="administrator")


def sweep_until(box: Inbox, condition: Callable[[], bool]) -> None:
    until(lambda: [box.sweep(), condition()][1], "the held rows", deadline_s=10)


@pytest.mark.parametrize("seed", range(3))
def test_order_is_kept_when_everything_comes_shuffled(own_store: Store, seed: int) -> None:
    box = inbox(own_store)
    for body in facts.shuffled(facts.bodies(3, 8), seed):
        box.receive(body)
    assert effects(own_store) == oracle(3, 8)
    assert held(own_store) == []


@pytest.mark.parametrize("seed", range(2))
def test_five_deliveries_of_each_to_three_copies_take_effect_once(own_store: Store, seed: int) -> None:
    boxes = [inbox(own_store) for _ in range(3)]
    bodies = facts.shuffled(facts.bodies(3, 5), seed, times=5)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda pair: boxes[pair[0] % 3].receive(pair[1]), enumerate(bodies)))
    boxes[0].release_all()
    boxes[0].sweep()
    assert {subject: sorted(seen) for subject, seen in effects(own_store).items()} == oracle(3, 5)
    assert held(own_store) == []


def test_successors_wait_for_a_missing_fact_and_others_go_on(own_store: Store) -> None:
    box = inbox(own_store)
    for nth in (1, 3, 4):
        box.receive(facts.body("p0", nth))
    box.receive(facts.body("p1"))
    assert effects(own_store) == {"m-1.p0": [1], "m-1.p1": [1]}
    assert held(own_store) == [("waiting", "predecessor_missing", 0)] * 2
    box.receive(facts.body("p0", 2))
    assert effects(own_store) == {"m-1.p0": [1, 2, 3, 4], "m-1.p1": [1]}
    assert held(own_store) == []


def test_a_gap_that_lasts_is_reported_by_name(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "GAP_AFTER_S", -1)
    box = inbox(own_store)
    for nth in (1, 3, 4):
        box.receive(facts.body("p0", nth))
    [gap] = upkeep.gaps(own_store)
    assert {name: gap[name] for name in ("source", "kind", "subject", "missing")} == {
        "source": "notifications",
        "kind": "invitation",
        "subject": "m-1.p0",
        "missing": 2,
    }
    box.receive(facts.body("p0", 2))
    assert upkeep.gaps(own_store) == []


def test_four_hundred_waiting_facts_of_one_subject_are_released(own_store: Store) -> None:
    box = inbox(own_store)
    own_store.db.held.insert_many(_waiting_rows(box, own_store, 400))
    box.receive(facts.body("p0", 1))
    box.release_all()
    assert effects(own_store) == oracle(1, 400)
    assert held(own_store) == []


def _waiting_rows(box: Inbox, store: Store, last: int) -> list[dict[str, Any]]:
    """As `receive` would hold them; one real one is the pattern, inserting the rest is quicker."""
    box.receive(facts.body("p0", 2))
    pattern = store.db.held.find_one_and_delete({})
    assert pattern is not None
    return [
        pattern | {"_id": facts.event_id("p0", nth), "sequence": nth, "body": facts.body("p0", nth)}
        for nth in range(2, last + 1)
    ]


def test_another_copy_releases_what_its_twin_made_ready(own_store: Store) -> None:
    first, second = inbox(own_store), inbox(own_store)
    first.receive(facts.body("p0", 2))
    second.receive(facts.body("p0", 1))
    first.release_all()
    assert effects(own_store) == oracle(1, 2)


class Faulty:
    """Raises `error` for the first `times` attempts at the subjects that it dislikes."""

    def __init__(self, error: BaseException, times: int = 10**6, subject: str = "m-1.p0") -> None:
        self.error, self.left, self.subject = error, times, subject

    def __call__(self, tx: Tx, fact: Envelope) -> None:
        note(tx, fact)
        if fact.subject == self.subject and self.left:
            self.left -= 1
            raise self.error


def test_a_failure_that_passes_is_tried_again_and_leaves_one_effect(own_store: Store) -> None:
    box = inbox(own_store, Faulty(OSError("away"), times=3))
    for body in facts.bodies(2, 2):
        box.receive(body)
    sweep_until(box, lambda: held(own_store) == [])
    assert effects(own_store) == oracle(2, 2)


def test_a_failure_that_stays_is_parked_after_twelve_attempts(own_store: Store) -> None:
    faulty = Faulty(OSError("always"))
    box = inbox(own_store, faulty)
    box.receive(facts.body("p0"))
    sweep_until(box, lambda: held(own_store)[0][0] == "parked")
    assert held(own_store) == [("parked", "OSError: always", 12)]
    assert 10**6 - faulty.left == 12
    assert effects(own_store) == {}


def test_more_deliveries_do_not_bring_more_attempts_than_the_schedule(own_store: Store) -> None:
    box = inbox(own_store, Faulty(OSError("always")))
    for _ in range(12):
        box.receive(facts.body("p0"))
    assert held(own_store) == [("parked", "OSError: always", 12)]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValidationError({"title": ["missing"]}), "ValidationError: {'title': ['missing']}"),
        (Refused("no_such_meeting"), "Refused: no_such_meeting"),
    ],
)
def test_a_failure_that_cannot_pass_is_parked_at_once(
    own_store: Store, error: Exception, reason: str
) -> None:
    box = inbox(own_store, Faulty(error))
    for body in facts.bodies(2, 2):
        box.receive(body)
    assert held(own_store) == [("parked", reason, 0), ("waiting", "predecessor_missing", 0)]
    assert effects(own_store) == {"m-1.p1": [1, 2]}


def test_a_lost_race_may_pass(own_store: Store) -> None:
    box = inbox(own_store, Faulty(Conflict("changed_meanwhile"), times=2))
    box.receive(facts.body("p0"))
    sweep_until(box, lambda: held(own_store) == [])
    assert effects(own_store) == oracle(1, 1)


@pytest.mark.parametrize(
    "error",
    [eventlet.Timeout(), eventlet.greenlet.GreenletExit(), SystemExit(1), MemoryError(), KeyboardInterrupt()],
    ids=lambda error: type(error).__name__,
)
def test_whatever_a_handler_ends_with_is_held_and_tried_again(own_store: Store, error: BaseException) -> None:
    box = inbox(own_store, Faulty(error, times=2))
    for body in facts.bodies(2, 2):
        box.receive(body)
    sweep_until(box, lambda: held(own_store) == [])
    assert effects(own_store) == oracle(2, 2)


def park_first(store: Store) -> tuple[Inbox, Faulty, str]:
    faulty = Faulty(Refused("broken"))
    box = inbox(store, faulty)
    for body in facts.bodies(1, 3):
        box.receive(body)
    parked = store.db.held.find_one({"state": "parked"})
    assert parked is not None
    return box, faulty, parked["_id"]


def test_a_parked_fact_is_redriven_by_a_named_person_and_its_successors_follow(own_store: Store) -> None:
    box, faulty, held_id = park_first(own_store)
    faulty.left = 0
    administer(own_store, upkeep.redrive, held_id)
    sweep_until(box, lambda: held(own_store) == [])
    assert effects(own_store) == oracle(1, 3)


def test_a_discarded_fact_keeps_who_and_why_and_lets_its_successors_go(own_store: Store) -> None:
    box, faulty, held_id = park_first(own_store)
    faulty.left = 0
    administer(own_store, upkeep.discard, held_id, "a test message")
    box.release_all()
    assert effects(own_store) == {"m-1.p0": [2, 3]}
    [row] = own_store.db.held.find({})
    told = {name: row["discarded"][name] for name in ("who", "why")}
    assert (row["state"], told) == ("discarded", {"who": "administrator", "why": "a test message"})
    box.receive(facts.body("p0", 1))
    assert effects(own_store) == {"m-1.p0": [2, 3]}


def test_a_fact_discarded_before_its_turn_does_not_hold_its_stream(own_store: Store) -> None:
    box = inbox(own_store)
    box.dead(facts.body("p0", 2))
    administer(own_store, upkeep.discard, facts.event_id("p0", 2), "kills the process")
    box.receive(facts.body("p0", 3))
    box.receive(facts.body("p0", 1))
    assert effects(own_store) == {"m-1.p0": [1, 3]}


def test_only_a_parked_row_can_be_decided(own_store: Store) -> None:
    box = inbox(own_store)
    box.receive(facts.body("p0", 2))
    for act in (upkeep.redrive, lambda tx, held_id: upkeep.discard(tx, held_id, "why")):
        with pytest.raises(Conflict, match="not_parked"):
            administer(own_store, act, facts.event_id("p0", 2))
        with pytest.raises(Refused, match="no_such_message"):
            administer(own_store, act, "unknown")


def altered(**changes: Any) -> bytes:
    return json.dumps(json.loads(facts.body("p0")) | changes).encode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"\xff\x00 not json", "not_json"),
        (b"{}", "not_an_envelope: KeyError: 'sequence'"),
        (b" " * 300_000, "oversize"),
        (altered(id="\ud800"), "not_an_envelope: UnicodeEncodeError"),
        (altered(sequence=2**70), "not_an_envelope: ValueError: specversion or sequence"),
        (altered(type="invitation.invitation_answered.v9"), "UnknownVersion: invitation.invitation_answered"),
    ],
)
def test_poison_is_parked_with_its_reason_and_others_go_on(
    own_store: Store, body: bytes, reason: str
) -> None:
    box = inbox(own_store)
    for message in (body, body, facts.body("p1")):
        box.receive(message)
    [(state, told, attempts)] = held(own_store)
    assert (state, told[: len(reason)], attempts) == ("parked", reason, 0)
    assert effects(own_store) == {"m-1.p1": [1]}


def test_a_fact_without_a_handler_only_moves_the_position(own_store: Store) -> None:
    box = inbox(own_store)
    box.receive(altered(type="invitation.invitation_printed.v1"))
    box.receive(facts.body("p0", 2))
    assert effects(own_store) == {"m-1.p0": [2]}


def test_dead_letters_are_parked_and_go_when_they_were_handled_after_all(own_store: Store) -> None:
    box = inbox(own_store)
    box.dead(facts.body("p0"))
    box.dead(b"not json")
    assert {(state, why) for state, why, _ in held(own_store)} == {("parked", "dead")}
    box.receive(facts.body("p0"))
    box.release_all()
    assert len(held(own_store)) == 1
    assert effects(own_store) == oracle(1, 1)


def test_random_histories_end_as_the_oracle_says(own_store: Store) -> None:
    """Duplicates, reordering, failures that pass and sweeps, mixed: the end is what order would give."""
    chance = random.Random(7)
    failures = iter(chance.random() < 0.15 for _ in iter(int, 1))

    def moody(tx: Tx, fact: Envelope) -> None:
        note(tx, fact)
        if next(failures):
            raise OSError("a bad moment")

    boxes = [inbox(own_store, moody) for _ in range(2)]
    for body in facts.shuffled(facts.bodies(4, 6), seed=7, times=2):
        chance.choice(boxes).receive(body)
        if chance.random() < 0.2:
            chance.choice(boxes).sweep()
    sweep_until(boxes[0], lambda: [boxes[0].release_all(), held(own_store) == []][1])
    assert effects(own_store) == oracle(4, 6)
