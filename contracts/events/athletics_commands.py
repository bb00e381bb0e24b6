"""What can `events` be asked to do about athletics contests?

`version` is that of the competition, for a heat that of the heat: another one than was read is a conflict.
"""

from marshmallow import fields, validate

from contracts.events.athletics_results import HeatResult
from contracts.events.athletics_terms import (
    MOST_ENTRIES,
    AthleticsTerms,
    Entry,
    HeatDecision,
    StartListPlace,
)
from contracts.events.tournament_commands import version
from contracts.events.tournament_terms import MIXED, SEXES, moment, number, team_ids
from contracts.schema import Contract, choice, identifier, text


class _OfContest(Contract):
    competition_id = identifier()
    version = version()
    contest_id = identifier()


class SaveAthletics(Contract):
    """Adds (no `contest_id`) or edits an athletics contest; an edit gives up its draw."""

    competition_id = identifier()
    version = version()
    contest_id = identifier(required=False, load_default=None, allow_none=True)
    title = text(longest=60)
    sex = choice(*SEXES, required=False, load_default=MIXED)
    age = text(longest=20, required=False, load_default="")
    entrants = team_ids(required=True)
    terms = fields.Nested(AthleticsTerms, required=True)


class SaveEntries(_OfContest):
    """All entries of a contest; a draw made before is given up."""

    entries = fields.List(
        fields.Nested(Entry), required=True, validate=validate.Length(max=MOST_ENTRIES, error="too_many")
    )


class DrawHeats(_OfContest):
    """Spreads the entries over the heats of the first round. The same `seed` draws the same.

    `separate`: athletes of one team are in as few heats together as can be.
    """

    seed = number(0, 2**31 - 1, required=False, load_default=None, allow_none=True)
    separate = fields.Boolean(load_default=True)


class PutStartLists(_OfContest):
    """The heats of the first round as somebody puts them, instead of a draw: each entry in one of them."""

    heats = fields.List(
        fields.List(fields.Nested(StartListPlace), validate=validate.Length(min=1, error="missing")),
        required=True,
        validate=validate.Length(min=1, max=MOST_ENTRIES, error="missing"),
    )


class ScheduleHeats(_OfContest):
    """Every heat its hour, at one place: a heat each `every_minutes`, `pause_minutes` more between rounds."""

    starts_at = moment()
    pitch = text(longest=40)
    every_minutes = number(1, 240, required=False, load_default=10)
    pause_minutes = number(0, 24 * 60, required=False, load_default=30)


class DecideHeats(_OfContest, HeatDecision):
    """Lots or a new race for those who are level, or an athlete whom the referee lets go on besides."""


class MoveHeat(Contract):
    heat_id = identifier()
    version = version()
    starts_at = moment()
    pitch = text(longest=40)


class AssignHeat(Contract):
    """`referee` is an account id of the portal, or null."""

    heat_id = identifier()
    version = version()
    referee = identifier(required=False, load_default=None, allow_none=True)


class EnterHeat(Contract):
    """From the track; counts once somebody else confirms it."""

    heat_id = identifier()
    version = version()
    result = fields.Nested(HeatResult, required=True)


class ConfirmHeat(Contract):
    heat_id = identifier()
    version = version()


class CorrectHeat(Contract):
    """Of a confirmed result; what it said before stays readable."""

    heat_id = identifier()
    version = version()
    result = fields.Nested(HeatResult, required=True)
    why = text(longest=300)


class WhatHeatFollows(Contract):
    """What would this result change? Nothing is saved."""

    heat_id = identifier()
    result = fields.Nested(HeatResult, required=True)


class OneHeat(Contract):
    heat_id = identifier()


class ListHeats(Contract):
    """Of one competition, or of one referee (account id) over all running ones; by hour."""

    competition_id = identifier(required=False, load_default=None, allow_none=True)
    referee = identifier(required=False, load_default=None, allow_none=True)


class ListEntries(Contract):
    """With names: for the office alone."""

    competition_id = identifier()
    contest_id = identifier()
