"""Which thirds (or runners-up) of different groups go on?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.events.domain.sports.football.criteria import Scene, steps
from services.events.domain.sports.football.entered import DECISIONS, Entered
from services.events.domain.sports.football.rule_sets import ACROSS_GROUPS
from services.events.domain.sports.football.separate import Plan, Teams
from services.events.domain.sports.football.standing import Group, Standing, rank_rows
from services.events.domain.sports.football.tally import Points, Row, tally, without


@dataclass(frozen=True, slots=True)
class Across:
    standing: Standing
    take: int

    @property
    def needs_lots(self) -> list[Teams]:
        """Only a tie on the line has to be settled."""
        line = set(self.standing.on_the_line)
        return [part for part in self.standing.unresolved if line & set(part)]

    @property
    def without_effect(self) -> list[Teams]:
        return [part for part in self.standing.unresolved if part not in self.needs_lots]

    @property
    def needed_lots(self) -> list[Teams]:
        """Also the ties on the line that lots have settled since."""
        decided = [split.teams for split in self.standing.story.splits if split.criterion in DECISIONS]
        return sorted(decided + self.needs_lots)


def rank_across(
    rows: Mapping[str, Row],
    take: int,
    criteria: Sequence[str] = ACROSS_GROUPS,
    entered: Entered | None = None,
) -> Across:
    """Never head-to-head: they have not met."""
    asked = [name for name in criteria if not name.startswith("h2h_")]
    plan = Plan(steps(asked, Scene(rows, (), Points(), entered or Entered()), reapply=False))
    return Across(rank_rows(rows, lambda row: 0, plan, take), take)


def reduced_row(group: Group, team: str, excluded: str | None) -> Row:
    """The row of a team once the matches against `excluded` are left out (groups of unequal size)."""
    matches = without(excluded, group.matches) if excluded else group.matches
    return tally([team], matches, group.rules.points)[team]
