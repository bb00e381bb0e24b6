"""Who leaves a contest upwards, who came where in the end, and is it over?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from contracts.events.tournament_terms import PROVISIONAL, SETTLED
from services.events.domain.sports.football.slots import OfGroups, OfMatch, read_slot
from services.events.domain.tournament.best_next import BestNext
from services.events.domain.tournament.rules import places_inside
from services.events.domain.tournament.slots import Met, Side
from services.events.domain.tournament.table_rows import chance
from services.events.domain.tournament.tables import NO, YES, Table

Contest = dict[str, Any]
Fixture = dict[str, Any]
GoesOn = dict[str, Any]
CHAMPION = "champion"


def from_groups(tables: Sequence[Table], contest: Contest, best: BestNext) -> list[GoesOn]:
    """Without a knock-out: those inside the line, surely or as it stands."""
    found = []
    for table in tables:
        inside = {*table.standing.qualified, *best.chosen.values()}
        for place, team in table.standing.places:
            chances = chance(table, team, contest, best)
            if chances == YES or (team in inside and chances != NO):
                found.append(_goes_on(Side(team, chances == YES), _by_place(table, place, contest)))
    return found


def from_knockout(
    fixtures: Mapping[str, Fixture],
    met: Mapping[str, Met],
    tables: Sequence[Table],
    contest: Contest,
) -> list[GoesOn]:
    """Winners whom no other match takes, and those with a bye of the only round."""
    found = [*_spared(fixtures, met, tables, contest)]
    for number in _last(fixtures):
        is_final = fixtures[number]["left"] == 2 and contest["format"]["ends_with"] == 1
        found.append((met[number].winner, CHAMPION if is_final else f"winner:{number}"))
    return [_goes_on(side, how) for side, how in found if side.team is not None]


def final_order(
    fixtures: Mapping[str, Fixture],
    met: Mapping[str, Met],
    tables: Sequence[Table],
    upwards: Sequence[GoesOn],
) -> list[list[str]]:
    """Who goes on, the other finalist, third and fourth, losers by round, then by place of the group."""
    found: list[list[str]] = [[one["team_id"] for one in upwards]]
    rounds = {(one["left"], not one["is_third_place"]) for one in fixtures.values()}
    for left, is_main in sorted(rounds, key=lambda key: (_rank_of(key), key)):
        of_round = [
            n for n, one in fixtures.items() if (one["left"], not one["is_third_place"]) == (left, is_main)
        ]
        if not is_main:
            found.append([team for n in of_round if (team := met[n].winner.team)])
        found.append([team for n in of_round for team in _losers(met[n])])
    longest = max((len(table.standing.rows) for table in tables), default=0)
    for place in range(1, longest + 1):
        found.append([team for table in tables for at, team in table.standing.places if at == place])
    return _each_once(found)


def is_over(fixtures: Sequence[Fixture], met: Mapping[str, Met], tables: Sequence[Table]) -> bool:
    return (
        bool(fixtures)
        and all(one.settled for one in met.values())
        and all(table.complete for table in tables)
    )


def _by_place(table: Table, place: int, contest: Contest) -> str:
    terms = contest["format"]
    alone = terms["groups"] == 1 and terms["ends_with"] == 1 and places_inside(contest) == 1
    return CHAMPION if alone and place == 1 else f"group:{table.letter}:{place}"


def _spared(
    fixtures: Mapping[str, Fixture],
    met: Mapping[str, Met],
    tables: Sequence[Table],
    contest: Contest,
) -> Iterator[tuple[Side, str]]:
    """Those whom no match takes: ranks that no slot names, a team of the bracket without a match."""
    taken, inside = _ranks_taken(fixtures), places_inside(contest)
    playing = {side.team for one in met.values() for side in one.sides}
    for table in tables:
        for place in range(1, inside + 1):
            if (table.letter, place) not in taken:
                yield Side(*table.at(place)), f"group:{table.letter}:{place}"
    if not tables:
        for team in contest["draw"]["bracket"]:
            if team is not None and team not in playing:
                yield Side(team, sure=True), "draw"


def _goes_on(side: Side, how: str) -> GoesOn:
    return {"team_id": side.team, "state": SETTLED if side.sure else PROVISIONAL, "how": how}


def _last(fixtures: Mapping[str, Fixture]) -> list[str]:
    """Matches whose winners no other match takes."""
    fed = {slot.match for slot in _slots(fixtures) if isinstance(slot, OfMatch) and slot.winner}
    ends = [number for number, one in fixtures.items() if number not in fed and not one["is_third_place"]]
    return sorted(ends, key=int)


def _ranks_taken(fixtures: Mapping[str, Fixture]) -> set[tuple[str, int]]:
    named = [slot for slot in _slots(fixtures) if isinstance(slot, OfGroups)]
    return {(letter, slot.rank) for slot in named for letter in slot.groups}


def _slots(fixtures: Mapping[str, Fixture]) -> list[Any]:
    return [read_slot(text, fixtures) for one in fixtures.values() for text in one["slots"]]


def _rank_of(round_: tuple[int, bool]) -> int:
    """Best first: those who lost the final, the match for third place, the semi-finals, and so back."""
    left, is_main = round_
    return left if is_main else 3


def _losers(one: Met) -> list[str]:
    return [side.team for side in one.sides if side.team is not None and side.team != one.winner.team]


def _each_once(levels: Sequence[Sequence[str]]) -> list[list[str]]:
    told: set[str] = set()
    found = []
    for level in levels:
        new = sorted(set(level) - told)
        told.update(new)
        if new:
            found.append(new)
    return found
