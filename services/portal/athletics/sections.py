"""How does each athletics contest stand, for who runs it? A part of the page of a competition."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from services.portal.athletics.reading import heats_of
from services.portal.athletics.words import DECISIONS, PARTED_BY
from services.portal.heats.rows import heat_row
from services.portal.public.athletics import athlete, athletics_boards
from services.portal.public.contest_words import about
from services.portal.public.disciplines import NAMES, heat_name
from services.portal.tournaments.reading import Data, team_names

Athlete = Callable[[int], Any]


def sections(found: Data) -> list[dict[str, Any]]:
    """Of a `WholeCompetition`: each contest with what the public sees of it, and what waits."""
    names = team_names(found["competition"])
    boards = {one["contest_id"]: one for one in athletics_boards(found, lambda one: names.get(one, ""))}
    outcomes = {one["contest_id"]: one for one in found["athletics_outcomes"]}
    return [
        _section(
            found, contest, names, boards.get(contest["contest_id"]), outcomes.get(contest["contest_id"])
        )
        for contest in found["competition"]["athletics"]
    ]


def _section(
    found: Data, contest: Data, names: dict[str, str], board: Data | None, outcome: Data | None
) -> dict[str, Any]:
    teams = {one["bib"]: names.get(one["team_id"], "") for one in contest["entries"]}
    heats = heats_of(found, contest)
    told = outcome or {"unresolved": [], "ties": [], "mixed_timing": []}

    def called(bib: int) -> Any:
        return athlete(bib, teams.get(bib, ""))

    return {
        **contest,
        "discipline": NAMES[contest["terms"]["discipline"]],
        "about": about(contest),
        "board": board,
        "heats": _cards(heats, names),
        "unresolved": [_level(one, called) for one in told["unresolved"]],
        "ties": [_level(one, called) for one in told["ties"] if one["settled_by"]],
        "mixed_timing": told["mixed_timing"],
        "decisions": [
            {**one, "words": DECISIONS[one["kind"]], "athletes": [called(bib) for bib in one["order"]]}
            for one in contest["decisions"]
        ],
    }


def _cards(heats: list[Data], names: dict[str, str]) -> list[dict[str, Any]]:
    in_round = Counter(heat["round"] for heat in heats)
    return [
        {
            **heat_row(heat, {}, names),
            "round_name": heat_name(heat, in_round[heat["round"]]),
            "athletes": sum(slot["bib"] is not None for slot in heat["slots"]),
        }
        for heat in heats
    ]


def _level(one: Data, called: Athlete) -> dict[str, Any]:
    parted = PARTED_BY.get(one.get("settled_by", ""), "")
    return {"round": one["round"], "athletes": [called(bib) for bib in one["bibs"]], "parted_by": parted}
