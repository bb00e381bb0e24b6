"""How does a test knock at the portal without a browser? As a program with a key, or with a form."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import requests

from chassis.clock import now
from services.portal.accounts import Accounts
from services.portal.records import open_records
from services.portal.tokens import DAYS, Tokens
from stack.lab import Lab
from tests.e2e.accounts import PASSWORD

ANSWER_WITHIN_S = 60
IMPORTED_WITHIN_S = 900  # 50,000 rows on a machine that does much else
NOT_NOW = 503  # a question that is not answered within 3 s is asked again
_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
_KEY = re.compile(r'name="key" value="([^"]+)"')
MOVING = ("receiving", "checking", "importing")


def make_key(lab: Lab, role: str, *, age_days: int = 0) -> str:
    """A key of the account of that role, for the API."""
    env = lab.env("portal")
    records = open_records(env["STORE_URI"], env["STORE_DATABASE"])
    with closing(records.client):
        [owner] = [one for one in Accounts(records).all() if one.login == role]
        made_at = now() - timedelta(days=age_days)
        return Tokens(records, Accounts(records)).make(owner.account_id, "tests", DAYS[0], made_at)


class Program:
    """`get`, `post`, `put` take a path under /api/v1; a body that is no JSON goes as `data`."""

    def __init__(self, lab: Lab, key: str, language: str = "ar") -> None:
        self._url = f"{lab.url}/api/v1"
        self._session = requests.Session()
        self._session.headers.update({"Authorization": f"Bearer {key}", "Accept-Language": language})

    def get(self, path: str, **asked: Any) -> Any:
        answer = self.send("GET", path, params=asked)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.json()

    def send(self, method: str, path: str, **sent: Any) -> requests.Response:
        return self._session.request(method, self._url + path, timeout=ANSWER_WITHIN_S, **sent)

    def post(self, path: str, json: Any) -> requests.Response:
        return self.send("POST", path, json=json)

    def upload(self, content: bytes, filename: str) -> str:
        answer = self.send("POST", "/imports", files={"file": (filename, content)})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["import_id"])

    def settled_import(self, import_id: str, seen: Callable[[dict[str, Any]], None] = lambda _: None) -> Any:
        """The import once nothing moves any more; `seen` gets each state on the way."""
        ends = time.monotonic() + IMPORTED_WITHIN_S
        while True:
            answer = self.send("GET", f"/imports/{import_id}")
            assert answer.status_code in (200, NOT_NOW), answer.text
            if answer.status_code == 200:
                if (state := answer.json())["state"] not in MOVING:
                    return state
                seen(state)
            assert time.monotonic() < ends, answer.text
            time.sleep(0.05)


class Clerk:
    """Somebody at the pages, in one language, signed in with the password of the tests."""

    def __init__(self, lab: Lab, role: str, language: str = "ar") -> None:
        self._url = lab.url
        self._session = requests.Session()
        self._session.cookies.set("language", language)
        answer = self.send("/login", "/login", {"login": role, "password": PASSWORD})
        assert answer.status_code == 200, answer.status_code

    def open(self, address: str) -> str:
        answer = self._session.get(self._url + address, timeout=ANSWER_WITHIN_S)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text

    def send(self, page: str, address: str, form: dict[str, Any], **sent: Any) -> requests.Response:
        """The form that stands on `page`, with its own key and CSRF token."""
        shown = self.open(page)
        hidden = {"csrf_token": _CSRF.findall(shown)[-1], "key": (_KEY.findall(shown) or [""])[-1]}
        return self._session.post(
            self._url + address, data={**hidden, **form}, timeout=ANSWER_WITHIN_S, **sent
        )
