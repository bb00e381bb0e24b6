"""Who is surely through on time, who surely not, and between whom does the cut fall?

In one heat the finish decides, between heats 1/1000 s where it was read. So the level ones are only partly
ordered, and nobody is sorted by pairs: one is through when too few others could be ahead, out when enough
surely are, and else stands on the cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.events.domain.sports.athletics.marks import Time


@dataclass(frozen=True, slots=True)
class Runner:
    athlete: str
    heat: str
    time: Time
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """`level`: all of the time the cut went through. `on_it`: those it could not part, for `left` places."""

    through: tuple[Runner, ...]
    level: tuple[Runner, ...] = ()
    on_it: tuple[Runner, ...] = ()
    left: int = 0


def cut(runners: Sequence[Runner], take: int) -> Cut:
    ordered = sorted(runners, key=_key)
    if len(ordered) <= take:
        return Cut(tuple(ordered))
    if take <= 0:
        return Cut(())
    last = ordered[take - 1].time.hundredths
    faster = [one for one in ordered if one.time.hundredths < last]
    level = [one for one in ordered if one.time.hundredths == last]
    left = take - len(faster)
    if len(level) == left:
        return Cut(tuple(ordered[:take]))
    surely = [one for one in level if _may_be_ahead(one, level) < left]
    on_it = [one for one in level if one not in surely and _surely_ahead(one, level) < left]
    return Cut((*faster, *surely), tuple(level), tuple(on_it), left - len(surely))


def _key(one: Runner) -> tuple[int, int, int, str]:
    """The order to show: only the first part decides anything."""
    return one.time.hundredths, one.time.thousandths or 0, one.place or 0, one.athlete


def parted(one: Runner, other: Runner) -> int:
    """-1: `one` surely ahead, 1: surely behind, 0: not to be told. For two of the same 1/100 s."""
    if one.heat == other.heat and one.place is not None and other.place is not None:
        return (one.place > other.place) - (one.place < other.place)
    ours, theirs = one.time.thousandths, other.time.thousandths
    if ours is None or theirs is None:
        return 0
    return (ours > theirs) - (ours < theirs)


def _surely_ahead(one: Runner, level: Sequence[Runner]) -> int:
    return sum(parted(other, one) < 0 for other in level if other is not one)


def _may_be_ahead(one: Runner, level: Sequence[Runner]) -> int:
    return sum(parted(other, one) <= 0 for other in level if other is not one)
