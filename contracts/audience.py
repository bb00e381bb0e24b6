"""Who is meant? The audience rule, said the same by registry, events, notifications and portal."""

from marshmallow import fields, validate

from contracts.schema import Contract, choice, text

PRESIDENT, SECRETARY_GENERAL, TREASURER = "president", "secretary_general", "treasurer"
OFFICES = (PRESIDENT, SECRETARY_GENERAL, TREASURER)
ARABIC, FRENCH = "ar", "fr"
LANGUAGES = (ARABIC, FRENCH)


class AudienceRule(Contract):
    """Officers holding one of `offices` in an association of one of `communes`; an empty list means all.

    `{"offices": ["president", "treasurer"], "communes": []}` is "all presidents and treasurers".
    """

    offices = fields.List(
        choice(*OFFICES), load_default=list, validate=validate.Length(max=10, error="too_long")
    )
    communes = fields.List(
        text(longest=80), load_default=list, validate=validate.Length(max=200, error="too_long")
    )
