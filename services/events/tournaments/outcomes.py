"""What follows from the confirmed results of a whole competition? All its contests, derived when asked."""

from collections.abc import Iterable
from typing import Any

from contracts.events.athletics_terms import ATHLETICS
from services.events.domain.athletics.outcome import derive as derive_athletics
from services.events.domain.tournament.outcome import derive
from services.events.tournaments import records

Document = dict[str, Any]


def outcomes_of(source: records.Reader, competition: Document) -> dict[str, Document]:
    """By contest id, of both sports."""
    return outcomes_from(competition, records.played(source, competition["_id"]))


def outcomes_from(competition: Document, played: Iterable[Document]) -> dict[str, Document]:
    """`played`: all its fixtures and heats."""
    own = records.by_contest(played)
    return {
        one["contest_id"]: outcome_of(one, competition["teams"], own.get(one["contest_id"], []))
        for one in competition["contests"]
    }


def outcome_of(contest: Document, teams: list[Document], played: list[Document]) -> Document:
    derived = derive_athletics if contest["sport"] == ATHLETICS else derive
    return derived(contest, teams, played)
