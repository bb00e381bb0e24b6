"""What happened in a tournament? Names are those of teams, never of a person."""

from marshmallow import fields

from contracts.events.tournament_terms import SHORT_NAME
from contracts.fact import FactContract
from contracts.schema import View, identifier, text


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


class ResultConfirmed(_FixtureFact):
    """`score` as it is written: `2-1`, `1-1 (4-3)` with a shoot-out, home first."""

    source, kind, name = "events", "fixture", "result_confirmed"

    score = text(longest=20)


class ResultCorrected(_FixtureFact):
    source, kind, name = "events", "fixture", "result_corrected"

    score = text(longest=20)
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
    """A team leaves the contest upwards: nothing open can change it."""

    source, kind, name = "events", "contest", "team_qualified"

    team_id = identifier()
    team = text(longest=60)
    corrected = fields.Boolean(required=True)


class QualificationWithdrawn(_ContestFact):
    """A correction took back what was told."""

    source, kind, name = "events", "contest", "qualification_withdrawn"

    team_id = identifier()
    team = text(longest=60)
