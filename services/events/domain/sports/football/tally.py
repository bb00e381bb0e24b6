"""What has each team won, drawn, lost and scored in the matches that count?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

PLAYED, AWARDED = "played", "awarded"
COUNTING = (PLAYED, AWARDED)
# a match without a result is no 0-0: it adds nothing to any row
SILENT = ("annulled", "not_played", "abandoned", "postponed", "scheduled", "cancelled", "replayed")


@dataclass(frozen=True, slots=True)
class Points:
    win: int = 3
    draw: int = 1
    loss: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """`score` is the official one. `both_lose`: both at fault, `score` is what each concedes (away, home)."""

    home: str
    away: str
    score: tuple[int, int] | None
    status: str = PLAYED
    both_lose: bool = False

    @property
    def counts(self) -> bool:
        return self.status in COUNTING


@dataclass(slots=True)
class Row:
    team: str
    p: int = 0
    w: int = 0
    d: int = 0
    l: int = 0  # noqa: E741 - the column is called so in every published table
    gf: int = 0
    ga: int = 0
    pts: int = 0
    away_gf: int = 0
    away_wins: int = 0

    @property
    def gd(self) -> int:
        return self.gf - self.ga

    @property
    def ppg(self) -> Fraction:
        """Points per game; a team without a match has nothing to divide by and keeps its deductions."""
        return Fraction(self.pts, self.p or 1)


def tally(teams: Collection[str], matches: Iterable[Match], points: Points) -> dict[str, Row]:
    """The rows of `teams`, from the matches among any teams in which they take part."""
    rows = {team: Row(team) for team in teams}
    for match in matches:
        if match.counts and match.score is not None:
            _add(rows, match, points)
    return rows


def among(teams: Collection[str], matches: Iterable[Match]) -> list[Match]:
    """The mini-league."""
    inside = set(teams)
    return [match for match in matches if match.home in inside and match.away in inside]


def without(team: str, matches: Iterable[Match]) -> list[Match]:
    """Groups of unequal size are compared without the matches against one opponent."""
    return [match for match in matches if team not in (match.home, match.away)]


def _add(rows: dict[str, Row], match: Match, points: Points) -> None:
    assert match.score is not None
    home, away = match.score
    if match.both_lose:
        home_for = away_for = 0
    else:
        home_for, away_for = home, away
    if (row := rows.get(match.home)) is not None:
        _count(row, home_for, away, points, lost=match.both_lose)
    if (row := rows.get(match.away)) is not None:
        won = _count(row, away_for, home, points, lost=match.both_lose)
        row.away_gf += away_for
        row.away_wins += won


def _count(row: Row, scored: int, conceded: int, points: Points, *, lost: bool) -> bool:
    """True when won."""
    row.p += 1
    row.gf += scored
    row.ga += conceded
    won = scored > conceded and not lost
    if won:
        row.w += 1
        row.pts += points.win
    elif scored == conceded and not lost:
        row.d += 1
        row.pts += points.draw
    else:
        row.l += 1
        row.pts += points.loss
    return won
