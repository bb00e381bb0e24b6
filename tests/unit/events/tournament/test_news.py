"""Who is told what, and what is never told twice?"""

from datetime import timedelta
from typing import Any

import pytest

from contracts.fact import Fact, contract_of
from services.events.domain.tournament.news import fixture_news, news, replay_news, result_news
from services.events.domain.tournament.result import order_replay
from tests.unit.events.tournament.played import AT, Cup, result
from tests.unit.events.tournament.test_outcome import GROUPS_PLAYED, two_groups

SCHEDULED, MOVED = "fixture.fixture_scheduled.v1", "fixture.fixture_moved.v1"
CALLED_OFF = "fixture.fixture_called_off.v1"
CONFIRMED, CORRECTED = "fixture.result_confirmed.v1", "fixture.result_corrected.v1"
SETTLED, QUALIFIED = "contest.table_settled.v1", "contest.team_qualified.v1"
WITHDRAWN = "contest.qualification_withdrawn.v1"


def competition(cup: Cup, **more: Any) -> dict[str, Any]:
    return {
        "_id": "cup",
        "state": "running",
        "name": "Qualifiers 2026",
        "place": "Ben Guerir",
        "tell": "teams",
        "teams": list(cup.teams.values()),
        "contests": [cup.contest],
        **more,
    }


def told(facts: list[Fact]) -> list[Fact]:
    """Each fits its contract."""
    for fact in facts:
        contract = contract_of(fact)()
        assert contract.validate(contract.dump(fact.data)) == {}
    return facts


def heard(cup: Cup, before: dict[str, Any] | None, **more: Any) -> list[Fact]:
    """`before`: the outcome that was told last."""
    known = news(competition(cup, **more), cup.contest, None, before)[0] if before else None
    return told(news(competition(cup, **more), cup.contest, known, cup.outcome())[1])


def said(facts: list[Fact]) -> list[tuple[str, str]]:
    return [(fact.type, fact.data.get("team") or fact.data["group"]) for fact in facts]


def hours(cup: Cup, number: int, **more: Any) -> tuple[dict[str, Any], list[Fact]]:
    one = cup.fixtures[number]
    slots = cup.outcome()["slots"][one["_id"]]
    after, facts = fixture_news(competition(cup, **more), cup.contest, one, slots)
    return after, told(facts)


def scored(cup: Cup, was: dict[str, Any] | None = None, **more: Any) -> list[Fact]:
    before = cup.fixtures[1] | {"result": was} if was else None
    return told(result_news(competition(cup, **more), cup.contest, cup.fixtures[1], before))


def test_a_table_is_told_when_its_group_is_complete() -> None:
    cup = Cup(terms={"qualify": 1}).play("Atlas 2-0 Bahja\nAtlas 1-0 Chaouia\nBahja 1-0 Chaouia")
    cup.play("Atlas 1-0 Draa\nBahja 2-0 Draa")
    before = cup.outcome()
    assert SETTLED not in [fact.type for fact in heard(cup, None)]
    cup.play("Chaouia 1-0 Draa")
    (fact,) = heard(cup, before)
    assert (fact.type, fact.subject) == (SETTLED, "football")
    assert fact.data == {
        "competition_id": "cup",
        "contest_id": "football",
        "competition": "Qualifiers 2026",
        "contest": "Football",
        "hearers": {
            "associations": [f"association-{name}" for name in ("Atlas", "Bahja", "Chaouia", "Draa")],
            "network": False,
        },
        "group": "A",
        "lines": [
            {"place": 1, "team": "Atlas", "points": 9},
            {"place": 2, "team": "Bahja", "points": 6},
            {"place": 3, "team": "Chaouia", "points": 3},
            {"place": 4, "team": "Draa", "points": 0},
        ],
        "corrected": False,
    }
    assert heard(cup, cup.outcome()) == []


def test_a_corrected_table_is_told_as_such_and_an_equal_one_not_at_all() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    before = cup.outcome()
    cup.report("Bahja", "Chaouia", result(2, 0))
    assert heard(cup, before) == []
    cup.report("Bahja", "Chaouia", result(0, 1))
    (fact,) = heard(cup, before)
    assert (fact.data["group"], fact.data["corrected"]) == ("A", True)
    assert [line["team"] for line in fact.data["lines"]] == ["Atlas", "Chaouia", "Bahja"]


