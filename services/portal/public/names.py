"""Which words may a template of tournaments ask for? The organiser's pages may ask for them too."""

from typing import Any

from services.portal.public.closing import points_words
from services.portal.public.contest_words import listed, names_listed
from services.portal.public.disciplines import HOW, UNRANKED, wind_of
from services.portal.public.rounds import knockout_name, round_name
from services.portal.public.slots import group_letter, group_name, slot_words
from services.portal.public.tables import signed


def in_templates() -> dict[str, Any]:
    return {
        "group_letter": group_letter,
        "group_name": group_name,
        "how_words": HOW,
        "knockout_name": knockout_name,
        "listed": listed,
        "names_listed": names_listed,
        "points_words": points_words,
        "round_name": round_name,
        "signed": signed,
        "slot_words": slot_words,
        "status_words": UNRANKED,
        "wind_of": wind_of,
    }
