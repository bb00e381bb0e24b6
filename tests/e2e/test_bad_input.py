"""What do people get who send what is not in order? A sentence naming field and row; nothing half-saved."""

import html
import os
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from stack.lab import Lab
from tests.e2e.disorder import (
    BODIES,
    FILES,
    FORM,
    FORMS_IN_DISORDER,
    MEETING,
    MEETINGS_IN_DISORDER,
    ROWS_IN_DISORDER,
)
from tests.e2e.door import Clerk, Program, make_key
from tests.e2e.sheets import COMMUNE, as_csv, many, row

ROWS = 50_000 if os.environ.get("E2E_FULL") == "1" else 3_000
AT_ONCE_S = 15  # an upload, on a machine that does much else: it waits for no row to be checked
KEPT = {
    "registry": ("associations", "people", "outbox"),
    "events": ("meetings", "outbox"),
    "notifications": ("announcements", "sheets", "claims"),
}
Counts = dict[str, int]


@pytest.fixture(scope="module")
def key(lab: Lab) -> str:
    return make_key(lab, "chair")


@pytest.fixture(scope="module")
def clerks(lab: Lab) -> dict[str, Clerk]:
    return {language: Clerk(lab, "chair", language) for language in ("ar", "fr")}


@pytest.fixture
def arabic(lab: Lab, key: str) -> Program:
    return Program(lab, key)


@pytest.fixture
def french(lab: Lab, key: str) -> Program:
    return Program(lab, key, "fr-MA,fr;q=0.9")


@pytest.fixture
def untouched(lab: Lab) -> Iterator[None]:
    """The test must leave every store as it found it."""
    before = counted(lab)
    yield
    assert counted(lab) == before


def counted(lab: Lab) -> Counts:
    with lab.store() as client:
        return {
            f"{database}.{name}": client[database][name].count_documents({})
            for database, names in KEPT.items()
            for name in names
        }


def shown(page: str) -> str:
    """What stands on a page, without its marks."""
    return " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u2068", "").replace("\u2069", "").split()
    )


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("content", "arabic_words", "french_words"), FILES)
def test_a_file_that_cannot_be_read_is_refused_whole(
    arabic: Program, clerks: dict[str, Clerk], content: bytes, arabic_words: str, french_words: str
) -> None:
    import_id = arabic.upload(content, "members.csv")
    assert arabic.settled_import(import_id)["state"] == "refused"
    assert arabic_words in shown(clerks["ar"].open(f"/imports/{import_id}"))
    assert french_words in shown(clerks["fr"].open(f"/imports/{import_id}"))
    refused = arabic.post(f"/imports/{import_id}/confirmation", {})
    assert (refused.status_code, refused.json()["error"]["slug"]) == (409, "not_checked")


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("content", "problem", "arabic_words", "french_words"), ROWS_IN_DISORDER)
def test_a_row_in_disorder_is_left_out_with_its_line_and_field(
    arabic: Program,
    clerks: dict[str, Clerk],
    content: bytes,
    problem: dict[str, Any],
    arabic_words: tuple[str, ...],
    french_words: tuple[str, ...],
) -> None:
    import_id = arabic.upload(content, "members.xlsx" if content.startswith(b"PK") else "members.csv")
    assert arabic.settled_import(import_id)["state"] == "checked"
    [refused] = arabic.get(f"/imports/{import_id}/report", verdict="refused")["rows"]
    [told] = refused["problems"]
    assert {"row": refused["row"], "field": told["field"], "slug": told["slug"]} == problem
    for language, words in (("ar", arabic_words), ("fr", french_words)):
        page = shown(clerks[language].open(f"/imports/{import_id}?verdict=refused"))
        assert [word for word in words if word not in page] == []


def test_phones_in_any_writing_are_one_phone_and_a_landline_is_told(
    lab: Lab, arabic: Program, clerks: dict[str, Clerk]
) -> None:
    writings = {"٠٦ ٨٥ ٤٠ ٠٠ ٠١": "+212685400001", "06 85-40.00 02": "+212685400002", "05 24 31 00 00": None}
    rows = [row(f"جمعية الكتابة {n}", phone, f"رئيسة {n}") for n, phone in enumerate(writings)]
    import_id = arabic.upload(as_csv(rows), "members.csv")
    checked = arabic.settled_import(import_id)
    assert (checked["new"], checked["refused"]) == (3, 0)
    report = arabic.get(f"/imports/{import_id}/report", verdict="new")["rows"]
    warned = [(one["row"], [w["slug"] for w in one["warnings"]]) for one in report if one["warnings"]]
    assert warned == [(4, ["landline"])]
    assert "رقم ثابت" in shown(clerks["ar"].open(f"/imports/{import_id}?verdict=new"))
    assert arabic.post(f"/imports/{import_id}/confirmation", {}).status_code == 200
    assert arabic.settled_import(import_id)["written"] == 3
    found = arabic.get("/associations", query="الكتابة")["associations"]
    phones = {one["name_ar"]: one["officers"][0]["phone"] for one in found}
    assert phones == {f"جمعية الكتابة {n}": phone for n, phone in enumerate(writings.values())}


