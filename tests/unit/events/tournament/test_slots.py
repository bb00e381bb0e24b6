"""Who stands in a slot, when a correction changes what a match was played on?"""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.errors import Refused
from contracts.events.tournament_views import ConsequencesView, OutcomeView
from services.events.domain.tournament.outcome import derive, follows
from services.events.domain.tournament.slots import known_sides
from tests.unit.events.tournament.played import FOUR, Cup, confirmed, result
from tests.unit.events.tournament.test_outcome import GROUPS_PLAYED, two_groups, upwards

# every example plays a small tournament: slow only where other work holds the processor
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEAMS = tuple(name for names in two_groups().groups.values() for name in names)


def test_a_correction_replaces_who_played_the_semi_final() -> None:
    cup = two_groups().play(GROUPS_PLAYED + "Atlas 1-0 Essaouira\nDraa 1-0 Bahja\nAtlas 2-0 Draa")
    assert upwards(cup) == [("Atlas", "confirmed", "champion")]
    cup.report("Essaouira", "Figuig", result(0, 1))
    assert cup.slot(7, "home") == ("confirmed", "Atlas")
    assert cup.slot(7, "away") == ("replaced", "Figuig")
    assert cup.slot(10, "home") == ("replaced", None)
    assert cup.slot(10, "away") == ("confirmed", "Draa")
    assert upwards(cup) == []
    cup.play("Atlas 0-1 Figuig")
    assert cup.slot(7, "away") == ("confirmed", "Figuig")
    assert cup.slot(10, "home") == ("replaced", "Figuig")
    assert cup.slot(9, "home") == ("confirmed", "Atlas")
    cup.report("Essaouira", "Figuig", result(1, 0))
    assert cup.slot(7, "away") == ("replaced", "Essaouira")


def test_the_same_winner_stays_after_a_correction() -> None:
    cup = two_groups().play(GROUPS_PLAYED + "Atlas 1-0 Essaouira\nDraa 1-0 Bahja")
    before = cup.outcome()
    cup.report("Essaouira", "Figuig", result(3, 0))
    assert cup.outcome()["slots"] == before["slots"]


def test_a_group_opened_again_makes_what_was_sure_provisional() -> None:
    cup = two_groups().play(GROUPS_PLAYED + "Atlas 1-0 Essaouira")
    cup.report("Draa", "Figuig", result(2, 0, status="abandoned"))
    assert cup.slot(7, "away") == ("provisional", "Essaouira")
    assert cup.slot(10, "home") == ("provisional", "Atlas")
    assert known_sides(cup.outcome()["slots"], "f7") == ("Atlas", None)


def test_who_replaces_a_team_is_not_known_before_it_is_sure() -> None:
    cup = two_groups().play(GROUPS_PLAYED + "Atlas 1-0 Essaouira")
    before = cup.outcome()
    cup.report("Essaouira", "Figuig", result(0, 1))
    cup.report("Draa", "Essaouira", result(0, 0, status="abandoned"))
    assert cup.slot(7, "away") == ("replaced", "Figuig")
    assert known_sides(cup.outcome()["slots"], "f7") == ("Atlas", None)
    assert before["slots"]["f7"]["away"]["sure"] is True
    cup.report("Draa", "Essaouira", result(1, 0))
    assert known_sides(cup.outcome()["slots"], "f7") == ("Atlas", "Figuig")


def test_a_result_entered_for_a_team_that_left_is_marked_too() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    cup.fixtures[7] |= {"result_state": "entered", "result": result(1, 0), "sides": ["Atlas", "Essaouira"]}
    cup.report("Essaouira", "Figuig", result(0, 1))
    assert cup.slot(7, "away") == ("replaced", "Figuig")
    cup.fixtures[7] |= {"result_state": "confirmed"}
    assert cup.slot(10, "home") == ("open", None)


def test_a_rank_that_nobody_can_hold_is_a_walk_over() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    for name in ("Essaouira", "Figuig"):
        cup.withdraw(name, annul=True)
    assert cup.slot(7, "away") == ("open", None)
    assert cup.slot(10, "home") == ("confirmed", "Atlas")


def test_a_circle_of_slots_is_no_bracket() -> None:
    cup = Cup(bracket=FOUR, rounds=[["W2 Atlas"], ["W1 Bahja"]])
    with pytest.raises(ValueError, match="slots_in_a_circle"):
        cup.outcome()


