"""Does every service answer what the portal asks of it?"""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.service import Office
from contracts.wiring import SERVICES

PORTAL = Path(__file__).parents[2] / "services" / "portal"


def asked() -> set[tuple[str, str]]:
    """(service, method) of every call in the portal whose first two arguments are written out."""
    trees = (ast.parse(path.read_text()) for path in PORTAL.rglob("*.py"))
    return {call for tree in trees for call in calls_in(tree) if call[0] in SERVICES}


def calls_in(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) >= 2:
            first, second = node.args[:2]
            if isinstance(first, ast.Constant) and isinstance(second, ast.Constant):
                yield str(first.value), str(second.value)


def answered(service: str) -> set[str]:
    office = getattr(importlib.import_module(f"services.{service}.service"), service.capitalize())
    return {name for name in dir(office) if getattr(getattr(office, name), "nameko_entrypoints", None)}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_answers_all_that_the_portal_asks(service: str) -> None:
    assert {method for called, method in asked() if called == service} - answered(service) == set()


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_be_asked_how_it_is_and_what_it_holds(service: str) -> None:
    own = {name for name in dir(Office) if getattr(getattr(Office, name), "nameko_entrypoints", None)}
    assert own == {"health", "held", "redrive", "discard", "replay"}
    assert own <= answered(service)


def test_the_calls_of_the_portal_are_found() -> None:
    assert {("events", "announce_meeting"), ("registry", "save_association")} <= asked()
