"""Is the PDF of the results readable, made once, and made of nothing but our own files?"""

import re
import signal
import socket
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.portal.headers import STATIC
from services.portal.public import pdf_maker, result_pdf
from services.portal.public.latest import standing
from services.portal.public.pdf_maker import StaticFiles, pdf_of
from services.portal.public.result_pdf import Press, page_of
from tests.unit.portal.athletics_published import PublishedAthletics
from tests.unit.portal.athletics_samples import ATHLETE, OTHER_REFEREE
from tests.unit.portal.tournament_samples import CLERK, REFEREE, SECRET, SHIRT

ADDRESS = "/t/k1/results.pdf"


@pytest.fixture
def services() -> PublishedAthletics:
    return PublishedAthletics()


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    for kept in ("latest", "press"):
        app.extensions.pop(kept, None)
    return app.test_client()


def inside(pdf: bytes) -> bytes:
    """With its streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(map(_unpacked, streams))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def test_it_is_a_pdf_with_its_fonts_inside_for_everybody(phone: FlaskClient) -> None:
    answer = phone.get(ADDRESS)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="results.pdf"'
    assert (answer.data[:5], answer.data.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")
    told = inside(answer.data)
    families = set(re.findall(rb"\+(Plex-\w+)", told))
    assert families == {b"Plex-Arabic", b"Plex-Latin"}
    assert told.count(b"/FontFile") >= len(families)


def test_each_family_is_one_file_a_weight() -> None:
    """WeasyPrint draws rubbish, and warns of nothing, where two files share a family and a weight."""
    style = (STATIC / "result-pdf.css").read_text("utf-8")
    faces = re.findall(
        r'@font-face \{ font-family: "([^"]+)"; font-weight: (\d+); src: url\(([^)]+)\)', style
    )
    assert len(faces) == style.count("@font-face {") == 4
    assert set(Counter((family, weight) for family, weight, _ in faces).values()) == {1}
    assert [file for *_, file in faces if not (STATIC / file).is_file()] == []


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr")])
def test_it_is_written_in_the_direction_of_the_reader_and_says_no_person(
    language: str, direction: str, phone: FlaskClient
) -> None:
    asked = {"HTTP_COOKIE": f"language={language}"}
    with phone.application.test_request_context(ADDRESS, environ_overrides=asked):
        page = page_of(standing("k1"))
    assert f'lang="{language}-MA" dir="{direction}"' in page
    assert page.count("<table") == 11
    secrets = (ATHLETE, REFEREE, OTHER_REFEREE, CLERK, SECRET, str(SHIRT), "12.61")
    assert [one for one in secrets if one in page] == []


def test_a_state_is_made_once(phone: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = phone.get(ADDRESS)
    monkeypatch.setattr(result_pdf, "MAKER", "no.such.maker")
    assert phone.get(ADDRESS).data == first.data
    asked = {"If-None-Match": first.headers["ETag"]}
    assert phone.get(ADDRESS, headers=asked).status_code == 304


def test_a_maker_that_fails_is_said_to_be_away(phone: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_pdf, "MAKER", "no.such.maker")
    assert phone.get(ADDRESS).status_code == 503


def test_those_who_would_wait_too_long_are_sent_away(phone: FlaskClient) -> None:
    phone.application.extensions["press"] = Press(most_waiting=0)
    assert phone.get(ADDRESS).status_code == 503


def test_a_maker_whose_portal_was_killed_ends_by_itself() -> None:
    code = f"from {pdf_maker.__name__} import *; import {pdf_maker.__name__} as m; m.LIFE_S = 1; m.main()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=result_pdf.ROOT
    ) as maker:
        try:
            assert maker.wait(20) == -signal.SIGALRM
        finally:
            maker.kill()


def test_a_maker_that_is_killed_leaves_no_files_and_says_why_to_the_log(
    phone: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []

    def killed(*_command: object, env: dict[str, str], **_: object) -> None:
        (Path(env["TMPDIR"]) / "font").touch()
        seen.append(env["TMPDIR"])
        raise subprocess.TimeoutExpired("maker", 20)

    monkeypatch.setattr(result_pdf.subprocess, "run", killed)
    said: list[str] = []
    monkeypatch.setattr(
        result_pdf,
        "log",
        SimpleNamespace(error=lambda event, **told: said.append(f"{event} {told['error']}")),
    )
    assert phone.get(ADDRESS).status_code == 503
    assert (Path(seen[0]).parent, list(tmp_path.iterdir())) == (tmp_path, [])
    assert said == ["pdf_failed TimeoutExpired"]


def test_a_draft_has_no_pdf(phone: FlaskClient, services: PublishedAthletics) -> None:
    services.whole["competition"]["state"] = "draft"
    assert phone.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.css",
        "https://example.org/x.css",
        "ftp://example.org/x",
        "file:///etc/passwd",
        f"{STATIC.as_uri()}/../settings.py",
        f"{STATIC.as_uri()}/%2e%2e/settings.py",
    ],
)
def test_nothing_but_our_static_files_is_fetched(address: str) -> None:
    with pytest.raises(ValueError, match="not a file of ours"):
        StaticFiles().fetch(address)
    served = StaticFiles().fetch(f"{STATIC.as_uri()}/result-pdf.css")
    assert served.read() == (STATIC / "result-pdf.css").read_bytes()


def test_a_page_that_names_another_host_asks_it_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as host:
        host.settimeout(0.2)
        address = f"http://127.0.0.1:{host.getsockname()[1]}"
        page = f'<link rel="stylesheet" href="{address}/a.css"><img src="{address}/b.png"><p>1</p>'
        assert pdf_of(page)[:5] == b"%PDF-"
        with pytest.raises(TimeoutError):
            host.accept()


def test_the_portal_starts_without_the_maker_of_pdfs() -> None:
    portal = Path(result_pdf.__file__).parents[1]
    naming = [path.name for path in portal.rglob("*.py") if "weasyprint" in path.read_text("utf-8").lower()]
    assert sorted(naming) == ["pdf_maker.py", "result_pdf.py"]
    assert "import weasyprint" not in Path(result_pdf.__file__).read_text("utf-8")
