"""Does every fact reach somebody who handles it, under one greppable name?"""

import importlib
import inspect
from pathlib import Path

import pytest

from contracts.asyncapi import consumers_of
from contracts.fact import FactContract
from contracts.shapes import facts
from contracts.wiring import CONSUMES, SERVICES, facts_of_kind

ROOT = Path(__file__).parents[2]
BY_FACT = pytest.mark.parametrize("contract", facts(), ids=lambda contract: contract.type())


def handlers_of(service: str) -> dict[str, str]:
    """`{fact type: method name}` of the service class, read from its marks."""
    office = getattr(importlib.import_module(f"services.{service}.service"), service.capitalize())
    methods = inspect.getmembers(office, inspect.isfunction)
    return {method.handles: name for name, method in methods if hasattr(method, "handles")}


def expected_of(service: str) -> dict[str, str]:
    kinds = CONSUMES.get(service, ())
    heard = [contract for kind in kinds for contract in facts_of_kind(kind) if contract in facts()]
    return {contract.type(): f"on_{contract.name}" for contract in heard if not contract.archive_only}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_handles_each_fact_of_the_kinds_that_it_takes_and_no_other(service: str) -> None:
    assert handlers_of(service) == expected_of(service)


@BY_FACT
def test_a_fact_has_a_consumer_or_says_why_only_the_archive_wants_it(contract: type[FactContract]) -> None:
    assert bool(consumers_of(contract)) != bool(contract.archive_only)


@BY_FACT
def test_a_fact_is_spelled_alike_in_class_and_name(contract: type[FactContract]) -> None:
    assert contract.__name__ == "".join(word.capitalize() for word in contract.name.split("_"))


@BY_FACT
def test_a_fact_is_told_by_its_producer_and_by_nobody_else(contract: type[FactContract]) -> None:
    told = f"{contract.__name__}.of("
    tellers = {path.relative_to(ROOT / "services").parts[0] for path in sources() if told in path.read_text()}
    assert tellers == {contract.source}


def sources() -> list[Path]:
    return sorted((ROOT / "services").rglob("*.py"))
