"""How is a ratio measured? Ours and the bare one in turn, AB BA AB, so that a drifting machine hits both."""

import statistics
from collections.abc import Callable
from typing import Any

Rate = Callable[[], float]


def compare(ours: Rate, bare: Rate, *, rounds: int, aim: float, what: str) -> dict[str, Any]:
    """Each call returns things per second; the ratio is the median of the pairs'."""
    pairs = [_pair(ours, bare, is_ours_first=number % 2 == 0) for number in range(rounds)]
    ratios = sorted(mine / theirs for mine, theirs in pairs)
    return {
        "what": what,
        "ratio": round(statistics.median(ratios), 3),
        "aim": aim,
        "ratios": [round(ratio, 3) for ratio in ratios],
        "ours_per_s": round(statistics.median(mine for mine, _ in pairs)),
        "bare_per_s": round(statistics.median(theirs for _, theirs in pairs)),
    }


def _pair(ours: Rate, bare: Rate, *, is_ours_first: bool) -> tuple[float, float]:
    if is_ours_first:
        return ours(), bare()
    theirs = bare()
    return ours(), theirs