def test_what_follows_is_told_before_it_is_saved() -> None:
    cup = two_groups().play(GROUPS_PLAYED)
    fixtures, teams = list(cup.fixtures.values()), list(cup.teams.values())
    before = deepcopy(fixtures)

    def asked(number: int, *score: int, **more: Any) -> dict[str, Any]:
        sides = known_sides(cup.outcome()["slots"], f"f{number}")
        told = follows(cup.contest, teams, fixtures, f"f{number}", result(*score, **more), sides)
        assert ConsequencesView().dump(told) == told
        return told

    assert asked(7, 1, 0) == {
        "goes_on": [],
        "no_longer": [],
        "filled": [
            {"fixture_id": "f9", "side": "home", "team_id": "Essaouira"},
            {"fixture_id": "f10", "side": "home", "team_id": "Atlas"},
        ],
    }
    assert asked(6, 0, 1)["filled"] == [{"fixture_id": "f7", "side": "away", "team_id": "Figuig"}]
    with pytest.raises(Refused) as refused:
        asked(7, 1, 1)
    assert refused.value.fields == {"result": {"score": "still_level"}}
    with pytest.raises(Refused) as refused:
        asked(10, 1, 0)
    assert refused.value.fields == {"result": {"score": "teams_unknown"}}
    assert fixtures == before


def test_a_final_says_who_goes_on_and_whom_it_takes_back() -> None:
    cup = Cup(bracket=FOUR[:2], rounds=[["Atlas Bahja"]])
    told = follows(
        cup.contest, list(cup.teams.values()), list(cup.fixtures.values()), "f1", result(1, 0), FOUR[:2]
    )
    assert told["goes_on"] == ["Atlas"]
    cup.play("Atlas 1-0 Bahja")
    told = follows(
        cup.contest, list(cup.teams.values()), list(cup.fixtures.values()), "f1", result(0, 1), FOUR[:2]
    )
    assert (told["goes_on"], told["no_longer"]) == (["Bahja"], ["Atlas"])


scores = st.tuples(st.integers(0, 2), st.integers(0, 2))


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    status = draw(st.sampled_from(["played"] * 5 + ["awarded", "forfeited", "abandoned", "annulled"]))
    if status == "forfeited":
        return result(status=status, at_fault=draw(st.sampled_from(["home", "away", "both"])))
    if status == "annulled":
        return result(status=status)
    home, away = draw(scores)
    cards = draw(st.lists(st.sampled_from(["home", "away"]), max_size=1))
    return result(
        home, away, status=status, cards=[{"side": side, "shirt": 5, "card": "Y"} for side in cards]
    )


def settled(cup: Cup, wanted: dict[str, Any]) -> None:
    """The first match of the knock-out that can be played gets a winner."""
    slots = cup.outcome()["slots"]
    for number in (7, 8, 9, 10):
        home, away = known_sides(slots, f"f{number}")
        if home and away and cup.fixtures[number]["result_state"] == "none":
            score = wanted["score"] or [1, 0]
            pens = [4, 3] if score[0] == score[1] else None
            cup.fixtures[number] = confirmed(cup.fixtures[number], result(*score, pens=pens), (home, away))


@st.composite
def cups(draw: st.DrawFn) -> Cup:
    """Some or all of the groups, then what can be played of the knock-out, corrections, withdrawals."""
    cup = two_groups(rules={"name": draw(st.sampled_from(["network", "fifa-2018", "caf-afcon", "frmf"]))})
    _report(cup, draw, draw(st.lists(st.integers(1, 6), max_size=8)))
    if draw(st.booleans()):
        _report(cup, draw, [number for number in range(1, 7) if cup.fixtures[number]["result"] is None])
    for _ in range(draw(st.integers(0, 3))):
        settled(cup, draw(reports()))
    _report(cup, draw, draw(st.lists(st.integers(1, 6), max_size=2)))
    if draw(st.booleans()):
        cup.decide("lots", *draw(st.permutations(TEAMS)))
    if draw(st.booleans()):
        cup.withdraw(draw(st.sampled_from(TEAMS)), annul=draw(st.booleans()))
    return cup


def _report(cup: Cup, draw: st.DrawFn, numbers: list[int]) -> None:
    for number in numbers:
        one = cup.fixtures[number]
        cup.fixtures[number] = confirmed(one, draw(reports()), one["drawn"])


@given(cups(), st.data())
@SLOW
def test_any_order_gives_the_same_outcome(cup: Cup, data: st.DataObject) -> None:
    fixtures = data.draw(st.permutations(list(cup.fixtures.values())))
    teams = data.draw(st.permutations(list(cup.teams.values())))
    turned = deepcopy(cup.contest)
    groups = data.draw(st.permutations(list(turned["draw"]["groups"].items())))
    turned["draw"]["groups"] = {letter: data.draw(st.permutations(names)) for letter, names in groups}
    turned["entrants"] = data.draw(st.permutations(turned["entrants"]))
    told = derive(turned, teams, fixtures)
    assert told == cup.outcome()
    assert list(told["slots"]) == list(cup.outcome()["slots"])


