"""What are disciplines and heats called? For the public page and for those who run the contest."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup

from contracts.events.athletics_terms import BY_PLACE, BY_REFEREE, BY_TIME, DNF, DNS, DQ, OK
from contracts.events.tournament_terms import ENTERED
from services.portal.formats import ref
from services.portal.public.slots import put

UPWARDS = "final"  # of those who leave the contest for another competition
NAMES = {
    "60m": lazy_gettext("60 metres"),
    "80m": lazy_gettext("80 metres"),
    "100m": lazy_gettext("100 metres"),
    "150m": lazy_gettext("150 metres"),
    "200m": lazy_gettext("200 metres"),
    "300m": lazy_gettext("300 metres"),
    "400m": lazy_gettext("400 metres"),
    "600m": lazy_gettext("600 metres"),
    "800m": lazy_gettext("800 metres"),
    "1000m": lazy_gettext("1000 metres"),
    "1500m": lazy_gettext("1500 metres"),
    "3000m": lazy_gettext("3000 metres"),
    "80m-hurdles": lazy_gettext("80 metres hurdles"),
    "100m-hurdles": lazy_gettext("100 metres hurdles"),
    "110m-hurdles": lazy_gettext("110 metres hurdles"),
    "4x60m": lazy_gettext("4 × 60 metres relay"),
    "4x100m": lazy_gettext("4 × 100 metres relay"),
    "4x400m": lazy_gettext("4 × 400 metres relay"),
    "long-jump": lazy_gettext("Long jump"),
    "triple-jump": lazy_gettext("Triple jump"),
    "shot-put": lazy_gettext("Shot put"),
    "discus": lazy_gettext("Discus throw"),
    "javelin": lazy_gettext("Javelin throw"),
    "ball-throw": lazy_gettext("Ball throw"),
    "high-jump": lazy_gettext("High jump"),
    "pole-vault": lazy_gettext("Pole vault"),
    "cross-country": lazy_gettext("Cross-country"),
}
STATUSES = {
    DNS: lazy_gettext("Did not start"),
    DNF: lazy_gettext("Did not finish"),
    DQ: lazy_gettext("Disqualified"),
}
UNRANKED = {OK: lazy_gettext("No mark"), **STATUSES}  # who ended as usual may have fouled each time
HOW = {
    BY_PLACE: lazy_gettext("goes on by place"),
    BY_TIME: lazy_gettext("goes on by time"),
    BY_REFEREE: lazy_gettext("goes on by decision of the referee"),
    UPWARDS: lazy_gettext("On to the next stage"),
}


def heat_name(heat: dict[str, Any], in_round: int) -> Markup:
    """`heat`: a `HeatView`; `in_round`: how many heats its round has."""
    if heat["is_final"]:
        return Markup(_("Final"))
    if in_round == 1:
        return put(_("Round %(round)s"), round=ref(heat["round"]))
    return put(_("Round %(round)s, heat %(heat)s"), round=ref(heat["round"]), heat=ref(heat["heat"]))


def heat_state(heat: dict[str, Any]) -> str:
    """Empty where there is nothing to say."""
    if heat["result_state"] == ENTERED:
        return _("result awaiting confirmation")
    return _("run before a correction changed who runs") if heat["stale"] else ""


def wind_of(tenths: int | None) -> str:
    """`18` is `+1.8`; empty where it was not read."""
    return "" if tenths is None else f"{tenths / 10:+.1f}"
