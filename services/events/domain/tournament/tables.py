"""How does each group of a contest stand, and who of it goes on whatever still happens?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.events.domain.sports.football.entered import Entered
from services.events.domain.sports.football.rule_sets import RuleSet
from services.events.domain.sports.football.standing import Group, Standing, rank_group
from services.events.domain.sports.football.tally import Match
from services.events.domain.tournament.counted import Gone, cards_of, group_result, match_of
from services.events.domain.tournament.rules import deductions, entered, rule_set

Contest = dict[str, Any]
Fixture = dict[str, Any]
YES, MAY, NO = "yes", "may", "no"


@dataclass(frozen=True, slots=True)
class Table:
    """`least` and `most`: the points that a team can end with. A place is shared until something parts it."""

    letter: str
    group: Group
    standing: Standing
    complete: bool
    least: Mapping[str, int]
    most: Mapping[str, int]

    @property
    def spans(self) -> list[tuple[int, int, tuple[str, ...]]]:
        """(first place, last place, level teams), best first."""
        found, first = [], 1
        for part in self.standing.parts:
            found.append((first, first + len(part) - 1, part))
            first += len(part)
        return found

    def at(self, place: int) -> tuple[str | None, bool]:
        """Who stands alone there, and whether nothing open can change it."""
        for first, last, part in self.spans:
            if first == place == last:
                return part[0], self.complete or self._is_fixed(part[0])
        return None, False

    def within(self, team: str, places: int) -> str:
        """Among the first `places` at the end: `yes`, `may`, `no`."""
        if self.complete:
            first, last = next((first, last) for first, last, part in self.spans if team in part)
            return YES if last <= places else NO if first > places else MAY
        if len(self._may_reach(team)) < places:
            return YES
        return NO if len(self._surely_above(team)) >= places else MAY

    def _is_fixed(self, team: str) -> bool:
        return len(self._surely_above(team)) == len(self._may_reach(team))

    def _surely_above(self, team: str) -> list[str]:
        return [other for other in self.least if other != team and self.least[other] > self.most[team]]

    def _may_reach(self, team: str) -> list[str]:
        return [other for other in self.most if other != team and self.most[other] >= self.least[team]]


def tables(contest: Contest, fixtures: Sequence[Fixture], left: Gone) -> tuple[list[Table], Entered]:
    """By letter; with what was decided and the cards, which also rank across groups."""
    groups = (contest["draw"] or {}).get("groups", {})
    played = [fixture for fixture in fixtures if fixture["stage"] == "group"]
    cards = cards_of(played, contest["entrants"], left)
    decided = entered(contest, cards)
    made = []
    for letter in sorted(groups):
        own = [fixture for fixture in played if fixture["group"] == letter]
        made.append(_table(letter, groups[letter], own, contest, decided, left))
    return made, decided


def _table(
    letter: str,
    teams: Sequence[str],
    fixtures: Sequence[Fixture],
    contest: Contest,
    decided: Entered,
    left: Gone,
) -> Table:
    results = [group_result(fixture, left) for fixture in fixtures]
    matches = [match_of(fixture, result, contest) for fixture, result in zip(fixtures, results, strict=True)]
    rules = rule_set(contest)
    group = Group(tuple(teams), tuple(matches), rules, left.annulled, deductions(contest), decided)
    standing = rank_group(group)
    open_matches = [match for match, result in zip(matches, results, strict=True) if result is None]
    least = {team: row.pts for team, row in standing.rows.items()}
    most = {team: least[team] + _still_to_win(team, open_matches, rules) for team in least}
    complete = bool(fixtures) and not open_matches
    return Table(letter, group, standing, complete, least, most)


def _still_to_win(team: str, matches: Sequence[Match], rules: RuleSet) -> int:
    best = max(rules.points.win, rules.points.draw, rules.points.loss)
    return best * sum(team in (match.home, match.away) for match in matches)
