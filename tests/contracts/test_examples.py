"""Is each golden example still what the producer writes and what every consumer reads?"""

import json
from pathlib import Path
from typing import Any

import pytest

import contracts
from chassis import envelope, inbox
from contracts.asyncapi import consumers_of
from contracts.fact import Fact, FactContract
from contracts.shapes import facts

FOLDER = Path(contracts.__file__).parent / "examples"
BY_FACT = pytest.mark.parametrize("contract", facts(), ids=lambda contract: contract.type())
BY_CONSUMER = pytest.mark.parametrize(
    ("consumer", "contract"), [(consumer, c) for c in facts() for consumer in consumers_of(c)]
)


def example(contract: type[FactContract]) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((FOLDER / f"{contract.type()}.json").read_text())
    return fields


def parsed(fields: dict[str, Any]) -> envelope.Envelope:
    return envelope.parse(json.dumps(fields).encode())


def test_every_fact_has_an_example_and_no_example_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{c.type()}.json" for c in facts()}


@BY_FACT
def test_the_producer_writes_the_example_to_the_letter(contract: type[FactContract]) -> None:
    fields = example(contract)
    read = parsed(fields)
    made, body = envelope.dump(
        Fact(read.type, read.subject, contract().load(read.data)),
        read.sequence,
        read.time,
        correlation_id=read.correlation_id,
        causation_id=read.causation_id,
        actor=read.actor,
    )
    assert (made, json.loads(body)) == (fields["id"], fields)


@BY_CONSUMER
def test_a_consumer_reads_the_whole_example(consumer: str, contract: type[FactContract]) -> None:
    fields = example(contract)
    assert contract().dump(inbox.load(parsed(fields))) == fields["data"]


@BY_CONSUMER
def test_a_consumer_of_today_reads_a_producer_of_tomorrow(
    consumer: str, contract: type[FactContract]
) -> None:
    fields = example(contract)
    newer = fields | {"data": fields["data"] | {"added_later": "x"}, "addedlater": 1}
    assert inbox.load(parsed(newer)) == inbox.load(parsed(fields))


@BY_FACT
def test_a_producer_refuses_to_write_a_fact_without_a_required_field(contract: type[FactContract]) -> None:
    read = parsed(example(contract))
    data = contract().load(read.data)
    for field in [name for name, one in contract().fields.items() if one.required]:
        short = Fact(read.type, read.subject, {k: v for k, v in data.items() if k != field})
        with pytest.raises(ValueError, match=field):
            envelope.dump(short, 1, read.time, correlation_id="", causation_id=None, actor=None)
