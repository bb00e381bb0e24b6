"""Who is told what of an athletics contest, and what is never told twice?"""

from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.fact import Fact, contract_of
from services.events.domain.athletics.news import news
from tests.unit.events.athletics.meeting import (
    AT,
    FINAL,
    FIRST,
    HEAT_1,
    HEAT_2,
    SECRET,
    Meeting,
    in_heats,
    ran,
    two_heats,
)
from tests.unit.events.athletics.test_properties import Plan, lines, plans

SCHEDULED, MOVED = "contest.contest_scheduled.v1", "contest.contest_moved.v1"
RANKED = "contest.final_ranked.v1"
QUALIFIED, WITHDRAWN = "contest.team_qualified.v1", "contest.qualification_withdrawn.v1"
Told = dict[str, Any]


def competition(meeting: Meeting, **more: Any) -> dict[str, Any]:
    teams = [
        {"name": one["team_id"], "short": one["team_id"], "association_id": f"a-{one['team_id']}", **one}
        for one in meeting.teams
    ]
    return {
        "_id": "meeting",
        "state": "running",
        "name": "Qualifiers 2026",
        "place": "Ben Guerir",
        "tell": "teams",
        "teams": teams,
        "contests": [meeting.contest],
        **more,
    }


def heard(meeting: Meeting, told: Told | None = None, **more: Any) -> tuple[Told, list[Fact]]:
    """What is remembered, and the facts, each of which fits its contract."""
    heats = list(meeting.heats.values())
    now, facts = news(competition(meeting, **more), meeting.contest, heats, told, meeting.outcome())
    for fact in facts:
        contract = contract_of(fact)()
        assert contract.validate(contract.dump(fact.data)) == {}
    return now, facts


def types(facts: list[Fact]) -> list[str]:
    return [fact.type for fact in facts]


def at_hours(meeting: Meeting, first: int = 0) -> Meeting:
    for number, heat in meeting.heats.items():
        meeting.heats[number] = heat | {"starts_at": AT + timedelta(minutes=first + number), "pitch": "Track"}
    return meeting


def test_the_first_hour_is_told_to_those_who_entered_athletes() -> None:
    meeting = at_hours(in_heats([[11, 12, 21]]))
    meeting.teams += [{"team_id": "T9", "withdrawn": None}]  # an entrant without athletes
    meeting.withdraw("T2", annul=True)
    told, (fact,) = heard(meeting)
    assert (fact.type, fact.subject) == (SCHEDULED, "100m")
    assert fact.data == {
        "competition_id": "meeting",
        "contest_id": "100m",
        "competition": "Qualifiers 2026",
        "contest": "100m",
        "hearers": {"associations": ["a-T1"], "network": False},
        "starts_at": AT + timedelta(minutes=1),
        "pitch": "Track\nBen Guerir",
    }
    assert heard(meeting, told) == (told, [])


def test_no_hour_is_told_while_one_is_missing_or_it_does_not_run() -> None:
    meeting = two_heats()
    assert heard(meeting)[1] == []
    assert heard(at_hours(meeting), state="closed")[1] == []
    meeting.heats[3]["starts_at"] = None
    assert heard(meeting)[1] == []


def test_another_first_hour_is_told_until_something_was_run() -> None:
    meeting = at_hours(two_heats())
    told, _ = heard(meeting)
    meeting.heats[2]["starts_at"] += timedelta(hours=1)
    assert heard(meeting, told)[1] == []  # not the first
    moved, facts = heard(at_hours(meeting, first=30), told)
    assert types(facts) == [MOVED]
    assert types(heard(meeting, moved, place="Skhour")[1]) == [MOVED]
    meeting.run(1, HEAT_1)
    assert heard(at_hours(meeting, first=90), moved) == (moved, [])


def test_a_final_is_told_by_team_and_never_by_name() -> None:
    _, (fact,) = heard(ran())
    assert (fact.type, fact.data["corrected"]) == (RANKED, False)
    assert fact.data["lines"] == [
        {"place": 1, "team": "T2", "mark": "12.00"},
        {"place": 2, "team": "T1", "mark": "12.02"},
        {"place": 3, "team": "T1", "mark": "12.10"},
        {"place": 3, "team": "T3", "mark": "12.10"},
    ]
    assert SECRET not in str(fact)


def test_a_final_without_times_is_told_by_place() -> None:
    meeting = in_heats([[11, 21]], "cross-country").run(1, "11 1\n21 2")
    assert [one["mark"] for one in heard(meeting)[1][0].data["lines"]] == ["", ""]


