"""What would one more result bring, before anybody keeps it?"""

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.events.tournament_terms import CONFIRMED, REPLACED, SETTLED
from services.events.domain.athletics.outcome import derive
from services.events.domain.athletics.result import refuse_unknown
from services.events.domain.athletics.result_rules import checked
from services.events.domain.athletics.start_lists import known_start_list

Contest = Mapping[str, Any]
Heat = Mapping[str, Any]
Outcome = Mapping[str, Any]


def follows(
    contest: Contest,
    teams: Sequence[Mapping[str, Any]],
    heats: Sequence[Heat],
    heat_id: str,
    result: Mapping[str, Any],
) -> dict[str, Any]:
    """What this result would bring; refused like the result itself would be. Nothing is kept.

    {goes_on, no_longer: bibs that would surely leave their round or the contest upwards, or no more;
    filled: [{heat_id, bib}] slots that would be sure}.
    """
    before = derive(contest, teams, heats)
    start_list = known_start_list(before["slots"], heat_id)
    refuse_unknown(start_list)
    known = [bib for bib in start_list if bib is not None]
    kept = {"result": checked(result, known, contest), "start_list": known, "result_state": CONFIRMED}
    then = [{**one, **kept} if one["_id"] == heat_id else one for one in heats]
    after = derive(contest, teams, then)
    return {
        "goes_on": sorted(_sure(after) - _sure(before)),
        "no_longer": sorted(_sure(before) - _sure(after)),
        "filled": [one for one in _filled(after) if one not in _filled(before)],
    }


def _sure(outcome: Outcome) -> set[int]:
    told = [*outcome["going"], *outcome["goes_on"]]
    return {one["bib"] for one in told if one["state"] == SETTLED}


def _filled(outcome: Outcome) -> list[dict[str, Any]]:
    return [
        {"heat_id": heat_id, "bib": slot["bib"]}
        for heat_id, slots in outcome["slots"].items()
        for slot in slots
        if slot["state"] in (SETTLED, REPLACED)
    ]
