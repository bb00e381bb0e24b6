"""Who gets no SMS? A phone that asked by SMS, a person who asked by voice; either is enough."""

from chassis.errors import NotFound
from chassis.store import Tx
from services.notifications.records import CONTACTS, OPT_OUTS


def set_phone(tx: Tx, phone: str, *, out: bool, by: str) -> bool:
    """Whether anything changed. Who asks to be told again by SMS also takes back what was asked by voice."""
    changed = _set(tx, phone, out=out, by=by)
    if not out:
        for contact in tx.find(CONTACTS, {"phone": phone}):
            changed = _set(tx, contact["_id"], out=False, by=by) or changed
    return changed


def set_person(tx: Tx, person_id: str, *, out: bool, by: str) -> None:
    """Kept by person, so that it outlives a new number. Raises NotFound."""
    contact = tx.find_one(CONTACTS, {"_id": person_id})
    if contact is None:
        raise NotFound("no_such_person")
    _set(tx, person_id, out=out, by=by)
    if not out and contact["phone"]:
        _set(tx, contact["phone"], out=False, by=by)


def _set(tx: Tx, who: str, *, out: bool, by: str) -> bool:
    known = tx.find_one(OPT_OUTS, {"_id": who})
    if (known["out"] if known else False) == out:
        return False
    tx.update_one(OPT_OUTS, {"_id": who}, {"$set": {"out": out, "by": by, "changed_at": tx.now}}, upsert=True)
    return True
