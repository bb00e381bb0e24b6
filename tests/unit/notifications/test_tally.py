"""Do the counters of an announcement add up to its sends at every moment?"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.fate import State
from services.notifications.domain.tally import GROUP_OF, GROUPS, counts_delta


@pytest.mark.parametrize(
    ("before", "after", "delta"),
    [
        (None, State.PLANNED, {"queued": 1}),
        (None, State.SUPPRESSED, {"left_out": 1}),
        (State.PLANNED, State.QUEUED_AT_GATEWAY, {"queued": -1, "accepted": 1}),
        (State.QUEUED_AT_GATEWAY, State.ACCEPTED, {}),
        (State.ACCEPTED, State.DELIVERED, {"accepted": -1, "delivered": 1}),
        (State.DOUBTFUL, State.UNKNOWN, {}),
        (State.UNKNOWN, State.DELIVERED, {"unknown": -1, "delivered": 1}),
        (State.PLANNED, State.SUPERSEDED, {"queued": -1, "superseded": 1}),
    ],
)
def test_a_step_moves_one_counter_to_another(
    before: State | None, after: State, delta: dict[str, int]
) -> None:
    assert counts_delta(before, after) == delta


def test_every_state_has_a_group() -> None:
    assert set(GROUP_OF) == set(State)
    assert set(GROUP_OF.values()) | {"sharing"} == set(GROUPS)


@given(st.lists(st.sampled_from(State), min_size=1))
def test_after_any_path_exactly_the_last_group_counts_one(path: list[State]) -> None:
    counts: Counter[str] = Counter()
    for before, after in zip([None, *path], path, strict=False):
        counts.update(counts_delta(before, after))
    assert {group: n for group, n in counts.items() if n} == {GROUP_OF[path[-1]]: 1}
