"""Does everything follow from the results by itself, once, on a real store?"""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis.store import Store
from services.events.service import Events
from tests.integration.tournament_office import (
    REFEREE,
    SECOND,
    Told,
    TournamentOffice,
    correct,
    played,
    post,
    set_up,
)

pytestmark = pytest.mark.integration


@pytest.fixture
def office(own_store: Store) -> Iterator[TournamentOffice]:
    own_store.prepare({"inbox": [], "positions": [], "held": []} | Events.indexes)
    yield TournamentOffice(own_store)


def fixtures(office: TournamentOffice, competition_id: str, stage: str) -> list[dict[str, Any]]:
    return [one for one in office.whole(competition_id)["fixtures"] if one["stage"] == stage]


def play_groups(office: TournamentOffice, competition_id: str) -> None:
    """Home wins by its number: no two teams level."""
    order: dict[str, int] = {}
    for team in office.whole(competition_id)["competition"]["teams"]:
        order[team["team_id"]] = len(order)
    for one in fixtures(office, competition_id, "group"):
        home_is_better = order[one["home"]["team_id"]] < order[one["away"]["team_id"]]
        post(office, one, played(*((2, 0) if home_is_better else (0, 2))))


def test_the_teams_are_told_of_their_fixtures_once_when_it_starts(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    told = office.facts("fixture_scheduled")
    assert len(told) == len(fixtures(office, competition_id, "group")) == 12
    office.derive()
    assert len(office.facts("fixture_scheduled")) == 12
    assert len(told[0].data["hearers"]["associations"]) == 2


def test_slots_fill_tables_settle_and_the_finalists_are_told(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    assert {one["home"]["state"] for one in fixtures(office, competition_id, "knockout")} == {"open"}
    play_groups(office, competition_id)
    semis = fixtures(office, competition_id, "knockout")
    assert {one["home"]["state"] for one in semis} == {"confirmed"}
    assert len(office.facts("table_settled")) == 2
    assert len(office.facts("fixture_scheduled")) == 12 + 2
    for one in semis:
        post(office, one, played(1, 1, pens=[4, 3]))
    whole = office.whole(competition_id)
    winners = {one["home"]["team_id"] for one in semis}
    assert {one["team_id"] for one in whole["outcomes"][0]["goes_on"]} == winners
    assert len(office.facts("team_qualified")) == 2
    assert len(office.facts("result_confirmed")) == 14


def test_a_correction_goes_through_to_the_end_and_is_told_once(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    play_groups(office, competition_id)
    for one in fixtures(office, competition_id, "knockout"):
        post(office, one, played(1, 0))
    semi = fixtures(office, competition_id, "knockout")[0]
    before = Counter(fact.type for fact in office.facts())
    correct(office, semi["fixture_id"], played(0, 1), why="تبين الخطأ في ورقة المباراة")
    after = Counter(fact.type for fact in office.facts()) - before
    assert after == {
        "fixture.result_corrected.v1": 1,
        "contest.qualification_withdrawn.v1": 1,
        "contest.team_qualified.v1": 1,
    }
    shown = office.ask("fixture", fixture_id=semi["fixture_id"])["fixture"]
    assert shown["past"][0]["result"]["score"] == (1, 0)
    assert shown["past"][0]["why"] == "تبين الخطأ في ورقة المباراة"


def test_a_correction_in_a_group_replaces_a_semi_finalist_that_has_played(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    play_groups(office, competition_id)
    semis = fixtures(office, competition_id, "knockout")
    for one in semis:
        post(office, one, played(1, 0))
    third = next(
        row["team_id"]
        for table in office.whole(competition_id)["outcomes"][0]["tables"]
        for row in table["rows"]
        if row["place"] == 3 and table["group"] == "A"
    )
    for one in fixtures(office, competition_id, "group"):
        if third in (one["home"]["team_id"], one["away"]["team_id"]):
            wins_at_home = one["home"]["team_id"] == third
            correct(office, one["fixture_id"], played(*((9, 0) if wins_at_home else (0, 9))))
    changed = [one for one in fixtures(office, competition_id, "knockout") if one["stale"]]
    assert changed != []
    assert all("replaced" in (one["home"]["state"], one["away"]["state"]) for one in changed)


def test_ten_referees_never_meet_in_one_document(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    open_now = fixtures(office, competition_id, "group")

    def enter(one: dict[str, Any]) -> None:
        key = {"fixture_id": one["fixture_id"]}
        entered = office.ask("enter_result", by=REFEREE, **key, version=one["version"], result=played(1, 0))
        office.ask("confirm_result", by=SECOND, **key, version=entered["version"])

    with ThreadPoolExecutor(10) as referees:
        list(referees.map(enter, open_now))
    office.derive()
    tables = office.whole(competition_id)["outcomes"][0]["tables"]
    assert sum(row["played"] for table in tables for row in table["rows"]) == 24
    assert len(office.facts("result_confirmed")) == 12


def test_two_corrections_at_once_are_one_correction_and_one_conflict(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    first = fixtures(office, competition_id, "group")[0]
    post(office, first, played(1, 0))
    read = office.ask("fixture", fixture_id=first["fixture_id"])["fixture"]

    def change(goals: int) -> str:
        key = {"fixture_id": read["fixture_id"], "version": read["version"]}
        try:
            office.ask("correct_result", **key, result=played(goals, goals), why="خطأ")
        except Told as told:
            return str(told.slug)
        return "saved"

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(change, (2, 3)))
    assert answers == ["changed_by_someone", "saved"]


def test_the_same_person_does_not_confirm(office: TournamentOffice) -> None:
    first = fixtures(office, set_up(office), "group")[0]
    key = {"fixture_id": first["fixture_id"]}
    entered = office.ask("enter_result", by=REFEREE, **key, version=first["version"], result=played(1, 0))
    with pytest.raises(Told) as told:
        office.ask("confirm_result", by=REFEREE, **key, version=entered["version"])
    assert "same_person" in str(told.value)


def test_a_result_for_teams_that_are_not_known_is_refused(office: TournamentOffice) -> None:
    semi = fixtures(office, set_up(office), "knockout")[0]
    key = {"fixture_id": semi["fixture_id"]}
    with pytest.raises(Told) as told:
        office.ask("enter_result", by=REFEREE, **key, version=semi["version"], result=played(1, 0))
    assert "teams_unknown" in str(told.value)
    assert office.ask("fixture", **key)["fixture"]["version"] == semi["version"]


def test_a_moved_fixture_is_told_again_once(office: TournamentOffice) -> None:
    first = fixtures(office, set_up(office), "group")[0]
    read = office.ask("fixture", fixture_id=first["fixture_id"])["fixture"]
    key = {"fixture_id": read["fixture_id"], "version": read["version"]}
    office.ask("move_fixture", **key, starts_at="2099-05-14T17:15:00+01:00", pitch="2")
    office.derive()
    assert len(office.facts("fixture_moved")) == 1
    assert office.ask("fixture", fixture_id=first["fixture_id"])["fixture"]["pitch"] == "2"
