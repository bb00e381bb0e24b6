"""Is an institution kept once, found in any spelling, and told? The registry on a real store and broker."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from marshmallow import Schema

from chassis.errors import Conflict, NotFound, Refused
from chassis.rpc import RpcPool
from chassis.store import Store
from contracts.fact import RELEASED
from contracts.registry import commands
from contracts.registry import institutions as contract
from services.registry import institutions, records, saving
from stack.lab import Lab
from stack.waiting import until

Came = Callable[[], list[dict[str, Any]]]

pytestmark = pytest.mark.integration

AMAL = {
    "name_ar": "جمعية الأمل",
    "name_fr": "Al Amal",
    "commune": "بنجرير",
    "officers": [{"office": "president", "name": "عبد اللطيف الزعيم"}],
}
DAR = {"name_ar": "دار الطالبة", "type": "dar_taliba", "commune": "بوشان"}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("registry"), processes=["registry"]) as lab:
        yield lab


@pytest.fixture
def store(own_store: Store) -> Store:
    own_store.prepare(records.INDEXES)
    return own_store


@pytest.fixture
def came(lab: Lab) -> Iterator[Came]:
    """A queue of the test's own on `registry.events`; the call gives all that came so far."""
    connection = lab.broker()
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True).queue
    channel.queue_bind(queue, "registry.events", "institution.#")
    taken: list[dict[str, Any]] = []

    def so_far() -> list[dict[str, Any]]:
        while message := channel.basic_get(queue, no_ack=True):
            taken.append(json.loads(message.body))
        return taken

    yield so_far
    connection.close()


@pytest.fixture
def rpc(lab: Lab) -> Iterator[RpcPool]:
    pool = RpcPool(lab.env("portal")["AMQP_URI"], 1, 5)
    yield pool
    pool.close()


@pytest.fixture
def amal(store: Store) -> str:
    """The id of an association."""
    answer = told(store, saving.save_association, commands.SaveAssociation, **AMAL)
    return str(answer["association_id"])


def told(store: Store, work: Any, schema: type[Schema], **payload: Any) -> dict[str, Any]:
    loaded = schema().load(payload)
    answer: dict[str, Any] = store.transaction(lambda tx: work(tx, loaded), actor="chair")
    return answer


def saved(store: Store, **payload: Any) -> dict[str, Any]:
    answer = told(store, institutions.save_institution, contract.SaveInstitution, **payload)
    assert contract.InstitutionView().validate(answer) == {}
    return answer


def found(store: Store, **asked: Any) -> dict[str, Any]:
    page = institutions.institutions(store.db, contract.FindInstitutions().load(asked))
    assert contract.InstitutionsPage().validate(page) == {}
    return page


def names(page: dict[str, Any]) -> list[str]:
    return [one["name_ar"] for one in page["institutions"]]


def facts(store: Store) -> list[dict[str, Any]]:
    kind = "institution.institution_saved.v1"
    rows = store.db["outbox"].find({"routing_key": kind}, sort=[("sequence", 1)])
    told = [json.loads(row["body"]) for row in rows]
    assert [RELEASED[kind]().validate(one["data"]) for one in told] == [{}] * len(told)
    return told


def refusal(store: Store, **payload: Any) -> dict[str, Any]:
    with pytest.raises(Refused) as refused:
        saved(store, **payload)
    return refused.value.fields


def test_an_institution_is_kept_and_told_with_its_association(store: Store, amal: str) -> None:
    made = saved(store, **DAR, association_id=amal)
    assert made == {
        "institution_id": made["institution_id"],
        "version": 1,
        "name_ar": "دار الطالبة",
        "name_fr": "",
        "type": "dar_taliba",
        "commune": "Bouchane",
        "association_id": amal,
        "association_ar": "جمعية الأمل",
        "association_fr": "Al Amal",
    }
    assert institutions.one_institution(store.db, {"institution_id": made["institution_id"]}) == made
    assert [(one["sequence"], one["subject"], one["data"]) for one in facts(store)] == [
        (
            1,
            made["institution_id"],
            {
                "institution_id": made["institution_id"],
                "association_id": amal,
                "commune": "Bouchane",
                "type": "dar_taliba",
            },
        )
    ]


def test_an_edit_wants_the_version_that_was_read_and_the_same_again_tells_nothing(
    store: Store, amal: str
) -> None:
    made = saved(store, **DAR, association_id=amal)
    known = {"institution_id": made["institution_id"], "association_id": amal}
    assert saved(store, **DAR, **known, version=1) == made
    edited = saved(store, **DAR | {"type": "cef"}, **known, version=1)
    assert (edited["version"], edited["type"]) == (2, "cef")
    with pytest.raises(Conflict, match="changed_meanwhile") as conflict:
        saved(store, **DAR, **known, version=1)
    assert conflict.value.details == {"version": 2}
    assert refusal(store, **DAR, **known) == {"version": "missing"}
    assert [(one["sequence"], one["data"]["type"]) for one in facts(store)] == [(1, "dar_taliba"), (2, "cef")]