def test_a_table_with_a_tie_that_matters_waits_for_the_lots() -> None:
    cup = two_groups().play("Atlas 1-1 Bahja\nAtlas 1-0 Chaouia\nBahja 1-0 Chaouia")
    before = cup.outcome()
    assert heard(cup, None) == []
    cup.decide("lots", "Bahja", "Atlas")
    (fact,) = heard(cup, before)
    assert [line["place"] for line in fact.data["lines"]] == [1, 2, 3]


def test_the_champion_is_told_and_taken_back_by_a_correction() -> None:
    cup = Cup(bracket=("Atlas", "Bahja"), rounds=[["Atlas Bahja"]]).play("Atlas 1-0 Bahja")
    before = cup.outcome()
    (fact,) = heard(cup, None)
    assert (fact.type, fact.data["team"], fact.data["corrected"]) == (QUALIFIED, "Dar Atlas", False)
    cup.report("Atlas", "Bahja", result(0, 1))
    facts = heard(cup, before)
    assert said(facts) == [(WITHDRAWN, "Dar Atlas"), (QUALIFIED, "Dar Bahja")]
    assert facts[1].data["corrected"] is True
    assert heard(cup, cup.outcome()) == []


@pytest.mark.parametrize(
    ("tell", "hearers"),
    [
        ("nobody", {"associations": [], "network": False}),
        ("teams", {"associations": ["association-Bahja"], "network": False}),
        ("network", {"associations": [], "network": True}),
    ],
)
def test_who_hears_of_tables_and_results(tell: str, hearers: dict[str, Any]) -> None:
    cup = Cup(bracket=("Atlas", "Bahja"), rounds=[["Atlas Bahja"]])
    cup.teams["Atlas"] |= {"association_id": None, "guest_of": "Settat"}
    cup.teams["Stranger"] = cup.teams["Atlas"] | {"team_id": "Stranger", "association_id": "elsewhere"}
    cup.play("Atlas 1-0 Bahja")
    assert [fact.data["hearers"] for fact in heard(cup, None, tell=tell)] == [hearers]
    assert [fact.data["hearers"] for fact in scored(cup, tell=tell)] == [hearers]


def test_an_hour_is_told_once_both_teams_are_sure() -> None:
    cup = two_groups()
    assert hours(cup, 7) == (cup.fixtures[7], [])
    cup.play(GROUPS_PLAYED)
    after, (fact,) = hours(cup, 7, tell="nobody")
    assert (fact.type, fact.subject) == (SCHEDULED, "f7")
    assert fact.data == {
        "competition_id": "cup",
        "contest_id": "football",
        "fixture_id": "f7",
        "competition": "Qualifiers 2026",
        "home": "Atlas",
        "away": "Essaouira",
        "starts_at": AT + timedelta(hours=7),
        "pitch": "1\nBen Guerir",
        "hearers": {"associations": ["association-Atlas", "association-Essaouira"], "network": False},
    }
    assert cup.fixtures[7]["told"] is None
    cup.fixtures[7] = after
    assert hours(cup, 7) == (after, [])


@pytest.mark.parametrize("change", [{"pitch": "2"}, {"starts_at": AT + timedelta(days=1)}])
def test_another_hour_or_pitch_is_told_as_moved(change: dict[str, Any]) -> None:
    cup = Cup()
    cup.fixtures[1], _ = hours(cup, 1)
    cup.fixtures[1] |= change
    after, (fact,) = hours(cup, 1)
    assert fact.type == MOVED
    assert {key: after["told"][key] for key in change} == change


def test_another_opponent_is_told_as_moved() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    cup.fixtures[7], _ = hours(cup, 7)
    cup.report("Essaouira", "Figuig", result(0, 1))
    _, (fact,) = hours(cup, 7)
    assert (fact.type, fact.data["away"]) == (MOVED, "Figuig")


def test_who_was_told_and_plays_no_longer_hears_of_it() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    cup.fixtures[7], _ = hours(cup, 7)
    cup.report("Essaouira", "Figuig", result(0, 1))
    _, (fact,) = hours(cup, 7)
    heard_by = fact.data["hearers"]["associations"]
    assert heard_by == ["association-Atlas", "association-Essaouira", "association-Figuig"]


def test_no_hour_is_told_of_a_match_of_who_withdrew() -> None:
    cup = Cup()
    cup.teams["Atlas"] |= {"withdrawn": {"at": AT, "why": "floods", "annul": False}}
    assert hours(cup, 1) == (cup.fixtures[1], [])


