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
LARGEST_SEQUENCE = 2**63 - 2  # the store counts in 64 bits


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
    """(id, JSON text) of a fact that happens now. Raises ValueError when no consumer could load it."""
    contract = contract_of(fact).shared()
    data = contract.dump(fact.data)
    if problems := contract.validate(data):
        raise ValueError(f"{fact.type} breaks its contract: {problems}")
    made = event_id(contract.source, contract.kind, fact.subject, sequence)
    fields = {
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
    body = json.dumps(fields | {k: v for k, v in extras.items() if v}, ensure_ascii=False)
    if len(body.encode()) > LARGEST_BYTES:
        raise ValueError(f"{fact.type} is larger than {LARGEST_BYTES} bytes: every consumer would park it")
    return made, body


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
    sequence, at = fields["sequence"], datetime.fromisoformat(fields["time"])
    if fields["specversion"] != "1.0" or type(sequence) is not int or not 0 < sequence <= LARGEST_SEQUENCE:
        raise ValueError("specversion or sequence")
    if not isinstance(fields["data"], dict) or at.tzinfo is None:
        raise TypeError("data or time")
    return Envelope(
        id=_text(fields, "id"),
        source=_text(fields, "source").removeprefix("/services/"),
        type=_text(fields, "type"),
        subject=_text(fields, "subject"),
        sequence=sequence,
        time=at,
        data=fields["data"],
        correlation_id=_text({"correlationid": "-"} | fields, "correlationid"),
        causation_id=_text(fields, "causationid") if fields.get("causationid") else None,
        actor=_text(fields, "actor") if fields.get("actor") else None,
    )


def _text(fields: dict[str, Any], name: str) -> str:
    """A lone surrogate is found here: the store would refuse it, and the message come back for ever."""
    value = fields[name]
    if not isinstance(value, str) or not 0 < len(value) <= 200:
        raise ValueError(name)
    value.encode()
    return value
