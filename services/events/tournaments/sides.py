"""Who plays, as far as it is sure?"""

from services.events.domain.tournament.outcome import derive
from services.events.domain.tournament.slots import known_sides
from services.events.tournaments.records import Document

Pair = tuple[str | None, str | None]  # team ids; None where nobody can be named yet
Sides = dict[str, Pair]


def sides_of(contest: Document, teams: list[Document], fixtures: list[Document]) -> Sides:
    """By fixture id. Where a slot is to be filled, `fixtures` are all of the contest."""
    is_open = any(not all(one["drawn"]) for one in fixtures)
    slots = derive(contest, teams, fixtures)["slots"] if is_open else {}
    return {
        one["_id"]: (one["drawn"][0], one["drawn"][1])
        if all(one["drawn"])
        else known_sides(slots, one["_id"])
        for one in fixtures
    }
