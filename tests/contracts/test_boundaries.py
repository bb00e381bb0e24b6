"""Does only the chassis publish, and does no rule read the clock or roll dice?"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PUBLISHES = {
    "basic_publish",
    "_basic_publish",
    "basic_publish_confirm",
    "EventDispatcher",
    "event_handler",
    "Publisher",
    "Producer",
    "RpcProxy",
    "ClusterRpcProxy",
    "ServiceRpcProxy",
}
# what a pure rule gets as a parameter instead
IMPURE = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter", "uuid1", "uuid4", "urandom"}
IMPURE_MODULES = {"time", "random", "secrets", "os", "chassis.clock", "chassis.store", "chassis.logs"}
PURE = {"random.Random"}  # the same numbers for the same seed

SERVICES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "services").rglob("*.py"))
DOMAIN = [path for path in SERVICES if "domain" in Path(path).parts]


def names_in(source: str) -> Iterator[str]:
    """Attributes and imported names of a file; its own variables, text and comments do not count."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            yield f".{node.attr}"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node)


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """`from datetime import time` is the module `datetime` and a name, not the module `time`."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    module = node.module or ""
    dotted = {alias.name: f"{module}.{alias.name}".lstrip(".") for alias in node.names}
    if set(dotted.values()) <= PURE:
        return
    yield module
    for name, whole in dotted.items():
        yield whole
        if name not in IMPURE_MODULES:
            yield name


def found(source: str, forbidden: set[str]) -> list[str]:
    """An attribute may be called like a module: a runner has a `time`."""
    attributes = {f".{name}" for name in forbidden - IMPURE_MODULES}
    return sorted({name.lstrip(".") for name in set(names_in(source)) & (forbidden | attributes)})


@pytest.mark.parametrize("path", SERVICES)
def test_only_the_chassis_publishes(path: str) -> None:
    assert found((ROOT / path).read_text(), PUBLISHES) == []


@pytest.mark.parametrize("path", DOMAIN)
def test_a_rule_gets_time_and_chance_from_outside(path: str) -> None:
    assert found((ROOT / path).read_text(), IMPURE | IMPURE_MODULES) == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("channel.basic_publish(message)", ["basic_publish"]),
        ("from nameko.events import EventDispatcher as told", ["EventDispatcher"]),
        ("from chassis import clock", ["chassis.clock"]),
        ("import time", ["time"]),
        ("from time import monotonic", ["monotonic", "time"]),
        ("at = datetime.now(UTC)", ["now"]),
        ("# datetime.now()\ntext = 'basic_publish'", []),
        ("now = later(now)", []),
        ("mark = runner.time", []),
        ("from datetime import datetime, time", []),
        ("from random import Random", []),
        ("from random import Random, choice", ["random"]),
        ("import random", ["random"]),
    ],
)
def test_the_search_finds_what_it_looks_for(source: str, names: list[str]) -> None:
    assert found(source, PUBLISHES | IMPURE | IMPURE_MODULES) == names
