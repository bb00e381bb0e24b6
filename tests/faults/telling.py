"""How small can a producer be? A relay over the outbox of `notifications`, which a test fills."""

from chassis.service import Office


class Telling(Office):
    name = "notifications"
