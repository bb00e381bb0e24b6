"""Which rows of a heat count, now that results are confirmed and teams withdrawn?

The engine names athletes by text: a bib is its digits there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.events.athletics_terms import OK
from contracts.events.tournament_terms import CONFIRMED, NONE
from services.events.domain.athletics.marks import time_of
from services.events.domain.sports.athletics.heats import Finish
from services.events.domain.tournament.counted import Gone

Contest = Mapping[str, Any]
Heat = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Athletes:
    """`team`: {bib: team id} of all entries."""

    team: Mapping[int, str]
    left: Gone

    def counts(self, bib: int) -> bool:
        return self.team.get(bib) is not None and self.team[bib] not in self.left.annulled

    def withdrew(self, bib: int) -> bool:
        return self.team.get(bib) in self.left.all

    def starts(self, bib: int, heat: Heat) -> bool:
        """Of a team that withdrew only who had started by then, if what it did stands."""
        if not self.counts(bib):
            return False
        return not self.withdrew(bib) or bib in ran_in(heat)


def athletes(contest: Contest, left: Gone) -> Athletes:
    return Athletes({one["bib"]: one["team_id"] for one in contest["entries"]}, left)


def ran_in(heat: Heat) -> Collection[int]:
    """Those on the start list when the result was entered; nobody before that."""
    return heat["start_list"] or () if heat["result_state"] != NONE else ()


def is_confirmed(heat: Heat) -> bool:
    return bool(heat["result_state"] == CONFIRMED)


def counting(heat: Heat, start_list: Collection[int]) -> list[Row]:
    """Confirmed rows of those who now stand in this heat: another one ran in somebody's stead."""
    if not is_confirmed(heat):
        return []
    return [row for row in heat["result"]["rows"] if row["bib"] in start_list]


def finishes(rows: Sequence[Row]) -> list[Finish]:
    return [_finish(row) for row in rows if row["status"] == OK]


def _finish(row: Row) -> Finish:
    time = None if row["mark_ms"] is None else time_of(row["mark_ms"], row["read_to"])
    return Finish(str(row["bib"]), time, row["place"])
