"""What can be asked of `events` about prizes, the next stage, pledges, and those who come from elsewhere?"""

from typing import Any

from chassis.service import Office, command
from chassis.store import Tx
from contracts.events import closing as commands
from services.events.domain.tournament import pledges, prizes
from services.events.domain.tournament.carry import carry
from services.events.domain.tournament.standings import standings
from services.events.tournaments import records
from services.events.tournaments.outcomes import outcomes_of

Payload = dict[str, Any]


class Closing(Office):
    """Abstract: a part of `Events`."""

    @command(commands.SavePrize)
    def save_prize(self, tx: Tx, wanted: Payload) -> Payload:
        prize_id = wanted["prize_id"] or records.new_id()
        saved = prizes.save_prize(_read(tx, wanted), wanted, prize_id)
        return records.save_competition(tx, saved, prize_id)

    @command(commands.RemovePrize)
    def remove_prize(self, tx: Tx, wanted: Payload) -> Payload:
        left = prizes.remove_prize(_read(tx, wanted), wanted)
        return records.save_competition(tx, left, wanted["prize_id"])

    @command(commands.HandOverPrize)
    def hand_over_prize(self, tx: Tx, wanted: Payload) -> Payload:
        read = _read(tx, wanted)
        outcomes = outcomes_of(tx, read)
        ranked = standings(read, outcomes)
        handed = prizes.hand_over(read, wanted, outcomes, ranked, tx.actor, tx.now)
        return records.save_competition(tx, handed, wanted["prize_id"])

    @command(commands.SaveNextStage)
    def save_next_stage(self, tx: Tx, wanted: Payload) -> Payload:
        return records.save_competition(tx, pledges.save_next_stage(_read(tx, wanted), wanted))

    @command(commands.SavePledge)
    def save_pledge(self, tx: Tx, wanted: Payload) -> Payload:
        pledge_id = wanted["pledge_id"] or records.new_id()
        saved = pledges.save_pledge(_read(tx, wanted), wanted, pledge_id)
        return records.save_competition(tx, saved, pledge_id)

    @command(commands.FollowPledge)
    def follow_pledge(self, tx: Tx, wanted: Payload) -> Payload:
        followed = pledges.follow_pledge(_read(tx, wanted), wanted, tx.actor, tx.now)
        return records.save_competition(tx, followed, wanted["pledge_id"])

    @command(commands.CarryQualified)
    def carry_qualified(self, tx: Tx, wanted: Payload) -> Payload:
        read = _read(tx, wanted)
        source = records.competition(tx, wanted["from_competition_id"])
        carried = carry(read, wanted, source, outcomes_of(tx, source), records.new_id)
        return records.save_competition(tx, carried)


def _read(tx: Tx, wanted: Payload) -> Payload:
    return records.competition(tx, wanted["competition_id"])
