"""A bracket as JSON: who met whom, who won, and the final order."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from services.events.domain.sports.cases.football_group import group_outcome
from services.events.domain.sports.cases.football_knockout import read_award
from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import Case, invalid, mapping, names, plain, score
from services.events.domain.sports.football.bracket import Bracket, Drawn, Met, Result, play
from services.events.domain.sports.football.final_order import by_round, podium

NUMBER_KEYS = ("match", "number", "num", "no", "id")
_GROUP_LETTER = re.compile(r"(?:^|[ -])([A-Z])$")


def bracket_outcome(case: Case, known: Known) -> Outcome:
    matches = _matches(case)
    groups, thirds = _groups(case, known)
    bracket = Bracket(
        _slots(case, matches),
        {match: _result(entered, f"matches.{match}") for match, entered in matches.items()},
        groups,
        thirds,
        _table(case),
    )
    try:
        met, drawn = play(bracket)
    except ValueError as circle:
        raise invalid("slots", str(circle)) from None
    return _describe(bracket, met, drawn, matches)


def _describe(
    bracket: Bracket, met: Mapping[str, Met], drawn: Drawn, matches: Mapping[str, Mapping[str, Any]]
) -> Outcome:
    best = podium(bracket, met)
    third = best.third[0] if len(best.third) == 1 else plain(best.third) or None
    open_ = [match for match, one in met.items() if match in matches and not one.verdict.method]
    return {
        "matches": {match: _played(one) for match, one in met.items()},
        "champion": best.champion,
        "runner_up": best.runner_up,
        "third": third,
        "fourth": best.fourth,
        "by_round": plain(by_round(bracket, met)),
        "thirds": {"given_by": drawn.by, "sole": drawn.sole, "slots": dict(drawn.teams)},
        "not_as_entered": _differing(met, matches),
        "unresolved": open_,
    }


def _played(one: Met) -> dict[str, Any]:
    home, away = one.sides
    return {
        "home": home,
        "away": away,
        "winner": one.verdict.winner,
        "loser": one.verdict.loser,
        "method": one.verdict.method,
    }


def _differing(met: Mapping[str, Met], matches: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Matches whose entered teams are not those that the slots lead to."""
    told = {match: (one.get("home"), one.get("away")) for match, one in matches.items()}
    return [
        match
        for match, sides in told.items()
        if match in met and None not in sides and None not in met[match].sides and sides != met[match].sides
    ]


def _matches(case: Case) -> dict[str, Mapping[str, Any]]:
    """A list, each with its number, or an object by number."""
    entered = case.get("matches", case.get("results"))
    if isinstance(entered, Mapping):
        return {str(match): _of_score(one, f"matches.{match}") for match, one in entered.items()}
    if entered is not None and not isinstance(entered, list):
        raise invalid("matches", "not_a_list")
    found = {}
    for at, item in enumerate(entered or []):
        one = mapping(item, f"matches.{at}")
        number = next((one[key] for key in NUMBER_KEYS if one.get(key) is not None), None)
        if number is None:
            raise invalid(f"matches.{at}.match", "missing")
        found[str(number)] = one
    return found


def _of_score(value: Any, field: str) -> Mapping[str, Any]:
    return {"score": value} if isinstance(value, list) else mapping(value, field)


