"""Does a file reach the registry whole, and does the page follow its import to the end?"""

import csv
import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from contracts.chunks import CHUNK_BYTES
from tests.unit.portal.samples import COLUMNS
from tests.unit.portal.stand_in import StandIn

Csrf = Callable[[FlaskClient, str], dict[str, str]]


def test_a_file_arrives_whole_in_chunks_and_its_check_begins(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    content = bytes(range(256)) * (CHUNK_BYTES // 256) + b"the rest"
    file = (io.BytesIO(content), "dossier/membres.csv")
    answer = chair.post("/imports", data={**csrf(chair, "/imports"), "file": file})
    assert (answer.status_code, answer.location) == (302, "/imports/i1")
    assert [len(chunk) for chunk in services.files["i1"].values()] == [CHUNK_BYTES, 8]
    assert b"".join(services.files["i1"].values()) == content
    assert services.imports["i1"]["state"] == "checking"
    assert services.asked("registry.open_import") == [{"filename": "membres.csv", "size": len(content)}]


def test_the_same_form_sent_again_goes_on_with_the_same_import(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    hidden = csrf(chair, "/imports")
    for _ in range(2):
        chair.post("/imports", data={**hidden, "file": (io.BytesIO(b"a;b"), "m.csv")})
    assert list(services.imports) == ["i1"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [(None, "Choisir un fichier CSV ou XLSX"), ((io.BytesIO(b""), "m.csv"), "Ce fichier n’a aucune ligne")],
)
def test_no_file_and_an_empty_one_are_refused_at_the_field(
    file: tuple[io.BytesIO, str] | None, sentence: str, chair: FlaskClient, csrf: Csrf
) -> None:
    fields = {**csrf(chair, "/imports"), **({"file": file} if file else {})}
    answer = chair.post("/imports", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_file_over_the_limit_is_refused_before_it_is_read(chair: FlaskClient) -> None:
    size = {"CONTENT_LENGTH": str(40 * 1024 * 1024)}
    answer = chair.post("/imports", environ_overrides=size, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "32 Mo" in answer.text


def test_the_page_asks_for_news_while_the_check_runs_and_then_stops(
    chair: FlaskClient, services: StandIn
) -> None:
    services.add_import(state="checking", checked=1)
    running = chair.get("/imports/i1/progress").text
    services.add_import(state="checked")
    ended = chair.get("/imports/i1/progress").text
    assert 'hx-trigger="every 2s"' in running
    assert "hx-trigger" not in ended


def test_the_report_says_what_is_wanted_and_what_was_read(chair: FlaskClient, services: StandIn) -> None:
    services.add_import()
    problem = {"field": "president_phone", "slug": "invalid", "read": "abc 12"}
    warning = {"field": "treasurer_phone", "slug": "landline", "read": "0524 31 00 00"}
    services.report = [
        {"row": 3, "verdict": "refused", "name": "جمعية الأمل", "problems": [problem], "warnings": [warning]}
    ]
    page = chair.get("/imports/i1").text
    assert "Téléphone (Président(e))\N{NO-BREAK SPACE}: indiquer une valeur lisible" in page
    assert "<bdi>abc 12</bdi>" in page
    assert "Une ligne fixe ne reçoit pas de SMS" in page


def test_a_refused_file_names_its_missing_columns_by_their_headings(
    chair: FlaskClient, services: StandIn
) -> None:
    services.add_import(state="refused", problem={"slug": "missing_columns", "columns": ["president_name"]})
    assert "Colonnes manquantes\N{NO-BREAK SPACE}: président(e)" in chair.get("/imports/i1").text


def test_confirming_begins_the_import_once(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    services.add_import()
    hidden = csrf(chair, "/imports/i1")
    locations = [chair.post("/imports/i1/confirm", data=hidden).location for _ in range(2)]
    assert locations == ["/imports/i1", "/imports/i1"]
    assert services.imports["i1"]["state"] == "importing"


def test_confirming_what_is_not_checked_is_a_conflict(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    services.add_import()
    hidden = csrf(chair, "/imports/i1")
    services.add_import(state="checking")
    answer = chair.post("/imports/i1/confirm", data=hidden)
    assert answer.status_code == 409
    assert "La vérification du fichier n’est pas terminée" in answer.text


def test_the_templates_open_in_a_spreadsheet_with_the_headings_of_the_language(chair: FlaskClient) -> None:
    headings = [column["fr"] for column in COLUMNS]
    as_csv = chair.get("/imports/template.csv").data
    sheet = load_workbook(io.BytesIO(chair.get("/imports/template.xlsx").data)).active
    assert as_csv.startswith(b"\xef\xbb\xbf")
    assert next(csv.reader(io.StringIO(as_csv.decode("utf-8-sig")), delimiter=";")) == headings
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [headings]
