"""What does a refusal about athletics say? Sentences and labels; `services.portal.refusals` holds all.

`field.slug` is the sentence of a slug that means something else at this field than elsewhere.
"""

from flask_babel import lazy_gettext as _

SENTENCES = {
    # setting up
    "rounds.no_room": _(
        "More athletes come to the final (%(needed)s) than run in it (%(given)s)."
        " Let fewer go on, or add a round"
    ),
    "rounds.missing": _("Rounds: say how many go on from each round before the final"),
    "rounds.invalid": _("Rounds: nobody goes on from the final, and jumps and throws have one round"),
    "rounds.out_of_range": _("Rounds: in lanes, at most ten run in one race"),
    "heights.out_of_range": _("Heights: each higher than the one before it"),
    "heights.invalid": _("Heights: only for the high jump and the pole vault"),
    "more.out_of_range": _("Attempts: six at most in all"),
    # entries
    "bib_taken": _("Another athlete wears this bib in another contest: another number is needed"),
    "team_id.twice": _("A relay has one entry for each team"),
    "team_not_found": _("No team of this contest is called %(team)s. Choose it in the list"),
    "not_a_time": _("%(label)s: a time such as 12.34 or 1:02.3 is needed"),
    "not_a_length": _("%(label)s: metres such as 5.23 are needed"),
    # start lists
    "lane_taken": _("%(label)s: another one is needed, somebody has it in this heat"),
    "heat.missing": _("Each athlete is put in a heat"),
    "heat.not_an_entrant": _("This bib is not among the entries any more. Open the page again"),
    "heat.no_room": _("There are more heats, or more athletes in one, than the rounds of the contest allow"),
    "lane.out_of_range": _("%(label)s: there is no such lane"),
    "heats.missing": _("Each athlete is put in a heat: %(bibs)s are in none"),
    "heats.twice": _("Each athlete is put in one heat: %(bibs)s stand twice"),
    "heats.not_an_entrant": _("%(bibs)s: not among the entries"),
    "heats.lane_taken": _("%(bibs)s: two have the same lane"),
    "heats.out_of_range": _("%(bibs)s: there is no such lane"),
    "heats.no_room": _("There are more heats, or more athletes in one, than the rounds of the contest allow"),
    # decisions
    "bibs.not_an_entrant": _("Bibs of this contest are needed"),
    "round.out_of_range": _("%(label)s: the contest has no such round before its final"),
    # results
    "no_such_heat": _("This heat does not exist, or no longer"),
    "athletes_unknown": _("The athletes of this heat are not all known yet: no result can be entered"),
    "bib.not_an_entrant": _("This bib is not on the start list"),
    "mark.out_of_range": _("%(label)s: better than any record. Look at the figures again"),
    "attempts.out_of_range": _("%(label)s: better than any record. Look at the figures again"),
    "place.not_level": _("A place by the photo finish is for athletes with the same time alone"),
    "jump_off.not_level": _("Only who is level for the first place jumps off"),
    "mixed_timing": _("Times by hand and electronic times cannot stand in one heat"),
    "mixed_reading": _("All times of a heat are read to as many digits after the point"),
    "place_contradicts": _("The place goes against the times: a better time comes first"),
    "not_among_best": _("Only the best go on to these attempts"),
    "after_out": _("Nothing follows once an athlete is out or has retired"),
    "unfinished": _("This athlete is still in the contest: enter the other attempts, or r for retired"),
    "not_allowed": _("%(label)s: not for an athlete who ended so, or not in this discipline"),
    "rows.missing": _("Each athlete of the start list needs a line: %(bibs)s have none"),
    "wind_form": _("A wind such as +1.8 or -0.4 is needed"),
    "height_form": _("A height such as 1.20 is needed"),
}

LABELS = {
    "discipline": _("Discipline"),
    "rounds": _("Rounds"),
    "lanes": _("Athletes in one race"),
    "by_place": _("First of each heat that go on"),
    "by_time": _("Best times of the others that go on"),
    "attempts": _("Attempts"),
    "first": _("Attempts for all"),
    "more": _("Attempts more for the best"),
    "best": _("Best of the season"),
    "attempts.best": _("How many best"),
    "heights": _("Heights, in centimetres"),
    "sends": _("How many of the final go on elsewhere"),
    "team_scorers": _("Athletes that count for a team"),
    "terms.scorers": _("Athletes that count for a team"),
    "terms.points": _("Points by place"),
    "entries": _("Entries"),
    "lines": _("Lines to read"),
    "bib": _("Bib"),
    "heats": _("Heats"),
    "heat": _("Heat"),
    "bibs": _("Order"),
    "lane": _("Lane"),
    "every_minutes": _("Minutes from one heat to the next"),
    # results
    "rows": _("Lines of the result"),
    "mark": _("Mark"),
    "rows.place": _("Place by the photo finish"),
    "wind": _("Wind"),
    "winds": _("Wind"),
    "series": _("Attempts at this height"),
    "jump_off": _("Jump-off"),
    "height": _("Height"),
    "jump": _("Jump"),
    "jumps": _("Jumps"),
}
