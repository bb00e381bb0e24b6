"""What would each row of a file of results do: enter a result, nothing, or is it refused and why?

`judged` looks at all rows against one picture of the fixtures and saves nothing; `entered` decides one row
again when it is written, on the fixture as it is by then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.errors import Refused
from contracts.events.result_imports import EMPTY, ENTER, LATE, REFUSED, SAME
from contracts.events.tournament_terms import ABANDONED, BOTH, CONFIRMED, FORFEITED, NONE
from services.events.domain.tournament import result as rules
from services.events.domain.tournament.result_matching import Fixtures, local
from services.events.domain.tournament.result_problems import Problem, plain, problem, problems_of
from services.events.domain.tournament.result_rows import Row
from services.events.domain.tournament.score import final_score, pair

Data = dict[str, Any]
Sides = Sequence[str | None]

SKIPPED = "skipped"  # of a row that was to be entered: the fixture has that result by now
_PARTS = ("score", "extra_time", "pens", "at_fault")


@dataclass(frozen=True, slots=True)
class Given:
    """A row with what the file alone tells: the fixture it means, or why it can mean none."""

    row: Row
    fixture: Data | None
    problems: list[Problem]


def matched(rows: Iterable[Row], fixtures: Fixtures) -> Iterator[Given]:
    for row in rows:
        found, problems = (None, row.problems) if row.problems else fixtures.meant(row)
        yield Given(row, found, problems)


def without_twins(given: Sequence[Given]) -> list[Given]:
    """One match told twice: the first row stands if all say the same, none of them if they differ."""
    told: dict[str, list[Given]] = {}
    for one in given:
        if one.fixture is not None and one.row.result is not None:
            told.setdefault(one.fixture["_id"], []).append(one)
    refused: dict[int, Problem] = {}
    for several in told.values():
        agree = all(one.row.result == several[0].row.result for one in several)
        for one in several[agree:]:
            other = several[1] if one is several[0] else several[0]
            refused[one.row.number] = problem("match", "match_twice", first=other.row.number)
    return [_refused(one, refused.get(one.row.number)) for one in given]


def judged(given: Given, contest: Data | None, sides: Sides, at: datetime, first: Data | None = None) -> Data:
    """The row as it is kept for the report and for the entry; `contest`, `sides`, `first` leg of its fixture
    if any.
    """
    verdict, problems = REFUSED, given.problems
    if not problems and given.fixture is not None and contest is not None:
        verdict, problems = _verdict(given.row, given.fixture, contest, sides, at, first)
    fixture = given.fixture or {}
    return {
        "row": given.row.number,
        "verdict": verdict,
        "team1": given.row.team1,
        "team2": given.row.team2,
        "score": _words(given.row),
        "fixture_id": fixture.get("_id"),
        "contest_id": fixture.get("contest_id"),
        "revision": fixture.get("revision"),
        "sides": list(sides),
        "result": given.row.result if verdict == ENTER else None,
        "problems": problems,
    }


def entered(
    kept: Data,
    fixture: Data | None,
    contest: Data,
    sides: Sides,
    *,
    by: str | None,
    at: datetime,
    first: Data | None = None,
) -> tuple[Data | None, str, list[Problem]]:
    """(fixture with the result or None, what became of the row, why). What changed is never written over."""
    if fixture is None:
        return None, LATE, [problem("match", "no_such_fixture")]
    if _says_the_same(kept["result"], fixture, sides):
        return None, SKIPPED, []
    if list(sides) != kept["sides"]:
        return None, LATE, [problem("match", "changed_by_someone")]
    wanted = {"version": kept["revision"], "result": kept["result"]}
    try:
        return rules.enter(fixture, wanted, sides, contest, by, at, first=first), ENTER, []
    except Refused as refused:
        return None, LATE, _said(refused)


def confirmed(fixture: Data, by: str | None, at: datetime) -> tuple[Data | None, list[Problem]]:
    """By somebody else than the person who entered it."""
    try:
        return rules.confirm(fixture, {"version": fixture["revision"]}, by, at), []
    except Refused as refused:
        return None, _said(refused)


def _verdict(
    row: Row, fixture: Data, contest: Data, sides: Sides, at: datetime, first: Data | None
) -> tuple[str, list[Problem]]:
    if row.result is None:
        return EMPTY, []
    if _says_the_same(row.result, fixture, sides) or _was_replayed(row.result, row.day, fixture):
        return SAME, []
    if fixture["result_state"] not in (NONE, CONFIRMED):
        return REFUSED, [problem("ft", "entered_otherwise")]
    wanted = {"version": fixture["revision"], "result": row.result}
    try:
        would = rules.enter(fixture, wanted, sides, contest, None, at, first=first)
    except Refused as refused:
        return REFUSED, _said(refused)
    by_rules = final_score(would["result"], contest)
    if row.result["score"] is None and row.goals is not None and by_rules != pair(row.goals):
        return REFUSED, [problem("ft", "other_forfeit_score", row.goals)]
    return ENTER, []


def _says_the_same(told: Data, fixture: Data, sides: Sides) -> bool:
    known: Mapping[str, Any] | None = fixture["result"]
    if fixture["result_state"] == NONE or known is None or fixture["sides"] != list(sides):
        return False
    return _agree(told, known)


def _was_replayed(told: Data, day: str, fixture: Data) -> bool:
    """A file may tell the match again that was ordered to be played again: its day alone tells them apart."""
    if day and day == local(fixture["starts_at"]):
        return False
    return any(_agree(told, one["result"]) for one in fixture["past"] if one.get("replayed"))


def _agree(told: Data, known: Mapping[str, Any]) -> bool:
    """The half-time only where the file tells it. A stopped match, a forfeit of both: it tells no goals."""
    if told["status"] != known["status"]:
        return False
    if told["status"] == ABANDONED and told["score"] is None:
        return True
    if told["status"] == FORFEITED and told["at_fault"] is None:
        return bool(known["at_fault"] == BOTH)
    parts = (*_PARTS, *(["half_time"] if told["half_time"] else []))
    return all(_listed(told[name]) == _listed(known.get(name)) for name in parts)


def _refused(given: Given, twice: Problem | None) -> Given:
    return given if twice is None else Given(given.row, given.fixture, [*given.problems, twice])


def _said(refused: Refused) -> list[Problem]:
    if "result" in refused.fields:
        return problems_of(refused.fields["result"])
    slugs = [slug for slug in refused.fields.values() if isinstance(slug, str)]
    return [problem("match", slugs[0] if slugs else refused.slug)]


def _words(row: Row) -> str:
    if row.result is None:
        return ""
    goals, pens = pair(row.result["extra_time"]) or pair(row.goals), pair(row.result["pens"])
    if goals is None:
        return plain(row.result["status"])
    return f"{goals[0]}-{goals[1]}" + (f" ({pens[0]}-{pens[1]})" if pens else "")


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value
