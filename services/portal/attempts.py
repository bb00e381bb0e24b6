"""May this sign-in be tried?

Counted per account and per address in windows of 15 minutes, before the password is looked at.
"""

from datetime import UTC, datetime, timedelta

from pymongo.errors import DuplicateKeyError

from services.portal.records import Records

WINDOW_S = 900
PER_LOGIN = 10
PER_ADDRESS = 60  # a whole office may stand behind one address


class Attempts:
    def __init__(self, records: Records) -> None:
        self._attempts = records.login_attempts

    def allowed(self, login: str, address: str, at: datetime) -> bool:
        """Counts this attempt. A hundred at once are counted like a hundred in a row."""
        self._attempts.delete_many({"until": {"$lte": at}})
        by_login = self._count(f"login:{_short(login)}", at)
        by_address = self._count(f"address:{address}", at)
        return by_login <= PER_LOGIN and by_address <= PER_ADDRESS

    def forgive(self, login: str, at: datetime) -> None:
        """The password was right: the account's own counter begins again."""
        self._attempts.delete_one({"_id": f"login:{_short(login)}:{_window(at)}"})

    def _count(self, what: str, at: datetime) -> int:
        key = f"{what}:{_window(at)}"
        until = datetime.fromtimestamp((_window(at) + 1) * WINDOW_S, UTC) + timedelta(minutes=1)
        change = {"$inc": {"count": 1}, "$setOnInsert": {"until": until}}
        try:
            self._attempts.update_one({"_id": key}, change, upsert=True)
        except DuplicateKeyError:  # two first attempts at once
            self._attempts.update_one({"_id": key}, change, upsert=True)
        found = self._attempts.find_one({"_id": key})
        return found["count"] if found else 1


def _window(at: datetime) -> int:
    return int(at.timestamp()) // WINDOW_S


def _short(login: str) -> str:
    return login.strip().lower()[:64]
