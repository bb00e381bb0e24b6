"""How is a contest spoken of, and how are many things one part of a sentence?"""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from contracts.events.tournament_terms import BOYS, GIRLS
from services.portal.formats import name


def about(contest: dict[str, Any]) -> str:
    """`Boys, under 15`; empty for a contest open to all."""
    sexes = {BOYS: _("Boys"), GIRLS: _("Girls")}
    return _(", ").join(one for one in (sexes.get(contest["sex"], ""), contest["age"]) if one)


def names_listed(names: list[str]) -> Markup:
    return listed([name(one) for one in names])


def listed(things: Sequence[Markup]) -> Markup:
    return Markup(_(" and ") if len(things) == 2 else _(", ")).join(things)
