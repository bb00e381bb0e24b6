"""Whose is a bib of an athletics contest, and who goes on from which round?"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contracts.events.athletics_terms import DISCIPLINES, HORIZONTAL

Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Meet:
    """One contest as its heats are shown. `going`: {(round, bib): who goes on from it, and how}."""

    contest: dict[str, Any]
    outcome: dict[str, Any]
    heats: list[dict[str, Any]]
    named: Named
    teams: dict[int, str]
    going: dict[tuple[int, int], dict[str, Any]]
    in_round: Counter[int]

    @property
    def discipline(self) -> str:
        return str(self.contest["terms"]["discipline"])

    @property
    def has_winds(self) -> bool:
        """Of each attempt: the wind of a race is that of its heat."""
        return DISCIPLINES[self.discipline].kind == HORIZONTAL


def meets_of(whole: dict[str, Any], named: Named) -> list[Meet]:
    outcomes = {one["contest_id"]: one for one in whole["athletics_outcomes"]}
    return [
        _meet(whole, contest, outcomes[contest["contest_id"]], named)
        for contest in whole["competition"]["athletics"]
        if contest["contest_id"] in outcomes
    ]


def _meet(whole: dict[str, Any], contest: dict[str, Any], outcome: dict[str, Any], named: Named) -> Meet:
    own = [one for one in whole["heats"] if one["contest_id"] == contest["contest_id"]]
    heats = sorted(own, key=lambda one: int(one["number"]))
    last = heats[-1]["round"] if heats else 0
    upwards = {(last, one["bib"]): one for one in outcome["goes_on"]}
    return Meet(
        contest,
        outcome,
        heats,
        named,
        teams={one["bib"]: one["team_id"] for one in contest["entries"]},
        going={(one["round"], one["bib"]): one for one in outcome["going"]} | upwards,
        in_round=Counter(one["round"] for one in heats),
    )
