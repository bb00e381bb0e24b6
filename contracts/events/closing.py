"""What comes after the results? Prizes, the next stage elsewhere, and what was promised about it.

All are parts of the competition: `version` is that of the competition.
"""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from contracts.events.tournament_commands import version
from contracts.events.tournament_terms import day, number, of_our_time
from contracts.schema import Contract, View, choice, identifier, text

# who wins a prize: a place or all who go on in one contest, a place in the table of medals or of points, or
# whom the committee chose
BY_PLACE, BY_QUALIFYING, BY_MEDALS, BY_POINTS, BY_CHOICE = "place", "qualified", "medals", "points", "chosen"
AWARDS = (BY_PLACE, BY_QUALIFYING, BY_MEDALS, BY_POINTS, BY_CHOICE)
OF_CONTEST = (BY_PLACE, BY_QUALIFYING)
BY_RANK = (BY_PLACE, BY_MEDALS, BY_POINTS)
# state of a prize: nobody has won it yet, somebody has, all winners have it, one has it who is no winner now
OPEN, DUE, HANDED_OVER, ASTRAY = "open", "due", "handed_over", "astray"
# state of a pledge
PLEDGED, UNDER_WAY, KEPT, DROPPED = "open", "under_way", "kept", "dropped"
PLEDGE_STATES = (PLEDGED, UNDER_WAY, KEPT, DROPPED)


class _OfCompetition(Contract):
    competition_id = identifier()
    version = version()


class SavePrize(_OfCompetition):
    """Adds (no `prize_id`) or edits a prize. `contest_id` for `place` and `qualified`, `place` for those
    by rank, `team_id` for `chosen`.
    """

    prize_id = identifier(required=False, load_default=None, allow_none=True)
    title = text(longest=80)
    award = choice(*AWARDS)
    contest_id = identifier(required=False, load_default=None, allow_none=True)
    place = number(1, 64, required=False, load_default=None, allow_none=True)
    team_id = identifier(required=False, load_default=None, allow_none=True)

    @validates_schema
    def _says_whose(self, data: dict[str, Any], **_: object) -> None:
        award = data.get("award")
        needed = {"contest_id": award in OF_CONTEST, "place": award in BY_RANK, "team_id": award == BY_CHOICE}
        for name, is_needed in needed.items():
            if is_needed and data.get(name) is None:
                raise ValidationError("missing", name)


class RemovePrize(_OfCompetition):
    """Refused once somebody has it."""

    prize_id = identifier()


class HandOverPrize(_OfCompetition):
    """`taken_back`: it was handed over and is with us again."""

    prize_id = identifier()
    team_id = identifier()
    taken_back = fields.Boolean(load_default=False)


class SaveNextStage(_OfCompetition):
    """Where those who go on go to: the final in another province. `name` empty: there is none."""

    name = text(longest=80, required=False, load_default="")
    place = text(longest=80, required=False, load_default="")
    starts_on = fields.Date(load_default=None, allow_none=True, validate=of_our_time)

    @validates_schema
    def _has_a_place(self, data: dict[str, Any], **_: object) -> None:
        if data.get("name", "").strip() and not data.get("place", "").strip():
            raise ValidationError("missing", "place")


class SavePledge(_OfCompetition):
    """Adds (no `pledge_id`) or edits what was promised, such as to host the final of the next edition.

    `promised_by`: an office, not a person.
    """

    pledge_id = identifier(required=False, load_default=None, allow_none=True)
    what = text(longest=120)
    promised_by = text(longest=80)
    promised_on = day()
    due_on = fields.Date(load_default=None, allow_none=True, validate=of_our_time)


class FollowPledge(_OfCompetition):
    """What was done about it since, and how it stands now."""

    pledge_id = identifier()
    state = choice(*PLEDGE_STATES)
    note = text(longest=300)


class CarryQualified(_OfCompetition):
    """Takes the teams that surely go on from another competition into this one, with the bans that they have
    not served.

    Again: adds who has come since; who no longer goes on leaves, while this one is a draft and nobody has
    entered it for a contest.
    """

    from_competition_id = identifier()


class PrizeView(View):
    """`winners`: team ids, as things stand; `holders`: [{team_id, at, by}], who has it."""

    prize_id = fields.String(required=True)
    title = fields.String(required=True)
    award = fields.String(required=True)
    contest_id = fields.String(required=True, allow_none=True)
    place = fields.Integer(required=True, allow_none=True)
    team_id = fields.String(required=True, allow_none=True)
    winners = fields.List(fields.String(), required=True)
    holders = fields.List(fields.Dict(), required=True)
    state = fields.String(required=True)


class NextStageView(View):
    name = fields.String(required=True)
    place = fields.String(required=True)
    starts_on = fields.Date(required=True, allow_none=True)


class PledgeNote(View):
    state = fields.String(required=True)
    note = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True, format="iso")


class PledgeView(View):
    pledge_id = fields.String(required=True)
    what = fields.String(required=True)
    promised_by = fields.String(required=True)
    promised_on = fields.Date(required=True)
    due_on = fields.Date(required=True, allow_none=True)
    state = fields.String(required=True)
    notes = fields.List(fields.Nested(PledgeNote), required=True)


class CameFrom(View):
    """Where a team qualified. `state`: `confirmed`, or `replaced` once a correction there took it back."""

    competition_id = fields.String(required=True)
    competition = fields.String(required=True)
    team_id = fields.String(required=True)
    contests = fields.List(fields.String(), required=True)
    state = fields.String(required=True)


class BanView(View):
    """Matches that a shirt of a team still sits out here, from another competition."""

    team_id = fields.String(required=True)
    shirt = fields.Integer(required=True)
    matches = fields.Integer(required=True)
    sex = fields.String(required=True)
    age = fields.String(required=True)
