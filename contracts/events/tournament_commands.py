"""What can `events` be asked to do about tournaments?

`version` is always that of the document that was read (competition or fixture): another one is a conflict.
"""

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.events.tournament_terms import (
    MIXED,
    SEXES,
    SPORTS,
    TELL_NETWORK,
    TELL_NOBODY,
    TELL_TEAMS,
    Format,
    MatchTerms,
    Result,
    Rules,
    Team,
    day,
    moment,
    number,
    team_ids,
)
from contracts.schema import Contract, choice, identifier, text


def version() -> fields.Integer:
    return fields.Integer(required=True, strict=True)


class _Competition(Contract):
    """`tell`: who hears of tables, qualifications and corrections by SMS; fixtures go to the teams always."""

    name = text(longest=80)
    place = text(longest=80)
    starts_on = day()
    ends_on = day()
    tell = choice(TELL_NOBODY, TELL_TEAMS, TELL_NETWORK, required=False, load_default=TELL_TEAMS)

    @validates_schema
    def _ends_after_it_starts(self, data: dict[str, Any], **_: object) -> None:
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            raise ValidationError("before_start", "ends_on")


class CreateCompetition(_Competition):
    pass


class ChangeCompetition(_Competition):
    competition_id = identifier()
    version = version()


class SaveTeam(Team):
    """Adds (no `team_id`) or edits a team."""

    competition_id = identifier()
    version = version()
    team_id = identifier(required=False, load_default=None, allow_none=True)


class WithdrawTeam(Contract):
    """`annul`: its matches count for nobody. Otherwise those still to play are lost by forfeit."""

    competition_id = identifier()
    version = version()
    team_id = identifier()
    annul = fields.Boolean(load_default=True)
    why = text(longest=300)


class SaveContest(Contract):
    """Adds (no `contest_id`) or edits a contest; what was drawn before is given up by an edit."""

    competition_id = identifier()
    version = version()
    contest_id = identifier(required=False, load_default=None, allow_none=True)
    title = text(longest=60)
    sport = choice(*SPORTS)
    sex = choice(*SEXES, required=False, load_default=MIXED)
    age = text(longest=20, required=False, load_default="")
    entrants = team_ids(required=True)
    format = fields.Nested(Format, required=True)
    rules = fields.Nested(Rules, load_default=lambda: Rules().load({}))
    match = fields.Nested(MatchTerms, load_default=lambda: MatchTerms().load({}))


class RemoveContest(Contract):
    """Of either sport, from a draft: nobody entered it after all. Refused while a prize is for it."""

    competition_id = identifier()
    version = version()
    contest_id = identifier()


class DrawContest(Contract):
    """Makes groups and fixtures. `heads`: seeded teams, the strongest first. The same `seed` draws the same.

    `separate`: teams of one association go to different groups as far as that can be done.
    """

    competition_id = identifier()
    version = version()
    contest_id = identifier()
    seed = number(0, 2**31 - 1, required=False, load_default=None, allow_none=True)
    heads = team_ids(load_default=list)
    separate = fields.Boolean(load_default=True)


class Window(Contract):
    """A stretch of one day, local time (Africa/Casablanca), `HH:MM`."""

    day = day()
    start = fields.Time(required=True, format="%H:%M")
    end = fields.Time(required=True, format="%H:%M")

    @validates_schema
    def _ends_after_it_starts(self, data: dict[str, Any], **_: object) -> None:
        if "start" in data and "end" in data and data["end"] <= data["start"]:
            raise ValidationError("before_start", "end")


class ScheduleContest(Contract):
    """Gives every fixture of a contest its hour and pitch. `breaks`: no match runs into them (prayer, iftar).

    `rest_minutes` between two matches of one team; the last round of a group starts at one hour where the
    pitches allow it.
    """

    competition_id = identifier()
    version = version()
    contest_id = identifier()
    pitches = fields.List(
        text(longest=40), required=True, validate=validate.Length(min=1, max=20, error="missing")
    )
    windows = fields.List(
        fields.Nested(Window), required=True, validate=validate.Length(min=1, max=60, error="missing")
    )
    breaks = fields.List(
        fields.Nested(Window), load_default=list, validate=validate.Length(max=200, error="too_many")
    )
    rest_minutes = number(0, 24 * 60, required=False, load_default=30)


class StartCompetition(Contract):
    """Publishes it: the teams are told of their fixtures, results may be entered."""

    competition_id = identifier()
    version = version()


class CloseCompetition(Contract):
    competition_id = identifier()
    version = version()


class ReopenCompetition(Contract):
    """A correction made later asks for more than a correction: a final with another team, a replay."""

    competition_id = identifier()
    version = version()


class Decide(Contract):
    """What no result can tell: lots drawn among level teams, points taken off.

    `order`: for `lots` and `playoff`, the level teams, best first.
    """

    competition_id = identifier()
    version = version()
    contest_id = identifier()
    kind = choice("lots", "playoff", "deduction")
    order = team_ids(load_default=list)
    team_id = identifier(required=False, load_default=None, allow_none=True)
    points = number(0, 99, required=False, load_default=0)
    why = text(longest=300)

    @validates_schema
    def _says_what(self, data: dict[str, Any], **_: object) -> None:
        if data.get("kind") == "deduction":
            if not data.get("team_id"):
                raise ValidationError("missing", "team_id")
        elif len(data.get("order", ())) < 2:
            raise ValidationError("missing", "order")


class MoveFixture(Contract):
    fixture_id = identifier()
    version = version()
    starts_at = moment()
    pitch = text(longest=40)


class AssignReferee(Contract):
    """`referee` is an account id of the portal, or null."""

    fixture_id = identifier()
    version = version()
    referee = identifier(required=False, load_default=None, allow_none=True)


class OrderReplay(Contract):
    """A confirmed match does not count and is played again in the same place; what it said stays readable."""

    fixture_id = identifier()
    version = version()
    why = text(longest=300)


class EnterResult(Contract):
    """From the pitch; counts once somebody else confirms it."""

    fixture_id = identifier()
    version = version()
    result = fields.Nested(Result, required=True)


class ConfirmResult(Contract):
    fixture_id = identifier()
    version = version()


class CorrectResult(Contract):
    """Of a confirmed result; what it said before stays readable."""

    fixture_id = identifier()
    version = version()
    result = fields.Nested(Result, required=True)
    why = text(longest=300)


class WhatFollows(Contract):
    """What would this result change? Nothing is saved."""

    fixture_id = identifier()
    result = fields.Nested(Result, required=True)


class ListCompetitions(Contract):
    page = number(1, 1_000_000, required=False, load_default=1)


class OneCompetition(Contract):
    competition_id = identifier()


class OneFixture(Contract):
    fixture_id = identifier()


class ListFixtures(Contract):
    """Of one competition, or of one referee (account id) over all running ones; by hour."""

    competition_id = identifier(required=False, load_default=None, allow_none=True)
    referee = identifier(required=False, load_default=None, allow_none=True)
