"""Who signs in during a test? One account a role, made in the portal's own store."""

from chassis.clock import now
from services.portal.accounts import Accounts
from services.portal.records import create_indexes, open_records
from services.portal.roles import ROLES
from stack.lab import Lab

PASSWORD = "une phrase assez longue"
NAMES = {
    "administrator": "سعيدة المنصوري",
    "chair": "عبد الرحيم البوعزاوي",
    "officer": "نعيمة العلوي",
    "reader": "يوسف بناني",
    "organiser": "خديجة أوباها",
    "referee": "حسن الرحماني",
}


def make_accounts(lab: Lab) -> None:
    env = lab.env("portal")
    records = open_records(env["STORE_URI"], env["STORE_DATABASE"])
    create_indexes(records)
    accounts = Accounts(records)
    for role in ROLES:
        new = {"login": role, "name": NAMES[role], "role": role, "language": "ar", "association_id": None}
        accounts.add(new, PASSWORD, at=now(), by="tests", temporary=False)
    records.client.close()
