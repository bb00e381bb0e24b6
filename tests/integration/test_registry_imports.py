"""Does a sheet come in whole, once, through restarts? The registry on a real store, without a broker."""

import base64
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from marshmallow import Schema
from pymongo.errors import PyMongoError

from chassis.errors import Conflict, NotFound, Refused
from chassis.store import Store
from contracts.chunks import CHUNK_BYTES
from contracts.fact import RELEASED
from contracts.registry import commands, views
from services.registry import queries, records, saving
from services.registry.directory import Directory, directory_of
from services.registry.imports import checking, forgetting, receiving, writing
from services.registry.imports.checking import Checker

pytestmark = pytest.mark.integration

HEADING = "اسم الجمعية;الجماعة;اسم الرئيس;هاتف الرئيس;اسم أمين المال;هاتف أمين المال"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A private store on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = Path(sys.executable).with_name("secantusd-py")
    folder = tmp_path_factory.mktemp("store")
    told = [str(command), "--port", str(port), "--storage-path", str(folder), "--log-level", "WARNING"]
    with (folder / "log").open("wb") as log, subprocess.Popen(told, stdout=log, stderr=log) as process:
        yield f"mongodb://127.0.0.1:{port}/?retryWrites=false"
        process.terminate()


@pytest.fixture
def store(server: str, request: pytest.FixtureRequest) -> Iterator[Store]:
    made = Store(server, f"r{abs(hash(request.node.name))}")
    deadline = time.monotonic() + 30
    while True:
        try:
            made.prepare(records.INDEXES)
            break
        except PyMongoError:
            assert time.monotonic() < deadline, "the store did not start"
    yield made
    made.client.close()


def told(store: Store, work: Any, schema: type[Schema], **payload: Any) -> dict[str, Any]:
    loaded = schema().load(payload)
    answer: dict[str, Any] = store.transaction(lambda tx: work(tx, loaded), actor="chair")
    return answer


