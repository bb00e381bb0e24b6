"""What does `events` answer about tournaments? Account ids stand for people; names are the portal's."""

from marshmallow import fields

from contracts.events.athletics_views import (
    AthleticsContestView,
    AthleticsOutcomeView,
    HeatView,
    StandingsView,
)
from contracts.events.closing import BanView, CameFrom, NextStageView, PledgeView, PrizeView
from contracts.events.tournament_terms import Format, MatchTerms, Result, Rules, Team
from contracts.schema import EXCLUDE, View


class WithdrawalView(View):
    at = fields.AwareDateTime(required=True, format="iso")
    why = fields.String(required=True)
    annul = fields.Boolean(required=True)


class TeamView(Team):
    class Meta:
        unknown = EXCLUDE

    team_id = fields.String(required=True)
    withdrawn = fields.Nested(WithdrawalView, required=True, allow_none=True)
    came_from = fields.Nested(CameFrom, required=True, allow_none=True)


class DrawView(View):
    """`groups`: {letter: [team id]}; empty for a straight knock-out, whose order `bracket` holds."""

    seed = fields.Integer(required=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True, format="iso")
    groups = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    bracket = fields.List(fields.String(), required=True)


class DecisionView(View):
    kind = fields.String(required=True)
    order = fields.List(fields.String(), required=True)
    team_id = fields.String(required=True, allow_none=True)
    points = fields.Integer(required=True)
    why = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True, format="iso")


class ContestView(View):
    contest_id = fields.String(required=True)
    title = fields.String(required=True)
    sport = fields.String(required=True)
    sex = fields.String(required=True)
    age = fields.String(required=True)
    entrants = fields.List(fields.String(), required=True)
    format = fields.Nested(Format, required=True)
    rules = fields.Nested(Rules, required=True)
    match = fields.Nested(MatchTerms, required=True)
    draw = fields.Nested(DrawView, required=True, allow_none=True)
    decisions = fields.List(fields.Nested(DecisionView), required=True)


class PastResult(View):
    """What a result said before it was corrected, or before a replay was ordered."""

    result = fields.Nested(Result, required=True)
    until = fields.AwareDateTime(required=True, format="iso")
    by = fields.String(required=True, allow_none=True)
    why = fields.String(required=True)
    replayed = fields.Boolean(required=True)


class SideView(View):
    """`slot`: `1A`, `W5`, … or empty where the team was drawn. `team_id` null: nobody can be named yet."""

    slot = fields.String(required=True)
    state = fields.String(required=True)
    team_id = fields.String(required=True, allow_none=True)


class FixtureView(View):
    """`stage`: `group` or `knockout`; `round` counts from 1, in a knock-out from the first round.

    `left`: teams that the round of a knock-out holds (2: the final, 4: semi-finals). `is_third_place`: the
    match of the losers. `leg`: 0, or 1 and 2 of two. `is_replay`: it was ordered to be played again.
    `result_state`: none, entered, confirmed. `stale`: it was played by a team that a
    correction has since replaced. `void`: a team withdrew and its matches count for nobody.
    """

    fixture_id = fields.String(required=True)
    competition_id = fields.String(required=True)
    contest_id = fields.String(required=True)
    version = fields.Integer(required=True)
    number = fields.Integer(required=True)
    stage = fields.String(required=True)
    group = fields.String(required=True)
    round = fields.Integer(required=True)
    left = fields.Integer(required=True)
    is_third_place = fields.Boolean(required=True)
    leg = fields.Integer(required=True)
    is_replay = fields.Boolean(required=True)
    home = fields.Nested(SideView, required=True)
    away = fields.Nested(SideView, required=True)
    starts_at = fields.AwareDateTime(required=True, allow_none=True, format="iso")
    pitch = fields.String(required=True)
    referee = fields.String(required=True, allow_none=True)
    result_state = fields.String(required=True)
    result = fields.Nested(Result, required=True, allow_none=True)
    entered_by = fields.String(required=True, allow_none=True)
    confirmed_by = fields.String(required=True, allow_none=True)
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True, format="iso")
    past = fields.List(fields.Nested(PastResult), required=True)
    stale = fields.Boolean(required=True)
    void = fields.Boolean(required=True)


class WhyView(View):
    """One criterion that parted level teams, with the value of each that it looked at."""

    criterion = fields.String(required=True)
    values = fields.Dict(keys=fields.String(), values=fields.Raw(), required=True)


class RowView(View):
    """`place` is shared by teams that nothing parts yet. `goes_on`: `yes`, `may`, `no`."""

    place = fields.Integer(required=True)
    team_id = fields.String(required=True)
    played = fields.Integer(required=True)
    won = fields.Integer(required=True)
    drawn = fields.Integer(required=True)
    lost = fields.Integer(required=True)
    goals_for = fields.Integer(required=True)
    goals_against = fields.Integer(required=True)
    difference = fields.Integer(required=True)
    points = fields.Integer(required=True)
    goes_on = fields.String(required=True)
    level_with = fields.List(fields.String(), required=True)
    why = fields.List(fields.Nested(WhyView), required=True)


