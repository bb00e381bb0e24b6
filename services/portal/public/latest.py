"""How does a competition stand now? Asked at most once a second, however many phones look on.

A draft is nobody's business yet: it is answered like a competition that does not exist.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Any

from flask import current_app

from chassis.errors import NotFound, Refused, Unavailable
from contracts.events.tournament_terms import DRAFT
from services.portal.calls import call

FRESH_S = 1.0
MOST_KEPT = 64


@dataclass
class Standing:
    """`tag` names this state of things; `pages` and `files` keep what was made of it, once."""

    whole: dict[str, Any]
    tag: str
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class _Kept:
    lock: Lock = field(default_factory=Lock)
    until: float = 0.0
    standing: Standing | None = None
    error: Refused | Unavailable | None = None


class Latest:
    """What was answered last, by competition. One asks, the others wait for that answer, even a refusal."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def of(self, competition_id: str) -> Standing:
        """Raises NotFound, Unavailable."""
        kept = self._place(competition_id)
        with kept.lock:
            if monotonic() >= kept.until:
                _renew(kept, competition_id)
        if kept.error:
            raise kept.error
        assert kept.standing is not None
        return kept.standing

    def _place(self, competition_id: str) -> _Kept:
        with self._lock:
            kept = self._kept.setdefault(competition_id, _Kept())
            self._kept.move_to_end(competition_id)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return kept


def standing(competition_id: str) -> Standing:
    """Of a running or closed competition. Raises NotFound, Unavailable."""
    latest: Latest = current_app.extensions.setdefault("latest", Latest())
    return latest.of(competition_id)


def _renew(kept: _Kept, competition_id: str) -> None:
    try:
        whole = call("events", "competition", {"competition_id": competition_id})
        if whole["competition"]["state"] == DRAFT:
            raise NotFound("no_such_competition")
        tag = _tag(whole)
        if kept.standing is None or kept.standing.tag != tag:
            kept.standing = Standing(whole, tag)
        kept.error = None
    except (Refused, Unavailable) as error:
        kept.error = error
    kept.until = monotonic() + FRESH_S


def _tag(whole: dict[str, Any]) -> str:
    """Outcomes follow from the documents, so the versions of these say it all."""
    competition = whole["competition"]
    versions = [(one["fixture_id"], one["version"]) for one in whole["fixtures"]]
    versions += [(one["heat_id"], one["version"]) for one in whole["heats"]]
    told = repr((competition["competition_id"], competition["version"], whole["updated_at"], versions))
    return sha256(told.encode()).hexdigest()[:16]
