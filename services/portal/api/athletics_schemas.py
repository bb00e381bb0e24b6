"""What does the API take about athletics? The commands of `events` without the ids of the address."""

from contracts.events import athletics_commands as commands
from contracts.schema import Contract


class _OfContest(Contract.Meta):
    exclude = ("competition_id", "contest_id")


class _OfHeat(Contract.Meta):
    exclude = ("heat_id",)


class NewAthletics(commands.SaveAthletics):
    class Meta(_OfContest):
        pass


class AllEntries(commands.SaveEntries):
    class Meta(_OfContest):
        pass


class HeatsDrawing(commands.DrawHeats):
    class Meta(_OfContest):
        pass


class StartLists(commands.PutStartLists):
    class Meta(_OfContest):
        pass


class HeatsSchedule(commands.ScheduleHeats):
    class Meta(_OfContest):
        pass


class NewHeatDecision(commands.DecideHeats):
    class Meta(_OfContest):
        pass


class HeatHour(commands.MoveHeat):
    class Meta(_OfHeat):
        pass


class HeatAssignment(commands.AssignHeat):
    class Meta(_OfHeat):
        pass


class EnteredHeat(commands.EnterHeat):
    class Meta(_OfHeat):
        pass


class HeatConfirmation(commands.ConfirmHeat):
    class Meta(_OfHeat):
        pass


class HeatCorrection(commands.CorrectHeat):
    class Meta(_OfHeat):
        pass


class PossibleHeat(commands.WhatHeatFollows):
    class Meta(_OfHeat):
        pass
