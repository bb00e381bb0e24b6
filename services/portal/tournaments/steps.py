"""How does a competition stand, in a sentence, and what is the one thing to do next?"""

from collections.abc import Iterator
from itertools import chain

from flask_babel import gettext as _

from contracts.events.tournament_terms import NONE
from services.portal.athletics import steps as athletics
from services.portal.formats import isolated
from services.portal.tournaments.reading import Data
from services.portal.tournaments.step import Step


def next_step(found: Data, account_id: str = "") -> Step:
    """Of a `WholeCompetition`; a result that the reader entered waits for somebody else."""
    known = found["competition"]
    steps: Iterator[Step]
    if known["state"] == "draft":
        steps = _to_prepare(found)
    elif known["state"] == "running":
        steps = _to_run(found, account_id)
    else:  # a correction after the end may leave some level
        steps = chain(_to_decide(found), athletics.to_decide(found))
    first = next(steps, None)
    return first or Step(_("The competition is over. Results can still be corrected, with a reason."))


def _to_prepare(found: Data) -> Iterator[Step]:
    known = found["competition"]
    own = {"competition_id": known["competition_id"]}
    if len(known["teams"]) < 2:
        words = _("First the teams: add those that take part.")
        yield Step(words, _("Add a team"), "tournaments.new_team", own)
    if not known["contests"] and not known["athletics"]:
        words = _("The teams are there. Now say what they play.")
        other = Step("", _("Athletics contest"), "athletics.new_contest", own)
        yield Step(words, _("Football contest"), "tournaments.new_contest", own, other)
    yield from _football_to_prepare(found)
    yield from athletics.to_prepare(found)
    yield Step(_("All is ready: the competition can start."), _("Start"), "tournaments.ask_start", own)


def _football_to_prepare(found: Data) -> Iterator[Step]:
    known = found["competition"]
    for contest in known["contests"]:
        name = isolated(contest["title"])
        of_contest = {"competition_id": known["competition_id"], "contest_id": contest["contest_id"]}
        if not contest["draw"]:
            words = _("%(contest)s is ready to be drawn.", contest=name)
            yield Step(words, _("Draw"), "tournaments.ask_draw", of_contest)
        elif _unscheduled(found, contest):
            words = _("%(contest)s is drawn. Give its matches their day and hour.", contest=name)
            yield Step(words, _("Plan the matches"), "tournaments.ask_schedule", of_contest)


def _to_run(found: Data, account_id: str) -> Iterator[Step]:
    own = {"competition_id": found["competition"]["competition_id"]}
    yield from _football_to_run(found, account_id)
    yield from athletics.to_run(found, account_id)
    outcomes = [*found["outcomes"], *found["athletics_outcomes"]]
    if outcomes and all(outcome["complete"] for outcome in outcomes):
        words = _("All results are confirmed: the competition can be closed.")
        yield Step(words, _("Close"), "tournaments.ask_close", own)
    yield Step(_("Under way. What waits for you appears here."))


def _to_decide(found: Data) -> Iterator[Step]:
    own = {"competition_id": found["competition"]["competition_id"]}
    for outcome in found["outcomes"]:
        for tie in outcome["unresolved"]:
            values = {**own, "contest_id": outcome["contest_id"], "group": tie["group"] or None}
            words = _("Teams stand level and it matters: lots must be drawn.")
            yield Step(words, _("Record the lots"), "tournaments.ask_decide", values)


def _football_to_run(found: Data, account_id: str) -> Iterator[Step]:
    yield from _to_decide(found)
    for one in found["fixtures"]:
        if one["result_state"] == "entered" and one["entered_by"] != account_id:
            words = _("A result waits for its confirmation.")
            yield Step(words, _("See the result"), "tournaments.fixture", {"fixture_id": one["fixture_id"]})
    for one in found["fixtures"]:
        if one["is_replay"] and one["result_state"] == NONE and not one["starts_at"]:
            words = _("A match is to be played again. It needs another day and hour.")
            yield Step(words, _("Move the match"), "tournaments.ask_move", {"fixture_id": one["fixture_id"]})


def _unscheduled(found: Data, contest: Data) -> bool:
    own = [one for one in found["fixtures"] if one["contest_id"] == contest["contest_id"]]
    return not own or any(not one["starts_at"] for one in own)
