"""Who stands where in a group, who goes on, which ties wait for lots, and why is X above Y?"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from services.events.domain.sports.football.criteria import Scene, steps
from services.events.domain.sports.football.entered import DECISIONS, Entered
from services.events.domain.sports.football.rule_sets import NETWORK, RuleSet
from services.events.domain.sports.football.separate import Plan, Split, Story, Teams, separate
from services.events.domain.sports.football.tally import Match, Row, tally
from services.events.domain.sports.places import clusters, places, taken


@dataclass(frozen=True, slots=True)
class Group:
    """`deductions`: points taken off by a decision. `withdrawn` teams are in no table."""

    teams: Sequence[str]
    matches: Sequence[Match]
    rules: RuleSet = NETWORK
    withdrawn: Collection[str] = ()
    deductions: Mapping[str, int] = field(default_factory=dict)
    entered: Entered = field(default_factory=Entered)
    whole_legs_only: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """`parts`: best first; a part longer than one shares its place until somebody decides."""

    rows: Mapping[str, Row]
    parts: Sequence[Teams]
    level: Sequence[Teams]
    story: Story
    qualified: Sequence[str]
    on_the_line: Sequence[str]

    @property
    def places(self) -> list[tuple[int, str]]:
        return places(self.parts)

    @property
    def unresolved(self) -> list[Teams]:
        return [part for part in self.parts if len(part) > 1]

    @property
    def unresolved_before(self) -> list[Teams]:
        """Also those that lots or a play-off have put apart since."""
        decided = [split.teams for split in self.story.splits if split.criterion in DECISIONS]
        return sorted(decided + self.unresolved)

    def splits_of(self, team: str) -> list[Split]:
        return [split for split in self.story.splits if team in split.teams]


def rank_group(group: Group) -> Standing:
    """By points, then by the group's rules."""
    rows = group_rows(group)
    rules = group.rules
    scene = Scene(rows, group.matches, rules.points, group.entered, group.whole_legs_only)
    several = steps(rules.criteria, scene, reapply=rules.reapply)
    two = steps(rules.two, scene, reapply=rules.reapply) if rules.two is not None else None
    return rank_rows(rows, lambda row: row.pts, Plan(several, two), rules.qualify)


def rank_per_game(group: Group) -> Standing:
    """A season cut short: points for each match played, as an exact fraction."""
    rows = group_rows(group)
    scene = Scene(rows, group.matches, group.rules.points, group.entered)
    plan = Plan(steps(group.rules.criteria, scene, reapply=group.rules.reapply))
    return rank_rows(rows, lambda row: row.ppg, plan, group.rules.qualify)


def group_rows(group: Group) -> dict[str, Row]:
    staying = [team for team in group.teams if team not in group.withdrawn]
    rows = tally(staying, group.matches, group.rules.points)
    for team, taken_off in group.deductions.items():
        if team in rows:
            rows[team] = replace(rows[team], pts=rows[team].pts - taken_off)
    return rows


def rank_rows(rows: Mapping[str, Row], first: Callable[[Row], Any], plan: Plan, take: int) -> Standing:
    story = Story()
    level = clusters(rows, lambda team: first(rows[team]))
    parts = [part for cluster in level for part in separate(cluster, plan, story)]
    inside, line = taken(parts, take)
    return Standing(rows, parts, level, story, inside, line)