def test_a_correction_of_a_place_that_was_told_is_told() -> None:
    meeting = ran()
    told, _ = heard(meeting)
    meeting.run(3, FINAL.replace("21 12.50", "21 12.40"))
    same, facts = heard(meeting, told)
    assert (same, facts) == (told, [])  # the fifth was never told
    meeting.run(3, FINAL.replace("22 12.00", "22 DQ"))
    assert [(one.type, one.data["corrected"]) for one in heard(meeting, told)[1]] == [(RANKED, True)]


def test_a_final_that_waits_again_is_not_told_twice_when_it_settles_alike() -> None:
    meeting = ran()
    told, _ = heard(meeting)
    meeting.run(2, HEAT_2.replace("22 12.05", "22 DQ"))
    waiting, facts = heard(meeting, told)
    assert (waiting["final"], facts) == (told["final"], [])
    meeting.run(2, HEAT_2)
    assert heard(meeting, waiting) == (told, [])


def test_a_team_is_told_once_that_it_goes_on_and_where_to() -> None:
    meeting = in_heats([FIRST], rounds=[{"lanes": 8}], sends=2)
    meeting.run(1, "11 12.10\n12 12.20\n21 12.30\n31 12.90")
    told, facts = heard(meeting, next_stage={"name": "National final", "place": "Rabat", "starts_on": None})
    assert types(facts) == [RANKED, QUALIFIED]
    assert (facts[1].data["team_id"], facts[1].data["to"]) == ("T1", "National final")
    meeting.run(1, "11 12.10\n12 12.40\n21 12.30\n31 12.90")
    assert types(heard(meeting, told)[1]) == [RANKED, QUALIFIED]  # T1 still does
    meeting.run(1, "11 12.80\n12 12.70\n21 12.30\n31 12.20")
    after = heard(meeting, told, state="closed")[1]
    assert [(one.type, one.data.get("team_id"), one.data.get("corrected")) for one in after] == [
        (RANKED, None, True),
        (WITHDRAWN, "T1", None),
        (QUALIFIED, "T2", True),
        (QUALIFIED, "T3", True),
    ]


def test_results_go_to_whom_the_competition_says() -> None:
    nobody: list[str] = []
    for tell, associations, network in (
        ("nobody", nobody, False),
        ("teams", ["a-T1", "a-T2", "a-T3", "a-T4"], False),
        ("network", nobody, True),
    ):
        (fact,) = heard(ran(), tell=tell)[1]
        assert fact.data["hearers"] == {"associations": associations, "network": network}


@settings(max_examples=30, deadline=None)
@given(plans(), st.integers(0, 999))
def test_in_any_order_of_the_heats_the_same_is_told_and_once(plan: Plan, seed: int) -> None:
    rng = Random(seed)
    ends = []
    for order in (range(len(plan.heats)), rng.sample(range(len(plan.heats)), len(plan.heats))):
        meeting = plan.meeting()
        told: Told | None = None
        for at in order:
            meeting.run(at + 1, lines(meeting.start_list(at + 1), plan.heats[at]))
            told, facts = heard(meeting, told)
            assert facts == []
        told, facts = heard(plan.run_final(meeting), told)
        assert heard(meeting, told) == (told, [])
        ends.append((told, [(fact.type, fact.data) for fact in facts]))
    assert ends[0] == ends[1]


@settings(max_examples=30, deadline=None)
@given(plans(), st.integers(0, 999))
def test_after_corrections_who_was_told_last_is_who_goes_on(plan: Plan, seed: int) -> None:
    rng = Random(seed)
    meeting = plan.run_heats(plan.meeting())
    told: Told | None = None
    on: set[str] = set()
    for _ in range(3):
        plan.run_final(meeting)
        told, facts = heard(meeting, told)
        for fact in facts:
            if fact.type == QUALIFIED:
                assert fact.data["team_id"] not in on
                on.add(fact.data["team_id"])
            if fact.type == WITHDRAWN:
                on.remove(fact.data["team_id"])
        assert on == {one["team_id"] for one in meeting.outcome()["goes_on"] if one["state"] == "confirmed"}
        number = rng.randrange(len(plan.heats)) + 1
        marks = rng.sample(plan.heats[number - 1], len(plan.heats[number - 1]))
        meeting.run(number, lines(meeting.start_list(number), marks))
