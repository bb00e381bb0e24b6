"""Which words do commands, facts and views of athletics contests share?

A contest of sport `athletics` has one *discipline*, *entries* (athletes by bib, or relays), *rounds* of
*heats* up to the final; a final, and the one group of a field event, is a heat too. A heat is to athletics
what a fixture is to football: a document of its own, whose result is entered, confirmed, corrected.
"""

from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.events.tournament_terms import number
from contracts.schema import Contract, View, choice, identifier, text

ATHLETICS = "athletics"
TRACK, RELAY, HORIZONTAL, VERTICAL, CROSS_COUNTRY = (
    "track",
    "relay",
    "horizontal",
    "vertical",
    "cross_country",
)
RACES = (TRACK, RELAY, CROSS_COUNTRY)
SECONDS, METRES = "s", "m"
# where lanes 1.. lie, which decides who is drawn into which (TR 20); "" without lanes
STRAIGHT, HALF_LAP, LAP, NO_LANES = "straight", "half_lap", "lap", ""

# how an athlete ended a heat
OK, DNS, DNF, DQ = "ok", "DNS", "DNF", "DQ"
STATUSES = (OK, DNS, DNF, DQ)
FOUL, PASS, RETIRED = "X", "-", "r"  # of an attempt; over heights `O` cleared, `X` failed beside these
BY_PLACE, BY_TIME, BY_REFEREE = "Q", "q", "R"
WIND_ALLOWED = 20  # tenths of m/s, for records and standards: the ranking stands (World Athletics TR 17)

MOST_ENTRIES, MOST_LANES, MOST_BIB = 400, 64, 9999
POINTS = (8, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Discipline:
    """`limit`: no mark can be better, so it is a slip of the pen; in 1/1000 s or in cm, 0 for none."""

    slug: str
    kind: str
    unit: str
    wind: bool = False
    lanes: str = NO_LANES
    limit: int = 0


# limits: a little beyond the world records of 2026
DISCIPLINES = {
    one.slug: one
    for one in (
        Discipline("60m", TRACK, SECONDS, True, STRAIGHT, 6_200),
        Discipline("80m", TRACK, SECONDS, True, STRAIGHT, 7_500),
        Discipline("100m", TRACK, SECONDS, True, STRAIGHT, 9_500),
        Discipline("150m", TRACK, SECONDS, True, HALF_LAP, 14_000),
        Discipline("200m", TRACK, SECONDS, True, HALF_LAP, 19_000),
        Discipline("300m", TRACK, SECONDS, False, LAP, 30_000),
        Discipline("400m", TRACK, SECONDS, False, LAP, 42_500),
        Discipline("600m", TRACK, SECONDS, False, LAP, 72_000),
        Discipline("800m", TRACK, SECONDS, False, LAP, 100_000),
        Discipline("1000m", TRACK, SECONDS, limit=131_000),
        Discipline("1500m", TRACK, SECONDS, limit=205_000),
        Discipline("3000m", TRACK, SECONDS, limit=435_000),
        Discipline("80m-hurdles", TRACK, SECONDS, True, STRAIGHT, 10_500),
        Discipline("100m-hurdles", TRACK, SECONDS, True, STRAIGHT, 12_000),
        Discipline("110m-hurdles", TRACK, SECONDS, True, STRAIGHT, 12_700),
        Discipline("4x60m", RELAY, SECONDS, False, LAP, 24_000),
        Discipline("4x100m", RELAY, SECONDS, False, LAP, 36_500),
        Discipline("4x400m", RELAY, SECONDS, False, LAP, 172_000),
        Discipline("long-jump", HORIZONTAL, METRES, True, limit=900),
        Discipline("triple-jump", HORIZONTAL, METRES, True, limit=1_840),
        Discipline("shot-put", HORIZONTAL, METRES, limit=2_370),
        Discipline("discus", HORIZONTAL, METRES, limit=7_700),
        Discipline("javelin", HORIZONTAL, METRES, limit=10_000),
        Discipline("ball-throw", HORIZONTAL, METRES, limit=15_000),
        Discipline("high-jump", VERTICAL, METRES, limit=246),
        Discipline("pole-vault", VERTICAL, METRES, limit=640),
        Discipline("cross-country", CROSS_COUNTRY, SECONDS),
    )
}


def bib(**options: Any) -> fields.Integer:
    return number(1, MOST_BIB, **options)


def bibs(**options: Any) -> fields.List:
    limits = validate.Length(max=MOST_ENTRIES, error="too_many")
    return fields.List(bib(), validate=limits, **options)


class Round(Contract):
    """`lanes`: athletes in one race; null: all in one. First `by_place` of each heat and the `by_time` best
    others go on; both are 0 in the last round alone, which is the final.
    """

    lanes = number(1, MOST_LANES, required=False, load_default=None, allow_none=True)
    by_place = number(0, 16, required=False, load_default=0)
    by_time = number(0, 16, required=False, load_default=0)


class Attempts(Contract):
    """`first` for all, then `more` for the `best` and who is level with the last of them."""

    first = number(1, 6, required=False, load_default=3)
    more = number(0, 3, required=False, load_default=3)
    best = number(1, 16, required=False, load_default=8)


class AthleticsTerms(Contract):
    """`rounds` without an entry is a straight final. `heights` in cm, as planned. `points` by place.

    `sends`: how many of the final go on to the next stage. `scorers`: places added up for a team of
    cross-country.
    """

    discipline = choice(*DISCIPLINES)
    rounds = fields.List(
        fields.Nested(Round), load_default=list, validate=validate.Length(max=4, error="too_many")
    )
    attempts = fields.Nested(Attempts, load_default=lambda: Attempts().load({}))
    heights = fields.List(
        number(1, 700), load_default=list, validate=validate.Length(max=40, error="too_many")
    )
    points = fields.List(
        number(0, 99), load_default=lambda: list(POINTS), validate=validate.Length(max=16, error="too_many")
    )
    sends = number(0, 16, required=False, load_default=0)
    scorers = number(1, 12, required=False, load_default=3)


class Entry(Contract):
    """For the office alone: `name` is never public. `best` of the season as it is written, `12.34`, or empty.

    A relay has one entry for its team.
    """

    bib = bib()
    team_id = identifier()
    name = text(longest=80, required=False, load_default="")
    best = text(longest=12, required=False, load_default="")


class StartListPlace(Contract):
    """An athlete in a heat; `lane` counts from 1, or is the place in a line-up without lanes."""

    bib = bib()
    lane = number(1, MOST_ENTRIES)


class PublicEntry(View):
    """What a page may show of an entry; whatever else stands in it is left out."""

    bib = bib()
    team_id = identifier()


class HeatDecision(Contract):
    """What no result can tell. `lots`, `run_off`: `order` of the level ones, best first. `added`: the referee
    lets the bibs of `order` go on from this round besides.
    """

    kind = choice("lots", "run_off", "added")
    round = number(1, 4)
    order = bibs(required=True)
    why = text(longest=300)

    @validates_schema
    def _orders_some(self, data: dict[str, Any], **_: object) -> None:
        order = data.get("order", [])
        if len(order) < (1 if data.get("kind") == "added" else 2):
            raise ValidationError("missing", "order")
        if len(set(order)) < len(order):
            raise ValidationError("twice", "order")
