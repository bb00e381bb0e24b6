"""What happened in a tournament? Names are those of teams, never of a person."""

from marshmallow import fields

from contracts.events.tournament_terms import AWARDED, FORFEITED, SHORT_NAME
from contracts.fact import FactContract
from contracts.schema import View, choice, identifier, text


class Hearers(View):
    """Who is told: the officers of `associations`, and those of a rule where there is one.

    Both empty: nobody, and the fact is for the record.
    """

    associations = fields.List(identifier(), required=True)
    network = fields.Boolean(required=True)


class _FixtureFact(FactContract):
    """`home` and `away` are short names; a slot that nobody fills yet is never told."""

    source, kind, name = "events", "fixture", "_abstract"

    competition_id = identifier()
    contest_id = identifier()
    fixture_id = identifier()
    competition = text(longest=80)
    home = text(longest=SHORT_NAME)
    away = text(longest=SHORT_NAME)
    hearers = fields.Nested(Hearers, required=True)


class _Dated(_FixtureFact):
    source, kind, name = "events", "fixture", "_dated"

    starts_at = fields.AwareDateTime(required=True, format="iso")
    pitch = text(longest=121)


class FixtureScheduled(_Dated):
    """Both teams and the hour are known: told once, when the second of the two becomes so."""

    source, kind, name = "events", "fixture", "fixture_scheduled"


class FixtureMoved(_Dated):
    """Another hour, pitch or opponent than was told before; who was told and plays no longer hears it too."""

    source, kind, name = "events", "fixture", "fixture_moved"


class FixtureCalledOff(_Dated):
    """The hour that was told is no longer one: a team has withdrawn, or it is open again who plays."""

    source, kind, name = "events", "fixture", "fixture_called_off"


class _Scored(_FixtureFact):
    """`score` as it is written: `2-1`, `1-1 (4-3)` with a shoot-out, home first. `how`: it was not played."""

    source, kind, name = "events", "fixture", "_scored"

    score = text(longest=20)
    how = choice("", FORFEITED, AWARDED, required=False, load_default="")


class ResultConfirmed(_Scored):
    source, kind, name = "events", "fixture", "result_confirmed"


class ResultCorrected(_Scored):
    """`was`: the score that no longer holds."""

    source, kind, name = "events", "fixture", "result_corrected"

    was = text(longest=20)


class TableLine(View):
    place = fields.Integer(required=True)
    team = text(longest=SHORT_NAME)
    points = fields.Integer(required=True)


class _ContestFact(FactContract):
    source, kind, name = "events", "contest", "_abstract"

    competition_id = identifier()
    contest_id = identifier()
    competition = text(longest=80)
    contest = text(longest=60)
    hearers = fields.Nested(Hearers, required=True)


class TableSettled(_ContestFact):
    """All matches of a group are confirmed. `corrected`: it was told before, otherwise."""

    source, kind, name = "events", "contest", "table_settled"

    group = text(longest=20)
    lines = fields.List(fields.Nested(TableLine), required=True)
    corrected = fields.Boolean(required=True)


class TeamQualified(_ContestFact):
    """A team leaves the contest upwards: nothing open can change it. `to`: the next stage, if it is known.
    `champion`: it has won the contest.
    """

    source, kind, name = "events", "contest", "team_qualified"

    team_id = identifier()
    team = text(longest=60)
    corrected = fields.Boolean(required=True)
    to = text(longest=80, required=False, load_default="")
    champion = fields.Boolean(load_default=False)


class QualificationWithdrawn(_ContestFact):
    """A correction took back what was told."""

    source, kind, name = "events", "contest", "qualification_withdrawn"

    team_id = identifier()
    team = text(longest=60)


class _DatedContest(_ContestFact):
    """`starts_at`: the first heat; later ones stand on the public page."""

    source, kind, name = "events", "contest", "_dated"

    starts_at = fields.AwareDateTime(required=True, format="iso")
    pitch = text(longest=121)


class ContestScheduled(_DatedContest):
    """An athletics contest has its hour: told once for all its heats, to those who entered athletes."""

    source, kind, name = "events", "contest", "contest_scheduled"


class ContestMoved(_DatedContest):
    source, kind, name = "events", "contest", "contest_moved"


class FinalLine(View):
    """`mark` as it is written: `12.34`, `5.23`, empty where none was read; by team, never by athlete."""

    place = fields.Integer(required=True)
    team = text(longest=SHORT_NAME)
    mark = text(longest=20, required=False, load_default="")


class FinalRanked(_ContestFact):
    """The final of an athletics contest is confirmed: its first three places. `corrected`: it was told
    before, otherwise.
    """

    source, kind, name = "events", "contest", "final_ranked"

    lines = fields.List(fields.Nested(FinalLine), required=True)
    corrected = fields.Boolean(required=True)
