"""What does a refusal about prizes, pledges or carried teams say? For `services.portal.refusals`."""

from flask_babel import lazy_gettext as _

SENTENCES = {
    "no_such_prize": _("This prize does not exist, or no longer"),
    "no_such_pledge": _("This pledge does not exist, or no longer"),
    "not_a_winner": _("A team that has won this prize is needed"),
    "prize_given": _("Somebody has this prize already. Take it back first"),
    "has_no_prize": _("This team does not have the prize"),
    "from_competition_id.not_started": _("A competition that has started is needed"),
    "from_competition_id.name_taken": _(
        "Another team here is called %(name)s already, in full or in short."
        " Change that name, then take over again"
    ),
}

LABELS = {
    "award": _("How it is won"),
    "rank": _("Which place"),
    "what": _("What was promised"),
    "promised_by": _("Who promised it"),
    "promised_on": _("Promised on"),
    "due_on": _("Due on"),
    "state": _("How it stands"),
    "from_competition_id": _("Earlier competition"),
}
