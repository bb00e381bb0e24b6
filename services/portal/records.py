"""What does the portal keep, and how is it found again?

accounts        {_id, login, name, role, password (argon2), language, association_id, disabled, must_change,
                 created_at, created_by}
sessions        {_id: sha256 of the cookie's id, account_id, until}
tokens          {_id: sha256 of the token, account_id, label, made_at, until}
login_attempts  {_id: "<what>:<window>", count, until}
"""

from typing import Any

from pymongo import IndexModel, MongoClient
from pymongo.database import Database

Records = Database[dict[str, Any]]

_UNTIL = IndexModel("until")  # no TTL: the store's clock is not ours where a day of the past is replayed
INDEXES = {
    "accounts": [IndexModel("login", unique=True)],
    "sessions": [IndexModel("account_id"), _UNTIL],
    "tokens": [IndexModel("account_id"), _UNTIL],
    "login_attempts": [_UNTIL],
}

STORE_TIMEOUT_MS = 2_000  # a page must answer within 3 s while the store is away


def open_records(uri: str, database: str) -> Records:
    """Connects lazily; call it after the fork."""
    client: MongoClient[dict[str, Any]] = MongoClient(
        uri,
        tz_aware=True,
        retryWrites=False,
        serverSelectionTimeoutMS=STORE_TIMEOUT_MS,
        connectTimeoutMS=STORE_TIMEOUT_MS,
        socketTimeoutMS=STORE_TIMEOUT_MS,
    )
    return client[database]


def create_indexes(records: Records) -> None:
    for collection, indexes in INDEXES.items():
        records[collection].create_indexes(indexes)
