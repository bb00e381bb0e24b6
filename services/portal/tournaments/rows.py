"""How is a match shown to those who run it? As on the public page, with what is not confirmed yet."""

from typing import Any

from contracts.events.tournament_terms import CONFIRMED, NONE
from services.portal.public.board import shown_fixture
from services.portal.public.scores import state_words
from services.portal.tournaments.reading import Data

NO_RULES: Data = {"rules": {}}  # of a list over several contests: the usual goals stand for a forfeit


def match_row(fixture: Data, names: dict[str, str], contest: Data = NO_RULES) -> dict[str, Any]:
    """What `public/_macros.html` shows of a match, also the goals that wait for their confirmation."""
    as_if = {**fixture, "result_state": CONFIRMED if fixture["result"] else NONE}
    shown = shown_fixture(as_if, contest, lambda team_id: names.get(team_id, ""))
    more = {name: fixture[name] for name in ("result_state", "competition_id", "referee", "stale")}
    return {**shown, **more, "words": state_words(fixture)}
