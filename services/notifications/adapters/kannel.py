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

from services.notifications.adapters.connections import Connections, NoAnswer, NotSent
from services.notifications.adapters.gateway import Answer, Call
from services.notifications.domain.reports import Result
from services.notifications.settings import SmsSettings

URGENT, USUAL = 3, 1
# what Kannel puts into a receipt's address: %d type, %A the operator's words, %i route, %T time
FILLED_IN = quote("&type=%d&answer=%A&smsc=%i&ts=%T", safe="")
SHUT_OUT = {401, 403, 404}  # password, address or path: every other call would meet the same


class Kannel:
    def __init__(self, settings: SmsSettings) -> None:
        address = urlsplit(settings.kannel_send_url)
        self._path = address.path
        self._connections = Connections(address.hostname or "", address.port)
        self._fixed = urlencode(
            {
                "username": settings.kannel_user,
                "password": settings.kannel_password,
                "from": settings.sender,
                "charset": "UTF-8",
                "dlr-mask": settings.receipts_wanted,
            }
        )
        # what Kannel fills in must arrive quoted once, and so must the separators of its own address
        self._receipts = quote(f"{settings.receipts_url}/dlr/{settings.receipts_secret}", safe="")

    def send(self, call: Call) -> Answer:
        try:
            return read(*self._connections.get(self._target(call)))
        except NotSent:
            return Answer(Result.REFUSED_RETRYABLE, "gateway_away")
        except NoAnswer:
            return Answer(Result.AMBIGUOUS, "no_answer")

    def close(self) -> None:
        self._connections.close()

    def _target(self, call: Call) -> str:
        udh = f"&udh={_escaped(call.part.udh)}" if call.part.udh else ""
        priority = URGENT if call.urgent else USUAL
        return (
            f"{self._path}?{self._fixed}&to={quote(call.to)}&coding={call.part.coding}"
            f"&text={_quoted(call.part.text)}{udh}"
            f"&validity={call.minutes}&priority={priority}"
            f"&dlr-url={self._receipts}%3Fid%3D{call.reference}%26sheet%3D{call.sheet}{FILLED_IN}"
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