def uploaded(store: Store, content: bytes) -> str:
    opened = told(store, receiving.open_import, commands.OpenImport, filename="a.csv", size=len(content))
    import_id: str = opened["import_id"]
    for number in range(-(-len(content) // CHUNK_BYTES)):
        chunk = content[number * CHUNK_BYTES :][:CHUNK_BYTES]
        piece = {"import_id": import_id, "number": number, "content": base64.b64encode(chunk).decode()}
        for _ in range(2):
            told(store, receiving.add_chunk, commands.AddImportChunk, **piece)
    told(store, receiving.begin_check, commands.CheckImport, import_id=import_id)
    return import_id


def checked(store: Store, content: bytes) -> dict[str, Any]:
    import_id = uploaded(store, content)
    checker = Checker(store)
    while checker.step():
        pass
    return state(store, import_id)


def state(store: Store, import_id: str) -> dict[str, Any]:
    found = queries.import_state(store.db, {"import_id": import_id})
    assert views.ImportView().validate(found) == {}
    return found


def imported(store: Store, content: bytes) -> dict[str, Any]:
    import_id = checked(store, content)["import_id"]
    told(store, receiving.confirm, commands.ConfirmImport, import_id=import_id)
    while writing.step(store):
        pass
    return state(store, import_id)


def report(store: Store, import_id: str, verdict: str | None = None, page: int = 1) -> dict[str, Any]:
    found = queries.import_report(store.db, {"import_id": import_id, "verdict": verdict, "page": page})
    assert views.ImportReport().validate(found) == {}
    return found


def sheet(*rows: str) -> bytes:
    return "\r\n".join([HEADING, *rows]).encode("utf-8-sig")


def many(count: int) -> bytes:
    return sheet(*(f"جمعية رقم {i};بوشان;رئيس {i};06{i:08d};أمين {i};07{i:08d}" for i in range(count)))


def search(store: Store, **asked: Any) -> dict[str, Any]:
    found = queries.associations(directory_of(store), store.db, commands.FindAssociations().load(asked))
    assert views.AssociationsPage().validate(found) == {}
    return found


def saved(store: Store, **payload: Any) -> dict[str, Any]:
    answer = told(store, saving.save_association, commands.SaveAssociation, **payload)
    assert views.AssociationView().validate(answer) == {}
    return answer


ZAIM = {"office": "president", "name": "عبد اللطيف الزعيم", "phone": "06 61-23.45 67"}
AMAL = {
    "name_ar": "جمعية الأمل",
    "commune": "بنجرير",
    "officers": [ZAIM],
}


def test_a_sheet_comes_in_and_a_second_time_changes_nothing(store: Store) -> None:
    rows = sheet(
        "جمعية الأمل;ابن جرير;عبد اللطيف الزعيم;٠٦٦١٢٣٤٥٦٧;مريم التازي;0523456789",
        "جمعية الامل;بنجرير;غيره;0612345678;;",
        "جمعية النور;مراكش;سعيد;0612345679;;",
        "جمعية الفتح;Bouchane;=cmd();0612345670;;",
    )
    done = imported(store, rows)
    assert {name: done[name] for name in ("state", "rows", "new", "refused", "written")} == {
        "state": "done",
        "rows": 4,
        "new": 1,
        "refused": 3,
        "written": 1,
    }
    refused = report(store, done["import_id"], "refused")
    assert [row["problems"] for row in refused["rows"]] == [
        [{"field": "association_ar", "slug": "duplicate_row", "read": "جمعية الامل", "first": 2}],
        [{"field": "commune", "slug": "unknown_commune", "read": "مراكش"}],
        [{"field": "president_name", "slug": "formula", "read": "=cmd()", "cell": "C5"}],
    ]
    assert report(store, done["import_id"], "new")["rows"][0]["warnings"] == [
        {"field": "treasurer_phone", "slug": "landline", "read": "0523456789"}
    ]
    told_before = store.db["outbox"].count_documents({})
    assert checked(store, rows)["same"] == 1
    assert store.db["outbox"].count_documents({}) == told_before == 5


def test_every_fact_written_is_numbered_from_one_and_fits_its_contract(store: Store) -> None:
    saved(store, **AMAL)
    facts = {row["routing_key"]: row for row in store.db["outbox"].find({})}
    assert sorted(facts) == [
        "association.association_saved.v1",
        "contact.contact_recorded.v1",
        "person.contact_changed.v1",
    ]
    assert {row["sequence"] for row in facts.values()} == {1}
    for kind, row in facts.items():
        assert RELEASED[kind]().validate(json.loads(row["body"])["data"]) == {}
    assert facts["contact.contact_recorded.v1"]["exchange"] == "registry.contacts"


def test_a_check_goes_on_after_a_restart_without_losing_or_doubling_a_row(store: Store) -> None:
    import_id = uploaded(store, many(1200) + "\r\nجمعية رقم 7;بوشان;رئيس;0612345678;;".encode())
    assert Checker(store).step()
    assert state(store, import_id)["checked"] == 250
    restarted = Checker(store)
    while restarted.step():
        pass
    done = state(store, import_id)
    assert (done["state"], done["rows"], done["new"], done["refused"]) == ("checked", 1201, 1200, 1)
    assert report(store, import_id, "refused")["rows"][0]["problems"][0]["first"] == 9
    last = report(store, import_id, None, 25)
    assert ([row["row"] for row in last["rows"]], last["pages"]) == ([1202], 25)
    assert store.db[records.IMPORT_CHUNKS].count_documents({}) == 0


def test_an_import_beside_a_save_of_the_same_association_makes_one(store: Store) -> None:
    import_id = checked(store, many(150))["import_id"]
    officers = [{"office": "president", "name": "رئيس 3", "phone": "0600000003"}]
    first = saved(store, name_ar="جمعية رقم 3", commune="Bouchane", officers=officers)
    told(store, receiving.confirm, commands.ConfirmImport, import_id=import_id)
    while writing.step(store):
        pass
    found = search(store, query="جمعية رقم 3", commune="بوشان")
    same = [one for one in found["associations"] if one["name_ar"] == "جمعية رقم 3"]
    assert [one["association_id"] for one in same] == [first["association_id"]]
    assert [one["office"] for one in same[0]["officers"]] == ["president", "treasurer"]
    assert same[0]["officers"][0]["person_id"] == first["officers"][0]["person_id"]
    assert directory_of(store).summary() == {"associations": 150, "people": 300, "reachable": 300}


def test_a_file_without_a_required_column_is_refused_whole(store: Store) -> None:
    done = checked(store, "الجماعة;ملاحظة\r\nبوشان;x".encode())
    assert (done["state"], done["problem"]["slug"]) == ("refused", "missing_columns")
    assert done["problem"]["columns"] == ["association_ar", "president_name", "president_phone"]
    with pytest.raises(Conflict, match="not_checked"):
        told(store, receiving.confirm, commands.ConfirmImport, import_id=done["import_id"])


def test_a_check_is_refused_while_a_chunk_is_missing(store: Store) -> None:
    opened = told(store, receiving.open_import, commands.OpenImport, filename="a.csv", size=10)
    with pytest.raises(Refused) as refused:
        told(store, receiving.begin_check, commands.CheckImport, import_id=opened["import_id"])
    assert (refused.value.slug, refused.value.details) == ("chunks_missing", {"numbers": [0]})


def test_an_edit_with_an_old_version_is_a_conflict_and_a_taken_name_is_refused(store: Store) -> None:
    first = saved(store, **AMAL)
    known = {"association_id": first["association_id"], "version": first["version"]}
    again = saved(store, **AMAL | known | {"commune": "Bouchane"})
    assert (again["commune"], again["version"]) == ("Bouchane", 2)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        saved(store, **AMAL | known)
    saved(store, **AMAL)
    with pytest.raises(Refused) as refused:
        saved(store, **AMAL)
    assert refused.value.fields["name_ar"]["slug"] == "association_exists"
    with pytest.raises(NotFound, match="association_not_found"):
        saved(store, **AMAL | {"association_id": "nobody", "version": 1})


def test_a_changed_phone_makes_a_form_that_was_opened_before_stale(store: Store) -> None:
    first = saved(store, **AMAL)
    known = {"association_id": first["association_id"], "version": first["version"]}
    officer = ZAIM | {"phone": "0712345678"}
    second = saved(store, **AMAL | known | {"officers": [officer]})
    assert (second["version"], second["officers"][0]["phone"]) == (2, "+212712345678")
    with pytest.raises(Conflict):
        saved(store, **AMAL | known)


def test_search_finds_any_spelling_of_a_name_or_of_an_officer(store: Store) -> None:
    saved(store, **AMAL, name_fr="Association Al Amal")
    saved(store, **AMAL | {"name_ar": "جمعية النور", "commune": "Bouchane"})
    for query in ("الامل", "al amal", "AMAL association", "جمعيه الأمل"):
        assert [one["name_ar"] for one in search(store, query=query)["associations"]] == ["جمعية الأمل"]
    assert search(store, query="عبداللطیف")["total"] == 2
    assert search(store, query="عبداللطیف", commune="بوشان")["total"] == 1
    assert search(store, query="غير موجود")["total"] == 0


def test_one_person_in_two_associations_is_shown_twice_and_without_office_once(store: Store) -> None:
    first = saved(store, **AMAL)
    saved(store, **AMAL | {"commune": "Bouchane"})
    person_id = first["officers"][0]["person_id"]
    found = queries.people(store.db, {"person_ids": [person_id]})["people"]
    assert sorted((one["commune"], one["office"]) for one in found) == [
        ("Ben Guerir", "president"),
        ("Bouchane", "president"),
    ]
    for one in search(store)["associations"]:
        known = {"association_id": one["association_id"], "version": one["version"]}
        officers = [{"office": "president", "name": "غيره", "phone": ""}]
        saved(store, **AMAL | known | {"commune": one["commune"], "officers": officers})
    left = queries.people(store.db, {"person_ids": [person_id]})["people"]
    assert [(one["name"], one["office"], one["commune"]) for one in left] == [("عبد اللطيف الزعيم", "", "")]
    assert views.PersonView(many=True).validate(left) == {}


def test_the_directory_follows_what_another_copy_saves(store: Store) -> None:
    ours, others = Directory(store.db), Directory(store.db)
    assert ours.summary() == {"associations": 0, "people": 0, "reachable": 0}
    first = saved(store, **AMAL)
    known = {"association_id": first["association_id"], "version": first["version"]}
    assert ours.matching("الزعيم الامل", "Ben Guerir") == [first["association_id"]]
    saved(store, **AMAL | known | {"officers": [ZAIM | {"name": "سعيد", "phone": ""}]})
    for directory in (ours, others):
        assert directory.matching("الزعيم", None) == []
        assert directory.matching("سعيد", None) == [first["association_id"]]
        assert directory.summary() == {"associations": 1, "people": 1, "reachable": 0}


def test_an_import_is_forgotten_when_its_time_is_over(store: Store) -> None:
    import_id = imported(store, many(120))["import_id"]
    kept = checked(store, many(1))["import_id"]
    assert not forgetting.step(store)
    past = {"$set": {"forget_at": datetime(2020, 1, 1, tzinfo=UTC)}}
    store.db[records.IMPORTS].update_one({"_id": import_id}, past)
    while forgetting.step(store):
        pass
    assert [one["import_id"] for one in queries.imports(store.db)["imports"]] == [kept]
    assert [one["import_id"] for one in store.db[records.IMPORT_ROWS].find({})] == [kept]
    assert directory_of(store).summary()["associations"] == 120


def test_a_file_that_our_own_rules_cannot_read_does_not_stop_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours, made by hand: the file is refused after three tries."""
    stuck, checker = uploaded(store, sheet("جمعية الأمل;ابن جرير;سعيد;0661234567;;")), Checker(store)
    with monkeypatch.context() as broken:
        broken.setattr(checking.verdict, "verdict", lambda *_: 1 / 0)
        for _ in range(checking.TRIES - 1):
            with pytest.raises(ZeroDivisionError):
                checker.step()
        assert checker.step() is True
    assert (state(store, stuck)["state"], state(store, stuck)["problem"]) == (
        "refused",
        {"slug": "unreadable"},
    )
    assert checked(store, sheet("جمعية النور;ابن جرير;سعيد;0661234567;;"))["state"] == "checked"
