"""Which words do commands, facts and views of tournaments share?

A *competition* is what has a public page (the provincial qualifiers of 2026); its *teams* play *contests*
(football of boys under 15); a contest has *fixtures*, each with a result; what follows from the confirmed
results (tables, slots, who goes on) is the contest's *outcome*.
"""

from datetime import date

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.schema import Contract, choice, identifier, text

FOOTBALL = "football"
SPORTS = (FOOTBALL,)
BOYS, GIRLS, MIXED = "boys", "girls", "mixed"
SEXES = (BOYS, GIRLS, MIXED)

# state of a competition
DRAFT, RUNNING, CLOSED = "draft", "running", "closed"
# state of a result
NONE, ENTERED, CONFIRMED = "none", "entered", "confirmed"
# how a match ended
PLAYED, NOT_PLAYED, ABANDONED, AWARDED, FORFEITED, ANNULLED = (
    "played",
    "not_played",
    "abandoned",
    "awarded",
    "forfeited",
    "annulled",
)
STATUSES = (PLAYED, NOT_PLAYED, ABANDONED, AWARDED, FORFEITED, ANNULLED)
HOME, AWAY, BOTH = "home", "away", "both"
# state of a slot of a fixture
OPEN, PROVISIONAL, SETTLED, REPLACED = "open", "provisional", "confirmed", "replaced"
# who hears of results, tables and qualifications by SMS
TELL_NOBODY, TELL_TEAMS, TELL_NETWORK = "nobody", "teams", "network"

TEAM_NAME, SHORT_NAME = 60, 12  # characters; a table of four short names fits one Arabic SMS
MOST_TEAMS, MOST_GROUPS, MOST_GOALS = 64, 16, 99
CRITERIA = (
    "h2h_points",
    "h2h_gd",
    "h2h_gf",
    "h2h_away_gf",
    "h2h_wins",
    "gd",
    "gf",
    "wins",
    "away_gf",
    "away_wins",
    "goal_ratio",
    "fair_play",
    "disciplinary",
    "ranking",
    "lots",
    "playoff",
)
RULE_SETS = ("network", "fifa-2018", "fifa-2022", "fifa-2026", "uefa-euro", "caf-afcon", "frmf")


def number(least: int, most: int, *, required: bool = True, **options: object) -> fields.Integer:
    limits = validate.Range(min=least, max=most, error="out_of_range")
    return fields.Integer(required=required, strict=True, validate=limits, **options)  # type: ignore[arg-type]


def day() -> fields.Date:
    return fields.Date(required=True, validate=of_our_time)


def moment() -> fields.AwareDateTime:
    """Carries its offset (`2026-11-26T10:30:00+01:00`)."""
    return fields.AwareDateTime(required=True, format="iso", validate=of_our_time)


def goals(**options: object) -> fields.Tuple:
    """[home, away]."""
    return fields.Tuple((number(0, MOST_GOALS), number(0, MOST_GOALS)), **options)  # type: ignore[arg-type]


def team_ids(longest: int = MOST_TEAMS, **options: object) -> fields.List:
    limits = [validate.Length(max=longest, error="too_many"), _each_once]
    return fields.List(identifier(), validate=limits, **options)  # type: ignore[arg-type]


class PointsRule(Contract):
    win = number(0, 9)
    draw = number(0, 9)
    loss = number(0, 9)


class Rules(Contract):
    """A rule set by its name; each other field replaces that part of it. Criteria in order."""

    name = choice(*RULE_SETS, required=False, load_default="network")
    points = fields.Nested(PointsRule)
    tiebreakers = fields.List(choice(*CRITERIA), validate=validate.Length(min=1, max=20, error="too_many"))
    tiebreakers_two_teams = fields.List(
        choice(*CRITERIA), validate=validate.Length(min=1, max=20, error="too_many")
    )
    h2h_reapply = fields.Boolean()
    forfeit_goals = number(1, 20, required=False)
    yellows = number(1, 9, required=False, metadata={"description": "single yellows for a ban of one match"})


