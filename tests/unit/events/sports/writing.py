"""How is a case written in one line a match? `"Romania 3-0 Ukraine"`, `"Mali - Gabon"` without a result."""

import re
from typing import Any

from services.events.domain.sports.cases.known import Known
from services.events.domain.sports.cases.outcome import work_out

_LINE = re.compile(r"^(.+?) (\d+)-(\d+) (.+?)(?: \[(\w+)\])?$")

H2H = ["h2h_points", "h2h_gd", "h2h_gf"]


def match(line: str) -> dict[str, Any]:
    found = _LINE.match(line)
    if found is None:
        home, away = line.split(" - ")
        return {"home": home, "away": away, "score": None, "status": "not_played"}
    score = [int(found[2]), int(found[3])]
    return {"home": found[1], "away": found[4], "score": score, "status": found[5] or "played"}


def group(lines: str, criteria: list[str], **more: Any) -> dict[str, Any]:
    """`reapply` and `two` go to the rules, the rest into the case."""
    matches = [match(line.strip()) for line in lines.strip().splitlines()]
    rules = {"tiebreakers": criteria, "h2h_reapply": more.pop("reapply", False), **more.pop("rules", {})}
    if "two" in more:
        rules["tiebreakers_two_teams"] = more.pop("two")
    teams = sorted({one[side] for one in matches for side in ("home", "away")})
    return {"id": "g", "kind": "football.group", "teams": teams, "matches": matches, "rules": rules, **more}


def out(case: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    return work_out(case, Known([case, *others], work_out))


def ranks(outcome: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["pos"], row["team"]) for row in outcome["table"]]
