"""Does asyncapi.yaml say what the contracts say?"""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

import contracts
from contracts import asyncapi
from contracts.fact import FactContract
from contracts.shapes import facts

BY_FACT = pytest.mark.parametrize("contract", facts(), ids=lambda contract: contract.type())


def resolved(node: Any, document: dict[str, Any]) -> Any:
    """Every local reference replaced by what it points to; KeyError when it points nowhere."""
    if isinstance(node, list):
        return [resolved(item, document) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return resolved(target, document)
    return {key: resolved(value, document) for key, value in node.items()}


def test_the_file_is_up_to_date() -> None:
    assert asyncapi.main(["--check"]) == 0


def test_a_stale_file_is_reported_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "asyncapi.yaml"
    stale.write_text("asyncapi: 3.0.0\n")
    monkeypatch.setattr(asyncapi, "PATH", stale)
    assert asyncapi.main(["--check"]) == 1
    assert stale.read_text() == "asyncapi: 3.0.0\n"
    assert "python -m contracts.asyncapi" in capsys.readouterr().err


def test_every_service_says_what_it_sends_and_receives() -> None:
    written = yaml.safe_load(asyncapi.written())
    assert sorted(written["operations"]) == [
        "events.receives.invitation.invitation_answered.v1",
        "events.sends.contest.contest_moved.v1",
        "events.sends.contest.contest_scheduled.v1",
        "events.sends.contest.final_ranked.v1",
        "events.sends.contest.qualification_withdrawn.v1",
        "events.sends.contest.table_settled.v1",
        "events.sends.contest.team_qualified.v1",
        "events.sends.fixture.fixture_called_off.v1",
        "events.sends.fixture.fixture_moved.v1",
        "events.sends.fixture.fixture_scheduled.v1",
        "events.sends.fixture.result_confirmed.v1",
        "events.sends.fixture.result_corrected.v1",
        "events.sends.meeting.meeting_announced.v1",
        "events.sends.meeting.meeting_cancelled.v1",
        "events.sends.meeting.meeting_moved.v1",
        "notifications.receives.contact.contact_recorded.v1",
        "notifications.receives.contest.contest_moved.v1",
        "notifications.receives.contest.contest_scheduled.v1",
        "notifications.receives.contest.final_ranked.v1",
        "notifications.receives.contest.qualification_withdrawn.v1",
        "notifications.receives.contest.table_settled.v1",
        "notifications.receives.contest.team_qualified.v1",
        "notifications.receives.fixture.fixture_called_off.v1",
        "notifications.receives.fixture.fixture_moved.v1",
        "notifications.receives.fixture.fixture_scheduled.v1",
        "notifications.receives.fixture.result_confirmed.v1",
        "notifications.receives.fixture.result_corrected.v1",
        "notifications.receives.meeting.meeting_announced.v1",
        "notifications.receives.meeting.meeting_cancelled.v1",
        "notifications.receives.meeting.meeting_moved.v1",
        "notifications.sends.invitation.invitation_answered.v1",
        "registry.sends.association.association_saved.v1",
        "registry.sends.contact.contact_recorded.v1",
        "registry.sends.institution.institution_saved.v1",
        "registry.sends.person.contact_changed.v1",
    ]


@BY_FACT
def test_an_operation_leads_to_its_message_and_exchange(contract: type[FactContract]) -> None:
    document = yaml.safe_load(asyncapi.written())
    whole = resolved(document["operations"], document)[f"{contract.source}.sends.{contract.type()}"]
    assert whole["channel"]["bindings"]["amqp"]["exchange"]["name"] == contract.exchange()
    assert [message["name"] for message in whole["messages"]] == [contract.type()]


@BY_FACT
def test_the_documented_schema_takes_the_example_and_refuses_one_without_data(
    contract: type[FactContract],
) -> None:
    document = yaml.safe_load(asyncapi.written())
    message = document["components"]["messages"][contract.type()]
    schema = jsonschema_rs.validator_for(resolved(message["payload"], document))
    example = Path(contracts.__file__).parent / "examples" / f"{contract.type()}.json"
    fields = json.loads(example.read_text())
    assert [schema.is_valid(fields), schema.is_valid(fields | {"data": {}})] == [True, False]
