"""What was lost, done twice, never asked for, or left in doubt? Histories in, one verdict out.

A key names one outside effect: `<subject>/<sequence>` of a fact, or a person and the announcement told.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

TOLD: list[str] = []  # one line a scenario, shown at the end of the run


@dataclass(frozen=True)
class Verdict:
    """`unknown`: keys that the store itself declares to be in doubt; they may have happened once or not."""

    lost: tuple[str, ...] = ()
    duplicated: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (
            f"lost {len(self.lost)}, duplicated {len(self.duplicated)}, "
            f"unexpected {len(self.unexpected)}, unknown {len(self.unknown)}"
        )


def judge(commanded: Iterable[str], effects: Iterable[str], unknown: Iterable[str] = ()) -> Verdict:
    """`commanded`: what must happen once each; `effects`: what happened, one key each time."""
    wanted, happened, doubted = set(commanded), Counter(effects), set(unknown)
    return Verdict(
        lost=tuple(sorted(wanted - set(happened) - doubted)),
        duplicated=tuple(sorted(key for key, times in happened.items() if times > 1)),
        unexpected=tuple(sorted((set(happened) | doubted) - wanted)),
        unknown=tuple(sorted(doubted)),
    )


def is_in_order(effects: Iterable[str]) -> bool:
    """Whether each subject's sequences come as 1, 2, 3 … in the order of their taking effect."""
    last: dict[str, int] = {}
    for key in effects:
        subject, _, sequence = key.rpartition("/")
        if int(sequence) != last.get(subject, 0) + 1:
            return False
        last[subject] = int(sequence)
    return True


def tell(scenario: str, verdict: Verdict) -> Verdict:
    TOLD.append(f"{scenario}: {verdict}")
    return verdict
