"""How long does a table take? `python -m bench.ranking`: one JSON object, median milliseconds."""

import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

from services.events.domain.sports.football.entered import Entered
from services.events.domain.sports.football.rule_sets import CAF_AFCON, NETWORK
from services.events.domain.sports.football.standing import Group, rank_group
from services.events.domain.sports.football.tally import Match

ROUNDS = 15


def measure() -> dict[str, Any]:
    chance = random.Random(20)
    season = league(20, chance)
    groups = [league(4, chance) for _ in range(200)]
    level = Group(season.teams, [Match(one.home, one.away, (1, 1)) for one in season.matches], NETWORK)
    return {
        "season_20_teams_380_matches_ms": median_ms(lambda: rank_group(season)),
        "season_all_level_ms": median_ms(lambda: rank_group(level)),
        "groups_200_of_4_ms": median_ms(lambda: [rank_group(group) for group in groups]),
        "rounds": ROUNDS,
    }


def league(size: int, chance: random.Random) -> Group:
    """Home and away, few goals: many ties."""
    teams: Sequence[str] = [f"team {number}" for number in range(size)]
    matches = [
        Match(home, away, (chance.randint(0, 3), chance.randint(0, 3)))
        for home, away in permutations(teams, 2)
    ]
    return Group(teams, matches, CAF_AFCON, entered=Entered())


def median_ms(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(spent), 3)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
