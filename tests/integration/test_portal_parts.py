"""Does the portal answer in time and lose nothing while its broker or its store is away?"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
import requests

from stack.lab import Lab
from stack.place import PROJECT

pytestmark = pytest.mark.integration

ANSWERS_WITHIN_S = 3.9  # 3 s are promised: the deadline of 2.5 s and the page; the rest is a busy machine
BACK_WITHIN_S = 30
FIELDS = {
    "name_ar": "جمعية النور",
    "name_fr": "",
    "commune": "Bouchane",
    "president-name": "مريم الشاوي",
    "president-phone": "0685 20 30 40",
    "president-language": "ar",
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("portal"), processes=["registry", "portal"]) as lab:
        yield lab


@pytest.fixture(scope="module")
def log_ins(lab: Lab) -> dict[str, list[str]]:
    """{role: [address, sign-in name, password, role]} of the demonstration."""
    environ = {**lab.env("portal"), "PORTAL_URL": lab.url}
    command = [sys.executable, "-m", "services.portal.demo"]
    printed = subprocess.run(
        command, env=environ, cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    return {line.split()[3]: line.split() for line in printed.splitlines()}


@pytest.fixture(scope="module")
def chair(lab: Lab, log_ins: dict[str, list[str]]) -> requests.Session:
    browser = requests.Session()
    browser.cookies.set("language", "fr")
    _, login, password, _ = log_ins["chair"]
    fields = {**_hidden(browser, f"{lab.url}/login"), "login": login, "password": password}
    assert browser.post(f"{lab.url}/login", data=fields).ok
    return browser


def test_the_demonstration_is_a_province_that_can_be_searched(lab: Lab, chair: requests.Session) -> None:
    page = chair.get(f"{lab.url}/members", params={"q": "دار الطالبه"}).text
    assert "4 associations" in page
    assert "Dar Taliba" in page


def test_a_spreadsheet_goes_from_upload_to_members(lab: Lab, chair: requests.Session) -> None:
    rows = (
        "association_ar;commune;president_name;president_phone\nجمعية الفجر;بوشان;علي الحمري;0686 11 22 33\n"
    )
    fields = _hidden(chair, f"{lab.url}/imports")
    report = chair.post(
        f"{lab.url}/imports", data=fields, files={"file": ("m.csv", rows.encode("utf-8-sig"))}
    )
    page = _once(chair, report.url, "Ce que fera l’importation")
    assert "1 association serait ajoutée" in page
    chair.post(f"{report.url}/confirm", data=_hidden_of(page))
    assert "1 association a été enregistrée" in _once(chair, report.url, "L’importation est terminée")


def test_with_the_broker_away_nothing_typed_is_lost_and_the_same_key_counts_once(
    lab: Lab, chair: requests.Session
) -> None:
    form = f"{lab.url}/members/new"
    fields = {**_hidden(chair, form), **FIELDS}
    lab.kill("broker")
    began = monotonic()
    refused = chair.post(form, data=fields)
    took_s = monotonic() - began
    lab.start("broker")
    assert (refused.status_code, took_s < ANSWERS_WITHIN_S) == (503, True), took_s
    assert _hidden_of(refused.text)["key"] == fields["key"]
    assert 'value="جمعية النور"' in refused.text
    pages = [_until_saved(chair, form, fields) for _ in range(2)]
    assert pages[0] == pages[1]


def test_with_the_store_away_every_page_says_so_and_comes_back(lab: Lab, chair: requests.Session) -> None:
    lab.kill("store")
    began = monotonic()
    answer = chair.get(f"{lab.url}/members")
    took_s = monotonic() - began
    lab.start("store")
    assert (answer.status_code, took_s < ANSWERS_WITHIN_S) == (503, True), took_s
    assert "Membres" in _once(chair, f"{lab.url}/members", "<h1>Membres</h1>")


def _hidden(browser: requests.Session, address: str) -> dict[str, str]:
    return _hidden_of(browser.get(address).text)


def _hidden_of(page: str) -> dict[str, str]:
    main = page[page.index('id="main"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', main))


def _once(browser: requests.Session, address: str, words: str) -> str:
    """The page, when it says `words`."""
    until = monotonic() + BACK_WITHIN_S
    while words not in (page := browser.get(address).text):
        assert monotonic() < until, page[-2000:]
        sleep(0.2)
    return page


def _until_saved(browser: requests.Session, form: str, fields: dict[str, str]) -> str:
    """The address of the page that a saved association leads to."""
    until = monotonic() + BACK_WITHIN_S
    while (answer := browser.post(form, data=fields)).status_code != 200:
        assert monotonic() < until, answer.text[-2000:]
        sleep(0.2)
    return Path(answer.url).name