class TableView(View):
    group = fields.String(required=True)
    complete = fields.Boolean(required=True)
    rows = fields.List(fields.Nested(RowView), required=True)


class UnresolvedView(View):
    """Level teams that wait for lots or a play-off; only those where it matters who is above."""

    group = fields.String(required=True)
    team_ids = fields.List(fields.String(), required=True)


class SuspensionView(View):
    """`misses`: the fixtures that this shirt of this team sits out; `after` is where the card was shown,
    empty for a ban from another competition (`reason` carried). `unserved`: matches left when the contest is
    over.
    """

    team_id = fields.String(required=True)
    shirt = fields.Integer(required=True)
    after = fields.String(required=True)
    misses = fields.List(fields.String(), required=True)
    reason = fields.String(required=True)
    unserved = fields.Integer(required=True)


class OutcomeView(View):
    """All that follows from the confirmed results of one contest.

    `goes_on`: team ids that leave the contest upwards (the champion, or those sent to the next final), with
    `confirmed` or `provisional`. `final_order`: [[team ids sharing the place]], the best first, once known.
    """

    contest_id = fields.String(required=True)
    tables = fields.List(fields.Nested(TableView), required=True)
    unresolved = fields.List(fields.Nested(UnresolvedView), required=True)
    goes_on = fields.List(fields.Dict(), required=True)
    final_order = fields.List(fields.List(fields.String()), required=True)
    suspensions = fields.List(fields.Nested(SuspensionView), required=True)
    complete = fields.Boolean(required=True)


class CompetitionView(View):
    """`contests` of football, `athletics` apart."""

    competition_id = fields.String(required=True)
    version = fields.Integer(required=True)
    state = fields.String(required=True)
    name = fields.String(required=True)
    place = fields.String(required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    tell = fields.String(required=True)
    teams = fields.List(fields.Nested(TeamView), required=True)
    contests = fields.List(fields.Nested(ContestView), required=True)
    athletics = fields.List(fields.Nested(AthleticsContestView), required=True)
    next_stage = fields.Nested(NextStageView, required=True, allow_none=True)
    pledges = fields.List(fields.Nested(PledgeView), required=True)
    bans = fields.List(fields.Nested(BanView), required=True)


class WholeCompetition(View):
    """A competition with its fixtures and heats by number and what follows from them: what its page shows."""

    competition = fields.Nested(CompetitionView, required=True)
    fixtures = fields.List(fields.Nested(FixtureView), required=True)
    outcomes = fields.List(fields.Nested(OutcomeView), required=True)
    heats = fields.List(fields.Nested(HeatView), required=True)
    athletics_outcomes = fields.List(fields.Nested(AthleticsOutcomeView), required=True)
    standings = fields.Nested(StandingsView, required=True)
    prizes = fields.List(fields.Nested(PrizeView), required=True)
    updated_at = fields.AwareDateTime(required=True, format="iso")


class CompetitionLine(View):
    """A competition in a list."""

    competition_id = fields.String(required=True)
    state = fields.String(required=True)
    name = fields.String(required=True)
    place = fields.String(required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    teams = fields.Integer(required=True)
    contests = fields.Integer(required=True)


class CompetitionsPage(View):
    competitions = fields.List(fields.Nested(CompetitionLine), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)


class FixturesView(View):
    """`teams`: {team id: name} and `names`: {competition id: name} of what is listed."""

    fixtures = fields.List(fields.Nested(FixtureView), required=True)
    teams = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class HeatsView(View):
    """`teams`: {team id: name}, `contests`: {contest id: title} and `names`: {competition id: name} of what
    is listed.
    """

    heats = fields.List(fields.Nested(HeatView), required=True)
    teams = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    contests = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class OneHeatView(View):
    """A heat with the competition it belongs to, and the outcome of its contest."""

    heat = fields.Nested(HeatView, required=True)
    competition = fields.Nested(CompetitionView, required=True)
    outcome = fields.Nested(AthleticsOutcomeView, required=True)


class OneFixtureView(View):
    """A fixture with the competition and contest it belongs to."""

    fixture = fields.Nested(FixtureView, required=True)
    competition = fields.Nested(CompetitionView, required=True)


class ConsequencesView(View):
    """What a result would bring.

    `goes_on`: team ids that would be confirmed; `no_longer`: those that would be taken back;
    `filled`: [{fixture_id, side, team_id}].
    """

    goes_on = fields.List(fields.String(), required=True)
    no_longer = fields.List(fields.String(), required=True)
    filled = fields.List(fields.Dict(), required=True)


class Saved(View):
    """The answer of every command: `id` of what was made where something was."""

    id = fields.String(required=True)
    version = fields.Integer(required=True)
