"""What does `events` answer about athletics? Athletes are bibs; only `EntriesView` names them."""

from marshmallow import fields

from contracts.events.athletics_results import HeatResultView
from contracts.events.athletics_terms import AthleticsTerms, Entry, PublicEntry
from contracts.schema import EXCLUDE, View


class HeatsDraw(View):
    """`seed` null: somebody put the start lists."""

    seed = fields.Integer(required=True, allow_none=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True, format="iso")


class HeatDecisionView(View):
    kind = fields.String(required=True)
    round = fields.Integer(required=True)
    order = fields.List(fields.Integer(), required=True)
    why = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True, format="iso")


class AthleticsContestView(View):
    contest_id = fields.String(required=True)
    title = fields.String(required=True)
    sport = fields.String(required=True)
    sex = fields.String(required=True)
    age = fields.String(required=True)
    entrants = fields.List(fields.String(), required=True)
    terms = fields.Nested(AthleticsTerms, required=True)
    entries = fields.List(fields.Nested(PublicEntry), required=True)
    draw = fields.Nested(HeatsDraw, required=True, allow_none=True)
    decisions = fields.List(fields.Nested(HeatDecisionView), required=True)


class KeptEntry(Entry):
    class Meta:
        unknown = EXCLUDE


class EntriesView(View):
    """`entries` with names; `qualified`: those that qualified elsewhere and could be entered here."""

    contest_id = fields.String(required=True)
    entries = fields.List(fields.Nested(KeptEntry), required=True)
    qualified = fields.List(fields.Nested(KeptEntry), required=True)


class SlotView(View):
    """`bib` null: nobody can be named yet. `lane` null: not drawn yet, 0: none is left.

    `state`: open, provisional, confirmed, replaced. `how`: `Q` by place, `q` by time, `R` by the referee,
    empty in a first round.
    """

    bib = fields.Integer(required=True, allow_none=True)
    lane = fields.Integer(required=True, allow_none=True)
    state = fields.String(required=True)
    how = fields.String(required=True)


class RankedView(View):
    """`mark` as it is written: `1:02.34`, `5.23`, empty where none was read. `wind` in tenths of m/s,
    `aided`: too much of it for a record.
    """

    place = fields.Integer(required=True)
    bib = fields.Integer(required=True)
    team_id = fields.String(required=True)
    mark = fields.String(required=True)
    wind = fields.Integer(required=True, allow_none=True)
    aided = fields.Boolean(required=True)


class UnrankedView(View):
    bib = fields.Integer(required=True)
    team_id = fields.String(required=True)
    status = fields.String(required=True)


class FirstPlaceView(View):
    """Level for the first place over heights, before any jump-off."""

    bibs = fields.List(fields.Integer(), required=True)
    jumped_off = fields.Boolean(required=True)


class OrderView(View):
    """Who came where in a confirmed heat. `next_attempts`: bibs in the order of the attempts of the best."""

    ranked = fields.List(fields.Nested(RankedView), required=True)
    unranked = fields.List(fields.Nested(UnrankedView), required=True)
    first_place = fields.Nested(FirstPlaceView, required=True, allow_none=True)
    next_attempts = fields.List(fields.Integer(), required=True)


class PastHeatResult(View):
    """What a result said before it was corrected."""

    result = fields.Nested(HeatResultView, required=True)
    until = fields.AwareDateTime(required=True, format="iso")
    by = fields.String(required=True, allow_none=True)
    why = fields.String(required=True)


