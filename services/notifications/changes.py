"""Who is told about a change? Those who were told before, once each; the claim says who was.

Moving or cancelling races with the sender: the planner claims each send that is still open, like a sender
would. A claim that it gets is a person who was not told and never will be by that send; a claim that it
does not get is a person who was.
"""

from collections.abc import Iterator
from functools import partial

from chassis.store import Store, Tx
from services.notifications import claims, rows
from services.notifications.announcements import Announcement, is_done, same
from services.notifications.claims import SUPERSEDED, Batch
from services.notifications.domain import tally
from services.notifications.domain.fate import State
from services.notifications.domain.keys import claim_key
from services.notifications.domain.reports import Withdrawn
from services.notifications.records import ANNOUNCEMENTS, DONE, SHEETS
from services.notifications.sheets import Row, Sheet, group

SHEETS_A_TRANSACTION = 20
TOLD = {tally.ACCEPTED, tally.SENT, tally.DELIVERED, tally.UNKNOWN}
Verdict = tuple[str, str | None]  # group (QUEUED: claimed by a sender just now), reason


def earlier(store: Store, announcement: Announcement) -> list[Announcement]:
    """The announcements of the same thing before this one, the first first."""
    found = store.db[ANNOUNCEMENTS].find(same(announcement))
    before = [one for one in found if one["number"] < announcement["number"]]
    return sorted(before, key=lambda one: int(one["number"]))


def supersede(store: Store, announcement_id: str) -> Iterator[None]:
    """Withdraws all that no sender has claimed; yields after each bounded piece of work."""
    sheets = store.db[SHEETS].find({"announcement_id": announcement_id})
    with_open = [sheet["_id"] for sheet in sheets if any(row["open"] for row in sheet["rows"])]
    for some in claims.chunks(with_open, SHEETS_A_TRANSACTION):
        not_told = _claim_open(store, list(some))
        store.transaction(
            partial(_withdraw, announcement_id=announcement_id, sheet_ids=list(some), keys=not_told)
        )
        yield


def verdicts(store: Store, announcements: list[Announcement]) -> dict[str, Verdict]:
    """For each person of earlier announcements: told by any of them, or how the last one left them."""
    found: dict[str, Verdict] = {}
    for announcement in announcements:
        for sheet in store.db[SHEETS].find({"announcement_id": announcement["_id"]}):
            for row in sheet["rows"]:
                if not _is_told(found.get(row["person_id"])):
                    found[row["person_id"]] = group(row["state"]), row["reason"]
    return found


def _is_told(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict[0] in TOLD | {tally.QUEUED}


def _claim_open(store: Store, sheet_ids: list[str]) -> set[str]:
    """Keys of the open sends that are ours now, or were since an earlier try of this same work."""
    wanted = {
        claim_key(row["key"], row["attempt"]): row["key"]
        for sheet in _read(store, sheet_ids)
        for row in sheet["rows"]
        if row["open"]
    }
    won = Batch(store, SUPERSEDED).take(list(wanted))
    lost = [claim for claim in wanted if claim not in won]
    won |= {claim["_id"] for claim in claims.read(store, lost) if claim["by"] == SUPERSEDED}
    return {wanted[claim] for claim in won}


def _read(store: Store, sheet_ids: list[str]) -> Iterator[Sheet]:
    for few in claims.chunks(sheet_ids, 16):
        yield from store.db[SHEETS].find({"_id": {"$in": list(few)}})


def _withdraw(tx: Tx, announcement_id: str, sheet_ids: list[str], keys: set[str]) -> None:
    announcement = tx.find_one(ANNOUNCEMENTS, {"_id": announcement_id})
    if announcement is None:
        return
    for sheet_id in sheet_ids:
        sheet = tx.find_one(SHEETS, {"_id": sheet_id})
        overtaken = [row for row in sheet["rows"] if row["key"] in keys and row["open"]] if sheet else []
        for row in overtaken:
            _withdraw_row(tx, announcement, row)
        if sheet and overtaken:
            tx.update_one(SHEETS, {"_id": sheet_id}, {"$set": {"rows": sheet["rows"]}})
    state = DONE if is_done(announcement) else announcement["state"]
    changed = {"counts": announcement["counts"], "state": state, "updated_at": tx.now}
    tx.update_one(ANNOUNCEMENTS, {"_id": announcement_id}, {"$set": changed})


def _withdraw_row(tx: Tx, announcement: Announcement, row: Row) -> None:
    before = State(row["state"])
    rows.close(row, Withdrawn("superseded", tx.now), tx.now)
    for name, difference in tally.counts_delta(before, State(row["state"])).items():
        announcement["counts"][name] += difference
