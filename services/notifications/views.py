"""What can be read of what was told? Lists for the portal; nothing here changes anything."""

from collections.abc import Iterable, Iterator
from typing import Any

from chassis.errors import NotFound
from chassis.paging import page_count
from chassis.store import Store
from services.notifications import announcements, meant
from services.notifications.domain import tally
from services.notifications.domain.audience import count, why_unreachable
from services.notifications.domain.preview import Terms, preview
from services.notifications.records import (
    ANNOUNCEMENTS,
    CONTACTS,
    IDS_A_QUERY,
    OPT_OUTS,
    SANDBOX_MESSAGES,
    SHEETS,
)
from services.notifications.sheets import Row, group

PAGE = 50
MESSAGES = 200
GROUPS = {
    "attention": {tally.FAILED, tally.UNKNOWN, tally.LEFT_OUT},
    "delivered": {tally.DELIVERED},
    "failed": {tally.FAILED},
    "unknown": {tally.UNKNOWN},
    "waiting": {tally.QUEUED, tally.ACCEPTED, tally.SENT},
    "unreached": {tally.LEFT_OUT},
    "all": set(tally.GROUPS),
}


def audience_preview(store: Store, terms: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    """An `AudiencePreview`; without title, date or place it has no texts."""
    told = {name: asked[name] for name in ("title", "starts_at", "place")}
    near = meant.by_audience(store, asked["audience"])
    counted = count(asked["audience"], near, _opted_out(store))
    return preview(counted, told if all(told.values()) else None, terms)


def of_meeting(store: Store, terms: Terms, meeting_id: str) -> list[dict[str, Any]]:
    """`AnnouncementView`s, the first first."""
    found = sorted(
        store.db[ANNOUNCEMENTS].find({"meeting_id": meeting_id}), key=lambda one: int(one["number"])
    )
    return [announcements.view(one, terms) for one in found]


def notices(store: Store, terms: Terms, about: Iterable[str]) -> list[dict[str, Any]]:
    """`AnnouncementView`s of the notices about fixtures or contests, the first first."""
    wanted = sorted(set(about))
    found: list[dict[str, Any]] = []
    for start in range(0, len(wanted), IDS_A_QUERY):
        few = {"about": {"$in": wanted[start : start + IDS_A_QUERY]}}
        found += store.db[ANNOUNCEMENTS].find(few)
    found.sort(key=lambda one: (one["about"], int(one["number"])))
    return [announcements.view(one, terms) for one in found]


def recipients(store: Store, announcement_id: str, wanted: str, page: int) -> dict[str, Any]:
    """A `RecipientsPage` of PAGE people. Raises NotFound."""
    if store.db[ANNOUNCEMENTS].find_one({"_id": announcement_id}) is None:
        raise NotFound("no_such_announcement")
    rows = [row for row in _rows(store, announcement_id) if group(row["state"]) in GROUPS[wanted]]
    pages = page_count(len(rows), PAGE)
    page = min(page, pages)
    shown = [_recipient(row) for row in rows[(page - 1) * PAGE : page * PAGE]]
    return {"recipients": shown, "total": len(rows), "page": page, "pages": pages}


def reachability(store: Store, person_ids: Iterable[str]) -> dict[str, Any]:
    """{person id: {reachable, reason}} of those that are known."""
    wanted, opted_out = sorted(set(person_ids)), _opted_out(store)
    found: dict[str, Any] = {}
    for start in range(0, len(wanted), IDS_A_QUERY):
        for contact in store.db[CONTACTS].find({"_id": {"$in": wanted[start : start + IDS_A_QUERY]}}):
            reason = why_unreachable(contact, opted_out)
            found[contact["_id"]] = {"reachable": reason is None, "reason": reason}
    return found


def sandbox_messages(store: Store, phone: str | None) -> list[dict[str, Any]]:
    """`SandboxMessage`s, the latest first."""
    found = store.db[SANDBOX_MESSAGES].find({"phone": phone} if phone else {})
    latest = sorted(found, key=lambda one: (one["at"], one["_id"]), reverse=True)[:MESSAGES]
    names = ("phone", "sender", "text", "direction")
    return [{name: one[name] for name in names} | {"at": one["at"].isoformat()} for one in latest]


def _opted_out(store: Store) -> set[str]:
    return {str(one["_id"]) for one in store.db[OPT_OUTS].find({"out": True})}


def _rows(store: Store, announcement_id: str) -> Iterator[Row]:
    sheets = store.db[SHEETS].find({"announcement_id": announcement_id})
    for sheet in sorted(sheets, key=lambda one: int(one["number"])):
        yield from sheet["rows"]


def _recipient(row: Row) -> dict[str, Any]:
    """A `RecipientView`."""
    return {
        "person_id": row["person_id"],
        "state": group(row["state"]),
        "reason": row["reason"],
        "parts": row["of"],
        "updated_at": row["at"].isoformat(),
        "possible_duplicate": row.get("possible_duplicate", False),
    }
