"""How is a fate kept in a store? As plain values; `state` and `reason` stand beside for indexes and lists."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from services.notifications.domain.fate import Fate
from services.notifications.domain.reports import (
    Crashed,
    Deadline,
    GaveUp,
    Outcome,
    Receipt,
    Report,
    Result,
    Withdrawn,
)

KINDS: dict[str, type] = {
    "outcome": Outcome,
    "receipt": Receipt,
    "crashed": Crashed,
    "deadline": Deadline,
    "withdrawn": Withdrawn,
    "gave_up": GaveUp,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def to_document(fate: Fate) -> dict[str, Any]:
    """`{"state", "reason", "of", "reports": [{"kind": "receipt", "part": 1, "bits": 8, ...}]}`."""
    return {
        "state": fate.state.value,
        "reason": fate.reason,
        "of": fate.of,
        "reports": [_report_document(report) for report in fate.reports],
    }


def from_document(document: Mapping[str, Any]) -> Fate:
    """The inverse; state and reason are computed again, other keys are not looked at."""
    return Fate(document["of"], tuple(_report(kept) for kept in document["reports"]))


def _report_document(report: Report) -> dict[str, Any]:
    values = asdict(report)
    if isinstance(report, Outcome):
        values["result"] = report.result.value
    return {"kind": NAMES[type(report)], **values}


def _report(kept: Mapping[str, Any]) -> Report:
    values = {name: value for name, value in kept.items() if name != "kind"}
    if kept["kind"] == "outcome":
        values["result"] = Result(kept["result"])
    return KINDS[kept["kind"]](**values)
