"""What goes after thirty days, and what stays?"""

from datetime import timedelta

from chassis import clock
from chassis.outbox import KEPT_DAYS
from chassis.store import Store
from chassis.tidy import tidy


def test_only_what_is_published_and_old_goes(own_store: Store) -> None:
    old, young = (clock.now() - timedelta(days=days) for days in (KEPT_DAYS + 1, KEPT_DAYS - 1))
    marks = {"never": None, "old": old, "young": young}
    own_store.db.outbox.insert_many([{"_id": name, "published_at": at} for name, at in marks.items()])
    own_store.db.inbox.insert_many([{"_id": "old", "at": old}, {"_id": "young", "at": young}])
    assert tidy(own_store) is False
    assert {row["_id"] for row in own_store.db.outbox.find()} == {"never", "young"}
    assert {row["_id"] for row in own_store.db.inbox.find()} == {"young"}
