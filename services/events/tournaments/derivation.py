"""What follows from a result, and who is told? Worked out anew after each change, told once.

A change only leaves a row that its contest is stale, so ten referees never meet in one document. The copy
that holds the lease reads the whole contest, compares with what was told before, and tells the difference.
"""

import uuid
from typing import Any

from pymongo import DeleteOne

from chassis.errors import NotFound
from chassis.store import Store, Tx
from contracts.events.tournament_terms import RUNNING
from services.events.domain.tournament.news import fixture_news, news
from services.events.domain.tournament.outcome import derive
from services.events.tournaments import records
from services.events.tournaments.records import FIXTURES, OUTCOMES, STALE


def mark(tx: Tx, competition_id: str, *contest_ids: str) -> None:
    """In the transaction of the change."""
    rows = ({"competition_id": competition_id, "contest_id": one} for one in contest_ids)
    tx.insert_many(STALE, [{"_id": uuid.uuid4().hex, **row} for row in rows])


class Derivation:
    """Bounded work at each `step`: one contest."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def step(self) -> bool:
        """Whether there was something to derive."""
        row = self._store.db[STALE].find_one({})
        if row is None:
            return False
        self._store.transaction(lambda tx: _derive(tx, row["competition_id"], row["contest_id"]))
        return True


def _derive(tx: Tx, competition_id: str, contest_id: str) -> None:
    seen = list(tx.find(STALE, {"contest_id": contest_id}))
    try:
        competition = records.competition(tx, competition_id)
        contest = records.contest(competition, contest_id)
    except NotFound:  # given up while it was a draft
        contest = None
    if contest is not None and competition["state"] != "draft":
        _tell(tx, competition, contest)
    tx.bulk_write(STALE, [DeleteOne({"_id": row["_id"]}) for row in seen])


def _tell(tx: Tx, competition: dict[str, Any], contest: dict[str, Any]) -> None:
    fixtures = records.fixtures(tx, contest_id=contest["contest_id"])
    outcome = derive(contest, competition["teams"], fixtures)
    before = tx.find_one(OUTCOMES, {"_id": contest["contest_id"]})
    facts = news(competition, contest, before and before["outcome"], outcome)
    document = (before or {"_id": contest["contest_id"]}) | {"outcome": outcome, "at": tx.now}
    if before:
        tx.save(OUTCOMES, document, facts)
    else:
        tx.create(OUTCOMES, document, facts)
    if competition["state"] == RUNNING:
        for fixture in fixtures:
            _tell_fixture(tx, competition, contest, fixture, outcome["slots"][fixture["_id"]])


def _tell_fixture(
    tx: Tx, competition: dict[str, Any], contest: dict[str, Any], fixture: dict[str, Any], slots: Any
) -> None:
    changed, facts = fixture_news(competition, contest, fixture, slots)
    if facts:
        tx.save(FIXTURES, changed, facts)
