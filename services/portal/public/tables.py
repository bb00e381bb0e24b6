"""How does a group stand, and why is one team above another that has as many points?"""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup

from contracts.events.tournament_terms import CONFIRMED
from services.portal.formats import name, ref
from services.portal.public.scores import score_of
from services.portal.public.slots import put

Named = Callable[[str], str]

CRITERIA = {
    "h2h_points": lazy_gettext("the points of the matches between them"),
    "h2h_gd": lazy_gettext("the goal difference of the matches between them"),
    "h2h_gf": lazy_gettext("the goals of the matches between them"),
    "h2h_away_gf": lazy_gettext("the away goals of the matches between them"),
    "h2h_wins": lazy_gettext("the matches won between them"),
    "gd": lazy_gettext("goal difference"),
    "gf": lazy_gettext("goals scored"),
    "wins": lazy_gettext("matches won"),
    "away_gf": lazy_gettext("away goals"),
    "away_wins": lazy_gettext("away matches won"),
    "goal_ratio": lazy_gettext("goals scored for each conceded"),
    "fair_play": lazy_gettext("fair play"),
    "disciplinary": lazy_gettext("the disciplinary record"),
    "ranking": lazy_gettext("the ranking before the competition"),
    "lots": lazy_gettext("drawing of lots"),
    "playoff": lazy_gettext("the play-off"),
}
WITHOUT_VALUES = frozenset({"lots", "playoff", "ranking"})


def rows_of(
    table: dict[str, Any], contest: dict[str, Any], fixtures: list[dict[str, Any]], named: Named
) -> list[dict[str, Any]]:
    """Rows with `reason`: what puts a team above the next one that is level with it."""
    shown = []
    for row, below in zip(table["rows"], [*table["rows"][1:], None], strict=True):
        reason = _reason(row, below, contest, fixtures, named) if below else Markup("")
        shown.append({**row, "name": named(row["team_id"]), "reason": reason})
    return shown


def signed(value: int) -> str:
    """A goal difference: `+4`, `0`, `−6`."""
    return f"+{value}" if value > 0 else str(value).replace("-", "\u2212")


def _reason(
    row: dict[str, Any],
    below: dict[str, Any],
    contest: dict[str, Any],
    fixtures: list[dict[str, Any]],
    named: Named,
) -> Markup:
    """Empty where points tell, or where nothing parts the two yet."""
    both = row["team_id"], below["team_id"]
    if row["points"] != below["points"] or row["place"] == below["place"]:
        return Markup("")
    split = next((one for one in reversed(row["why"]) if _parts(one, both)), None)
    if split is None:
        return Markup("")
    other = name(named(both[1]))
    words = str(CRITERIA.get(split["criterion"], split["criterion"]))
    values = _met(split, both, contest, fixtures) or _values(split, both)
    if values is None:
        return put(_("Above %(other)s by %(criterion)s"), other=other, criterion=words)
    criterion, own, others = values
    return put(
        _("Above %(other)s by %(criterion)s: %(own)s to %(others)s"),
        other=other,
        criterion=criterion or words,
        own=ref(own),
        others=ref(others),
    )


def _parts(split: dict[str, Any], both: tuple[str, str]) -> bool:
    first, second = (split["values"].get(team) for team in both)
    return first is not None and second is not None and first != second


def _met(
    split: dict[str, Any], both: tuple[str, str], contest: dict[str, Any], fixtures: list[dict[str, Any]]
) -> tuple[str, Any, Any] | None:
    """Two teams that were level alone and met once: the score of that match says it."""
    if len(split["values"]) > 2 or not split["criterion"].startswith("h2h_"):
        return None
    met = [one for one in fixtures if one["result_state"] == CONFIRMED and _between(one, both)]
    goals = score_of(met[0], contest).goals if len(met) == 1 else None
    if goals is None or goals[0] == goals[1]:
        return None
    own, others = goals if met[0]["home"]["team_id"] == both[0] else reversed(goals)
    return _("the match between them"), own, others


def _between(fixture: dict[str, Any], both: tuple[str, str]) -> bool:
    sides = {fixture["home"]["team_id"], fixture["away"]["team_id"]}
    return fixture["stage"] == "group" and sides == set(both)


def _values(split: dict[str, Any], both: tuple[str, str]) -> tuple[str, Any, Any] | None:
    """(empty: the criterion's own words, own value, the other's)."""
    if split["criterion"] in WITHOUT_VALUES:
        return None
    own, others = (split["values"][team] for team in both)
    return "", _said(own), _said(others)


def _said(value: Any) -> Any:
    return signed(value) if isinstance(value, int) and value < 0 else value
