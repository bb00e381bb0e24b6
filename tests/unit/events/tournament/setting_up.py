"""Competitions, contests and fixtures with plain defaults, built as the commands would be loaded."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

from contracts.events import tournament_commands as commands
from services.events.domain.tournament import competition, contest
from services.events.domain.tournament.draw import draw
from services.events.domain.tournament.fixtures import plan

Data = dict[str, Any]

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
TEAMS = [f"t{number:02}" for number in range(1, 65)]
ABOUT = {
    "name": "الإقصائيات الإقليمية",
    "place": "ابن جرير",
    "starts_on": "2026-12-05",
    "ends_on": "2026-12-06",
}
MATCH = {"half_minutes": 20, "pause_minutes": 5, "extra_half_minutes": 5, "penalties": True}  # 45, or 55


def numbered() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"f{next(numbers)}"


def created(**changed: Any) -> Data:
    """A draft as it was stored, at version 1."""
    wanted = commands.CreateCompetition().load(ABOUT | changed)
    return competition.create("k1", wanted, "chair", NOW) | {"version": 1}


def team_wanted(name: str, short: str = "", **changed: Any) -> Data:
    asked = {
        "competition_id": "k1",
        "version": 1,
        "name": name,
        "short": short or name,
        "association_id": "a1",
    }
    loaded: Data = commands.SaveTeam().load(asked | changed)
    return loaded


def with_teams(how_many: int, **changed: Any) -> Data:
    """`t01`, `t02`, … each of an association of its own."""
    draft = created(**changed)
    for team_id in TEAMS[:how_many]:
        wanted = team_wanted(team_id, association_id=f"of-{team_id}")
        draft = competition.save_team(draft, wanted, team_id)
    return draft


def contest_wanted(entrants: list[str], **changed: Any) -> Data:
    form = changed.pop("form", {}) or {"groups": 1, "qualify": 0}
    asked = {
        "competition_id": "k1",
        "version": 1,
        "title": "كرة القدم",
        "sport": "football",
        "entrants": entrants,
        "format": form,
        "match": MATCH,
    }
    loaded: Data = commands.SaveContest().load(asked | changed)
    return loaded


def with_contest(how_many: int, **form: Any) -> Data:
    """A draft whose only contest `c1` has `how_many` entrants."""
    draft = with_teams(how_many)
    return contest.save_contest(draft, contest_wanted(TEAMS[:how_many], form=form), "c1")


def drawn_contest(how_many: int, seed: int = 7, **form: Any) -> Data:
    draft = with_contest(how_many, **form)
    made: Data = draft["contests"][0]
    drawn = draw(made, draft["teams"], seed, [], True)
    return made | {"draw": {"seed": seed, "by": "chair", "at": NOW, **drawn}}


def planned(how_many: int, seed: int = 7, **form: Any) -> tuple[Data, list[Data]]:
    """A drawn contest and its fixtures, as stored at version 1."""
    made = drawn_contest(how_many, seed, **form)
    return made, [one | {"version": 1} for one in plan("k1", made, numbered())]


def schedule_wanted(*windows: tuple[str, str, str], **changed: Any) -> Data:
    """`windows`: (day, start, end) in local time."""
    asked = {
        "competition_id": "k1",
        "version": 1,
        "contest_id": "c1",
        "pitches": ["الملعب 1", "الملعب 2"],
        "windows": [_window(one) for one in windows],
        "breaks": [_window(one) for one in changed.pop("breaks", ())],
    }
    loaded: Data = commands.ScheduleContest().load(asked | changed)
    return loaded


def _window(window: tuple[str, str, str]) -> dict[str, str]:
    day, start, end = window
    return {"day": day, "start": start, "end": end}
