"""What time is it? The only place that asks.

FADAA_CLOCK=2017-04-10T09:00:00+00:00 makes the clock start there and tick on: to replay a day of the past.
Leases never use it: they take the store's own time.
"""

import os
from datetime import UTC, datetime, timedelta

_STARTED = datetime.now(UTC)


def _shift() -> timedelta:
    pretended = os.environ.get("FADAA_CLOCK")
    return datetime.fromisoformat(pretended) - _STARTED if pretended else timedelta(0)


_SHIFT = _shift()


def now() -> datetime:
    """Aware UTC, cut to milliseconds because that is what the store keeps."""
    moment = datetime.now(UTC) + _SHIFT
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