@given(cups())
@SLOW
def test_an_outcome_fits_its_view_and_a_store(cup: Cup) -> None:
    told = cup.outcome()
    shown = OutcomeView().dump(told)
    assert shown == {key: value for key, value in told.items() if key != "slots"}
    json.dumps(told)


@given(cups(), st.lists(st.tuples(st.integers(1, 6), reports()), max_size=4))
@SLOW
def test_corrections_give_what_a_fresh_start_gives(
    cup: Cup, corrections: list[tuple[int, dict[str, Any]]]
) -> None:
    fresh, right = cup.outcome(), dict(cup.fixtures)
    for number, wanted in corrections:
        cup.fixtures[number] = confirmed(cup.fixtures[number], wanted, cup.fixtures[number]["drawn"])
        cup.outcome()
    cup.fixtures = right
    assert cup.outcome() == fresh


@given(cups())
@SLOW
def test_nothing_is_sure_while_a_tie_waits(cup: Cup) -> None:
    """No team of an unresolved tie stands in a slot of its group, and no place is shared and parted."""
    told = cup.outcome()
    waiting = {team for one in told["unresolved"] for team in one["team_ids"]}
    for number in (7, 8):
        for slot in told["slots"][f"f{number}"].values():
            assert slot["team_id"] not in waiting
    for table in told["tables"]:
        for one in table["rows"]:
            for other in table["rows"]:
                if one["points"] == other["points"] and one["place"] < other["place"]:
                    assert any(
                        step["values"].get(one["team_id"]) != step["values"].get(other["team_id"])
                        for step in one["why"]
                        if {one["team_id"], other["team_id"]} <= set(step["values"])
                    )


@given(cups(), st.permutations(TEAMS))
@SLOW
def test_names_decide_nothing(cup: Cup, names: list[str]) -> None:
    name = dict(zip(TEAMS, names, strict=True))
    text = json.dumps([cup.contest, cup.fixtures, cup.teams], default=str)
    for at, old in enumerate(TEAMS):
        text = text.replace(f'"{old}"', f'"#{at}"')
    for at, old in enumerate(TEAMS):
        text = text.replace(f'"#{at}"', f'"{name[old]}"')
    contest, fixtures, teams = json.loads(text)
    for fixture in fixtures.values():
        fixture["starts_at"] = None
    told = derive(contest, list(teams.values()), list(fixtures.values()))
    own = cup.outcome()
    for table, renamed in zip(own["tables"], told["tables"], strict=True):
        before = {
            name[row["team_id"]]: (row["place"], row["points"], row["goes_on"]) for row in table["rows"]
        }
        after = {row["team_id"]: (row["place"], row["points"], row["goes_on"]) for row in renamed["rows"]}
        assert after == before
    assert {one["team_id"] for one in told["goes_on"]} == {name[one["team_id"]] for one in own["goes_on"]}


@given(cups())
@SLOW
def test_sums_are_right(cup: Cup) -> None:
    for table in cup.outcome()["tables"]:
        rows = table["rows"]
        assert sum(row["won"] for row in rows) <= sum(row["lost"] for row in rows)
        assert sum(row["difference"] for row in rows) <= 0  # both at fault concede and nobody scores
        for row in rows:
            assert row["played"] == row["won"] + row["drawn"] + row["lost"]
            assert row["points"] == 3 * row["won"] + row["drawn"]
            assert row["difference"] == row["goals_for"] - row["goals_against"]


@given(cups(), reports(), st.integers(1, 6))
@SLOW
def test_what_is_sure_stays_whatever_is_still_played(cup: Cup, wanted: dict[str, Any], number: int) -> None:
    """Only a correction can take back what was confirmed; so does a team that left and plays all the same."""
    one = cup.fixtures[number]
    if one["result_state"] != "none" or any(cup.teams[name]["withdrawn"] for name in one["drawn"]):
        return
    before = cup.outcome()
    cup.fixtures[number] = confirmed(one, wanted, one["drawn"])
    after = cup.outcome()
    for fixture_id, slots in before["slots"].items():
        for side, slot in slots.items():
            if slot["state"] == "confirmed":
                assert after["slots"][fixture_id][side] == slot
    for table, then in zip(before["tables"], after["tables"], strict=True):
        told = {row["team_id"]: row["goes_on"] for row in then["rows"]}
        for row in table["rows"]:
            if row["goes_on"] != "may":
                assert told[row["team_id"]] == row["goes_on"]
