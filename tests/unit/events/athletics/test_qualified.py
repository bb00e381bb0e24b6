"""Which athletes are proposed for a final elsewhere, once their team is there?"""

from typing import Any

from services.events.domain.tournament.qualified import qualified
from tests.unit.events.athletics.meeting import SECRET, Meeting, contest, entry

Data = dict[str, Any]


def run(rows: str, **terms: Any) -> Meeting:
    entries = [entry(11, "Atlas"), entry(21, "Bahja"), entry(22, "Bahja")]
    meeting = Meeting(contest(entries, sends=2, **terms))
    meeting.run(1, rows)
    return meeting


def here(*teams: str) -> Data:
    came = [{"competition_id": "semis", "team_id": one, "contest_ids": ["100m"]} for one in teams]
    return {"teams": [{"team_id": f"new-{one['team_id']}", "came_from": one} for one in came]}


def proposed(meeting: Meeting, final: Data, *teams: str) -> list[tuple[Any, ...]]:
    source = {"_id": "semis", "contests": [meeting.contest]}
    found = qualified(here(*teams), final, source, {meeting.contest["contest_id"]: meeting.outcome()})
    return [(one["bib"], one["team_id"], one["name"], one["best"]) for one in found]


def test_who_goes_on_comes_with_the_mark_of_the_final_and_the_team_of_here() -> None:
    final = contest([])
    ran = run("11 12.34\n21 12.90\n22 13.40")
    assert proposed(ran, final, "Atlas", "Bahja") == [
        (11, "new-Atlas", SECRET, "12.34"),
        (21, "new-Bahja", SECRET, "12.90"),
    ]
    assert proposed(ran, final, "Bahja") == [(21, "new-Bahja", SECRET, "12.90")]


def test_another_discipline_sex_or_age_is_another_contest() -> None:
    ran = run("11 12.34\n21 12.90\n22 13.40")
    others = [contest([], "200m"), contest([]) | {"sex": "boys"}, contest([]) | {"age": "U17"}]
    assert [proposed(ran, one, "Atlas", "Bahja") for one in others] == [[], [], []]


def test_who_is_entered_is_not_proposed_again_under_another_bib() -> None:
    ran = run("11 12.34\n21 12.90\n22 13.40")
    final = contest([entry(500, "new-Atlas")])
    assert [one[0] for one in proposed(ran, final, "Atlas", "Bahja")] == [21]