def test_a_name_is_taken_within_its_commune_in_any_spelling(store: Store, amal: str) -> None:
    made = saved(store, **DAR, association_id=amal)
    taken = {
        "slug": "name_taken",
        "institution_id": made["institution_id"],
        "name": "دار الطالبة",
    }
    respelled = DAR | {"name_ar": "دار  الطّالبه", "commune": "Tnine Bouchane"}
    assert refusal(store, **respelled, association_id=amal) == {"name_ar": taken}
    elsewhere = saved(store, **DAR | {"commune": "ابن جرير"}, association_id=amal)
    moved = {"institution_id": elsewhere["institution_id"], "version": 1, "association_id": amal}
    assert refusal(store, **DAR, **moved) == {"name_ar": taken}
    assert found(store)["total"] == 2


def test_an_unknown_association_or_commune_is_told_at_its_field(store: Store, amal: str) -> None:
    wrong = DAR | {"commune": "مراكش", "association_id": "nobody"}
    assert refusal(store, **wrong) == {"commune": "unknown_commune", "association_id": "no_such_association"}
    assert (found(store)["total"], facts(store)) == (0, [])


def test_an_institution_that_is_not_there_is_not_found(store: Store, amal: str) -> None:
    with pytest.raises(NotFound, match="institution_not_found"):
        saved(store, **DAR, association_id=amal, institution_id="nobody", version=1)
    with pytest.raises(NotFound, match="institution_not_found"):
        institutions.one_institution(store.db, {"institution_id": "nobody"})


def test_a_search_finds_any_spelling_a_commune_and_an_association(store: Store, amal: str) -> None:
    other = told(
        store, saving.save_association, commands.SaveAssociation, **AMAL | {"name_ar": "جمعية النور"}
    )["association_id"]
    saved(store, **DAR, name_fr="Dar Taliba", association_id=amal)
    saved(store, name_ar="دار المسنين", type="dar_mousinine", commune="ابن جرير", association_id=other)
    for text in ("طالبه", "DAR taliba", "الطالبة دار"):
        assert names(found(store, text=text)) == ["دار الطالبة"]
    assert names(found(store)) == ["دار الطالبة", "دار المسنين"]
    assert names(found(store, commune="بنجرير")) == ["دار المسنين"]
    assert names(found(store, association_id=other)) == ["دار المسنين"]
    assert found(store, association_id=other)["institutions"][0]["association_ar"] == "جمعية النور"
    for nothing in ({"commune": "مراكش"}, {"association_id": "nobody"}, {"text": "دار", "commune": "لمحرة"}):
        assert found(store, **nothing) == {"institutions": [], "total": 0, "page": 1, "pages": 1}


def test_pages_hold_fifty_by_name(store: Store, amal: str) -> None:
    for number in range(52):
        saved(store, **DAR | {"name_ar": f"دار {number:02}"}, association_id=amal)
    first, second = found(store), found(store, page=2)
    assert (len(first["institutions"]), first["total"], first["pages"]) == (50, 52, 2)
    assert names(second) == ["دار 50", "دار 51"]


def test_of_eight_who_save_the_same_name_at_once_one_is_first(store: Store, amal: str) -> None:
    def attempt(_: int) -> str:
        try:
            return str(saved(store, **DAR, association_id=amal)["institution_id"])
        except Refused as refused:
            return str(refused.fields["name_ar"]["slug"])

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(attempt, range(8)))
    made = [one["institution_id"] for one in found(store)["institutions"]]
    assert answers == sorted([*made, *["name_taken"] * 7])
    assert (len(made), len(facts(store))) == (1, 1)


def test_a_name_taken_between_the_look_and_the_write_is_decided_again(
    store: Store, amal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = institutions._refuse_taken_name
    first: list[str] = []

    def somebody_is_quicker(tx: Any, after: Any) -> None:
        look(tx, after)
        if not first:
            first.append(after["key"])
            first.append(saved(store, **DAR, association_id=amal)["institution_id"])

    monkeypatch.setattr(institutions, "_refuse_taken_name", somebody_is_quicker)
    assert refusal(store, **DAR, association_id=amal)["name_ar"]["institution_id"] == first[1]
    assert (found(store)["total"], len(facts(store))) == (1, 1)


def test_over_the_wire_the_same_key_is_one_institution_and_one_fact(rpc: RpcPool, came: Came) -> None:
    def ask(method: str, payload: dict[str, Any], key: str) -> Any:
        return rpc.call("registry", method, payload, {"actor": "chair", "key": key, "correlation_id": "c"})

    managing = ask("save_association", AMAL, str(uuid4()))["association_id"]
    payload = {**DAR, "association_id": managing}
    made = [ask("save_institution", payload, "k-1") for _ in range(2)]
    assert made[0] == made[1]
    page = ask("institutions", {"text": "دار", "page": 1}, str(uuid4()))
    assert page["institutions"] == [made[0]]
    one = ask("institution", {"institution_id": made[0]["institution_id"]}, str(uuid4()))
    assert one == made[0]
    until(lambda: len(came()) == 1, "the fact on the broker", deadline_s=10)
    fact = came()[0]
    assert (fact["type"], fact["subject"]) == ("institution.institution_saved.v1", one["institution_id"])
