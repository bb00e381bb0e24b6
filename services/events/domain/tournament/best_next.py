"""Which of the next places go on, over all groups (best thirds, best runners-up)?

In groups of unequal size the matches against those whom the smaller ones do not have are left out first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from services.events.domain.sports.football.across import rank_across
from services.events.domain.sports.football.entered import Entered
from services.events.domain.sports.football.tally import Row, tally, without
from services.events.domain.tournament.rules import best_of_next, criteria_across, places_inside
from services.events.domain.tournament.tables import MAY, NO, YES, Table

Contest = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BestNext:
    """`chances`: {team: yes, may, no} of those compared. `chosen`: {group: team}, empty until `known`."""

    chances: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    unresolved: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    known: bool = False


def best_next(contest: Contest, tables: Sequence[Table], decided: Entered) -> BestNext:
    """Compared only once all groups are complete; `unresolved`: (group, level teams), "" for all groups."""
    take, place = best_of_next(contest), places_inside(contest) + 1
    having = [table for table in tables if len(table.standing.rows) >= place]
    if not take or not having or not all(table.complete for table in tables):
        return BestNext()
    smallest = min(len(table.standing.rows) for table in having)
    waiting = [(table.letter, part) for table in having for part in _in_the_way(table, place, smallest)]
    if waiting:
        return BestNext(unresolved=waiting)
    of_group = {str(table.at(place)[0]): table for table in having}
    rows = {team: _row(team, table, smallest) for team, table in of_group.items()}
    across = rank_across(rows, take, criteria_across(contest), decided)
    inside, line = across.standing.qualified, across.standing.on_the_line
    chances = {team: YES if team in inside else MAY if team in line else NO for team in rows}
    if line:
        return BestNext(chances, unresolved=[("", part) for part in across.needs_lots])
    return BestNext(chances, {of_group[team].letter: team for team in inside}, known=True)


def _in_the_way(table: Table, place: int, smallest: int) -> list[tuple[str, ...]]:
    """Ties that leave open who is compared, or whose matches are left out."""
    parts = [(first, last, part) for first, last, part in table.spans if first < last]
    return [part for first, last, part in parts if first <= place <= last or first <= smallest < last]


def _row(team: str, table: Table, smallest: int) -> Row:
    matches = list(table.group.matches)
    for first, _, part in table.spans:
        for beyond in part if first > smallest else ():
            matches = without(beyond, matches)
    row = tally([team], matches, table.group.rules.points)[team]
    return replace(row, pts=row.pts - table.group.deductions.get(team, 0))
