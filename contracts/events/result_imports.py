"""What can be asked of `events` about many results at once: a file of them, or all that wait?

The file is openfootball JSON as the public page gives it: {name, matches: [{round, date, time, team1, team2,
score: {ht, ft, et, p}, group, contest, num, status}]}.
"""

from marshmallow import fields, validate

from contracts.chunks import CHUNK_BYTES, chunk_content
from contracts.events.tournament_terms import number, of_our_time
from contracts.schema import Contract, View, choice, identifier, text

FILE_BYTES = 4 * 1024 * 1024
MOST_MATCHES = 10_000

# what a row comes to: `same` stands there already, `empty` tells no result, `late` is a row that was to be
# entered and whose match changed between the check and the entry
ENTER, SAME, EMPTY, REFUSED, LATE = "enter", "same", "empty", "refused", "late"
VERDICTS = (REFUSED, LATE, ENTER, SAME, EMPTY)


class OpenResultImport(Contract):
    """Of a running competition."""

    competition_id = identifier()
    filename = text(longest=200)
    size = fields.Integer(
        required=True, strict=True, validate=validate.Range(min=1, max=FILE_BYTES, error="too_large")
    )


class AddResultChunk(Contract):
    """`content` is base64 of at most CHUNK_BYTES; chunks are numbered from 0 and may be repeated.

    With the last byte that was announced the check begins.
    """

    import_id = identifier()
    number = number(0, FILE_BYTES // CHUNK_BYTES + 1)
    content = chunk_content()


class ConfirmResultImport(Contract):
    """The report was read: enter the results. They count once a second person confirms them."""

    import_id = identifier()


class ConfirmAll(Contract):
    """Confirm what other people entered in a contest, until a moment (now): when its list was shown."""

    competition_id = identifier()
    contest_id = identifier()
    until = fields.AwareDateTime(load_default=None, allow_none=True, format="iso", validate=of_our_time)


class OneResultImport(Contract):
    """With one page of its report, of one verdict or of all."""

    import_id = identifier()
    verdict = choice(*VERDICTS, required=False, load_default=None, allow_none=True)
    page = number(1, 1_000_000, required=False, load_default=1)


class ListResultImports(Contract):
    competition_id = identifier()


class ResultRowView(View):
    """`row`: place in the file from 1; of a confirmation the match's number. `problems`: field, slug, …"""

    row = fields.Integer(required=True)
    verdict = fields.String(required=True)
    team1 = fields.String(required=True)
    team2 = fields.String(required=True)
    score = fields.String(required=True, metadata={"description": "as it was read: `1-1 (4-3)`"})
    fixture_id = fields.String(required=True, allow_none=True)
    problems = fields.List(fields.Dict(keys=fields.String()), required=True)


class ResultImportLine(View):
    """`kind`: `entry` of a file, `confirmation` of what waits in a contest.

    `state`: receiving, checking, checked, refused (the whole file; `problem` says why), entering, confirming,
    done (`problem` where the competition was closed before its end). `enter` counts the rows to enter as the
    check found them; of these `written` are in, `skipped` had the result by then, `late` had changed.
    """

    import_id = fields.String(required=True)
    kind = fields.String(required=True)
    competition_id = fields.String(required=True)
    contest_id = fields.String(required=True)
    filename = fields.String(required=True)
    state = fields.String(required=True)
    problem = fields.Dict(required=True, allow_none=True)
    matches = fields.Integer(required=True)
    checked = fields.Integer(required=True)
    enter = fields.Integer(required=True)
    same = fields.Integer(required=True)
    empty = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    late = fields.Integer(required=True)
    written = fields.Integer(required=True)
    skipped = fields.Integer(required=True)
    opened_by = fields.String(required=True, allow_none=True)
    opened_at = fields.AwareDateTime(required=True, format="iso")
    confirmed_by = fields.String(required=True, allow_none=True)


class ResultImportView(ResultImportLine):
    """With `rows`: page `page` of `pages` of its report."""

    rows = fields.List(fields.Nested(ResultRowView), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)


class ResultImportsView(View):
    """The latest ten of a competition, newest first."""

    imports = fields.List(fields.Nested(ResultImportLine), required=True)


class ChunkView(View):
    import_id = fields.String(required=True)
    number = fields.Integer(required=True)
    bytes = fields.Integer(required=True)
    state = fields.String(required=True)
