"""What do the browser's tests stand on? The whole stack on free ports, and Debian's Chromium."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from stack.lab import Lab
from tests.e2e.accounts import make_accounts
from tests.e2e.visitor import Visitor

# Without the background networking flags Chromium asks Google at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OpenVisitor = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("e2e")) as lab:
        make_accounts(lab)
        yield lab


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pictures are kept where SCREENS says (`SCREENS=docs/screens`), else thrown away with the test."""
    return (
        Path(os.environ["SCREENS"]).resolve()
        if "SCREENS" in os.environ
        else tmp_path_factory.mktemp("screens")
    )


@contextmanager
def open_visitors(chromium: Browser, lab: Lab, screens: Path) -> Iterator[OpenVisitor]:
    opened: list[Visitor] = []

    def open_visitor(
        role: str = "", *, width: int = 1280, script: bool = True, language: str = "ar"
    ) -> Visitor:
        viewport = ViewportSize(width=width, height=844 if width < 500 else 900)
        context = chromium.new_context(viewport=viewport, java_script_enabled=script)
        context.set_default_timeout(15_000)
        opened.append(Visitor(context.new_page(), lab.url, screens))
        if role:
            opened[-1].sign_in(role, language)
        return opened[-1]

    yield open_visitor
    for one in opened:
        one.page.context.close()
    assert [complaint for one in opened for complaint in one.complaints] == []


@pytest.fixture
def visitor(chromium: Browser, lab: Lab, screens: Path) -> Iterator[OpenVisitor]:
    """Opens browsers; when the test ends none of them may have complained."""
    with open_visitors(chromium, lab, screens) as open_visitor:
        yield open_visitor
