"""Do queues get the arguments that keep every message?"""

from chassis import topology


def test_an_inbox_is_a_quorum_queue_whose_dead_letters_cannot_be_lost() -> None:
    assert topology.inbox_arguments("events") == {
        "x-queue-type": "quorum",
        "x-delivery-limit": 100,
        "x-dead-letter-exchange": "events.dead",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
    assert topology.dead_arguments() == {"x-queue-type": "quorum"}


def test_a_consumer_is_bound_to_whole_kinds_and_to_the_replays_of_their_producers() -> None:
    assert topology.bindings("events") == [
        ("notifications.events", "invitation.#"),
        ("notifications.replay", "events"),
    ]
    assert topology.bindings("notifications") == [
        ("registry.contacts", "contact.#"),
        ("events.events", "meeting.#"),
        ("events.events", "fixture.#"),
        ("events.events", "contest.#"),
        ("events.replay", "notifications"),
        ("registry.replay", "notifications"),
    ]
    assert topology.bindings("registry") == []
