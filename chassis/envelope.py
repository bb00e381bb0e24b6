"""What travels? A CloudEvents 1.0 JSON object, with the extensions that order and follow it.

`id` is made of source, kind, subject and sequence, so that the same fact always has the same id.
"""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.fact import Fact, contract_of

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cloudevents.io/spec/v1.0/fadaa")
LARGEST_BYTES = 256 * 1024


class BadEnvelope(Exception):
    """These bytes are not one of our facts; the text says why."""


@dataclass(frozen=True)
class Envelope:
    """One fact on its way. `sequence` numbers a subject's facts of one kind 1, 2, 3 … without holes."""

    id: str
    source: str
    type: str
    subject: str
    sequence: int
    time: datetime
    data: dict[str, Any]
    correlation_id: str
    causation_id: str | None
    actor: str | None

    @property
    def kind(self) -> str:
        return self.type.split(".", 1)[0]

    @property
    def stream(self) -> str:
        """What a sequence belongs to: `registry/contact/<id>`."""
        return f"{self.source}/{self.kind}/{self.subject}"


def event_id(source: str, kind: str, subject: str, sequence: int) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{source}/{kind}/{subject}/{sequence}"))


def dump(
    fact: Fact,
    sequence: int,
    at: datetime,
    *,
    correlation_id: str,
    causation_id: str | None,
    actor: str | None,
) -> tuple[str, str]:
    """(id, JSON text) of a fact that happens now. Raises ValueError when it breaks its own contract."""
    contract = contract_of(fact)()
    data = contract.dump(fact.data)
    if problems := contract.validate(data):
        raise ValueError(f"{fact.type} breaks its contract: {problems}")
    made = event_id(contract.source, contract.kind, fact.subject, sequence)
    body = {
        "specversion": "1.0",
        "id": made,
        "source": f"/services/{contract.source}",
        "type": fact.type,
        "subject": fact.subject,
        "time": at.isoformat(),
        "datacontenttype": "application/json",
        "data": data,
        "sequence": sequence,
        "correlationid": correlation_id,
    }
    extras = {"causationid": causation_id, "actor": actor}
    return made, json.dumps(body | {k: v for k, v in extras.items() if v}, ensure_ascii=False)


def parse(body: bytes) -> Envelope:
    """Reads bytes off the broker. Raises BadEnvelope for anything that is not a whole envelope."""
    if len(body) > LARGEST_BYTES:
        raise BadEnvelope("oversize")
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        raise BadEnvelope("not_json") from None
    try:
        return _envelope(fields)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadEnvelope(f"not_an_envelope: {type(error).__name__}: {error}") from None


def _envelope(fields: dict[str, Any]) -> Envelope:
    sequence = fields["sequence"]
    if fields["specversion"] != "1.0" or type(sequence) is not int or sequence < 1:
        raise ValueError("specversion or sequence")
    texts = {name: fields[name] for name in ("id", "type", "subject")}
    if not all(isinstance(value, str) and 0 < len(value) <= 200 for value in texts.values()):
        raise ValueError("id, type or subject")
    if not isinstance(fields["data"], dict):
        raise TypeError("data")
    return Envelope(
        **texts,
        source=fields["source"].removeprefix("/services/"),
        sequence=sequence,
        time=datetime.fromisoformat(fields["time"]),
        data=fields["data"],
        correlation_id=str(fields.get("correlationid", "")),
        causation_id=fields.get("causationid"),
        actor=fields.get("actor"),
    )
