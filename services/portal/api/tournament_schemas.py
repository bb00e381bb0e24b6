"""What does the API take about tournaments? The commands of `events` without the ids of the address."""

from marshmallow import fields, validate

from contracts.events import tournament_commands as commands
from contracts.events.tournament_views import Saved
from contracts.schema import Contract


class SavedPart(Saved):
    """`id` of the competition, team, contest or fixture; `version` of the document that holds it."""


class ReadVersion(Contract):
    """In an address, so it is read from its digits."""

    version = fields.Integer(required=True, validate=validate.Range(min=0, max=2**53, error="invalid"))


class CompetitionEdit(commands.ChangeCompetition):
    class Meta(Contract.Meta):
        exclude = ("competition_id",)


class NewTeam(commands.SaveTeam):
    class Meta(Contract.Meta):
        exclude = ("competition_id", "team_id")


class TeamWithdrawal(commands.WithdrawTeam):
    class Meta(Contract.Meta):
        exclude = ("competition_id", "team_id")


class NewContest(commands.SaveContest):
    class Meta(Contract.Meta):
        exclude = ("competition_id", "contest_id")


class Draw(commands.DrawContest):
    class Meta(Contract.Meta):
        exclude = ("competition_id", "contest_id")


class Schedule(commands.ScheduleContest):
    class Meta(Contract.Meta):
        exclude = ("competition_id", "contest_id")


class Start(commands.StartCompetition):
    class Meta(Contract.Meta):
        exclude = ("competition_id",)


class Close(commands.CloseCompetition):
    class Meta(Contract.Meta):
        exclude = ("competition_id",)


class Reopen(commands.ReopenCompetition):
    class Meta(Contract.Meta):
        exclude = ("competition_id",)


class Decision(commands.Decide):
    class Meta(Contract.Meta):
        exclude = ("competition_id", "contest_id")


class Hour(commands.MoveFixture):
    class Meta(Contract.Meta):
        exclude = ("fixture_id",)


class Assignment(commands.AssignReferee):
    class Meta(Contract.Meta):
        exclude = ("fixture_id",)


class ReplayOrder(commands.OrderReplay):
    class Meta(Contract.Meta):
        exclude = ("fixture_id",)


class EnteredResult(commands.EnterResult):
    class Meta(Contract.Meta):
        exclude = ("fixture_id",)


class Confirmation(commands.ConfirmResult):
    class Meta(Contract.Meta):
        exclude = ("fixture_id",)


class Correction(commands.CorrectResult):
    class Meta(Contract.Meta):
        exclude = ("fixture_id",)


class PossibleResult(commands.WhatFollows):
    class Meta(Contract.Meta):
        exclude = ("fixture_id",)
