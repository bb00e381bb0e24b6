"""What follows from a result, and who is told? Worked out anew after each change, told once.

A change only leaves a row that its contest is stale, so ten referees never meet in one document. The copy
that holds the lease reads the whole contest, compares with what was told before, and tells the difference.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from pymongo import DeleteOne

from chassis.errors import NotFound
from chassis.store import Store, Tx
from contracts.events.athletics_terms import ATHLETICS
from contracts.events.tournament_terms import DRAFT, RUNNING
from contracts.fact import Fact
from services.events.domain.athletics import outcome as athletics
from services.events.domain.athletics.news import news as athletics_news
from services.events.domain.tournament.news import fixture_news, news
from services.events.domain.tournament.outcome import derive
from services.events.tournaments import records
from services.events.tournaments.records import FIXTURES, OUTCOMES, STALE

Document = dict[str, Any]

FIXTURES_A_STEP = 100  # the start of a league tells hundreds of hours


def mark(tx: Tx, competition_id: str, *contest_ids: str) -> None:
    """In the transaction of the change."""
    rows = ({"competition_id": competition_id, "contest_id": one} for one in contest_ids)
    tx.insert_many(STALE, [{"_id": uuid.uuid4().hex, **row} for row in rows])


class Derivation:
    """Bounded work at each `step`: one contest, and of its hours FIXTURES_A_STEP."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._failed: set[str] = set()

    def step(self) -> bool:
        """Whether there was something to derive. A contest that fails does not hold up the others."""
        waiting = self._store.db[STALE].find({})
        row = next((one for one in waiting if one["contest_id"] not in self._failed), None)
        if row is None:
            self._failed.clear()  # tried again at the next look
            return False
        try:
            self._store.transaction(lambda tx: _derive(tx, row["competition_id"], row["contest_id"]))
        except Exception:
            self._failed.add(row["contest_id"])
            raise
        return True


def _derive(tx: Tx, competition_id: str, contest_id: str) -> None:
    seen = list(tx.find(STALE, {"contest_id": contest_id}))
    try:
        competition = records.competition(tx, competition_id)
        contest = records.contest(competition, contest_id)
    except NotFound:  # given up while it was a draft
        contest = None
    if contest is None or competition["state"] == DRAFT or _tell(tx, competition, contest):
        tx.bulk_write(STALE, [DeleteOne({"_id": row["_id"]}) for row in seen])


def _tell(tx: Tx, competition: Document, contest: Document) -> bool:
    """Whether all was told."""
    before = tx.find_one(OUTCOMES, {"_id": contest["contest_id"]})
    told = before and before["told"]
    if contest["sport"] == ATHLETICS:
        heats = records.heats(tx, contest_id=contest["contest_id"])
        followed = athletics.derive(contest, competition["teams"], heats)
        _remember(tx, contest, before, *athletics_news(competition, contest, heats, told, followed))
        return True
    fixtures = records.fixtures(tx, contest_id=contest["contest_id"])
    outcome = derive(contest, competition["teams"], fixtures)
    _remember(tx, contest, before, *news(competition, contest, told, outcome))
    if competition["state"] != RUNNING:
        return True
    return _tell_hours(tx, competition, contest, fixtures, outcome)


def _remember(
    tx: Tx, contest: Document, before: Document | None, told: Document, facts: Iterable[Fact]
) -> None:
    document = (before or {"_id": contest["contest_id"]}) | {"told": told, "at": tx.now}
    if before:
        tx.save(OUTCOMES, document, facts)
    else:
        tx.create(OUTCOMES, document, facts)


def _tell_hours(
    tx: Tx, competition: Document, contest: Document, fixtures: Iterable[Document], outcome: Document
) -> bool:
    """Of the matches; FIXTURES_A_STEP of them."""
    slots = outcome["slots"]
    every = (fixture_news(competition, contest, one, slots[one["_id"]]) for one in fixtures)
    untold = [(changed, facts) for changed, facts in every if facts]
    for changed, facts in untold[:FIXTURES_A_STEP]:
        tx.save(FIXTURES, changed, facts)
    return len(untold) <= FIXTURES_A_STEP
