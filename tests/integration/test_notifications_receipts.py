"""Is what the gateway tells us kept before it is answered, whatever it says?"""

import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from werkzeug.test import Client

from chassis import clock
from chassis.store import Store
from services.notifications import records
from services.notifications.domain.keys import part_key
from services.notifications.receiving import Receiving
from tests.integration.announced import announce, contact, counts, fates, fold, plan, rows

pytestmark = pytest.mark.integration

ONE = "person-00001"
KEY = "5b0f3c1e-6a5d-5c0e-9d53-3d1f6f1b7a10"


@pytest.fixture
def store(own_store: Store) -> Store:
    own_store.prepare(records.INDEXES)
    return own_store


@pytest.fixture
def kannel(store: Store) -> Iterator[Client]:
    receiving = Receiving(store, "s3cret")
    yield Client(receiving)
    receiving.close()


def heard(store: Store, kind: str) -> list[dict[str, object]]:
    return [entry for page in store.db[records.JOURNAL].find({"kind": kind}) for entry in page["entries"]]


def test_a_receipt_is_kept_as_a_report_about_its_part(store: Store, kannel: Client) -> None:
    before = clock.now()
    asked = f"/dlr/s3cret?id={KEY}.1.2&sheet=m.1.0&type=16&answer=NACK%2F0x0000000b%2FInvalid&smsc=OP&ts=1"
    assert kannel.get(asked).status_code == 200
    (entry,) = heard(store, "reports")
    report = entry["report"]
    assert isinstance(report, dict)
    assert before <= report.pop("at") <= clock.now()
    assert entry | {"report": report} == {
        "sheet": "m.1.0",
        "key": KEY,
        "report": {
            "kind": "receipt",
            "part": 2,
            "bits": 16,
            "answer": "NACK/0x0000000b/Invalid",
            "attempt": 1,
        },
    }


@pytest.mark.parametrize(
    "query",
    [
        "",
        "id=nothing&type=1",
        f"id={KEY}.1.1&type=delivered",
        f"id={KEY}.1.1&type=%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1",
        f"id={KEY}.99999999999999999999.1&type=1",
        "id=%ff%fe&type=%00",
        "&".join(f"n{number}=1" for number in range(200)),
        "x=" + "y" * 20000,
    ],
)
def test_what_cannot_be_read_is_kept_as_it_came_and_answered_200(
    store: Store, kannel: Client, query: str
) -> None:
    assert kannel.get(f"/dlr/s3cret?{query}").status_code == 200
    assert [entry["raw"] for entry in heard(store, "unreadable")] == [query[:8000]]
    assert heard(store, "reports") == []


def test_receipts_of_unknown_sends_are_answered_200_and_change_nothing(store: Store, kannel: Client) -> None:
    store.db[records.CONTACTS].insert_one(contact(1))
    announced = announce(store)
    plan(store)
    for sheet in (f"{announced}.0", "no-such-sheet"):
        assert kannel.get(f"/dlr/s3cret?id={KEY}.1.1&sheet={sheet}&type=1").status_code == 200
    fold(store)
    assert counts(store, announced) == {"queued": 1}
    assert list(store.db[records.JOURNAL].find({"folded": False})) == []


def test_delivered_only_when_every_part_is_and_a_repeat_changes_nothing(store: Store, kannel: Client) -> None:
    store.db[records.CONTACTS].insert_one(contact(1, language="ar"))
    announced = announce(store, title="الجمع العام السنوي للجمعيات", place="دار الشباب")
    plan(store)
    row = rows(store, announced)[ONE]
    told = [
        f"/dlr/s3cret?id={part_key(row['key'], 1, part)}&sheet={announced}.0&type=1"
        for part in range(1, row["of"] + 1)
    ]
    assert len(told) > 1
    for receipt in (told[-1], told[-1], *told[1:]):
        assert kannel.get(receipt).status_code == 200
    fold(store)
    assert fates(store, announced) == {ONE: ("planned", None)}
    assert kannel.get(told[0]).status_code == 200
    fold(store)
    assert fates(store, announced) == {ONE: ("delivered", None)}
    assert counts(store, announced) == {"delivered": 1}


@pytest.mark.parametrize(
    "path", ["/dlr/wrong", "/dlr/", "/dlr", "/mo/wrong", "/mo/s3cret/more", "/dlr/s3cr%C3%A9t"]
)
def test_a_wrong_secret_is_refused_and_nothing_is_kept(store: Store, kannel: Client, path: str) -> None:
    asked = f"{path}?id={KEY}.1.1&sheet=s&type=1&from=%2B212661000001&text=STOP"
    assert kannel.get(asked).status_code == 403
    assert list(store.db[records.JOURNAL].find()) == []


def test_another_path_is_not_there(kannel: Client) -> None:
    assert [kannel.get(path).status_code for path in ("/", "/admin", "/health")] == [404, 404, 200]


def test_an_inbound_sms_is_kept_with_its_text_and_the_gateways_id(store: Store, kannel: Client) -> None:
    said = f"from=%2B212661000001&to=3535&text={quote('إيقاف')}&charset=UTF-8&id=k-1&ts=1"
    assert kannel.get(f"/mo/s3cret?{said}").status_code == 200
    (entry,) = heard(store, "replies")
    assert {name: entry[name] for name in ("id", "phone", "text", "raw")} == {
        "id": "k-1",
        "phone": "+212661000001",
        "text": "إيقاف",
        "raw": said,
    }


def test_bytes_that_are_no_text_do_not_lose_the_inbound_sms(store: Store, kannel: Client) -> None:
    assert kannel.get("/mo/s3cret?from=%2B212661000001&text=%ff%fe%80STOP&id=k-2").status_code == 200
    assert [entry["text"] for entry in heard(store, "replies")] == ["\ufffd\ufffd\ufffdSTOP"]


def test_without_the_store_the_gateway_is_told_to_come_again_within_3_s() -> None:
    away = Store("mongodb://127.0.0.1:9/?retryWrites=false", "notifications")
    receiving = Receiving(away, "s3cret")
    began = time.monotonic()
    assert Client(receiving).get(f"/dlr/s3cret?id={KEY}.1.1&sheet=s&type=1").status_code == 503
    assert time.monotonic() - began < 3
    receiving.close()
    away.client.close()
