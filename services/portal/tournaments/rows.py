"""How is a match shown to those who run it? As on the public page, with what is not confirmed yet."""

from typing import Any

from flask_babel import gettext as _

from contracts.events.tournament_terms import CONFIRMED, ENTERED, NONE
from services.portal.public.board import shown_fixture
from services.portal.public.scores import state_words
from services.portal.tournaments.reading import Data

NO_RULES: Data = {"rules": {}}  # of a list over several contests: the usual goals stand for a forfeit


def match_row(fixture: Data, names: dict[str, str], contest: Data = NO_RULES) -> dict[str, Any]:
    """What `public/_macros.html` shows of a match, also the result that waits for its confirmation.

    `how`: how it ended, where the goals alone do not say it; `words`: that, and whether it waits.
    """
    as_if = {**fixture, "result_state": CONFIRMED if fixture["result"] else NONE}
    shown = shown_fixture(as_if, contest, lambda team_id: names.get(team_id, ""))
    more = {name: fixture[name] for name in ("result_state", "competition_id", "referee", "stale")}
    how = state_words(as_if)
    waits = state_words(fixture) if fixture["result_state"] == ENTERED else ""
    return {**shown, **more, "how": how, "words": _(", ").join(one for one in (how, waits) if one)}
