"""How does a competition stand, and what is the next step? Its page for those who run it."""

from itertools import groupby
from typing import Any

from flask import render_template

from services.portal.athletics.sections import sections
from services.portal.closing.section import section_of
from services.portal.public.board import contest_board, days, fixtures_of
from services.portal.public.contest_words import about
from services.portal.public.rounds import round_name
from services.portal.roles import may
from services.portal.tournaments.contest_form import shape_of
from services.portal.tournaments.reading import Data, team_names, whole
from services.portal.tournaments.rows import match_row
from services.portal.tournaments.step import Step
from services.portal.tournaments.steps import next_step
from services.portal.who import signed_in


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
        athletics=sections(found),
        closing=section_of(found),
        updated_at=found["updated_at"],
    )


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
