"""Is a committed fact told and taken once, when processes are killed at every point of the way?"""

import pytest

from tests.faults.checker import Verdict, is_in_order
from tests.faults.length import scaled
from tests.faults.stage import LISTENER, TELLER, Stage

SEEDS = scaled(1, 20)


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("point", ["inbox.received", "store.before_commit", "inbox.handled", "inbox.acked"])
def test_a_fact_takes_effect_once_after_its_consumer_was_killed(stage: Stage, point: str, seed: int) -> None:
    stage.start(TELLER)
    stage.tell(people=12, answers=4)  # more messages than the furthest crash point counts
    stage.doom(LISTENER, f"{point}:{1 + seed * 2 + len(point) % 7}")
    stage.wait_dead(LISTENER)
    stage.start(LISTENER)
    stage.settle(deadline_s=30)
    assert stage.verdict(f"consumer killed at {point}, seed {seed}") == Verdict()
    assert is_in_order(stage.effects())


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("point", ["relay.sent", "relay.published", "relay.marked"])
def test_a_committed_fact_is_told_after_its_relay_was_killed(stage: Stage, point: str, seed: int) -> None:
    stage.start(LISTENER)
    stage.tell(people=60, answers=4)
    stage.doom(TELLER, f"{point}:{1 + seed % 2}")
    stage.wait_dead(TELLER)
    stage.start(TELLER)
    stage.settle(deadline_s=30)
    assert stage.verdict(f"relay killed at {point}, seed {seed}") == Verdict()
    assert is_in_order(stage.effects())