class Format(Contract):
    """`groups` 0 is a straight knock-out; 1 with `qualify` 0 is a league.

    After groups, the first `qualify` of each and the `best_next` best of the next place go on to a
    knock-out; `ends_with` is how many it leaves: 1 plays to a champion, 2 sends both finalists on (their
    final is elsewhere). `knockout_legs` 2: home and away in the knock-out, but its final and the third place.
    """

    groups = number(0, MOST_GROUPS)
    legs = number(1, 2, required=False, load_default=1)
    qualify = number(0, 8, required=False, load_default=2)
    best_next = number(0, 8, required=False, load_default=0)
    third_place = fields.Boolean(load_default=False)
    ends_with = number(1, 4, required=False, load_default=1)
    knockout_legs = number(1, 2, required=False, load_default=1)


class MatchTerms(Contract):
    """Minutes of a half and of a half of extra time (0: none); `pause` between halves."""

    half_minutes = number(5, 60, required=False, load_default=25)
    pause_minutes = number(0, 30, required=False, load_default=5)
    extra_half_minutes = number(0, 30, required=False, load_default=0)
    penalties = fields.Boolean(load_default=True)


class Card(Contract):
    """By shirt number: no name of a minor is kept with a result. `Y`, `2Y` second yellow, `R`, `YR` both."""

    side = choice(HOME, AWAY)
    shirt = number(1, 99)
    card = choice("Y", "2Y", "R", "YR")


class Scorer(Contract):
    """`side` is the team that the goal counts for."""

    side = choice(HOME, AWAY)
    shirt = number(1, 99)
    minute = number(1, 150, required=False, load_default=None, allow_none=True)
    own_goal = fields.Boolean(load_default=False)


class Kick(Contract):
    side = choice(HOME, AWAY)
    scored = fields.Boolean(required=True)


class Result(Contract):
    """`score` is that after the end of normal time, or of extra time where `extra_time` is given too
    (then both are the goals of the whole match: `score` after normal, `extra_time` after extra time).

    `pens` or `kicks` in order. `forfeited` needs `at_fault` and takes the rules' score; `awarded` needs the
    decided `score`, and `on_field` keeps what was played. `not_played` and `annulled` have no score.
    """

    status = choice(*STATUSES)
    score = goals(load_default=None, allow_none=True)
    half_time = goals(load_default=None, allow_none=True)
    extra_time = goals(load_default=None, allow_none=True)
    pens = goals(load_default=None, allow_none=True)
    kicks = fields.List(
        fields.Nested(Kick), load_default=list, validate=validate.Length(max=60, error="too_many")
    )
    on_field = goals(load_default=None, allow_none=True)
    at_fault = choice(HOME, AWAY, BOTH, required=False, load_default=None, allow_none=True)
    cards = fields.List(
        fields.Nested(Card), load_default=list, validate=validate.Length(max=60, error="too_many")
    )
    scorers = fields.List(
        fields.Nested(Scorer), load_default=list, validate=validate.Length(max=99, error="too_many")
    )
    note = text(longest=500, required=False, load_default="")


class Team(Contract):
    """`association_id`: whose officers hear of its fixtures; a guest of another province has none.

    `institution_id` is the registry's, `guest_of` the name of the province that sent it.
    """

    name = text(longest=TEAM_NAME)
    short = text(longest=SHORT_NAME)
    institution_id = identifier(required=False, load_default=None, allow_none=True)
    association_id = identifier(required=False, load_default=None, allow_none=True)
    guest_of = text(longest=60, required=False, load_default="")

    @validates_schema
    def _is_somebodys(self, data: dict[str, object], **_: object) -> None:
        if not data.get("association_id") and not str(data.get("guest_of") or "").strip():
            raise ValidationError("missing", "association_id")


def of_our_time(value: date) -> None:
    """An hour of the year 1 or 9999 is out of the calendar in another zone."""
    if not 2000 <= value.year < 2100:
        raise ValidationError("out_of_range")


def _each_once(ids: list[str]) -> None:
    if len(set(ids)) < len(ids):
        raise ValidationError("twice")
