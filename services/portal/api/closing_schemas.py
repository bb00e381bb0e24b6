"""What does the API take about prizes, the next stage and pledges? Commands without ids of the address."""

from contracts.events import closing as commands
from contracts.schema import Contract


class _OfCompetition(Contract.Meta):
    exclude = ("competition_id",)


class _OfPrize(Contract.Meta):
    exclude = ("competition_id", "prize_id")


class _OfPledge(Contract.Meta):
    exclude = ("competition_id", "pledge_id")


class NewPrize(commands.SavePrize):
    class Meta(_OfPrize):
        pass


class PrizeHandover(commands.HandOverPrize):
    class Meta(_OfPrize):
        pass


class NextStage(commands.SaveNextStage):
    class Meta(_OfCompetition):
        pass


class NewPledge(commands.SavePledge):
    class Meta(_OfPledge):
        pass


class NewPledgeNote(commands.FollowPledge):
    class Meta(_OfPledge):
        pass


class Carried(commands.CarryQualified):
    class Meta(_OfCompetition):
        pass
