"""What comes next in an athletics contest? Entries, heats and hours; then results and lots."""

from collections.abc import Iterator

from flask_babel import gettext as _

from contracts.events.tournament_terms import ENTERED
from services.portal.athletics.reading import heats_of
from services.portal.formats import isolated
from services.portal.tournaments.reading import Data
from services.portal.tournaments.step import Step


def to_prepare(found: Data) -> Iterator[Step]:
    """Of a `WholeCompetition` that is a draft."""
    known = found["competition"]
    for contest in known["athletics"]:
        name = isolated(contest["title"])
        own = {"competition_id": known["competition_id"], "contest_id": contest["contest_id"]}
        if not contest["entries"]:
            words = _("%(contest)s: who is entered? Give each athlete a bib.", contest=name)
            yield Step(words, _("Entries"), "athletics.ask_entries", own)
        elif not contest["draw"]:
            words = _("%(contest)s is ready to be drawn.", contest=name)
            yield Step(words, _("Draw"), "athletics.ask_draw", own)
        elif any(not heat["starts_at"] for heat in heats_of(found, contest)):
            words = _("%(contest)s is drawn. Give its heats their day and hour.", contest=name)
            yield Step(words, _("Plan the heats"), "athletics.ask_schedule", own)


def to_run(found: Data, account_id: str) -> Iterator[Step]:
    """A result that the reader entered waits for somebody else."""
    yield from to_decide(found)
    for heat in found["heats"]:
        if heat["result_state"] == ENTERED and heat["entered_by"] != account_id:
            words = _("A result waits for its confirmation.")
            yield Step(words, _("See the result"), "heats.shown", {"heat_id": heat["heat_id"]})


def to_decide(found: Data) -> Iterator[Step]:
    own = {"competition_id": found["competition"]["competition_id"]}
    for outcome in found["athletics_outcomes"]:
        for level in outcome["unresolved"]:
            values = {**own, "contest_id": outcome["contest_id"], "round": level["round"]}
            words = _("Athletes stand level and it matters: lots or a new race must tell.")
            yield Step(words, _("Record a decision"), "athletics.ask_decide", values)
