"""What may this reader see of an answer? A role sees the phones that it needs and no others."""

from typing import Any

from services.portal.accounts import Account
from services.portal.roles import sees_phones


def association_for(account: Account, association: dict[str, Any]) -> dict[str, Any]:
    if sees_phones(account.role, account.association_id, association["association_id"]):
        return association
    return {**association, "officers": [_without_phone(officer) for officer in association["officers"]]}


def associations_for(account: Account, associations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [association_for(account, association) for association in associations]


def _without_phone(officer: dict[str, Any]) -> dict[str, Any]:
    return {**officer, "phone": None, "phone_written": "", "phone_problem": None}
