"""Who goes on from the heats: by place, by time, by a decision (World Athletics TR 20, 21)?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from services.events.domain.sports.athletics.cut import Cut, Runner, cut
from services.events.domain.sports.athletics.marks import Time
from services.events.domain.sports.places import clusters, places, renumbered

SAME_HEAT, THOUSANDTHS = "place in the same heat", "1/1000 s"
LANES_FREE, LANES_UNSTATED, LOTS = "free lanes", "all advance, lanes not stated", "lots"


@dataclass(frozen=True, slots=True)
class Finish:
    """A valid finish. `place`: the photo finish; None lets the times tell. `time`: None without a mark."""

    athlete: str
    time: Time | None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Heat:
    """`for_time_only`: a re-run alone against the clock gives no place."""

    name: str
    finishes: Sequence[Finish]
    for_time_only: bool = False


@dataclass(frozen=True, slots=True)
class Advance:
    """First `by_place` of each heat, then the `by_time` best times. `lanes`: of one race of the next round."""

    by_place: int
    by_time: int
    lanes: int | None = None
    next_races: int | None = None

    def room(self, heats: int) -> int | None:
        """Lanes of the whole next round; it has as many races as the planned number fills."""
        if self.lanes is None:
            return None
        planned = self.by_place * heats + self.by_time
        return self.lanes * (self.next_races or max(1, -(-planned // self.lanes)))


@dataclass(frozen=True, slots=True)
class Tie:
    """Level at the cut, and how that was settled; `settled_by` None: it waits for lots."""

    athletes: tuple[str, ...]
    settled_by: str | None
    by_place_in: str | None = None


@dataclass(frozen=True, slots=True)
class Advanced:
    """`waiting`: sets that need lots, each with the number of places left for it."""

    by_place: list[tuple[str, str]]
    by_time: list[tuple[str, str]]
    ties: list[Tie] = field(default_factory=list)
    waiting: list[tuple[tuple[str, ...], int]] = field(default_factory=list)
    places: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return {athlete for _, athlete in (*self.by_place, *self.by_time)}


def advance(heats: Sequence[Heat], rules: Advance, lots: Sequence[Sequence[str]] = ()) -> Advanced:
    """`lots`: orders drawn, best first."""
    run = sorted((heat for heat in heats if not heat.for_time_only), key=lambda heat: _natural(heat.name))
    placed = {heat.name: heat_places(heat.finishes) for heat in run}
    room = rules.room(len(run))
    out = Advanced([], [], places=placed)
    for heat in run:
        _take_places(out, heat.name, placed[heat.name], rules, room, len(run), lots)
    over = max(0, len(out.by_place) - rules.by_place * len(run))
    rest = _rest(heats, placed, out)
    _take_times(out, cut(rest, rules.by_time - over), room, lots)
    return out


def heat_places(finishes: Sequence[Finish]) -> dict[str, int]:
    """Places without holes; those without a photo finish stand by their time, level times share."""
    if all(finish.place is not None for finish in finishes):
        return renumbered({finish.athlete: finish.place or 0 for finish in finishes})
    timed = {finish.athlete: finish for finish in finishes if finish.time or finish.place}
    order = clusters(timed, lambda name: _by_finish(timed[name]))
    return {name: place for place, name in places(order)}


def _by_finish(finish: Finish) -> tuple[float, float, float]:
    time = finish.time
    late = float("-inf")
    if time is None:
        return late, late, -(finish.place or 0)
    return -time.hundredths, -(time.thousandths or 0), -(finish.place or 0)


def _take_places(
    out: Advanced,
    heat: str,
    placed: Mapping[str, int],
    rules: Advance,
    room: int | None,
    heats: int,
    lots: Sequence[Sequence[str]],
) -> None:
    """A dead heat for the last place: all of them, one time place fewer, as long as the lanes last."""
    inside = sorted(
        (name for name, place in placed.items() if place <= rules.by_place), key=placed.__getitem__
    )
    over = len(inside) - rules.by_place
    already = max(0, len(out.by_place) - rules.by_place * len({name for name, _ in out.by_place}))
    spare = (
        None if room is None else rules.by_time + room - (rules.by_place * heats + rules.by_time) - already
    )
    if over <= 0 or rules.by_place <= 0:
        out.by_place.extend((heat, name) for name in inside)
        return
    last = placed[inside[-1]]
    level = tuple(sorted(name for name in inside if placed[name] == last))
    sure = [name for name in inside if placed[name] < last]
    if spare is None or over <= spare:
        out.by_place.extend((heat, name) for name in inside)
        out.ties.append(Tie(level, LANES_UNSTATED if spare is None else LANES_FREE, heat))
        return
    drawn = _drawn(level, rules.by_place - len(sure), lots)
    out.by_place.extend((heat, name) for name in (*sure, *drawn))
    out.ties.append(Tie(level, LOTS if drawn else None, heat))
    if not drawn:
        out.waiting.append((level, rules.by_place - len(sure)))


def _rest(heats: Sequence[Heat], placed: Mapping[str, Mapping[str, int]], out: Advanced) -> list[Runner]:
    """All with a time who are not through (nor waiting) by place; of two runs of one athlete the better."""
    held = {name for _, name in out.by_place} | {name for level, _ in out.waiting for name in level}
    best: dict[str, Runner] = {}
    for heat in heats:
        for finish in heat.finishes:
            if finish.time is None or finish.athlete in held:
                continue
            place = placed.get(heat.name, {}).get(finish.athlete)
            runner = Runner(finish.athlete, heat.name, finish.time, place)
            before = best.get(finish.athlete)
            if before is None or runner.time.hundredths < before.time.hundredths:
                best[finish.athlete] = runner
    return list(best.values())


def _take_times(out: Advanced, taken: Cut, room: int | None, lots: Sequence[Sequence[str]]) -> None:
    out.by_time.extend((one.heat, one.athlete) for one in taken.through)
    if not taken.level:
        return
    level = tuple(one.athlete for one in taken.level)
    if not taken.on_it:
        out.ties.append(Tie(level, _what_parted(taken)))
        return
    on_it = tuple(one.athlete for one in taken.on_it)
    whole = len(out.by_place) + len(out.by_time) + len(on_it)
    whole += sum(left for _, left in out.waiting)
    if room is None or whole <= room:
        out.by_time.extend((one.heat, one.athlete) for one in taken.on_it)
        out.ties.append(Tie(level, LANES_UNSTATED if room is None else LANES_FREE))
        return
    drawn = _drawn(on_it, taken.left, lots)
    out.by_time.extend((one.heat, one.athlete) for one in taken.on_it if one.athlete in drawn)
    out.ties.append(Tie(level, LOTS if drawn else None))
    if not drawn:
        out.waiting.append((on_it, taken.left))


def _what_parted(taken: Cut) -> str:
    heats = {one.heat for one in taken.level}
    return SAME_HEAT if len(heats) == 1 else THOUSANDTHS


def _drawn(level: Collection[str], take: int, lots: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The first of the latest order that names them all."""
    for order in reversed(lots):
        if set(level) <= set(order):
            return tuple(name for name in order if name in level)[:take]
    return ()


def _natural(name: str) -> tuple[int, str]:
    """Heat 10 after heat 9."""
    return (int(name), "") if name.isdigit() else (10**9, name)
