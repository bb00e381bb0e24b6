"""Is the look right for both directions, and does every word stand in both catalogues?"""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from jinja2.ext import babel_extract

import services.portal
from services.portal.accounts import Account

PORTAL = Path(services.portal.__file__).parent
STATIC = PORTAL / "static"
TEMPLATES = sorted((PORTAL / "templates").rglob("*.html"))
SCRIPT_BYTES = 5 * 1024
FIRST_VISIT_BYTES = 200 * 1024
MOST_REQUESTS = 12
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
PHYSICAL = re.compile(r"\b(left|right)\b")


def test_the_style_sheet_knows_no_left_and_no_right_but_for_digits_and_typed_text() -> None:
    lines = [
        line.strip()
        for line in (STATIC / "fadaa.css").read_text("utf-8").splitlines()
        if PHYSICAL.search(line)
    ]
    assert lines == [
        ".tbl td.n, .tbl th.n { text-align: right; font-variant-numeric: tabular-nums; }",
        "[dir=rtl] input.ltr { text-align: right; }",
    ]


def test_the_script_is_small_and_no_page_carries_one_inside() -> None:
    assert len((STATIC / "fadaa.js").read_bytes()) <= SCRIPT_BYTES
    inside = [
        path.name
        for path in TEMPLATES
        if re.search(r"<script(?![^>]* src=)|\son\w+=|javascript:", path.read_text("utf-8"))
    ]
    assert inside == []


def test_every_icon_that_is_used_is_in_the_sprite() -> None:
    listed = (STATIC / "icons.txt").read_text("utf-8").split()
    used = {
        name for path in TEMPLATES for name in re.findall(r'icon\("([a-z0-9-]+)"', path.read_text("utf-8"))
    }
    assert sorted(used - set(listed)) == []
    assert listed == sorted(set(listed))


def test_no_page_asks_another_host() -> None:
    found = [
        path.name for path in TEMPLATES if re.search(r'(?:src|href)="(?:https?:)?//', path.read_text("utf-8"))
    ]
    assert found == []


def test_htmx_elements_say_their_target_and_their_swap() -> None:
    asking = [
        tag
        for path in TEMPLATES
        for tag in re.findall(r"<[^>]*\shx-(?:get|post)=[^>]*>", path.read_text("utf-8"))
    ]
    assert asking
    assert [tag for tag in asking if "hx-target=" not in tag or "hx-swap=" not in tag] == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_first_visit_weighs_little_and_asks_few_times(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], language: str
) -> None:
    """What the page and its style sheet name, as it travels; of the fonts the four files of one family."""
    browser = visitor(account("chair"))
    browser.set_cookie("language", language)
    page = browser.get("/meetings/new")
    named = {one.partition("#")[0] for one in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)}
    fonts = {
        f"/static/vendor/{path.relative_to(STATIC / 'vendor')}"
        for path in (STATIC / "vendor/fonts").iterdir()
    }
    answers = [
        browser.get(address, headers={"Accept-Encoding": "gzip"}, buffered=True) for address in named | fonts
    ]
    weight = len(page.data) + sum(len(answer.data) for answer in answers)
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert (len(answers) + 1 <= MOST_REQUESTS, weight <= FIRST_VISIT_BYTES) == (True, True), (
        len(answers),
        weight,
    )


def test_a_compressed_file_is_the_file_and_is_not_sent_twice(visitor: Callable[..., FlaskClient]) -> None:
    browser = visitor()
    first = browser.get("/static/fadaa.css", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert gzip.decompress(first.data) == (STATIC / "fadaa.css").read_bytes()
    assert browser.get("/static/fadaa.css", buffered=True).data == (STATIC / "fadaa.css").read_bytes()
    asked = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    again = browser.get("/static/fadaa.css", headers=asked, buffered=True)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_word_is_translated_and_keeps_its_places(language: str) -> None:
    known = _catalogue(language)
    said = _said()
    assert sorted(str(message) for message in said if message not in known) == []
    assert [message for message in said if not _same_places(message, known[message])] == []


def _said() -> list[str | tuple[str, ...]]:
    said: set[str | tuple[str, ...]] = set()
    for path in [*TEMPLATES, *sorted(PORTAL.rglob("*.py"))]:
        how: Any = babel_extract if path.suffix == ".html" else "python"
        with path.open("rb") as file:
            said |= {message for _, message, _, _ in extract(how, file, KEYWORDS) if message}
    return sorted(said, key=str)


def _catalogue(language: str) -> dict[str | tuple[str, ...], tuple[str, ...]]:
    known: dict[Any, Any] = {}
    for path in sorted((PORTAL / "translations" / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                words = message.string if isinstance(message.string, tuple) else (message.string,)
                if message.id and all(words):
                    known[tuple(message.id) if isinstance(message.id, list | tuple) else message.id] = words
    return known


def _same_places(message: str | tuple[str, ...], words: tuple[str, ...]) -> bool:
    """A plural form may leave the number out; nothing may ask for what is not given."""
    asked = {
        place for text in ([message] if isinstance(message, str) else message) for place in _places(text)
    }
    return all(
        _places(text) == asked or (isinstance(message, tuple) and _places(text) <= asked) for text in words
    )


def _places(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))
