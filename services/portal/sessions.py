"""Which browser is signed in?

A random id in the signed cookie, its hash in the store, so that leaving really ends it.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from flask_login import UserMixin

from services.portal.accounts import Account, Accounts
from services.portal.records import Records

LASTS = timedelta(hours=12)
RENEW_WHEN_LEFT = timedelta(hours=10)


@dataclass(frozen=True, eq=False)
class SignedIn(UserMixin):
    """The account as Flask-Login's `current_user`."""

    session_id: str
    account: Account

    def get_id(self) -> str:
        return self.session_id

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def role(self) -> str:
        return self.account.role


class Sessions:
    def __init__(self, records: Records, accounts: Accounts) -> None:
        self._sessions, self._accounts = records.sessions, accounts

    def open(self, account: Account, at: datetime) -> SignedIn:
        self._sessions.delete_many({"until": {"$lte": at}})
        session_id = secrets.token_urlsafe(32)
        self._sessions.insert_one(
            {"_id": _key(session_id), "account_id": account.account_id, "until": at + LASTS}
        )
        return SignedIn(session_id, account)

    def find(self, session_id: str, at: datetime) -> SignedIn | None:
        """Prolongs a session in use."""
        found = self._sessions.find_one({"_id": _key(session_id)})
        if found is None or found["until"] <= at:
            return None
        if found["until"] - at < RENEW_WHEN_LEFT:
            self._sessions.update_one({"_id": found["_id"]}, {"$set": {"until": at + LASTS}})
        account = self._accounts.find(found["account_id"])
        return SignedIn(session_id, account) if account and not account.disabled else None

    def close(self, session_id: str) -> None:
        self._sessions.delete_one({"_id": _key(session_id)})

    def close_all(self, account_id: str) -> None:
        self._sessions.delete_many({"account_id": account_id})


def _key(session_id: str) -> str:
    return sha256(session_id.encode()).hexdigest()
