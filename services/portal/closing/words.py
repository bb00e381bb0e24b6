"""What are the ways to win a prize, and the states of prizes and pledges, called?"""

from typing import Any

from flask_babel import lazy_gettext

AWARDS = {
    "place": lazy_gettext("A place in a contest"),
    "qualified": lazy_gettext("Going on from a contest"),
    "medals": lazy_gettext("The medal table"),
    "points": lazy_gettext("The points table"),
    "chosen": lazy_gettext("Choice of the committee"),
}
PRIZE_STATES = {
    "open": ("", lazy_gettext("Not won yet")),
    "due": ("info", lazy_gettext("To be handed over")),
    "handed_over": ("ok", lazy_gettext("Handed over")),
    "astray": ("warn", lazy_gettext("Another winner")),
}
PLEDGE_STATES = {
    "open": ("", lazy_gettext("Not followed up yet")),
    "under_way": ("info", lazy_gettext("Being worked on")),
    "kept": ("ok", lazy_gettext("Kept")),
    "dropped": ("", lazy_gettext("Given up")),
}
WAITING = ("open", "under_way")  # a pledge that somebody still has to see to


def in_templates() -> dict[str, Any]:
    """Also the section on the page of a competition asks for them."""
    return {"award_names": AWARDS, "prize_states": PRIZE_STATES, "pledge_states": PLEDGE_STATES}
