"""How does a bench speak to the portal? As a script of the chair would, over keep-alive connections."""

import json
import uuid
from typing import Any

from urllib3 import PoolManager

from chassis import clock
from services.portal.accounts import Accounts
from services.portal.records import open_records
from services.portal.roles import CHAIR
from services.portal.tokens import Tokens
from stack.lab import Lab


class Api:
    def __init__(self, lab: Lab) -> None:
        self._url = f"{lab.url}/api/v1"
        self._http = PoolManager(maxsize=32, block=True)
        self._headers = {"Authorization": f"Bearer {_token(lab)}", "Content-Type": "application/json"}

    def get(self, path: str) -> dict[str, Any]:
        return self._ask("GET", path, None)

    def put(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._ask("PUT", path, body)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer of a command under a key of its own. Raises RuntimeError for anything but 2xx."""
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        headers = self._headers | {"Idempotency-Key": uuid.uuid4().hex}
        written = None if body is None else json.dumps(body)
        answer = self._http.request(method, self._url + path, body=written, headers=headers)
        if answer.status >= 300:
            raise RuntimeError(f"{path}: {answer.status} {answer.data[:300]!r}")
        told: dict[str, Any] = answer.json()
        return told


def _token(lab: Lab) -> str:
    settings = lab.env("portal")
    records = open_records(settings["STORE_URI"], settings["STORE_DATABASE"])
    accounts, login = Accounts(records), f"bench-{uuid.uuid4().hex[:8]}"
    new = {"login": login, "name": "bench", "role": CHAIR, "language": "ar", "association_id": None}
    account = accounts.add(new, uuid.uuid4().hex, at=clock.now(), by="bench", temporary=False)
    return Tokens(records, accounts).make(account.account_id, "bench", 30, clock.now())
