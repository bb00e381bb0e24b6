"""How is a contest played in a test? Groups and knock-out by a line each, results as `Atlas 2-1 Bahja`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from services.events.domain.tournament.outcome import derive
from services.events.domain.tournament.slots import known_sides

FOUR = ("Atlas", "Bahja", "Chaouia", "Draa")
AT = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)
_LINE = re.compile(r"^(\w+) (\d+)-(\d+) (\w+)(?: \((\d+)-(\d+)\))?$")


def team(name: str, **more: Any) -> dict[str, Any]:
    return {
        "team_id": name,
        "name": f"Dar {name}",
        "short": name[:12],
        "institution_id": None,
        "association_id": f"association-{name}",
        "guest_of": "",
        "withdrawn": None,
        **more,
    }


def contest(groups: Mapping[str, Sequence[str]], bracket: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """`more` goes into the format; `rules`, `match` and `decisions` beside it."""
    entrants = [name for names in groups.values() for name in names] + list(bracket)
    rules = {"name": "network", **more.pop("rules", {})}
    match = {"half_minutes": 25, "pause_minutes": 5, "extra_half_minutes": 0, "penalties": True}
    match |= more.pop("match", {})
    decisions = more.pop("decisions", [])
    terms = {"legs": 1, "qualify": 2, "best_next": 0, "third_place": False, "ends_with": 1, **more}
    return {
        "contest_id": "football",
        "title": "Football",
        "sport": "football",
        "sex": "boys",
        "age": "U15",
        "entrants": entrants,
        "format": {"groups": len(groups), **terms},
        "rules": rules,
        "match": match,
        "draw": {"seed": 1, "by": None, "at": AT, "groups": dict(groups), "bracket": list(bracket)},
        "decisions": decisions,
    }


def fixture(number: int, **more: Any) -> dict[str, Any]:
    return {
        "_id": f"f{number}",
        "version": 1,
        "competition_id": "cup",
        "contest_id": "football",
        "number": number,
        "stage": "group",
        "group": "",
        "round": 1,
        "left": 0,
        "is_third_place": False,
        "leg": 0,
        "slots": ["", ""],
        "drawn": [None, None],
        "starts_at": AT + timedelta(hours=number),
        "pitch": "1",
        "referee": None,
        "result_state": "none",
        "result": None,
        "sides": None,
        "entered_by": None,
        "entered_at": None,
        "confirmed_by": None,
        "confirmed_at": None,
        "past": [],
        "is_replay": False,
        "told": None,
        **more,
    }


def group_fixtures(groups: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    pairs = [(letter, pair) for letter, names in sorted(groups.items()) for pair in combinations(names, 2)]
    return [fixture(at + 1, group=letter, drawn=list(pair)) for at, (letter, pair) in enumerate(pairs)]


def knockout_fixtures(
    first: int, rounds: Sequence[Sequence[str]], teams: Sequence[str]
) -> list[dict[str, Any]]:
    """Rounds of `"1A 2B"`; a name of a team stands for itself, `L5 L6` is the match for third place."""
    made: list[dict[str, Any]] = []
    for at, matches in enumerate(rounds):
        for line in matches:
            slots = line.split()
            made.append(
                fixture(
                    first + len(made),
                    stage="knockout",
                    round=at + 1,
                    left=2 ** (len(rounds) - at),
                    is_third_place=all(slot.startswith("L") for slot in slots),
                    slots=["" if slot in teams else slot for slot in slots],
                    drawn=[slot if slot in teams else None for slot in slots],
                )
            )
    return made


def result(*score: int, status: str = "played", **more: Any) -> dict[str, Any]:
    """As the contract loads it."""
    return {
        "status": status,
        "score": list(score) or None,
        "half_time": None,
        "extra_time": None,
        "pens": None,
        "kicks": [],
        "on_field": None,
        "at_fault": None,
        "cards": [],
        "scorers": [],
        "note": "",
        **more,
    }


def confirmed(one: dict[str, Any], wanted: dict[str, Any], sides: Sequence[str]) -> dict[str, Any]:
    by = {"entered_by": "referee", "entered_at": AT, "confirmed_by": "organiser", "confirmed_at": AT}
    return one | {"result_state": "confirmed", "result": wanted, "sides": list(sides), **by}


@dataclass
class Cup:
    """A contest being played; `rounds`: see `knockout_fixtures`."""

    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rounds: Sequence[Sequence[str]] = ()
    bracket: Sequence[str] = ()
    terms: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.groups = self.groups or ({} if self.bracket else {"A": FOUR})
        self.contest = contest(self.groups, self.bracket, **self.terms)
        made = group_fixtures(self.groups)
        made += knockout_fixtures(len(made) + 1, self.rounds, self.contest["entrants"])
        self.fixtures = {one["number"]: one for one in made}
        self.teams = {name: team(name) for name in self.contest["entrants"]}

    def outcome(self) -> dict[str, Any]:
        return derive(self.contest, list(self.teams.values()), list(self.fixtures.values()))

    def play(self, lines: str) -> "Cup":
        """`Atlas 2-1 Bahja` a line, `Atlas 1-1 Bahja (4-3)` with a shoot-out; each is confirmed."""
        for line in filter(None, map(str.strip, lines.splitlines())):
            found = _LINE.match(line)
            assert found is not None, line
            pens = [int(found[5]), int(found[6])] if found[5] else None
            self.report(found[1], found[4], result(int(found[2]), int(found[3]), pens=pens))
        return self

    def report(self, home: str, away: str, wanted: dict[str, Any]) -> None:
        """Confirmed for the match that these two still have to play, else corrected where they played."""
        slots = self.outcome()["slots"]
        meeting = [one for one in self.fixtures.values() if known_sides(slots, one["_id"]) == (home, away)]
        assert meeting, f"{home} and {away} do not meet"
        one = min(meeting, key=lambda one: (one["result_state"] == "confirmed", one["number"]))
        self.fixtures[one["number"]] = confirmed(one, wanted, (home, away))

    def withdraw(self, name: str, *, annul: bool) -> None:
        self.teams[name] |= {"withdrawn": {"at": AT, "why": "ill", "annul": annul}}

    def decide(self, kind: str, *order: str, **more: Any) -> None:
        taken = {
            "kind": kind,
            "order": list(order),
            "team_id": None,
            "points": 0,
            "why": "",
            "by": None,
            "at": AT,
        }
        self.contest["decisions"].append(taken | more)

    def slot(self, number: int, side: str) -> tuple[str, str | None]:
        slot = self.outcome()["slots"][f"f{number}"][side]
        return slot["state"], slot["team_id"]


def places(outcome: dict[str, Any], group: str = "A") -> list[tuple[int, str, int]]:
    """(place, team, points)."""
    rows = next(table["rows"] for table in outcome["tables"] if table["group"] == group)
    return [(row["place"], row["team_id"], row["points"]) for row in rows]


def chances(outcome: dict[str, Any]) -> dict[str, str]:
    return {row["team_id"]: row["goes_on"] for table in outcome["tables"] for row in table["rows"]}
