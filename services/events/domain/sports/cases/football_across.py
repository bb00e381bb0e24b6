"""Thirds or runners-up of several groups as JSON: their ranking and who goes on."""

from collections.abc import Mapping
from typing import Any

from services.events.domain.sports.cases.football_group import broken, explain, read_group
from services.events.domain.sports.cases.football_rules import ALIASES, criteria, read_entered, read_rules
from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import (
    Case,
    invalid,
    mapping,
    names,
    number,
    objects,
    plain,
    text,
    whole,
)
from services.events.domain.sports.football.across import Across, rank_across, reduced_row
from services.events.domain.sports.football.entered import Entered
from services.events.domain.sports.football.rule_sets import ACROSS_GROUPS
from services.events.domain.sports.football.tally import Row

NEXT_TO_ROWS = ("fair_play", "conduct", "conduct_score", "disciplinary", "ranking")


def across_outcome(case: Case, known: Known) -> Outcome:
    rules = mapping(case.get("rules"), "rules")
    candidates = objects(case, "candidates", needed=False) or _from_groups(case, rules, known)
    rows = _rows(candidates)
    entered = _entered(case, candidates)
    asked = (
        criteria(rules["criteria"], "rules.criteria") if rules.get("criteria") is not None else ACROSS_GROUPS
    )
    if entered.orders.get("lots") and "lots" not in asked:
        asked += ("lots",)
    return describe_across(rank_across(rows, whole(rules, "take", 0, "rules"), asked, entered))


def describe_across(across: Across) -> Outcome:
    standing = across.standing
    return {
        "ranking": [team for _, team in standing.places],
        "places": [{"place": place, "team": team} for place, team in standing.places],
        "qualified": sorted(standing.qualified),
        "on_the_line": list(standing.on_the_line),
        "unresolved": plain(across.needs_lots),
        "unresolved_before": plain(across.needed_lots),
        "tied_without_effect": plain(across.without_effect),
        "ties_broken": [broken(split) for split in standing.story.splits],
        "explanation": explain(standing),
    }


def _rows(candidates: list[Mapping[str, Any]]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for at, row in enumerate(candidates):
        field = f"candidates.{at}"
        team = text(row, "team", field)
        if team in rows:
            raise invalid(f"{field}.team", "twice_the_same", team=team)
        rows[team] = _row(row, team, field)
    return rows


def _row(row: Mapping[str, Any], team: str, field: str) -> Row:
    if row.get("pts") is None:
        raise invalid(f"{field}.pts", "missing")
    scored = whole(row, "gf", 0, field)
    conceded = whole(row, "ga", scored - whole(row, "gd", 0, field), field)
    counts = {key: whole(row, key, 0, field) for key in ("p", "w", "d", "l", "pts")}
    return Row(team, gf=scored, ga=conceded, **counts)


def _entered(case: Case, candidates: list[Mapping[str, Any]]) -> Entered:
    """Numbers may stand in `extra` or beside each row."""
    entered = read_entered(case, read_rules(case))
    values = {name: dict(known) for name, known in entered.values.items()}
    for at, row in enumerate(candidates):
        for key in NEXT_TO_ROWS:
            if row.get(key) is not None:
                found = values.setdefault(ALIASES.get(key, key), {})
                found[row["team"]] = number(row[key], f"candidates.{at}.{key}")
    return Entered(values, entered.orders)


def _from_groups(case: Case, rules: Mapping[str, Any], known: Known) -> list[Mapping[str, Any]]:
    """The row of each group at `position`; `exclude_position` leaves out the matches against that one."""
    position = whole(rules, "position", 3, "rules")
    found: list[Mapping[str, Any]] = []
    for case_id in names(case.get("from_cases"), "from_cases") or known.of_competition(
        case, "football.group"
    ):
        table = known.outcome(case_id)["table"]
        at = [row["team"] for row in table if row["pos"] == position]
        if len(at) != 1:
            raise invalid("from_cases", "place_not_settled", case=case_id)
        excluded = whole(rules, "exclude_position", 0, "rules")
        against = next((row["team"] for row in table if row["pos"] == excluded), None)
        row = reduced_row(read_group(known.case(case_id)), at[0], against)
        found.append({"team": at[0], "case": case_id, "pts": row.pts, "gf": row.gf, "ga": row.ga, "w": row.w})
    if not found:
        raise invalid("candidates", "missing")
    return found
