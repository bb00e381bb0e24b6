"""How is a file of results checked in a test? Against a cup of four teams, without a store."""

from typing import Any

from services.events.domain.tournament.result_matching import Fixtures
from services.events.domain.tournament.result_rows import read_row
from services.events.domain.tournament.result_verdicts import judged, matched, without_twins
from services.events.domain.tournament.slots import known_sides
from tests.unit.events.tournament.played import AT, Cup

Data = dict[str, Any]
ROUNDS = [["1A 2A"]]


def cup() -> Cup:
    """Four teams in a group, then a final of the first two: `1A` against `2A`."""
    made = Cup(rounds=ROUNDS)
    made.fixtures = {number: one | {"revision": 1} for number, one in made.fixtures.items()}
    return made


def competition(played: Cup) -> Data:
    return {"teams": list(played.teams.values()), "contests": [played.contest]}


def sides(played: Cup) -> dict[str, Any]:
    slots = played.outcome()["slots"]
    return {one["_id"]: known_sides(slots, one["_id"]) for one in played.fixtures.values()}


def check(played: Cup, *matches: Any) -> list[Data]:
    """The rows of the report."""
    known = sides(played)
    fixtures = Fixtures(competition(played), played.fixtures.values(), known)
    rows = (read_row(number, match) for number, match in enumerate(matches, 1))
    found = without_twins(list(matched(rows, fixtures)))
    return [
        judged(one, played.contest, known[one.fixture["_id"]] if one.fixture else (), AT) for one in found
    ]
