"""Which fixture does a row of a file of results mean? By its two teams, the rest tells twins apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.events.domain.tournament.competition import tidy
from services.events.domain.tournament.result_problems import Problem, problem
from services.events.domain.tournament.result_rows import Round, Row, folded
from services.events.domain.tournament.timetable import MOROCCO

Fixture = dict[str, Any]
Sides = Mapping[str, Sequence[str | None]]
Keep = Callable[[Fixture], bool]

DAY = "%Y-%m-%d"


@dataclass
class Fixtures:
    """All that a row may mean. A side that nobody fills yet goes by its slot: `1A`, `W5`."""

    competition: Mapping[str, Any]
    all: Iterable[Fixture]
    sides: Sides
    _named: dict[str, set[str]] = field(default_factory=dict)
    _exact: dict[str, set[str]] = field(default_factory=dict)
    _meeting: dict[tuple[str, str], list[Fixture]] = field(default_factory=dict)
    _titles: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for team in self.competition["teams"]:
            for name in (team["name"], team["short"]):
                self._exact.setdefault(tidy(name).casefold(), set()).add(team["team_id"])
                self._named.setdefault(folded(name), set()).add(team["team_id"])
        for one in self.all:
            home, away = (self._key(one, at) for at in (0, 1))
            self._meeting.setdefault((home, away), []).append(one)
        for contest in self.competition["contests"]:
            self._titles[contest["contest_id"]] = folded(contest["title"])

    def meant(self, row: Row) -> tuple[Fixture | None, list[Problem]]:
        """The one fixture, or why there is none or more than one."""
        homes, aways = self._keys(row.team1), self._keys(row.team2)
        unknown = [("team1", row.team1, homes), ("team2", row.team2, aways)]
        if missing := [problem(name, "no_such_team", read) for name, read, keys in unknown if not keys]:
            return None, missing
        met = self._met(homes, aways)
        if not met and self._met(aways, homes):
            return None, [problem("team1", "other_way_round", row.team1)]
        if not met:
            return None, [problem("team2", "do_not_meet", row.team2)]
        for name, read, keep in self._must_agree(row):
            agreeing = [one for one in met if keep(one)]
            if not agreeing:
                return None, [problem(name, "another_match", read)]
            met = agreeing
        met = _narrowed(met, row)
        if len(met) > 1:
            return None, [problem("team1", "several_matches", row.team1, count=len(met))]
        return met[0], []

    def _key(self, fixture: Fixture, at: int) -> str:
        team = self.sides[fixture["_id"]][at]
        if team is not None:
            return team
        slot = f"={folded(fixture['slots'][at])}"
        self._named.setdefault(slot[1:], set()).add(slot)
        return slot

    def _keys(self, name: str) -> set[str]:
        """As it is written, else in any writing."""
        return self._exact.get(tidy(name).casefold()) or self._named.get(folded(name)) or set()

    def _met(self, homes: set[str], aways: set[str]) -> list[Fixture]:
        return [one for home in homes for away in aways for one in self._meeting.get((home, away), ())]

    def _must_agree(self, row: Row) -> list[tuple[str, Any, Keep]]:
        """A row that says something else than the fixture may be of a match that is not known yet."""
        rules: list[tuple[str, Any, Keep]] = []
        if row.contest:
            title = folded(row.contest)
            rules.append(("contest", row.contest, lambda one: self._titles[one["contest_id"]] == title))
        if row.match is not None:
            rules.append(("num", row.match, lambda one: one["number"] == row.match))
        if row.group:
            rules.append(("group", row.group, lambda one: one["group"] == row.group))
        if told := row.round:
            rules.append(("round", told.written, lambda one: _is_of(told, one)))
        return rules


def _is_of(told: Round, fixture: Fixture) -> bool:
    """The number of a matchday alone is no reason: another plan may count them otherwise."""
    if told.matchday is not None:
        return bool(fixture["stage"] == "group")
    if fixture["stage"] != "knockout":
        return False
    return bool(fixture["is_third_place"] if told.left == 0 else _holds(fixture, told.left))


def _holds(fixture: Fixture, left: int | None) -> bool:
    return bool(fixture["left"] == left and not fixture["is_third_place"])


def _narrowed(met: list[Fixture], row: Row) -> list[Fixture]:
    """A match may have been moved, so these only choose among several."""
    matchday = row.round.matchday if row.round else None
    rules: list[tuple[Any, Keep]] = [
        (matchday, lambda one: one["round"] == matchday),
        (row.day, lambda one: local(one["starts_at"]) == row.day),
        (row.hour, lambda one: local(one["starts_at"], "%H:%M") == row.hour.split(" ")[0]),
    ]
    for told, keep in rules:
        if told and len(met) > 1:
            met = [one for one in met if keep(one)] or met
    return met


def local(moment: datetime | None, form: str = DAY) -> str:
    return "" if moment is None else moment.astimezone(MOROCCO).strftime(form)
