"""What is the next step on the page of a competition?"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """One sentence and the one filled button of the page; `other`: what may be done instead."""

    words: str
    action: str = ""
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    other: "Step | None" = None