def _slots(case: Case, matches: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """From `slots`; a match without one is met by the teams it names."""
    slots: dict[str, tuple[str, str]] = {}
    for match, pair in mapping(case.get("slots"), "slots").items():
        if not isinstance(pair, list) or len(pair) != 2:
            raise invalid(f"slots.{match}", "not_two_sides")
        slots[str(match)] = (str(pair[0]), str(pair[1]))
    for match, one in matches.items():
        if match not in slots and one.get("home") and one.get("away"):
            slots[match] = (str(one["home"]), str(one["away"]))
    if not slots:
        raise invalid("slots", "missing")
    for match, sides in slots.items():
        for side in sides:
            if re.fullmatch(r"[WL]\d+", side) and side[1:] not in slots:
                raise invalid(f"slots.{match}", "unknown_match", match=side[1:])
    return slots


def _result(entered: Mapping[str, Any], field: str) -> Result:
    extra = entered.get("extra_time", entered.get("aet"))
    goals = score(entered.get("score"), f"{field}.score")
    if isinstance(extra, list):
        goals = score(extra, f"{field}.extra_time")
    pens = score(entered.get("pens", entered.get("penalties")), f"{field}.pens")
    return Result(goals, bool(extra), pens, read_award(entered.get("decision"), f"{field}.decision"))


def _groups(case: Case, known: Known) -> tuple[dict[str, list[str | None]], dict[str, str]]:
    """Ranks by group letter, and the thirds that go on, from the case itself or from the cases it names."""
    groups = {
        letter: _ranks(_group_table(value, case, known), f"groups.{letter}")
        for letter, value in _lettered(case.get("groups"), known).items()
    }
    thirds = _thirds(case.get("thirds"), groups)
    for letter, case_id in _sources(case, known):
        outcome = known.outcome(case_id)
        if known.case(case_id).get("kind") == "football.cross_group":
            thirds |= _thirds(outcome["qualified"], groups)
        elif letter:
            groups.setdefault(letter, _ranks(outcome["table"], case_id))
    return groups, thirds


def _lettered(value: Any, known: Known) -> Mapping[str, Any]:
    """By letter; a bare list names the cases of the groups."""
    if isinstance(value, list):
        return {_letter(known.case(case_id)): case_id for case_id in names(value, "groups")}
    return mapping(value, "groups")


def _group_table(value: Any, case: Case, known: Known) -> Any:
    """A list of ranks stays; the id of a case, or a group written out with its matches, is worked out."""
    if isinstance(value, str):
        return known.outcome(value)["table"]
    if isinstance(value, Mapping) and value.get("matches") is not None:
        return group_outcome({"rules": case.get("rules"), **value}, known)["table"]
    return value


def _sources(case: Case, known: Known) -> list[tuple[str, str]]:
    """(letter, case id), groups before the ranking of their thirds."""
    given = case.get("from_cases")
    if isinstance(given, Mapping):
        return [(str(letter), str(case_id)) for letter, case_id in given.items()]
    ids = names(given, "from_cases")
    if not ids and not case.get("groups"):
        ids = [
            *known.of_competition(case, "football.group"),
            *known.of_competition(case, "football.cross_group"),
        ]
    ids = sorted(ids, key=lambda case_id: known.case(case_id).get("kind") == "football.cross_group")
    return [(_letter(known.case(case_id)), case_id) for case_id in ids]


def _letter(case: Case) -> str:
    found = _GROUP_LETTER.search(str(case.get("stage", ""))) or _GROUP_LETTER.search(str(case.get("id", "")))
    return found[1] if found else ""


def _ranks(value: Any, field: str) -> list[str | None]:
    """Names best first, or the rows of a table; a shared place is nobody's yet."""
    if not isinstance(value, list):
        raise invalid(field, "not_a_list")
    if all(isinstance(item, str) for item in value):
        return list(value)
    rows = [mapping(row, field) for row in value]
    held = [row.get("pos") for row in rows]
    return [row.get("team") if held.count(row.get("pos")) == 1 else None for row in rows]


def _thirds(value: Any, groups: Mapping[str, Sequence[str | None]]) -> dict[str, str]:
    """`{"A": team}`, or the names alone, whose group is looked up."""
    if isinstance(value, Mapping):
        return {str(letter): str(team) for letter, team in value.items()}
    of = {team: letter for letter, ranked in groups.items() for team in ranked if team}
    return {of[team]: team for team in value or [] if team in of}


def _table(case: Case) -> dict[str, Mapping[str, str]]:
    rows = mapping(case.get("thirds_table"), "thirds_table")
    return {"".join(sorted(key)): mapping(row, f"thirds_table.{key}") for key, row in rows.items()}
