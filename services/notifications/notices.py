"""What is a notice? An announcement that asks for no answer: an hour, a result, a table, a qualification.

    {... meeting_id: None, hearers: {associations, network}, about, topic, until}

`about`: the fixture or contest, for who looks it up. `topic`: what a later notice overtakes, as a move does
the invitation: the hour of a fixture or contest, its result, the table of a group, how a team stands.
`until`: it is worth nothing after the match began, or a day after the fact.
"""

from datetime import datetime, timedelta
from typing import Any

from chassis.envelope import Envelope
from chassis.store import Tx
from services.notifications import announcements
from services.notifications.domain.preview import Terms
from services.notifications.records import ANNOUNCEMENTS
from services.notifications.texts.render import (
    CONTEST_MOVED,
    CONTEST_SCHEDULED,
    FINAL_CORRECTED,
    FINAL_RANKED,
    FIXTURE_CALLED_OFF,
    FIXTURE_MOVED,
    FIXTURE_SCHEDULED,
    QUALIFICATION_WITHDRAWN,
    RESULT_CONFIRMED,
    RESULT_CORRECTED,
    TABLE_CORRECTED,
    TABLE_SETTLED,
    TEAM_QUALIFIED,
    TEAM_QUALIFIED_INSTEAD,
)

WORTH = timedelta(days=1)
TOPICS = {
    FIXTURE_SCHEDULED: "hour",
    FIXTURE_MOVED: "hour",
    FIXTURE_CALLED_OFF: "hour",
    RESULT_CONFIRMED: "result",
    RESULT_CORRECTED: "result",
    TABLE_SETTLED: "table:{group}",
    TABLE_CORRECTED: "table:{group}",
    TEAM_QUALIFIED: "team:{team_id}",
    TEAM_QUALIFIED_INSTEAD: "team:{team_id}",
    QUALIFICATION_WITHDRAWN: "team:{team_id}",
    CONTEST_SCHEDULED: "hour",
    CONTEST_MOVED: "hour",
    FINAL_RANKED: "final",
    FINAL_CORRECTED: "final",
}


def open_for(tx: Tx, fact: Envelope, template: str, terms: Terms) -> None:
    """Nothing where nobody hears of it, unless it takes back what some were about to be told."""
    topic = f"{fact.kind}:{fact.subject}:{TOPICS[template].format(**fact.data)}"
    overtaken = announcements.overtake(tx, {"topic": topic}, announcements.id_of(fact))
    hearers = fact.data["hearers"]
    if not (hearers["network"] or hearers["associations"] or overtaken):
        return
    made = announcements.of_fact(fact, template, fact.data, terms, tx.now)
    told = {"hearers": hearers, "about": fact.subject, "topic": topic, "until": _until(fact)}
    # not a meeting that somebody may answer to by SMS
    tx.insert(ANNOUNCEMENTS, made | told | {"starts_at": None})


def _until(fact: Envelope) -> datetime:
    starts_at: Any = fact.data.get("starts_at")
    return starts_at or fact.time + WORTH
