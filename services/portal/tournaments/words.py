"""What are states, rules, rounds and places of a tournament called? Slugs in the reader's words."""

from typing import Any

from flask_babel import lazy_gettext

from services.portal.public import names

COMPETITION_STATES = {
    "draft": ("", lazy_gettext("In preparation")),
    "running": ("info", lazy_gettext("Under way")),
    "closed": ("ok", lazy_gettext("Over")),
}
HEARERS = {
    "teams": lazy_gettext("The officers of the teams concerned"),
    "network": lazy_gettext("Everybody who holds an office in the network"),
    "nobody": lazy_gettext("Nobody"),
}
SEXES = {"boys": lazy_gettext("Boys"), "girls": lazy_gettext("Girls"), "mixed": lazy_gettext("Mixed")}
SHAPES = {
    "groups": lazy_gettext("Groups, then knock-out"),
    "league": lazy_gettext("League: everybody meets everybody"),
    "knockout": lazy_gettext("Straight knock-out"),
}
ENDS = {
    "1": lazy_gettext("A champion"),
    "2": lazy_gettext("Two finalists, whose final is played elsewhere"),
    "4": lazy_gettext("Four teams that go on elsewhere"),
}
RULES = {
    "network": lazy_gettext("Rules of the network"),
    "fifa-2018": lazy_gettext("FIFA World Cup 2018"),
    "fifa-2022": lazy_gettext("FIFA World Cup 2022"),
    "fifa-2026": lazy_gettext("FIFA World Cup 2026"),
    "uefa-euro": lazy_gettext("UEFA EURO"),
    "caf-afcon": lazy_gettext("CAF Africa Cup of Nations"),
    "frmf": lazy_gettext("FRMF (Botola)"),
}
CRITERIA = {
    "h2h_points": lazy_gettext("Points between them"),
    "h2h_gd": lazy_gettext("Goal difference between them"),
    "h2h_gf": lazy_gettext("Goals scored between them"),
    "h2h_away_gf": lazy_gettext("Away goals between them"),
    "h2h_wins": lazy_gettext("Wins between them"),
    "gd": lazy_gettext("Goal difference"),
    "gf": lazy_gettext("Goals scored"),
    "wins": lazy_gettext("Wins"),
    "away_gf": lazy_gettext("Away goals"),
    "away_wins": lazy_gettext("Away wins"),
    "goal_ratio": lazy_gettext("Goal ratio"),
    "fair_play": lazy_gettext("Fair play"),
    "disciplinary": lazy_gettext("Card points"),
    "ranking": lazy_gettext("Ranking before the tournament"),
    "lots": lazy_gettext("Lots"),
    "playoff": lazy_gettext("Play-off match"),
}
STATUSES = {
    "played": lazy_gettext("Played to the end"),
    "not_played": lazy_gettext("Not played"),
    "abandoned": lazy_gettext("Stopped"),
    "forfeited": lazy_gettext("Forfeit"),
    "awarded": lazy_gettext("Decided by the committee"),
    "annulled": lazy_gettext("Annulled"),
}
RESULT_STATES = {
    "none": ("", lazy_gettext("No result")),
    "entered": ("warn", lazy_gettext("To be confirmed")),
    "confirmed": ("ok", lazy_gettext("Confirmed")),
}
CARDS = {
    "Y": lazy_gettext("Yellow"),
    "2Y": lazy_gettext("Second yellow"),
    "R": lazy_gettext("Red"),
    "YR": lazy_gettext("Yellow, then red"),
}
DECISIONS = {
    "lots": lazy_gettext("Lots drawn"),
    "playoff": lazy_gettext("Play-off match"),
    "deduction": lazy_gettext("Points taken off"),
}


def in_templates() -> dict[str, Any]:
    """The words that a page of tournaments may ask for, those of the public page among them."""
    return {
        **names.in_templates(),
        "competition_states": COMPETITION_STATES,
        "hearers": HEARERS,
        "sexes": SEXES,
        "shapes": SHAPES,
        "ends": ENDS,
        "rule_names": RULES,
        "criteria": CRITERIA,
        "statuses": STATUSES,
        "result_states": RESULT_STATES,
        "card_names": CARDS,
        "decision_kinds": DECISIONS,
    }
