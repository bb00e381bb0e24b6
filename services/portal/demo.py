"""What is there to see on the first day? Seven accounts and a small province.

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
from services.portal.roles import ADMINISTRATOR, CHAIR, OFFICER, ORGANISER, READER, REFEREE
from services.portal.settings import PortalSettings

PROVINCE = Path(__file__).with_name("demonstration.json")
PATIENCE_S = 60  # the services start beside us
PEOPLE = (  # role, sign-in name, name
    (ADMINISTRATOR, "admin", "سعيدة المنصوري"),
    (CHAIR, "chair", "عبد الرحيم البوعزاوي"),
    (OFFICER, "officer", "نعيمة العلوي"),
    (READER, "reader", "يوسف بناني"),
    (ORGANISER, "organiser", "خديجة أوباها"),
    (REFEREE, "referee", "حسن الرحماني"),
    (REFEREE, "referee2", "مريم السباعي"),
)


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
    return [_account(accounts, person, saved[0], address) for person in PEOPLE]


def save(rpc: Rpc, association: dict[str, Any]) -> str | None:
    """The association's id, or None when one of this name was there before. Its institutions come with it."""
    alone = {name: value for name, value in association.items() if name != "institutions"}
    saved = _saved(rpc, "save_association", alone, key_of=association["name_ar"])
    if saved is None:
        return None
    for one in association.get("institutions", ()):
        managed = {**one, "association_id": saved["association_id"]}
        _saved(rpc, "save_institution", managed, key_of=f"{one['name_ar']} {one['commune']}")
    return str(saved["association_id"])


def _saved(rpc: Rpc, method: str, payload: dict[str, Any], *, key_of: str) -> dict[str, Any] | None:
    """None when it was refused, as one of this name is. The same key each time."""
    key = str(uuid5(NAMESPACE_URL, f"demonstration {key_of}"))
    context = {"actor": "demonstration", "key": key, "correlation_id": key}
    try:
        answer: dict[str, Any] = _patiently(lambda: rpc.call("registry", method, payload, context))
    except Refused as refused:
        logs.log.info("demonstration_kept", slug=refused.slug)
        return None
    return answer


def _patiently(ask: Callable[[], Any]) -> Any:
    until = monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except Unavailable:
            if monotonic() > until:
                raise
            sleep(0.5)


def _account(
    accounts: Accounts, person: tuple[str, str, str], association_id: str | None, address: str
) -> str:
    role, login, name = person
    password = generated_password()
    own = association_id if role == OFFICER else None
    new = {"login": login, "name": name, "role": role, "language": "ar", "association_id": own}
    accounts.add(new, password, at=now(), by="demonstration", temporary=False)
    return f"{address} {login} {password} {role}"


if __name__ == "__main__":
    main()