class HeatView(View):
    """`number` in the contest, `heat` in its `round`; the last round's only one `is_final`.

    `are_known`: a result may be entered. `order` null until it is confirmed. `stale`: it was run by somebody
    whom a correction has since replaced.
    """

    heat_id = fields.String(required=True)
    competition_id = fields.String(required=True)
    contest_id = fields.String(required=True)
    version = fields.Integer(required=True)
    number = fields.Integer(required=True)
    round = fields.Integer(required=True)
    heat = fields.Integer(required=True)
    is_final = fields.Boolean(required=True)
    slots = fields.List(fields.Nested(SlotView), required=True)
    are_known = fields.Boolean(required=True)
    starts_at = fields.AwareDateTime(required=True, allow_none=True, format="iso")
    pitch = fields.String(required=True)
    referee = fields.String(required=True, allow_none=True)
    result_state = fields.String(required=True)
    result = fields.Nested(HeatResultView, required=True, allow_none=True)
    order = fields.Nested(OrderView, required=True, allow_none=True)
    entered_by = fields.String(required=True, allow_none=True)
    confirmed_by = fields.String(required=True, allow_none=True)
    confirmed_at = fields.AwareDateTime(required=True, allow_none=True, format="iso")
    past = fields.List(fields.Nested(PastHeatResult), required=True)
    stale = fields.Boolean(required=True)


class GoingView(View):
    """Who goes on from a round. `how`: `Q`, `q`, `R`; `place` in the heat."""

    round = fields.Integer(required=True)
    heat = fields.Integer(required=True)
    bib = fields.Integer(required=True)
    team_id = fields.String(required=True)
    how = fields.String(required=True)
    place = fields.Integer(required=True, allow_none=True)
    state = fields.String(required=True)


class LevelView(View):
    """Level athletes, and what parted them: `same_heat`, `thousandths`, `lanes_free`, `lots`, or empty."""

    round = fields.Integer(required=True)
    bibs = fields.List(fields.Integer(), required=True)
    settled_by = fields.String(required=True)


class WaitingView(View):
    """Level athletes for whom lots or a new race must tell who takes the `places` left."""

    round = fields.Integer(required=True)
    bibs = fields.List(fields.Integer(), required=True)
    places = fields.Integer(required=True)


class UpwardsView(View):
    """`how`: `final:1`, the place in the final."""

    bib = fields.Integer(required=True)
    team_id = fields.String(required=True)
    state = fields.String(required=True)
    how = fields.String(required=True)


class TeamPoints(View):
    """`points` exact, a third is the text `7/3`; `place` null: too few of a cross-country team arrived."""

    place = fields.Integer(required=True, allow_none=True)
    team_id = fields.String(required=True)
    points = fields.Raw(required=True, allow_none=True)


class TeamMedals(View):
    place = fields.Integer(required=True)
    team_id = fields.String(required=True)
    gold = fields.Integer(required=True)
    silver = fields.Integer(required=True)
    bronze = fields.Integer(required=True)


class AthleticsOutcomeView(View):
    """All that follows from the confirmed results of one athletics contest. `mixed_timing`: rounds in which
    hand times stand beside electronic ones, which may not be compared.
    """

    contest_id = fields.String(required=True)
    going = fields.List(fields.Nested(GoingView), required=True)
    ties = fields.List(fields.Nested(LevelView), required=True)
    unresolved = fields.List(fields.Nested(WaitingView), required=True)
    mixed_timing = fields.List(fields.Integer(), required=True)
    final = fields.Nested(OrderView, required=True, allow_none=True)
    goes_on = fields.List(fields.Nested(UpwardsView), required=True)
    points = fields.List(fields.Nested(TeamPoints), required=True)
    medals = fields.List(fields.Nested(TeamMedals), required=True)
    teams = fields.List(fields.Nested(TeamPoints), required=True)
    complete = fields.Boolean(required=True)


class StandingsView(View):
    """Of the whole competition: medals of all contests that are over, points of athletics."""

    medals = fields.List(fields.Nested(TeamMedals), required=True)
    points = fields.List(fields.Nested(TeamPoints), required=True)


class HeatConsequencesView(View):
    """What a result would bring: bibs that would be confirmed or taken back; `filled`: [{heat_id, bib}]."""

    goes_on = fields.List(fields.Integer(), required=True)
    no_longer = fields.List(fields.Integer(), required=True)
    filled = fields.List(fields.Dict(), required=True)
