"""Do the documents speak of files and functions that exist?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "services/*/README.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\(([^)#\s]+)")
# a path from the root of the tree, perhaps with ` · name` of what is meant in it
PATH = re.compile(r"`((?:chassis|contracts|docs|services|stack|tests)/[\w./-]+)`(?: · `(\w+)`)?")


CRASH_POINT = re.compile(r"""crash_point\("([\w.]+)"\)""")


def links_in(text: str) -> list[str]:
    return [link for link in LINK.findall(text) if "://" not in link]


def missing_paths(text: str) -> list[str]:
    return [written for written, name in PATH.findall(text) if not _has(ROOT / written, name)]


def _has(path: Path, name: str) -> bool:
    if not path.exists():
        return False
    return not name or path.is_dir() or bool(re.search(rf"\b{name}\b", path.read_text()))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_link_leads_somewhere(document: str) -> None:
    path = ROOT / document
    assert [link for link in links_in(path.read_text()) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_file_or_function_that_is_named_exists(document: str) -> None:
    assert missing_paths((ROOT / document).read_text()) == []


def test_what_a_crash_does_is_written_down_for_every_point() -> None:
    sources = [path for folder in ("chassis", "services") for path in (ROOT / folder).rglob("*.py")]
    points = {point for path in sources for point in CRASH_POINT.findall(path.read_text())}
    flows = (ROOT / "docs" / "flows.md").read_text()
    assert {point for point in points if f"`{point}`" not in flows} == set()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("`chassis/relay.py`", []),
        ("`chassis/relay.py` · `mark_published`", []),
        ("`chassis/gone.py`", ["chassis/gone.py"]),
        ("`chassis/relay.py` · `gone`", ["chassis/relay.py"]),
        ("`make up`", []),
    ],
)
def test_the_search_finds_what_is_missing(text: str, missing: list[str]) -> None:
    assert missing_paths(text) == missing


def test_the_documents_are_found() -> None:
    assert {"README.md", "docs/flows.md", "docs/adr/README.md"} <= set(DOCUMENTS)
