"""Who goes on from the heats: by place, by time, by a decision (World Athletics TR 20, 21)?"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from services.events.domain.sports.athletics.cut import Cut, Runner, cut
from services.events.domain.sports.athletics.marks import Time
from services.events.domain.sports.places import clusters, places, renumbered, taken

SAME_HEAT, THOUSANDTHS = "place in the same heat", "1/1000 s"
LANES_FREE, LANES_UNSTATED, LOTS = "free lanes", "all advance, lanes not stated", "lots"


Placed = Mapping[str, Mapping[str, int]]


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
    """First `by_place` of each heat, then the `by_time` best times; `lanes` of one race of the next round."""

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


@dataclass(slots=True)
class Advanced:
    """Pairs (heat, athlete). `waiting`: sets that need lots, each with the number of places left for it."""

    by_place: list[tuple[str, str]] = field(default_factory=list)
    by_time: list[tuple[str, str]] = field(default_factory=list)
    place_ties: list[Tie] = field(default_factory=list)
    time_tie: Tie | None = None
    waiting: list[tuple[tuple[str, ...], int]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {athlete for _, athlete in (*self.by_place, *self.by_time)}

    @property
    def total(self) -> int:
        return len(self.by_place) + len(self.by_time) + sum(left for _, left in self.waiting)


def advance(heats: Sequence[Heat], rules: Advance, lots: Sequence[Sequence[str]] = ()) -> Advanced:
    """`lots`: orders drawn, best first."""
    placed = {heat.name: heat_places(heat.finishes) for heat in heats if not heat.for_time_only}
    room = rules.room(len(placed))
    out = Advanced()
    over = _take_places(out, placed, rules, room, lots)
    chosen = cut(_rest(heats, placed, out), rules.by_time - over)
    _take_times(out, chosen, room, lots)
    return out


def heat_places(finishes: Sequence[Finish]) -> dict[str, int]:
    """Places without holes; those without a photo finish stand by their time, level times share.

    1/1000 s, and then the photo finish, part those level at 1/100 s only where all of them have it.
    """
    if all(finish.place is not None for finish in finishes):
        return renumbered({finish.athlete: finish.place or 0 for finish in finishes})
    timed = {finish.athlete: finish for finish in finishes if finish.time or finish.place}
    level = clusters(timed, lambda name: _by_time(timed[name]))
    fine = [part for names in level for part in _parted(names, timed, _thousandths)]
    return {name: place for place, name in places([p for part in fine for p in _parted(part, timed, _place)])}


def _parted(
    names: tuple[str, ...], finishes: Mapping[str, Finish], read: Callable[[Finish], int | None]
) -> list[tuple[str, ...]]:
    found = {name: read(finishes[name]) for name in names}
    known = {name: value for name, value in found.items() if value is not None}
    return clusters(names, lambda name: -known[name]) if len(known) == len(names) else [names]


def _by_time(finish: Finish) -> float:
    return float("-inf") if finish.time is None else -finish.time.hundredths


def _thousandths(finish: Finish) -> int | None:
    return finish.time.thousandths if finish.time else None


def _place(finish: Finish) -> int | None:
    return finish.place


def _take_places(
    out: Advanced, placed: Placed, rules: Advance, room: int | None, lots: Sequence[Sequence[str]]
) -> int:
    """A dead heat for the last place: all of them and as many time places fewer, if the lanes last.

    Answers how many time places that took.
    """
    parted = {heat: taken(by_place(places_of), rules.by_place) for heat, places_of in placed.items()}
    over = sum(len(sure) + len(level) - rules.by_place for sure, level in parted.values() if level)
    whole = rules.by_place * len(placed) + max(over, rules.by_time)
    all_of_them = room is None or whole <= room
    for heat in sorted(parted, key=_natural):
        sure, level = parted[heat]
        out.by_place.extend((heat, name) for name in sure)
        if level and all_of_them:
            out.by_place.extend((heat, name) for name in level)
            out.place_ties.append(Tie(tuple(level), LANES_UNSTATED if room is None else LANES_FREE))
        elif level:
            _draw_place(out, heat, (tuple(level), rules.by_place - len(sure)), lots)
    return over if all_of_them else 0


def by_place(places_of: Mapping[str, int]) -> list[tuple[str, ...]]:
    return clusters(places_of, lambda name: -places_of[name])


def _draw_place(
    out: Advanced, heat: str, line: tuple[tuple[str, ...], int], lots: Sequence[Sequence[str]]
) -> None:
    drawn = _drawn(*line, lots)
    out.by_place.extend((heat, name) for name in drawn)
    out.place_ties.append(Tie(line[0], LOTS if drawn else None))
    if not drawn:
        out.waiting.append(line)


def _rest(heats: Sequence[Heat], placed: Placed, out: Advanced) -> list[Runner]:
    """All with a time who are not through (nor waiting) by place; of two runs of one athlete the better."""
    held = out.names | {name for level, _ in out.waiting for name in level}
    best: dict[str, Runner] = {}
    for heat in heats:
        for finish in heat.finishes:
            if finish.time is None or finish.athlete in held:
                continue
            place = placed.get(heat.name, {}).get(finish.athlete)
            runner = Runner(finish.athlete, heat.name, finish.time, place)
            before = best.get(finish.athlete, runner)
            best[finish.athlete] = min(before, runner, key=lambda one: one.time.hundredths)
    return list(best.values())


def _take_times(out: Advanced, chosen: Cut, room: int | None, lots: Sequence[Sequence[str]]) -> None:
    out.by_time.extend((one.heat, one.athlete) for one in chosen.through)
    if not chosen.level:
        return
    level = tuple(one.athlete for one in chosen.level)
    on_it = tuple(one.athlete for one in chosen.on_it)
    if not on_it:
        out.time_tie = Tie(level, _what_parted(chosen))
    elif room is None or out.total + len(on_it) <= room:
        out.by_time.extend((one.heat, one.athlete) for one in chosen.on_it)
        out.time_tie = Tie(level, LANES_UNSTATED if room is None else LANES_FREE)
    else:
        drawn = _drawn(on_it, chosen.left, lots)
        out.by_time.extend((one.heat, one.athlete) for one in chosen.on_it if one.athlete in drawn)
        out.time_tie = Tie(level, LOTS if drawn else None)
        if not drawn:
            out.waiting.append((on_it, chosen.left))


def _what_parted(chosen: Cut) -> str:
    heats = {one.heat for one in chosen.level}
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
