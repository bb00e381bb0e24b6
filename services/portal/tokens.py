"""Which script is asking? Bearer tokens of the API: shown once, kept as a hash, ending by themselves."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from chassis.errors import Refused
from services.portal.accounts import Account, Accounts
from services.portal.records import Records

PREFIX = "fadaa_"
DAYS = (30, 90, 365)
MOST = 10


@dataclass(frozen=True)
class Token:
    token_id: str
    label: str
    made_at: datetime
    until: datetime


class Tokens:
    def __init__(self, records: Records, accounts: Accounts) -> None:
        self._tokens, self._accounts = records.tokens, accounts

    def make(self, account_id: str, label: str, days: int, at: datetime) -> str:
        """The token in clear: the only time anybody sees it. Raises Refused `too_many_tokens`."""
        if len(self.of(account_id, at)) >= MOST:
            raise Refused("too_many_tokens", most=MOST)
        token = PREFIX + secrets.token_urlsafe(32)
        until = at + timedelta(days=days)
        row = {"_id": _key(token), "account_id": account_id, "label": label, "made_at": at, "until": until}
        self._tokens.insert_one(row)
        return token

    def find(self, token: str, at: datetime) -> Account | None:
        found = self._tokens.find_one({"_id": _key(token)})
        if found is None or found["until"] <= at:
            return None
        account = self._accounts.find(found["account_id"])
        return account if account and not account.disabled else None

    def of(self, account_id: str, at: datetime) -> list[Token]:
        rows = self._tokens.find({"account_id": account_id})
        kept = [Token(r["_id"], r["label"], r["made_at"], r["until"]) for r in rows if r["until"] > at]
        return sorted(kept, key=lambda token: token.made_at)

    def withdraw(self, account_id: str, token_id: str) -> None:
        self._tokens.delete_one({"_id": token_id, "account_id": account_id})

    def withdraw_all(self, account_id: str) -> None:
        self._tokens.delete_many({"account_id": account_id})


def _key(token: str) -> str:
    return sha256(token.encode(errors="surrogateescape")).hexdigest()
