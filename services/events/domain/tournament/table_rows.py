"""How is a table shown: each row with its chances, and why it stands above those level with it?"""

from collections.abc import Iterator, Sequence
from typing import Any

from services.events.domain.sports.cases.football_group import explain
from services.events.domain.tournament.best_next import BestNext
from services.events.domain.tournament.rules import best_of_next, places_inside
from services.events.domain.tournament.tables import MAY, NO, YES, Table

Contest = dict[str, Any]
Row = dict[str, Any]
Unresolved = dict[str, Any]


def shown(table: Table, contest: Contest, best: BestNext) -> dict[str, Any]:
    """As `TableView`."""
    why = {one["team"]: one for one in explain(table.standing)}
    rows = [
        _row(place, team, table, why.get(team, {})) | {"goes_on": chance(table, team, contest, best)}
        for place, team in table.standing.places
    ]
    return {"group": table.letter, "complete": table.complete, "rows": rows}


def chance(table: Table, team: str, contest: Contest, best: BestNext) -> str:
    """Does it go on from its group: `yes`, `may`, `no`."""
    if team in best.chances:
        return best.chances[team]
    inside = places_inside(contest)
    by_place = table.within(team, inside)
    if by_place == YES or not best_of_next(contest):
        return by_place
    return NO if table.within(team, inside + 1) == NO else MAY


def unresolved(
    tables: Sequence[Table], contest: Contest, best: BestNext, *, ranks_meet: bool
) -> list[Unresolved]:
    """Level teams of complete groups where it matters who is above.

    `ranks_meet`: a knock-out follows, so that the order inside the line decides who meets whom.
    """
    inside = places_inside(contest)
    found = [
        (table.letter, part)
        for table in tables
        if table.complete
        for first, last, part in table.spans
        if first < last and (first <= inside < last or (ranks_meet and first <= inside))
    ]
    found += [one for one in best.unresolved if one not in found]
    return [{"group": letter, "team_ids": list(part)} for letter, part in sorted(found)]


def _row(place: int, team: str, table: Table, told: dict[str, Any]) -> Row:
    row = table.standing.rows[team]
    return {
        "place": place,
        "team_id": team,
        "played": row.p,
        "won": row.w,
        "drawn": row.d,
        "lost": row.l,
        "goals_for": row.gf,
        "goals_against": row.ga,
        "difference": row.gd,
        "points": row.pts,
        "level_with": told.get("level_with", []),
        "why": [why for step in told.get("decided_by", ()) for why in _parted(team, step)],
    }


def _parted(team: str, step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Of a block (head-to-head) each criterion that parted this team from some who were level till then."""
    several = len(step["criteria"]) > 1 or step["criterion"] not in step["criteria"]
    level = step["values"]
    for at, criterion in enumerate(step["criteria"]):
        values = {other: value[at] if several else value for other, value in level.items()}
        if any(value != values[team] for value in values.values()):
            yield {"criterion": criterion, "values": values}
        level = {other: value for other, value in level.items() if values[other] == values[team]}
