"""How is the result of a heat written down, and how is it kept and shown?

By bib alone: no name of a minor is kept with a result.
"""

from marshmallow import fields, validate

from contracts.events.athletics_terms import MOST_ENTRIES, OK, STATUSES, bib
from contracts.events.tournament_terms import number
from contracts.schema import EXCLUDE, Contract, View, choice, text


class Row(Contract):
    """One athlete in one heat, as written: `mark` of a race (`1:02.34`), `attempts` of a jump or throw
    (`5.23`, `X`, `-`, `r`), `series` over heights (`O`, `XXO`, `X-`, `XXX`, `-`). `place`: photo finish.

    `winds` of attempts in tenths of m/s, null where not read.
    """

    bib = bib()
    status = choice(*STATUSES, required=False, load_default=OK)
    mark = text(longest=20, required=False, load_default="")
    place = number(1, MOST_ENTRIES, required=False, load_default=None, allow_none=True)
    attempts = fields.List(
        text(longest=12, required=False), load_default=list, validate=validate.Length(max=9, error="too_many")
    )
    winds = fields.List(
        number(-99, 99, allow_none=True), load_default=list, validate=validate.Length(max=9, error="too_many")
    )
    series = fields.List(
        text(longest=4, required=False), load_default=list, validate=validate.Length(max=40, error="too_many")
    )


class Jump(Contract):
    bib = bib()
    jump = choice("O", "X", "-")


class Bar(Contract):
    """One height of a jump-off, in cm, in the order they were jumped."""

    height = number(1, 700)
    jumps = fields.List(fields.Nested(Jump), required=True, validate=validate.Length(min=1, error="missing"))


class HeatResult(Contract):
    """`wind` of a race in tenths of m/s (`+1.8` is 18). `heights` in cm, as jumped; empty: those planned."""

    rows = fields.List(
        fields.Nested(Row),
        required=True,
        validate=[
            validate.Length(min=1, error="missing"),
            validate.Length(max=MOST_ENTRIES, error="too_many"),
        ],
    )
    wind = number(-99, 99, required=False, load_default=None, allow_none=True)
    heights = fields.List(
        number(1, 700), load_default=list, validate=validate.Length(max=40, error="too_many")
    )
    jump_off = fields.List(
        fields.Nested(Bar), load_default=list, validate=validate.Length(max=30, error="too_many")
    )
    note = text(longest=500, required=False, load_default="")


class HeatRowView(View):
    """A row as it is kept: `mark` in one way of writing, and in 1/1000 s, `read_to` so many digits after the
    point (0 to 3).
    """

    bib = fields.Integer(required=True)
    status = fields.String(required=True)
    mark = fields.String(required=True)
    mark_ms = fields.Integer(required=True, allow_none=True)
    read_to = fields.Integer(required=True, allow_none=True)
    place = fields.Integer(required=True, allow_none=True)
    attempts = fields.List(fields.String(), required=True)
    winds = fields.List(fields.Integer(allow_none=True), required=True)
    series = fields.List(fields.String(), required=True)


class HeatResultView(HeatResult):
    class Meta:
        unknown = EXCLUDE

    rows = fields.List(fields.Nested(HeatRowView), required=True)
