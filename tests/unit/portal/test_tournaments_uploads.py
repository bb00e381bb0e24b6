"""Does a file of results reach `events` whole, and does its page follow the job to the end?"""

import io
import json
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from flask.testing import FlaskClient

from contracts.chunks import CHUNK_BYTES
from contracts.events.result_imports import VERDICTS, ResultImportView
from services.portal.accounts import Account
from services.portal.tournaments import uploads
from services.portal.tournaments.uploads import MOVING, STATES, VERDICT_NAMES
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import result, whole

Csrf = Callable[[FlaskClient, str], dict[str, str]]
RESULTS = "/tournaments/k1/results"
ALL = "/tournaments/k1/contests/c1/confirm"
ROW = {"row": 3, "verdict": "refused", "team1": "Tafoukt", "team2": "<b>", "score": "", "fixture_id": "f1"}


@pytest.fixture(autouse=True)
def competition(services: StandIn) -> dict[str, Any]:
    return services.add_competition(deepcopy(whole()))


def read(page: str) -> str:
    """The words alone: without tags and marks of direction."""
    return re.sub(r"<[^>]*>|[\u200e\u200f\u2066-\u2069]", "", page)


def send(browser: FlaskClient, csrf: Csrf, content: bytes | None) -> Any:
    file = {} if content is None else {"file": (io.BytesIO(content), "dossier/results.json")}
    fields = {**csrf(browser, RESULTS), **file}
    return browser.post(RESULTS, data=fields, content_type="multipart/form-data")


