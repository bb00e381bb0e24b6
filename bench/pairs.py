"""How is a ratio measured? Ours and the bare one in turn, A B A B, so that a drifting machine hits both."""

import statistics
from collections.abc import Callable
from typing import Any

Rate = Callable[[], float]


def compare(ours: Rate, bare: Rate, *, rounds: int, aim: float, what: str) -> dict[str, Any]:
    """Each call returns things per second; the ratio is the median of the pairs'."""
    pairs = [(ours(), bare()) for _ in range(rounds)]
    ratios = sorted(mine / theirs for mine, theirs in pairs)
    return {
        "what": what,
        "ratio": round(statistics.median(ratios), 3),
        "aim": aim,
        "ratios": [round(ratio, 3) for ratio in ratios],
        "ours_per_s": round(statistics.median(mine for mine, _ in pairs)),
        "bare_per_s": round(statistics.median(theirs for _, theirs in pairs)),
    }
