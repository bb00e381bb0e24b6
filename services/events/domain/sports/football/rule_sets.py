"""Which rules decide a tie, in which order, for which federation?

The one place where the orders are written. A rule set is data: a committee edits its own, and a case may
bring a set of its own. `h2h_*` neighbours form one block, read on the matches among the level teams.
Sources: FIFA World Cup 2018 art. 32.5, 2022 art. 12, 2026 art. 13 (press); UEFA EURO art. 20/21 and 15.01;
CAF AFCON art. 74; FRMF general regulations (press; sources differ on the third step: hence data).
"""

from dataclasses import dataclass, field, replace

from services.events.domain.sports.football.tally import Points

Criteria = tuple[str, ...]

HEAD_TO_HEAD: Criteria = ("h2h_points", "h2h_gd", "h2h_gf")
FIFA_CARDS = {"Y": -1, "2Y": -3, "R": -4, "YR": -5}
# UEFA counts penalties, so fewer is better; it knows no dearer red after a yellow
UEFA_CARDS = {"Y": 1, "2Y": 3, "R": 3, "YR": 4}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """`two` replaces `criteria` when exactly two teams are level. `qualify`: places of a group that go on."""

    name: str
    criteria: Criteria
    reapply: bool = False
    two: Criteria | None = None
    points: Points = Points()
    card_points: dict[str, int] = field(default_factory=lambda: FIFA_CARDS)
    qualify: int = 2
    # goals of a match given to one side, or conceded by each when both were at fault
    forfeit_goals: int = 3


NETWORK = RuleSet("network", (*HEAD_TO_HEAD, "gd", "gf", "fair_play", "lots"), reapply=True)

FIFA_2018 = RuleSet("fifa-2018", ("gd", "gf", *HEAD_TO_HEAD, "fair_play", "lots"))
FIFA_1990 = RuleSet("fifa-1990", ("gd", "gf", *HEAD_TO_HEAD, "lots"), points=Points(2, 1, 0))
FIFA_2026 = RuleSet("fifa-2026", (*HEAD_TO_HEAD, "gd", "gf", "fair_play", "ranking"), reapply=True)
FIFA_QUALIFIERS = RuleSet(
    "fifa-qualifiers",
    ("gd", "gf", *HEAD_TO_HEAD, "h2h_away_gf", "fair_play", "lots"),
    qualify=1,
)

UEFA_EURO = RuleSet(
    "uefa-euro",
    (*HEAD_TO_HEAD, "gd", "gf", "wins", "disciplinary", "ranking"),
    reapply=True,
    card_points=UEFA_CARDS,
)
UEFA_QUALIFIERS = replace(
    UEFA_EURO,
    name="uefa-euro-qualifiers",
    criteria=(*HEAD_TO_HEAD, "gd", "gf", "away_gf", "wins", "away_wins", "disciplinary", "ranking"),
)
# the winner of a group alone goes up
UEFA_NATIONS_LEAGUE = replace(UEFA_QUALIFIERS, name="uefa-nl", qualify=1)

CAF_AFCON = RuleSet(
    "caf-afcon",
    (*HEAD_TO_HEAD, "gd", "gf", "lots"),
    reapply=True,
    two=("h2h_points", "gd", "gf", "lots"),
)
FRMF = RuleSet(
    "frmf",
    ("gd", "wins", "gf", "playoff"),
    two=(*HEAD_TO_HEAD, "wins", "gf", "playoff"),
    qualify=1,
)

RULE_SETS = {
    rules.name: rules
    for rules in (
        NETWORK,
        FIFA_1990,
        FIFA_2018,
        replace(FIFA_2018, name="fifa-2022"),
        FIFA_2026,
        FIFA_QUALIFIERS,
        UEFA_EURO,
        UEFA_QUALIFIERS,
        UEFA_NATIONS_LEAGUE,
        CAF_AFCON,
        FRMF,
    )
}

# thirds and runners-up of different groups have never met: no head-to-head
ACROSS_GROUPS: Criteria = ("points", "gd", "gf", "fair_play", "ranking", "lots")
PER_GAME: Criteria = ("gd", "gf")
