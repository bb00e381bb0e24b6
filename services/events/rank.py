"""What is the outcome of the competitions in these files? `python -m services.events.rank FILE.json ...`

Each file holds `{"cases": [...]}` (or one case, or a list); `expected` is ignored. Printed:
`{"cases": [...]}`, one entry a case in the order of the files, always with `id`, and `kind` or `error`.

football.group, football.league_ppg
    `table` [pos team p w d l gf ga gd pts (ppg)], `qualified`, `on_the_line` (level across the last
    qualifying place), `unresolved` (sets that need lots now), `unresolved_before` (those, and the sets that
    lots or a play-off have put apart since), `ties_broken` [criterion teams into], `explanation` [pos team
    level_with decided_by[criterion criteria values] not_entered settled], `complete`, `awarded`
football.cross_group
    `ranking` [team], `places`, `qualified` (by name), `unresolved`, `unresolved_before`,
    `tied_without_effect`, `ties_broken`, `explanation`
football.bracket
    `matches` {number: home away winner loser method}, `champion`, `runner_up`, `third` (a list when
    shared), `fourth`, `by_round`, `thirds` {given_by sole slots}, `not_as_entered`, `unresolved`
football.two_legs       `winner`, `method`, `aggregate`
football.knockout_match `result_on_field` and `official` {score winner method pens}, `winner`, `method`
football.shootout       `score`, `winner`, `over_after`, `sudden_death`, `kicks_after_the_end`
football.discipline     `suspensions` [team player after misses reason carried]
football.pipeline       `stages` {id: outcome}, and what the last stage tells
athletics.heats
    `by_place`, `by_time`, `advanced_by_referee` [heat athlete], `total_advancing`, `tie_at_the_cut` {mark
    athletes resolved_by}, `place_ties`, `displaced`, `unresolved`, `places_for_unresolved`
athletics.horizontal, athletics.vertical
    `ranking` [place athlete best], `shared_places`, `unranked`, `qualified_by_standard`,
    `qualified_by_place`; vertical: `first_place`, `explanation`
athletics.final_selection   `ranking`, `selected`, `unresolved`, `unresolved_before`, `unranked`
athletics.medal_table, athletics.team_points   `table` [place nation|team ...]

Level teams share `pos` until somebody decides. Exit code 1 when a file or a case could not be read:
`{"id": ..., "error": {"slug": "invalid_case", "fields": {...}}}`, the others are worked out all the same.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.events.domain.sports.cases.outcome import outcomes
from services.events.domain.sports.cases.reading import invalid


def main(paths: Sequence[str]) -> int:
    if not paths:
        print("usage: python -m services.events.rank FILE.json [FILE.json ...]", file=sys.stderr)
        return 2
    cases, unreadable = read_files(paths)
    told = outcomes(cases) + unreadable
    print(json.dumps({"cases": told}, ensure_ascii=False, indent=1))
    return 1 if any("error" in one for one in told) else 0


def read_files(paths: Sequence[str]) -> tuple[list[Any], list[dict[str, Any]]]:
    """All cases together, since one may draw on another; and an error for each file that is none."""
    cases: list[Any] = []
    unreadable: list[dict[str, Any]] = []
    for path in paths:
        try:
            cases += _cases(json.loads(Path(path).read_text(encoding="utf-8")))
        except (OSError, ValueError, RecursionError) as broken:
            error = invalid("file", "unreadable", path=str(path), why=str(broken))
            unreadable.append({"id": None, "file": str(path), "error": error.as_data()})
    return cases, unreadable


def _cases(data: Any) -> list[Any]:
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        raise ValueError("neither an object nor a list")
    if "cases" not in data:
        return [data]
    if not isinstance(data["cases"], list):
        raise ValueError("cases is not a list")
    return data["cases"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
