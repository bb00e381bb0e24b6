"""Do both gateways keep the promise of the port, and what exactly is Kannel asked?"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from chassis.store import Store
from services.notifications import records
from services.notifications.adapters.gateway import Answer, Call, Gateway
from services.notifications.adapters.kannel import Kannel
from services.notifications.adapters.sandbox import Sandbox
from services.notifications.domain.alphabet import split
from services.notifications.domain.keys import part_key
from services.notifications.domain.reports import Result
from services.notifications.views import sandbox_messages
from tests.integration.announced import Smsbox, settings

pytestmark = pytest.mark.integration

KEY = "5b0f3c1e-6a5d-5c0e-9d53-3d1f6f1b7a10"
PHONE = "+212661000001"
LONG = "اجتماع الجمعيات يوم السبت على الساعة العاشرة صباحا بدار الشباب، والحضور ضروري لجميع الأعضاء"


def calls(text: str) -> list[Call]:
    parts = split(text, KEY)
    return [Call(part, PHONE, part_key(KEY, 1, part.number), "m-1.1.0", 90) for part in parts]


@pytest.fixture
def store(own_store: Store) -> Store:
    own_store.prepare(records.INDEXES)
    return own_store


@pytest.fixture
def smsbox() -> Iterator[Smsbox]:
    with Smsbox() as opened:
        yield opened


@pytest.fixture(params=["sandbox", "kannel"])
def gateway(request: pytest.FixtureRequest, store: Store, smsbox: Smsbox) -> Iterator[Gateway]:
    made: Gateway = Sandbox(store, settings()) if request.param == "sandbox" else smsbox.gateway()
    yield made
    made.close()


@pytest.mark.parametrize("text", ["Réunion à 10:30", LONG])
def test_every_part_is_accepted_and_the_phone_shows_the_whole_text(
    store: Store, smsbox: Smsbox, gateway: Gateway, text: str
) -> None:
    assert [gateway.send(call) for call in calls(text)] == [Answer(Result.ACCEPTED)] * len(calls(text))
    shown = [one["text"] for one in sandbox_messages(store, PHONE)]
    assert shown + ["".join(call["text"] for call in smsbox.calls)] in ([text, ""], [text])


def test_the_sandbox_tells_a_delivered_receipt_for_each_part(store: Store) -> None:
    sandbox = Sandbox(store, settings())
    for call in calls(LONG):
        sandbox.send(call)
    sandbox.close()
    entries = [entry for page in store.db[records.JOURNAL].find() for entry in page["entries"]]
    told = [(entry["key"], entry["report"]["part"], entry["report"]["bits"]) for entry in entries]
    assert told == [(KEY, 1, 1), (KEY, 2, 1)]


def test_kannel_is_asked_with_alphabet_header_validity_and_a_receipt_address(smsbox: Smsbox) -> None:
    kannel = Kannel(
        settings(
            KANNEL_SEND_URL=smsbox.url,
            KANNEL_USER="fadaa",
            KANNEL_PASSWORD="p&ss wörd",
            RECEIPTS_URL="http://127.0.0.1:8099",
            RECEIPTS_SECRET="s3cret",
            SMS_SENDER="FADAA",
        )
    )
    first, second = calls(LONG)
    kannel.send(replace(second, urgent=True))
    kannel.close()
    (asked,) = smsbox.calls
    receipt = urlsplit(asked.pop("dlr-url"))
    assert asked.pop("udh").encode("latin-1", "replace")[:3] == b"\x05\x00\x03"
    assert asked == {
        "username": "fadaa",
        "password": "p&ss wörd",
        "from": "FADAA",
        "to": PHONE,
        "charset": "UTF-8",
        "coding": "2",
        "text": second.part.text,
        "dlr-mask": "27",
        "validity": "90",
        "priority": "3",
    }
    assert (receipt.netloc, receipt.path) == ("127.0.0.1:8099", "/dlr/s3cret")
    back = {name: value[0] for name, value in parse_qs(receipt.query.replace("%", "%25")).items()}
    assert back == {
        "id": part_key(KEY, 1, 2),
        "sheet": "m-1.1.0",
        "type": "%d",
        "answer": "%A",
        "smsc": "%i",
        "ts": "%T",
    }


@pytest.mark.parametrize(
    ("mood", "answer"),
    [
        ("hold", Answer(Result.HELD)),
        (400, Answer(Result.REFUSED_PERMANENT, "refused")),
        (403, Answer(Result.REFUSED_PERMANENT, "refused", is_alarming=True)),
        (404, Answer(Result.REFUSED_PERMANENT, "refused", is_alarming=True)),
        (503, Answer(Result.REFUSED_RETRYABLE, "gateway_busy")),
        (500, Answer(Result.AMBIGUOUS, "no_answer")),
        ("reset", Answer(Result.AMBIGUOUS, "no_answer")),
        ("hang", Answer(Result.AMBIGUOUS, "no_answer")),
    ],
)
def test_what_kannel_says_is_told_as_what_is_sure(mood: str | int, answer: Answer) -> None:
    with Smsbox({PHONE.lstrip("+"): [mood]}) as smsbox:
        kannel = smsbox.gateway()
        (call,) = calls("Réunion à 10:30")
        assert kannel.send(call) == answer
        assert kannel.send(call) == Answer(Result.ACCEPTED)
        kannel.close()


def test_where_nobody_listens_nothing_was_sent() -> None:
    with Smsbox() as closed:
        kannel = closed.gateway()
    (call,) = calls("Réunion à 10:30")
    assert kannel.send(call) == Answer(Result.REFUSED_RETRYABLE, "gateway_away")


def test_an_idle_connection_that_was_closed_meanwhile_is_not_a_doubt(smsbox: Smsbox) -> None:
    """The stub closes after `reset`; the next call must open a new one rather than ask on the old."""
    smsbox.moods = {PHONE.lstrip("+"): ["last"]}
    kannel = smsbox.gateway()
    (call,) = calls("Réunion à 10:30")
    assert [kannel.send(call).result for _ in range(2)] == [Result.ACCEPTED] * 2
    kannel.close()
