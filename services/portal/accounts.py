"""Who has an account, in which role, and is this their password?"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from marshmallow import fields, validate
from pymongo.errors import DuplicateKeyError

from chassis.errors import NotFound, Refused
from contracts.audience import LANGUAGES
from contracts.schema import Contract, choice, identifier, text
from services.portal.records import Records
from services.portal.roles import ADMINISTRATOR, OFFICER, ROLES

PASSWORD_SHORTEST, PASSWORD_LONGEST = 10, 200
_hasher = PasswordHasher()
_NOBODYS_PASSWORD = _hasher.hash(secrets.token_hex(16))  # so that an unknown login costs the same time


@dataclass(frozen=True)
class Account:
    """`association_id` is set for an association officer, who may edit that association alone."""

    account_id: str
    login: str
    name: str
    role: str
    language: str
    association_id: str | None = None
    disabled: bool = False
    must_change: bool = False


class NewAccount(Contract):
    login = fields.String(
        required=True, validate=validate.Regexp(r"\A[a-z0-9][a-z0-9._@-]{2,63}\Z", error="login_form")
    )
    name = text(longest=120)
    role = choice(*ROLES)
    language = choice(*LANGUAGES, required=False, load_default="ar")
    association_id = identifier(required=False, load_default=None, allow_none=True)


class AccountChange(Contract):
    name = text(longest=120)
    role = choice(*ROLES)
    association_id = identifier(required=False, load_default=None, allow_none=True)
    disabled = fields.Boolean(load_default=False)


class Accounts:
    def __init__(self, records: Records) -> None:
        self._accounts = records.accounts

    def add(
        self, new: dict[str, Any], password: str, *, at: datetime, by: str, temporary: bool = True
    ) -> Account:
        """Raises Refused `login_taken`. `temporary`: to be changed at the first visit."""
        document = {
            "_id": uuid4().hex,
            **new,
            "password": hashed(password),
            "disabled": False,
            "must_change": temporary,
            "created_at": at,
            "created_by": by,
        }
        try:
            self._accounts.insert_one(document)
        except DuplicateKeyError:
            raise Refused("invalid", {"login": "login_taken"}) from None
        return _account(document)

    def find(self, account_id: str) -> Account | None:
        document = self._accounts.find_one({"_id": account_id})
        return _account(document) if document else None

    def get(self, account_id: str) -> Account:
        account = self.find(account_id)
        if account is None:
            raise NotFound("account_not_found")
        return account

    def all(self) -> list[Account]:
        return sorted((_account(d) for d in self._accounts.find()), key=lambda a: (a.disabled, a.login))

    def any(self) -> bool:
        return self._accounts.find_one({}, {"_id": 1}) is not None

    def proven(self, login: str, password: str) -> Account | None:
        """The account whose password this is, unless it is disabled."""
        document = self._accounts.find_one({"login": login.strip().lower()})
        stored = document["password"] if document else _NOBODYS_PASSWORD
        if not _matches(stored, password) or document is None or document["disabled"]:
            return None
        return _account(document)

    def change(self, account_id: str, change: dict[str, Any]) -> Account:
        """Raises Refused `last_administrator` when nobody would be left to administer."""
        account = self.get(account_id)
        stays = change["role"] == ADMINISTRATOR and not change["disabled"]
        if account.role == ADMINISTRATOR and not stays and not self._other_administrator(account_id):
            raise Refused("last_administrator")
        self._accounts.update_one({"_id": account_id}, {"$set": change})
        return self.get(account_id)

    def set_password(self, account_id: str, password: str, *, temporary: bool) -> None:
        change = {"password": hashed(password), "must_change": temporary}
        self._accounts.update_one({"_id": account_id}, {"$set": change})

    def set_language(self, account_id: str, language: str) -> None:
        self._accounts.update_one({"_id": account_id}, {"$set": {"language": language}})

    def _other_administrator(self, account_id: str) -> bool:
        others = {"role": ADMINISTRATOR, "disabled": False, "_id": {"$ne": account_id}}
        return self._accounts.find_one(others, {"_id": 1}) is not None


def hashed(password: str) -> str:
    return _hasher.hash(password)


def check_new_password(password: str, repeated: str, login: str) -> None:
    """Raises Refused with the field that must be mended."""
    if not PASSWORD_SHORTEST <= len(password) <= PASSWORD_LONGEST or password.lower() == login:
        raise Refused("invalid", {"new_password": {"slug": "password_form", "shortest": PASSWORD_SHORTEST}})
    if password != repeated:
        raise Refused("invalid", {"repeated": "password_differs"})


def check_association(new: dict[str, Any]) -> dict[str, Any]:
    """Only an association officer is tied to an association."""
    return new if new["role"] == OFFICER else {**new, "association_id": None}


def generated_password() -> str:
    """Four groups of four letters that are hard to misread: 75 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password[: PASSWORD_LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


def _account(document: dict[str, Any]) -> Account:
    return Account(
        account_id=document["_id"],
        login=document["login"],
        name=document["name"],
        role=document["role"],
        language=document["language"],
        association_id=document.get("association_id"),
        disabled=document["disabled"],
        must_change=document["must_change"],
    )