@pytest.mark.parametrize("annul", [True, False])
def test_a_match_of_who_withdrew_is_called_off_once(annul: bool) -> None:
    cup = Cup()
    cup.fixtures[1], _ = hours(cup, 1)
    cup.teams["Atlas"] |= {"withdrawn": {"at": AT, "why": "floods", "annul": annul}}
    after, (fact,) = hours(cup, 1)
    assert (fact.type, fact.data["home"], fact.data["away"]) == (CALLED_OFF, "Atlas", "Bahja")
    assert (fact.data["starts_at"], fact.data["pitch"]) == (AT + timedelta(hours=1), "1\nBen Guerir")
    assert fact.data["hearers"]["associations"] == ["association-Atlas", "association-Bahja"]
    cup.fixtures[1] = after
    assert hours(cup, 1) == (after, [])


def test_a_match_is_called_off_when_a_correction_opens_who_plays_and_scheduled_anew_when_it_is_sure() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    cup.fixtures[7], _ = hours(cup, 7)
    cup.report("Essaouira", "Figuig", result(1, 0, status="abandoned"))
    cup.fixtures[7], (fact,) = hours(cup, 7)
    assert (fact.type, fact.data["home"], fact.data["away"]) == (CALLED_OFF, "Atlas", "Essaouira")
    cup.report("Essaouira", "Figuig", result(0, 1))
    _, (fact,) = hours(cup, 7)
    assert (fact.type, fact.data["away"]) == (SCHEDULED, "Figuig")


def test_a_match_that_was_played_is_not_called_off() -> None:
    cup = Cup()
    cup.fixtures[1], _ = hours(cup, 1)
    cup.play("Atlas 1-0 Bahja")
    cup.teams["Atlas"] |= {"withdrawn": {"at": AT, "why": "floods", "annul": True}}
    assert hours(cup, 1)[1] == []


def test_a_replay_takes_back_the_result_and_the_hour_and_is_told_its_new_one() -> None:
    cup = Cup()
    cup.fixtures[1], _ = hours(cup, 1)
    cup.play("Atlas 2-1 Bahja")
    was = cup.fixtures[1]
    cup.fixtures[1] = order_replay(was | {"revision": 3}, {"version": 3, "why": "the referee"}, "chair", AT)
    (fact,) = told(replay_news(competition(cup), cup.contest, was))
    assert (fact.type, fact.data["score"], fact.data["was"]) == (CORRECTED, "annulled", "2-1")
    cup.fixtures[1], (fact,) = hours(cup, 1)
    assert (fact.type, fact.data["starts_at"]) == (CALLED_OFF, AT + timedelta(hours=1))
    cup.fixtures[1] |= {"starts_at": AT + timedelta(days=1), "pitch": "2"}
    _, (fact,) = hours(cup, 1)
    assert (fact.type, fact.data["pitch"]) == (SCHEDULED, "2\nBen Guerir")


def test_of_a_result_without_a_score_a_replay_has_nothing_to_take_back() -> None:
    cup = Cup()
    cup.report("Atlas", "Bahja", result(1, 0, status="abandoned"))
    assert replay_news(competition(cup), cup.contest, cup.fixtures[1]) == []


def test_another_place_is_told_as_moved_unless_nobody_remembers_which_was_told() -> None:
    cup = Cup()
    cup.fixtures[1], _ = hours(cup, 1)
    _, (fact,) = hours(cup, 1, place="Skhour")
    assert (fact.type, fact.data["pitch"]) == (MOVED, "1\nSkhour")
    before = {key: value for key, value in cup.fixtures[1]["told"].items() if key != "place"}
    cup.fixtures[1] |= {"told": before}
    assert hours(cup, 1, place="Skhour")[1] == []


@pytest.mark.parametrize(
    ("known", "to"),
    [({}, ""), ({"next_stage": None}, ""), ({"next_stage": {"name": "Final in Settat"}}, "Final in Settat")],
)
def test_who_goes_on_hears_where_to(known: dict[str, Any], to: str) -> None:
    cup = Cup(bracket=("Atlas", "Bahja"), rounds=[["Atlas Bahja"]]).play("Atlas 1-0 Bahja")
    assert [fact.data["to"] for fact in heard(cup, None, **known)] == [to]


def test_a_table_that_waited_again_is_not_told_twice() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    known, _ = news(competition(cup), cup.contest, None, cup.outcome())
    played = dict(cup.fixtures)
    cup.report("Bahja", "Chaouia", result(1, 0, status="abandoned"))
    waits, facts = news(competition(cup), cup.contest, known, cup.outcome())
    assert SETTLED not in [fact.type for fact in facts]
    cup.report("Bahja", "Chaouia", result(0, 1))
    _, facts = news(competition(cup), cup.contest, waits, cup.outcome())
    assert [fact.data["corrected"] for fact in facts if fact.type == SETTLED] == [True]
    cup.fixtures |= played
    assert SETTLED not in [fact.type for fact in news(competition(cup), cup.contest, waits, cup.outcome())[1]]


