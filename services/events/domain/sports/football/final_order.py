"""Champion, runner-up, third, fourth, then by the round reached."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.events.domain.sports.football.bracket import Bracket, Met
from services.events.domain.sports.football.slots import OfMatch, read_slot


@dataclass(frozen=True, slots=True)
class Podium:
    """Without a match for third place the losing semi-finalists share it: two names in `third`."""

    champion: str | None
    runner_up: str | None
    third: tuple[str, ...]
    fourth: str | None


def podium(bracket: Bracket, met: Mapping[str, Met]) -> Podium:
    final = final_match(bracket)
    if final is None:
        return Podium(None, None, (), None)
    last = met[final].verdict
    small = _third_place_match(bracket)
    if small is not None:
        verdict = met[small].verdict
        third = (verdict.winner,) if verdict.winner else ()
        return Podium(last.winner, last.loser, third, verdict.loser)
    losers = [met[match].verdict.loser for match in feeders(bracket, final)]
    return Podium(last.winner, last.loser, tuple(sorted(name for name in losers if name)), None)


def final_match(bracket: Bracket) -> str | None:
    """The match whose winner goes nowhere else and that takes no losers."""
    fed = {slot.match for slot in _drawn(bracket) if slot.winner}
    small = _third_place_match(bracket)
    ends = [match for match in bracket.slots if match not in fed and match != small]
    return ends[0] if len(ends) == 1 else None


def rounds(bracket: Bracket) -> dict[str, int]:
    """How far each match lies before the final, which is 0; the one for third place is in no round."""
    final = final_match(bracket)
    reached = [final] if final is not None else []
    distance: dict[str, int] = {}
    while reached:
        far = len(set(distance.values()))
        distance.update(dict.fromkeys(reached, far))
        reached = [feeder for match in reached for feeder in feeders(bracket, match)]
    return distance


def by_round(bracket: Bracket, met: Mapping[str, Met]) -> list[tuple[str, ...]]:
    """Those who lost in a round together, from the quarter-finals back."""
    distance = rounds(bracket)
    last = max(distance.values(), default=0)
    out = []
    for far in range(2, last + 1):
        losers = [met[match].verdict.loser for match, away in distance.items() if away == far]
        out.append(tuple(sorted(name for name in losers if name)))
    return [level for level in out if level]


def feeders(bracket: Bracket, match: str) -> list[str]:
    slots = [read_slot(text, bracket.slots) for text in bracket.slots[match]]
    return [slot.match for slot in slots if isinstance(slot, OfMatch) and slot.winner]


def _third_place_match(bracket: Bracket) -> str | None:
    for match, pair in bracket.slots.items():
        slots = [read_slot(text, bracket.slots) for text in pair]
        if all(isinstance(slot, OfMatch) and not slot.winner for slot in slots):
            return match
    return None


def _drawn(bracket: Bracket) -> list[OfMatch]:
    slots = [read_slot(text, bracket.slots) for pair in bracket.slots.values() for text in pair]
    return [slot for slot in slots if isinstance(slot, OfMatch)]
