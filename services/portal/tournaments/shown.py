"""How does a competition stand, and what is the next step? Its page for those who run it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from services.portal.formats import isolated
from services.portal.public.board import about, contest_board, days, fixtures_of
from services.portal.public.rounds import round_name
from services.portal.roles import may
from services.portal.tournaments.contest_form import shape_of
from services.portal.tournaments.reading import Data, team_names, whole
from services.portal.tournaments.rows import match_row
from services.portal.who import signed_in


@dataclass(frozen=True)
class Step:
    """One sentence and the one filled button of the page."""

    words: str
    action: str = ""
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def shown(competition_id: str) -> str:
    found = whole(competition_id)
    known = found["competition"]
    step = next_step(found, signed_in().account_id)
    if step.endpoint and not may(signed_in().role, step.endpoint):
        step = Step(step.words)
    return render_template(
        "tournaments/competition_page.html",
        known=known,
        step=step,
        names=team_names(known),
        contests=[_contest(found, contest) for contest in known["contests"]],
        updated_at=found["updated_at"],
    )


def next_step(found: Data, account_id: str = "") -> Step:
    """Of a `WholeCompetition`; a result that the reader entered waits for somebody else."""
    known = found["competition"]
    steps: Iterator[Step] = iter(())
    if known["state"] == "draft":
        steps = _to_prepare(found)
    elif known["state"] == "running":
        steps = _to_run(found, account_id)
    first = next(steps, None)
    return first or Step(_("The competition is over. Results can still be corrected, with a reason."))


def _to_prepare(found: Data) -> Iterator[Step]:
    known = found["competition"]
    own = {"competition_id": known["competition_id"]}
    if len(known["teams"]) < 2:
        words = _("First the teams: add those that take part.")
        yield Step(words, _("Add a team"), "tournaments.new_team", own)
    if not known["contests"]:
        words = _("The teams are there. Now say what they play.")
        yield Step(words, _("Add a contest"), "tournaments.new_contest", own)
    for contest in known["contests"]:
        of_contest, name = {**own, "contest_id": contest["contest_id"]}, isolated(contest["title"])
        if not contest["draw"]:
            words = _("%(contest)s is ready to be drawn.", contest=name)
            yield Step(words, _("Draw"), "tournaments.ask_draw", of_contest)
        elif _unscheduled(found, contest):
            words = _("%(contest)s is drawn. Give its matches their day and hour.", contest=name)
            yield Step(words, _("Plan the matches"), "tournaments.ask_schedule", of_contest)
    yield Step(_("All is ready: the competition can start."), _("Start"), "tournaments.ask_start", own)


def _to_run(found: Data, account_id: str) -> Iterator[Step]:
    known = found["competition"]
    own = {"competition_id": known["competition_id"]}
    for outcome in found["outcomes"]:
        for tie in outcome["unresolved"]:
            values = {**own, "contest_id": outcome["contest_id"], "group": tie["group"] or None}
            words = _("Teams stand level and it matters: lots must be drawn.")
            yield Step(words, _("Record the lots"), "tournaments.ask_decide", values)
    for one in found["fixtures"]:
        if one["result_state"] == "entered" and one["entered_by"] != account_id:
            words = _("A result waits for its confirmation.")
            yield Step(words, _("See the result"), "tournaments.fixture", {"fixture_id": one["fixture_id"]})
    if found["outcomes"] and all(outcome["complete"] for outcome in found["outcomes"]):
        words = _("All results are confirmed: the competition can be closed.")
        yield Step(words, _("Close"), "tournaments.ask_close", own)
    yield Step(_("Under way. What waits for you appears here."))


def _unscheduled(found: Data, contest: Data) -> bool:
    own = [one for one in found["fixtures"] if one["contest_id"] == contest["contest_id"]]
    return not own or any(not one["starts_at"] for one in own)


def _contest(found: Data, contest: Data) -> dict[str, Any]:
    """A `ContestView` with what the public sees of it; matches by day, by round until they have an hour."""
    names = team_names(found["competition"])
    outcome = next((one for one in found["outcomes"] if one["contest_id"] == contest["contest_id"]), None)
    own = fixtures_of(found, contest)
    return {
        **contest,
        "about": about(contest),
        "shape": shape_of(contest["format"]),
        "board": contest_board(contest, outcome, own, lambda one: names.get(one, "")) if outcome else None,
        "unresolved": outcome["unresolved"] if outcome else [],
        "suspensions": outcome["suspensions"] if outcome else [],
        "matches": len(own),
        "days": days([match_row(one, names, contest) for one in own]),
        "rounds": _by_round([match_row(one, names, contest) for one in own if not one["starts_at"]]),
    }


def _by_round(matches: list[Data]) -> list[tuple[Any, list[Data]]]:
    order = sorted(matches, key=lambda one: (one["stage"] != "group", one["round"], one["number"]))
    found = groupby(order, key=lambda one: round_name({**one, "group": ""}))
    return [(words, list(rows)) for words, rows in found]