def test_a_file_arrives_whole_in_chunks(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    content = b"x" * CHUNK_BYTES + b"the rest"
    answer = send(chair, csrf, content)
    assert (answer.status_code, answer.location) == (303, f"{RESULTS}/r1")
    assert b"".join(services.result_files["r1"].values()) == content
    opened = {"competition_id": "k1", "filename": "results.json", "size": len(content)}
    assert services.asked("events.open_result_import") == [opened]


def test_the_same_form_sent_again_is_one_import(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    hidden = csrf(chair, RESULTS)
    for _ in range(2):
        chair.post(RESULTS, data={**hidden, "file": (io.BytesIO(b"{}"), "a.json")})
    assert list(services.jobs) == ["r1"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Choisir un fichier JSON"),
        (b"", "Un fichier d’au moins un match est attendu"),
        (b" " * 1025, "Un fichier de 4 Mo au plus"),
    ],
)
def test_what_is_no_such_file_is_refused_at_the_field(
    content: bytes | None,
    sentence: str,
    chair: FlaskClient,
    services: StandIn,
    csrf: Csrf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES", 1024)
    answer = send(chair, csrf, content)
    assert (answer.status_code, services.asked("events.open_result_import")) == (422, [])
    assert sentence in answer.text


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("kind", ["entry", "confirmation"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_page(
    state: str, kind: str, language: str, chair: FlaskClient, services: StandIn
) -> None:
    chair.set_cookie("language", language)
    services.add_job(state=state, kind=kind, enter=3, written=2, late=1, problem={"slug": "not_results"})
    page, part = chair.get(f"{RESULTS}/r1"), chair.get(f"{RESULTS}/r1/progress")
    assert (page.status_code, part.status_code) == (200, 200)
    assert page.text.count("<h1>") == 1
    assert page.text.count("btn-primary") <= 1
    assert ("hx-trigger" in part.text) == (state in MOVING)
    assert 'href="/tournaments/k1/results/r1"' in chair.get(RESULTS).text


def test_the_report_says_at_which_field_what_is_wanted_and_what_was_read(
    chair: FlaskClient, services: StandIn
) -> None:
    services.add_job(refused=1, checked=1)
    known = {"field": "team1", "slug": "other_way_round", "read": "Tafoukt <i>"}
    twice = {"field": "match", "slug": "match_twice", "first": 2}
    services.job_rows = [{**ROW, "problems": [known, twice]}]
    page = chair.get(f"{RESULTS}/r1?verdict=refused").text
    assert "Première équipe · Ces deux équipes jouent dans l’autre sens" in page
    assert "Tafoukt &lt;i&gt;" in page
    assert "Ce match figure aussi à la ligne 2" in page
    assert services.asked("events.result_import")[-1]["verdict"] == "refused"


def test_every_verdict_has_its_words() -> None:
    assert set(VERDICT_NAMES) == set(VERDICTS)


def test_confirming_begins_the_entry_and_what_is_not_checked_is_a_conflict(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    services.add_job(enter=2)
    hidden = csrf(chair, f"{RESULTS}/r1")
    for _ in range(2):
        assert chair.post(f"{RESULTS}/r1/confirm", data=hidden).location == f"{RESULTS}/r1"
    assert services.jobs["r1"]["state"] == "entering"
    services.add_job("r2", enter=2)
    hidden = csrf(chair, f"{RESULTS}/r2")
    services.add_job("r2", state="checking")
    assert chair.post(f"{RESULTS}/r2/confirm", data=hidden).status_code == 409


def test_an_import_of_another_competition_is_not_found(chair: FlaskClient, services: StandIn) -> None:
    services.add_job(competition_id="k2")
    assert chair.get(f"{RESULTS}/r1").status_code == 404
    assert chair.get(f"{RESULTS}/none").status_code == 404


def test_the_page_names_what_this_person_may_confirm_and_sends_when_it_was_shown(
    chair: FlaskClient, services: StandIn, csrf: Csrf, competition: dict[str, Any]
) -> None:
    assert f'href="{ALL}"' in chair.get(RESULTS).text
    page = chair.get(ALL).text
    assert "Confirmer 1 résultat" in read(page)
    assert 'href="/fixtures/f4"' in page
    until = page.split('name="until" value="')[1].split('"')[0]
    answer = chair.post(ALL, data={**csrf(chair, ALL), "until": until})
    assert (answer.status_code, answer.location) == (303, f"{RESULTS}/r1")
    told = {"competition_id": "k1", "contest_id": "c1", "until": until}
    assert services.asked("events.confirm_all") == [told]


def test_who_entered_all_that_waits_is_offered_nothing(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], competition: dict[str, Any]
) -> None:
    person = account("organiser")
    competition["fixtures"][3].update(entered_by=person.account_id, result=result(score=[1, 0]))
    page = visitor(person).get(ALL).text
    assert "Aucun résultat n’attend votre confirmation ici" in page
    assert "1 résultat saisi par vous attend une autre personne" in read(page)
    assert "btn-primary" not in page


def test_nothing_is_lost_while_events_is_away(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    upload, confirm = csrf(chair, RESULTS), csrf(chair, ALL)
    services.away.add("events")
    file = {"file": (io.BytesIO(b"{}"), "a.json")}
    assert chair.post(RESULTS, data={**upload, **file}).status_code == 503
    answer = chair.post(ALL, data={**confirm, "until": "2026-11-28T12:00:00+00:00", "title": "كرة"})
    assert answer.status_code == 503
    assert 'value="2026-11-28T12:00:00+00:00"' in answer.text
    assert confirm["key"] in answer.text


def test_the_competition_leads_there(chair: FlaskClient) -> None:
    assert f'href="{RESULTS}"' in chair.get("/tournaments/k1").text


def test_a_program_uploads_reads_the_report_and_confirms(
    program: Callable[[Account], FlaskClient], account: Callable[..., Account], services: StandIn
) -> None:
    api = program(account("organiser"))
    content = json.dumps({"matches": []}).encode()
    posted = api.post(
        "/api/v1/competitions/k1/result-imports", data={"file": (io.BytesIO(content), "a.json")}
    )
    assert (posted.status_code, posted.json) == (202, {"import_id": "r1"})
    services.jobs["r1"]["state"] = "checked"
    found = api.get("/api/v1/result-imports/r1?verdict=same&page=1").get_json()
    assert ResultImportView().validate(found) == {}
    assert api.post("/api/v1/result-imports/r1/confirmation").get_json()["state"] == "entering"
    listed = api.get("/api/v1/competitions/k1/result-imports").get_json()
    assert [one["import_id"] for one in listed["imports"]] == ["r1"]
    until = {"until": "2026-11-28T12:00:00+00:00"}
    assert api.post("/api/v1/competitions/k1/contests/c1/confirmation", json=until).status_code == 200
    assert services.asked("events.confirm_all")[0] == {"competition_id": "k1", "contest_id": "c1", **until}
