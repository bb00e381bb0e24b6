"""Does a command take effect once, whoever repeats it and whoever races it?"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis import commands
from chassis.errors import Conflict, Refused
from chassis.store import Store, Tx
from contracts.registry.facts import ContactChanged

pytestmark = pytest.mark.integration

CONTEXT = {"actor": "account-7", "key": "k-1", "correlation_id": "c-1"}


def note(tx: Tx, payload: dict[str, Any]) -> dict[str, Any]:
    """A command that must not happen twice."""
    tx.insert("effects", {"wanted": payload["wanted"]})
    return {"noted": payload["wanted"]}


def run(store: Store, wanted: Any, context: dict[str, Any] = CONTEXT) -> Any:
    payload = {"wanted": wanted}
    return commands.run(store, "note", payload, payload, context, note)


def effects(store: Store) -> list[Any]:
    return [row["wanted"] for row in store.db.effects.find({})]


def test_the_same_key_is_answered_again_and_done_once(own_store: Store) -> None:
    assert [run(own_store, 1) for _ in range(3)] == [{"noted": 1}] * 3
    assert effects(own_store) == [1]


def test_the_same_key_with_another_payload_is_a_conflict(own_store: Store) -> None:
    run(own_store, 1)
    with pytest.raises(Conflict) as refused:
        run(own_store, 2)
    assert refused.value.slug == "key_reused"
    assert effects(own_store) == [1]


def test_another_actor_may_use_the_same_key(own_store: Store) -> None:
    run(own_store, 1)
    run(own_store, 2, CONTEXT | {"actor": "account-8"})
    assert sorted(effects(own_store)) == [1, 2]


def test_twenty_twins_at_once_take_effect_once(own_store: Store) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: run(own_store, 1), range(20)))
    assert answers == [{"noted": 1}] * 20
    assert effects(own_store) == [1]


def test_a_refusal_is_not_kept_and_the_same_key_may_succeed_later(own_store: Store) -> None:
    def refuse(tx: Tx, payload: dict[str, Any]) -> None:
        tx.insert("effects", {"wanted": "half"})
        raise Refused("not_now")

    payload = {"wanted": 1}
    with pytest.raises(Refused):
        commands.run(own_store, "note", payload, payload, CONTEXT, refuse)
    assert effects(own_store) == []
    assert run(own_store, 1) == {"noted": 1}


def test_who_loses_a_race_decides_again_on_the_new_state(own_store: Store) -> None:
    """Ten writers of one document: each change counts, each fact has its own number."""
    own_store.prepare({"people": []})
    own_store.transaction(lambda tx: tx.create("people", {"_id": "p-1", "changes": 0}))

    def change(tx: Tx) -> None:
        person = tx.find_one("people", {"_id": "p-1"})
        assert person is not None
        fact = ContactChanged.of("p-1", person_id="p-1")
        tx.save("people", person | {"changes": person["changes"] + 1}, [fact])

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda _: own_store.transaction(change), range(20)))
    person = own_store.db.people.find_one({"_id": "p-1"})
    assert person == {"_id": "p-1", "changes": 20, "version": 21, "sequences": {"person": 20}}
    numbers = sorted(row["sequence"] for row in own_store.db.outbox.find({}))
    assert numbers == list(range(1, 21))


def test_nothing_of_a_failed_transaction_is_left(own_store: Store) -> None:
    own_store.prepare({"people": []})

    def fail(tx: Tx) -> None:
        tx.create("people", {"_id": "p-1"}, [ContactChanged.of("p-1", person_id="p-1")])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        own_store.transaction(fail)
    assert list(own_store.db.people.find({})) == list(own_store.db.outbox.find({})) == []
