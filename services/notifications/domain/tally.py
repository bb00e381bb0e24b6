"""Under which of an announcement's counters does a send stand?"""

from services.notifications.domain.fate import State

QUEUED, ACCEPTED, SENT, DELIVERED, FAILED = "queued", "accepted", "sent", "delivered", "failed"
UNKNOWN, LEFT_OUT, SHARING, SUPERSEDED = "unknown", "left_out", "sharing", "superseded"
GROUPS = (QUEUED, ACCEPTED, SENT, DELIVERED, FAILED, UNKNOWN, LEFT_OUT, SHARING, SUPERSEDED)

GROUP_OF = {
    State.PLANNED: QUEUED,
    State.QUEUED_AT_GATEWAY: ACCEPTED,
    State.ACCEPTED: ACCEPTED,
    State.SENT: SENT,
    State.DELIVERED: DELIVERED,
    State.FAILED: FAILED,
    State.DOUBTFUL: UNKNOWN,
    State.UNKNOWN: UNKNOWN,
    State.SUPPRESSED: LEFT_OUT,
    State.SUPERSEDED: SUPERSEDED,
}


def counts_delta(before: State | None, after: State) -> dict[str, int]:
    """What to add to the counters: `{"queued": -1, "accepted": 1}`; empty when the group is the same.

    `before` is None for a send that was just planned.
    """
    old, new = before and GROUP_OF[before], GROUP_OF[after]
    if old == new:
        return {}
    return {new: 1} if old is None else {old: -1, new: 1}
