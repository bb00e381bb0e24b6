"""What is there to see on the first day? Four accounts and a small province.

`python -m services.portal.demo` loads it once: where an account exists, only associations that did not
arrive yet are added. The people are invented and their phones stand in ranges given to no operator (0685,
0686): never send for real to them. Prints one line an account: address, sign-in name, password, role.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from chassis import logs
from chassis.clock import now
from chassis.config import read
from chassis.errors import Refused, Unavailable
from chassis.rpc import RpcPool
from services.portal.accounts import Accounts, generated_password
from services.portal.calls import Rpc
from services.portal.records import Records, create_indexes, open_records
from services.portal.roles import ADMINISTRATOR, CHAIR, OFFICER, READER
from services.portal.settings import PortalSettings

PROVINCE = Path(__file__).with_name("demonstration.json")
PATIENCE_S = 60  # the services start beside us
NAMES = {
    ADMINISTRATOR: ("admin", "سعيدة المنصوري"),
    CHAIR: ("chair", "عبد الرحيم البوعزاوي"),
    OFFICER: ("officer", "نعيمة العلوي"),
    READER: ("reader", "يوسف بناني"),
}


def main() -> None:
    settings = read(PortalSettings)
    logs.configure(settings.log_level, "demonstration")
    records = open_records(settings.store_uri, settings.store_database)
    rpc = RpcPool(settings.amqp_uri, 1, settings.deadline_s)
    address = os.environ.get("PORTAL_URL", f"http://127.0.0.1:{settings.port}")
    for line in load(records, rpc, address):
        print(line)


def load(records: Records, rpc: Rpc, address: str) -> list[str]:
    """One line for each account made now."""
    create_indexes(records)
    saved = [save(rpc, association) for association in json.loads(PROVINCE.read_text("utf-8"))]
    accounts = Accounts(records)
    if accounts.any():
        return []
    return [_account(accounts, role, saved[0], address) for role in NAMES]


def save(rpc: Rpc, association: dict[str, Any]) -> str | None:
    """The association's id, or None when one of this name was there before. The same key each time."""
    key = str(uuid5(NAMESPACE_URL, f"demonstration {association['name_ar']}"))
    context = {"actor": "demonstration", "key": key, "correlation_id": key}
    try:
        saved = _patiently(lambda: rpc.call("registry", "save_association", association, context))
    except Refused as refused:
        logs.log.info("demonstration_kept", slug=refused.slug)
        return None
    return str(saved["association_id"])


def _patiently(ask: Callable[[], Any]) -> Any:
    until = monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except Unavailable:
            if monotonic() > until:
                raise
            sleep(0.5)


def _account(accounts: Accounts, role: str, association_id: str | None, address: str) -> str:
    login, name = NAMES[role]
    password = generated_password()
    own = association_id if role == OFFICER else None
    new = {"login": login, "name": name, "role": role, "language": "ar", "association_id": own}
    accounts.add(new, password, at=now(), by="demonstration", temporary=False)
    return f"{address} {login} {password} {role}"


if __name__ == "__main__":
    main()
