"""Which place of which group meets which in the first round of the knock-out?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from services.events.domain.tournament.bracket_plan import place


def letters(groups: int) -> str:
    return ascii_uppercase[:groups]


def cross(form: Mapping[str, Any]) -> list[str | None]:
    """Slots of the bracket from top to bottom, None for a bye: `1A`, `2B`, `3B/C/D`.

    Two of each of 2, 4, 8 or 16 groups cross so that group mates meet in the final alone. Otherwise by
    rank, then letter; group mates meet as late as that can be done. `3B/C/D`: from one of these groups.
    """
    groups, qualify, best_next = form["groups"], form["qualify"], form["best_next"]
    if best_next == groups:  # then nobody of that place stays behind
        qualify, best_next = qualify + 1, 0
    if qualify == 2 and best_next == 0 and groups >= 2 and groups.bit_count() == 1:
        return list(_crossed(letters(groups)))
    seeds = [f"{rank}{letter}" for rank in range(1, qualify + 1) for letter in letters(groups)]
    anyone = f"{qualify + 1}{'/'.join(letters(groups))}"
    slots = place(seeds + [anyone] * best_next, lambda slot: slot[1:] if len(slot) == 2 else None)
    return _spared(slots, best_next)


def _crossed(groups: str) -> Sequence[str]:
    pairs = list(zip(groups[::2], groups[1::2], strict=True))
    top = [slot for first, second in pairs for slot in (f"1{first}", f"2{second}")]
    bottom = [slot for first, second in pairs for slot in (f"1{second}", f"2{first}")]
    return top + bottom


def _spared(slots: Sequence[str | None], best_next: int) -> list[str | None]:
    """The best of the next place do not meet the winner of their own group, where that can be promised.

    Each leaves out one letter at most, and no letter is left out by all of them: then whichever groups they
    come from, each slot can get one of its own (Hall's theorem).
    """
    spared = list(slots)
    left_out: Counter[str] = Counter()
    for at, slot in enumerate(slots):
        other = slots[at ^ 1]
        if not (slot and "/" in slot and other and "/" not in other):
            continue
        letter = other[1:]
        if left_out[letter] < best_next - 1:
            left_out[letter] += 1
            spared[at] = slot[0] + "/".join(one for one in slot[1:].split("/") if one != letter)
    return spared
