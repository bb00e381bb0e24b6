"""How does an SMS reach Kannel's smsbox? One GET for each part, on connections that stay open.

| seen                                            | said               |
|-------------------------------------------------|--------------------|
| 202 `0: Accepted for delivery`                  | accepted           |
| 202 `3: Queued for later delivery`              | held: no operator connected |
| 503, connection refused or not made in time     | refused, may pass  |
| 4xx                                             | refused for good   |
| no answer in time, connection reset, other 5xx  | ambiguous          |
"""

from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from services.notifications.adapters.gateway import Answer, Call
from services.notifications.domain.reports import Result
from services.notifications.settings import SmsSettings

CONNECT_S, READ_S = 2.0, 5.0
URGENT, USUAL = 3, 1
SHUT_OUT = {401, 403, 404}  # password, address or path: every other call would meet the same


class Kannel:
    def __init__(self, settings: SmsSettings) -> None:
        address = urlsplit(settings.kannel_send_url)
        self._path = address.path
        self._pool = urllib3.HTTPConnectionPool(
            address.hostname or "",
            address.port,
            maxsize=settings.slots,
            timeout=urllib3.Timeout(connect=CONNECT_S, read=READ_S),
            retries=False,
        )
        self._fixed = urlencode(
            {
                "username": settings.kannel_user,
                "password": settings.kannel_password,
                "from": settings.sender,
                "charset": "UTF-8",
                "dlr-mask": settings.receipts_wanted,
            }
        )
        self._receipts = f"{settings.receipts_url}/dlr/{settings.receipts_secret}"

    def send(self, call: Call) -> Answer:
        try:
            response = self._pool.request("GET", self._address(call), redirect=False)
        except (NewConnectionError, ConnectTimeoutError):
            return Answer(Result.REFUSED_RETRYABLE, "gateway_away")
        except (HTTPError, OSError):
            return Answer(Result.AMBIGUOUS, "no_answer")
        return read(response.status, response.data)

    def close(self) -> None:
        self._pool.close()

    def _address(self, call: Call) -> str:
        udh = f"&udh={_escaped(call.part.udh)}" if call.part.udh else ""
        priority = URGENT if call.urgent else USUAL
        # %-signs of Kannel's own escapes must arrive as such: they are quoted once more
        back = f"{self._receipts}?id={call.reference}&sheet={call.sheet}&type=%d&answer=%A&smsc=%i&ts=%T"
        return (
            f"{self._path}?{self._fixed}&to={quote(call.to)}&coding={call.part.coding}"
            f"&text={_quoted(call.part.text)}{udh}"
            f"&validity={call.minutes}&priority={priority}&dlr-url={quote(back, safe='')}"
        )


def read(status: int, body: bytes) -> Answer:
    """What Kannel's answer means for the part."""
    if status == 202:
        held = body.startswith(b"3:")
        return Answer(Result.HELD if held else Result.ACCEPTED)
    if status == 503:
        return Answer(Result.REFUSED_RETRYABLE, "gateway_busy")
    if 400 <= status < 500:
        return Answer(Result.REFUSED_PERMANENT, "refused", status in SHUT_OUT)
    return Answer(Result.AMBIGUOUS, "no_answer")


@lru_cache(maxsize=256)
def _quoted(text: str) -> str:
    """A campaign has a few texts and thousands of calls."""
    return quote(text, safe="")


def _escaped(udh: bytes) -> str:
    return "".join(f"%{byte:02X}" for byte in udh)