def test_many_rows_are_taken_at_once_and_their_progress_is_seen(lab: Lab, arabic: Program) -> None:
    before, began = counted(lab), time.monotonic()
    import_id = arabic.upload(as_csv(many(ROWS)), "members.csv")
    assert time.monotonic() - began < AT_ONCE_S
    seen: list[int] = []
    checked = arabic.settled_import(import_id, lambda state: seen.append(state["checked"]))
    assert (checked["checked"], checked["new"], checked["refused"]) == (ROWS, ROWS, 0)
    assert seen == sorted(seen)
    assert [number for number in seen if 0 < number < ROWS]
    assert counted(lab) == before
    assert arabic.post(f"/imports/{import_id}/confirmation", {}).status_code == 200
    written: list[int] = []
    done = arabic.settled_import(import_id, lambda state: written.append(state["written"]))
    assert (done["state"], done["written"]) == ("done", ROWS)
    assert [number for number in written if 0 < number < ROWS]
    assert counted(lab)["registry.associations"] == before["registry.associations"] + ROWS


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("changes", "field", "arabic_words", "french_words"), MEETINGS_IN_DISORDER)
def test_a_meeting_in_disorder_is_refused_naming_the_field(
    arabic: Program,
    french: Program,
    changes: dict[str, Any],
    field: str,
    arabic_words: str,
    french_words: str,
) -> None:
    for program, words in ((arabic, arabic_words), (french, french_words)):
        refused = program.post("/meetings", {**MEETING, **changes})
        assert refused.status_code == 422, refused.text
        fields = refused.json()["error"]["fields"]
        assert list(fields) == [field]
        assert words in fields[field]


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("changes", "arabic_words", "french_words"),
    FORMS_IN_DISORDER,
)
def test_the_form_of_a_meeting_says_what_is_wanted_and_keeps_what_was_typed(
    clerks: dict[str, Clerk], changes: dict[str, str], arabic_words: str, french_words: str
) -> None:
    for language, words in (("ar", arabic_words), ("fr", french_words)):
        answer = clerks[language].send("/meetings/new", "/meetings/review", {**FORM, **changes})
        assert answer.status_code == 422
        assert words in shown(answer.text)
        assert f'value="{ {**FORM, **changes}["place"] }"' in answer.text


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("body", BODIES)
def test_a_hostile_body_is_refused_in_the_readers_language(
    arabic: Program, french: Program, body: bytes
) -> None:
    messages = []
    for program in (arabic, french):
        refused = program.send("POST", "/meetings", data=body, headers={"Content-Type": "application/json"})
        assert refused.status_code in (400, 415, 422), refused.text
        messages.append(refused.json()["error"]["message"])
    assert [bool(re.search("[\u0620-\u064a]", message)) for message in messages] == [True, False]


@pytest.mark.usefixtures("untouched")
def test_an_association_in_disorder_is_refused_naming_its_officer(arabic: Program, french: Program) -> None:
    officer = {"office": "president", "name": "", "phone": "06"}
    wrong = {"name_ar": "جمعية", "commune": COMMUNE, "officers": [officer]}
    for program, word in ((arabic, "المطلوب"), (french, "Nom")):
        refused = program.post("/associations", wrong)
        fields = refused.json()["error"]["fields"]
        assert (refused.status_code, list(fields)) == (422, ["officers-0-name"])
        assert word in fields["officers-0-name"]


@pytest.mark.usefixtures("untouched")
def test_a_key_whose_time_is_over_opens_nothing(lab: Lab) -> None:
    over = make_key(lab, "chair", age_days=31)
    for language, words in (("ar", "تسجيل الدخول"), ("fr", "onnect")):
        refused = Program(lab, over, language).post("/meetings", MEETING)
        assert (refused.status_code, refused.json()["error"]["slug"]) == (401, "sign_in")
        assert words in refused.json()["error"]["message"]


@pytest.mark.usefixtures("untouched")
def test_a_form_without_its_token_is_refused(lab: Lab) -> None:
    answer = requests.post(f"{lab.url}/login", data={"login": "chair", "password": "x"}, timeout=30)
    assert answer.status_code == 400
    assert "لم تعد هذه الاستمارة صالحة" in shown(answer.text)
