"""How are teams level on points put apart, and what did it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from services.events.domain.sports.places import clusters

Teams = tuple[str, ...]
Number = int | Fraction
Keys = Mapping[str, tuple[Number, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion, or a block of criteria read as one tuple over the same mini-league.

    `keys` answers higher-is-better tuples, or None when what it needs has not been entered. `shown` turns
    a key back into what was entered. `again`: after a split, those still level start at this step again.
    """

    name: str
    criteria: tuple[str, ...]
    keys: Callable[[Teams], Keys | None]
    shown: Callable[[tuple[Number, ...]], Any]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """One criterion put these teams into these parts, best first."""

    criterion: str
    criteria: tuple[str, ...]
    teams: Teams
    into: tuple[Teams, ...]
    values: dict[str, Any]


@dataclass(slots=True)
class Story:
    splits: list[Split] = field(default_factory=list)
    missing: list[tuple[str, Teams]] = field(default_factory=list)


Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Some rule sets hold a list of its own for exactly two level teams."""

    several: Steps
    two: Steps | None = None

    def start(self, level: Teams) -> Steps:
        return self._own(level) or self.several

    def after(self, part: Teams, steps: Steps) -> Steps:
        """What a part of a split goes on with."""
        return (self._own(part) or steps) if steps[0].again else steps[1:]

    def _own(self, level: Teams) -> Steps | None:
        return self.two if len(level) == 2 else None


def separate(level: Teams, plan: Plan, story: Story) -> list[Teams]:
    """Parts best first; a part longer than one could not be put apart and needs a decision."""
    return _apply(level, plan.start(level), plan, story)


def _apply(level: Teams, steps: Steps, plan: Plan, story: Story) -> list[Teams]:
    if len(level) == 1 or not steps:
        return [level]
    step = steps[0]
    keys = step.keys(level)
    if keys is None:
        story.missing.append((step.name, level))
        return _apply(level, steps[1:], plan, story)
    parts = clusters(level, keys.__getitem__)
    if len(parts) == 1:
        return _apply(level, steps[1:], plan, story)
    story.splits.append(_told(step, level, keys, parts))
    return [smaller for part in parts for smaller in _apply(part, plan.after(part, steps), plan, story)]


def _told(step: Step, level: Teams, keys: Keys, parts: list[Teams]) -> Split:
    values = {team: step.shown(keys[team]) for team in level}
    return Split(step.name, step.criteria, level, tuple(parts), values)