def test_a_group_that_withdrew_as_a_whole_has_no_table_to_tell() -> None:
    cup = two_groups()
    for name in ("Atlas", "Bahja", "Chaouia"):
        cup.teams[name] |= {"withdrawn": {"at": AT, "why": "floods", "annul": True}}
    assert heard(cup, None) == []


def test_no_hour_is_told_of_a_draft_without_an_hour_or_after_the_result() -> None:
    cup = Cup()
    for state in ("draft", "closed"):
        assert hours(cup, 1, state=state)[1] == []
    cup.fixtures[2] |= {"starts_at": None}
    assert hours(cup, 2)[1] == []
    cup.fixtures[3] |= {"result_state": "entered", "result": result(1, 0), "sides": ["Atlas", "Draa"]}
    assert hours(cup, 3)[1] == []


def test_a_result_is_told_and_its_correction_with_what_was_said() -> None:
    cup = Cup().play("Atlas 2-1 Bahja")
    (fact,) = scored(cup)
    assert (fact.type, fact.subject, fact.data["score"]) == (CONFIRMED, "f1", "2-1")
    assert (fact.data["home"], fact.data["away"]) == ("Atlas", "Bahja")
    was = cup.fixtures[1]["result"]
    cup.report("Atlas", "Bahja", result(2, 1, half_time=[1, 1]))
    assert scored(cup, was) == []
    cup.report("Atlas", "Bahja", result(1, 2))
    (fact,) = scored(cup, was)
    assert (fact.type, fact.data["score"], fact.data["was"]) == (CORRECTED, "1-2", "2-1")


@pytest.mark.parametrize(
    ("ended", "score", "how"),
    [
        (result(2, 1), "2-1", ""),
        (result(status="forfeited", at_fault="away"), "3-0", "forfeited"),
        (result(2, 0, status="awarded"), "2-0", "awarded"),
    ],
)
def test_a_result_says_that_it_was_not_played(ended: dict[str, Any], score: str, how: str) -> None:
    cup = Cup()
    cup.report("Atlas", "Bahja", ended)
    (fact,) = scored(cup)
    assert (fact.data["score"], fact.data["how"]) == (score, how)


def test_without_a_score_nothing_is_told_unless_one_had_been() -> None:
    cup = Cup().play("Atlas 2-1 Bahja")
    was = cup.fixtures[1]["result"]
    cup.report("Atlas", "Bahja", result(status="annulled"))
    assert scored(cup) == []
    (fact,) = scored(cup, was)
    assert (fact.type, fact.data["score"], fact.data["was"]) == (CORRECTED, "annulled", "2-1")
    cup.fixtures[1] |= {"result": was}
    (fact,) = scored(cup, result(status="annulled"))
    assert (fact.type, fact.data["score"]) == (CONFIRMED, "2-1")


def test_a_correction_for_other_teams_is_a_result_of_its_own() -> None:
    cup = Cup().play("Atlas 2-1 Bahja")
    before = cup.fixtures[1] | {"sides": ["Draa", "Bahja"]}
    for score in ((2, 1), (3, 1)):
        cup.report("Atlas", "Bahja", result(*score))
        (fact,) = told(result_news(competition(cup), cup.contest, cup.fixtures[1], before))
        assert (fact.type, fact.data["score"]) == (CONFIRMED, f"{score[0]}-{score[1]}")


def test_twelve_characters_are_all_that_a_line_carries_of_a_name() -> None:
    cup = Cup({"A": ("Atlas", "Bahja", "Chaouia", "Draa")}, terms={"qualify": 1})
    for name in cup.teams:
        cup.teams[name] |= {"short": f"{name:x<12}"}
    cup.play("Atlas 1-0 Bahja\nAtlas 1-0 Chaouia\nAtlas 1-0 Draa\nBahja 1-0 Chaouia\nBahja 1-0 Draa")
    cup.play("Chaouia 1-0 Draa")
    lines = next(fact for fact in heard(cup, None) if fact.type == SETTLED).data["lines"]
    assert [len(line["team"]) for line in lines] == [12, 12, 12, 12]
    assert {key for line in lines for key in line} == {"place", "team", "points"}
