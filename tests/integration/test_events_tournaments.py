"""Does everything follow from the results by itself, once, on a real store?"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis.store import Store
from services.events.service import Events
from services.events.tournaments import derivation, views
from tests.integration.tournament_office import (
    REFEREE,
    SECOND,
    Told,
    TournamentOffice,
    correct,
    played,
    post,
    prepared,
    set_up,
)

pytestmark = pytest.mark.integration
LATE = {"starts_at": "2099-05-14T20:00:00+01:00", "pitch": "2"}


@pytest.fixture
def office(own_store: Store) -> TournamentOffice:
    own_store.prepare({"inbox": [], "positions": [], "held": []} | Events.indexes)
    return TournamentOffice(own_store)


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


def test_a_start_that_tells_many_hours_tells_each_once_in_steps(
    office: TournamentOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derivation, "FIXTURES_A_STEP", 5)
    competition_id = set_up(office)
    told = Counter(fact.subject for fact in office.facts("fixture_scheduled"))
    group = fixtures(office, competition_id, "group")
    assert told == Counter(one["fixture_id"] for one in group)


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


def test_who_withdraws_from_a_draft_takes_the_draw_along(office: TournamentOffice) -> None:
    """The fixtures of a draw that was given up would stand in the way of the page."""
    competition_id, contest_id, version = prepared(office, groups=0)
    team_id = office.whole(competition_id)["competition"]["teams"][0]["team_id"]
    key = {"competition_id": competition_id}
    drawn = office.ask("draw_contest", **key, contest_id=contest_id, version=version)
    office.ask("withdraw_team", **key, version=drawn["version"], team_id=team_id, why="فيضان")
    whole = office.whole(competition_id)
    assert (whole["competition"]["contests"][0]["draw"], whole["fixtures"]) == (None, [])
    office.derive()


def test_once_closed_nothing_moves(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    first = fixtures(office, competition_id, "group")[0]
    version = office.whole(competition_id)["competition"]["version"]
    office.ask("close_competition", competition_id=competition_id, version=version)
    key = {"fixture_id": first["fixture_id"], "version": first["version"]}
    for method, wanted in (("move_fixture", LATE), ("assign_referee", {"referee": REFEREE})):
        with pytest.raises(Told, match="already_closed"):
            office.ask(method, **key, **wanted)
    office.ask("reopen_competition", competition_id=competition_id, version=version + 1)
    office.ask("move_fixture", **key, **LATE)
    office.derive()
    assert len(office.facts("fixture_moved")) == 1


def test_of_two_moves_to_one_pitch_at_once_one_is_refused(office: TournamentOffice) -> None:
    waiting = fixtures(office, set_up(office), "group")

    def move(one: dict[str, Any], day: int) -> str:
        key = {"fixture_id": one["fixture_id"], "version": one["version"], "pitch": "3"}
        try:
            office.ask("move_fixture", **key, starts_at=f"2099-06-{day:02}T10:00:00+01:00")
        except Told as told:
            return "overlaps" if "overlaps" in str(told.fields) else str(told)
        return "moved"

    with ThreadPoolExecutor(2) as organisers:
        for day, both in enumerate(zip(waiting[::2], waiting[1::2], strict=True), start=1):
            assert sorted(organisers.map(move, both, (day, day))) == ["moved", "overlaps"]


def test_an_hour_that_no_calendar_has_is_refused(office: TournamentOffice) -> None:
    first = fixtures(office, set_up(office), "group")[0]
    key = {"fixture_id": first["fixture_id"], "version": first["version"], "pitch": "1"}
    for starts_at in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-10:00"):
        with pytest.raises(Told, match="out_of_range"):
            office.ask("move_fixture", **key, starts_at=starts_at)


def test_a_contest_that_fails_does_not_hold_up_the_others(
    office: TournamentOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = set_up(office), set_up(office)
    contests = {one: office.whole(one)["competition"]["contests"][0]["contest_id"] for one in (broken, sound)}
    original = derivation.derive

    def derive(contest: dict[str, Any], *played: Any) -> dict[str, Any]:
        if contest["contest_id"] == contests[broken]:
            raise RuntimeError("broken")
        return original(contest, *played)

    monkeypatch.setattr(derivation, "derive", derive)
    for one in (broken, sound):
        first = fixtures(office, one, "group")[0]
        read = {"fixture_id": first["fixture_id"], "version": first["version"]}
        office.ask("move_fixture", **read, **LATE)
    with pytest.raises(RuntimeError):
        office.events.derive()
    assert office.events.derive() is True
    assert len(office.facts("fixture_moved")) == 1
    assert office.events.derive() is False
    monkeypatch.setattr(derivation, "derive", original)
    office.derive()
    assert len(office.facts("fixture_moved")) == 2


def test_the_list_shows_the_latest_first_a_page_at_a_time(
    office: TournamentOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE", 2)
    for year in (2025, 2027, 2026):
        day = f"{year}-05-14"
        office.ask("create_competition", name=str(year), place="x", starts_on=day, ends_on=day)
    pages = [office.ask("competitions", page=page) for page in (1, 2, 3, 1_000_000)]
    names = [[one["name"] for one in page["competitions"]] for page in pages]
    assert names == [["2027", "2026"], ["2025"], [], []]
    assert [(page["total"], page["pages"]) for page in pages] == [(3, 2)] * 4


def test_lots_are_for_level_teams_and_may_be_drawn_again(office: TournamentOffice) -> None:
    competition_id = set_up(office, 4, groups=1, qualify=1, ends_with=1)
    for one in fixtures(office, competition_id, "group"):
        post(office, one, played(1, 1))
    whole = office.whole(competition_id)
    level = whole["outcomes"][0]["unresolved"][0]["team_ids"]
    key = {"competition_id": competition_id, "contest_id": whole["competition"]["contests"][0]["contest_id"]}

    def draw_lots(order: list[str]) -> None:
        version = office.whole(competition_id)["competition"]["version"]
        office.ask("decide", **key, version=version, kind="lots", order=order, why="القرعة")

    draw_lots(level)
    draw_lots(level[::-1])
    office.derive()
    assert office.whole(competition_id)["outcomes"][0]["goes_on"][0]["team_id"] == level[-1]
    first = office.whole(competition_id)["outcomes"][0]["tables"][0]["rows"][0]["team_id"]
    with pytest.raises(Told) as told:
        draw_lots([first, next(team for team in level if team != first)])
    assert "not_level_teams" in str(told.value)


def test_a_replay_is_told_as_annulled_and_its_new_hour_as_a_first_one(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    one = fixtures(office, competition_id, "group")[0]
    post(office, one, played(1, 0))
    key = {"fixture_id": one["fixture_id"]}
    read = office.ask("fixture", **key)["fixture"]
    before = Counter(fact.type for fact in office.facts())
    saved = office.ask("order_replay", **key, version=read["version"], why="خطأ تحكيمي")
    office.derive()
    shown = office.ask("fixture", **key)["fixture"]
    assert (shown["result_state"], shown["is_replay"], shown["starts_at"]) == ("none", True, None)
    assert [(past["replayed"], past["result"]["score"]) for past in shown["past"]] == [(True, (1, 0))]
    office.ask("move_fixture", **key, version=saved["version"], **LATE)
    office.derive()
    assert Counter(fact.type for fact in office.facts()) - before == {
        "fixture.result_corrected.v1": 1,
        "fixture.fixture_called_off.v1": 1,
        "fixture.fixture_scheduled.v1": 1,
    }
    post(office, office.ask("fixture", **key)["fixture"], played(0, 0))
    assert office.facts("result_confirmed")[-1].data["score"] == "0-0"


def test_another_place_is_told_to_all_and_who_withdraws_is_told_once(office: TournamentOffice) -> None:
    competition_id = set_up(office)
    read = office.whole(competition_id)["competition"]
    about = {name: read[name] for name in ("name", "starts_on", "ends_on", "tell")}
    key = {"competition_id": competition_id}
    saved = office.ask("change_competition", **key, version=read["version"], place="صخور الرحامنة", **about)
    office.derive()
    assert len(office.facts("fixture_moved")) == 12
    team = {"team_id": read["teams"][0]["team_id"], "why": "فيضانات"}
    office.ask("withdraw_team", **key, version=saved["version"], **team)
    office.derive()
    office.derive()
    assert [fact.data["pitch"].endswith("صخور الرحامنة") for fact in office.facts("called_off")] == [True] * 3


def test_two_legs_from_the_draw_to_the_champion(office: TournamentOffice) -> None:
    two: dict[str, Any] = {"groups": 0, "qualify": 0, "ends_with": 1, "knockout_legs": 2}
    competition_id = set_up(office, 4, **two)
    legs = fixtures(office, competition_id, "knockout")
    assert [one["leg"] for one in legs] == [1, 1, 2, 2, 0]
    with pytest.raises(Told) as refused:
        post(office, legs[2], played(1, 0))
    assert refused.value.fields == {"result": {"score": "first_leg_missing"}}
    for one in legs[:2]:
        post(office, one, played(2, 1))
    for one in legs[2:4]:
        post(office, one, played(1, 0, pens=[4, 3]))
    final = fixtures(office, competition_id, "knockout")[-1]
    homes = [one["home"]["team_id"] for one in legs[2:4]]
    assert [final[side]["team_id"] for side in ("home", "away")] == homes
    assert len(office.facts("fixture_scheduled")) == 4 + 1
    correct(office, legs[0]["fixture_id"], played(3, 1))
    final = fixtures(office, competition_id, "knockout")[-1]
    assert final["home"]["team_id"] == legs[0]["home"]["team_id"]
    post(office, final, played(2, 0))
    (champion,) = office.facts("team_qualified")
    assert (champion.data["team_id"], champion.data["champion"]) == (final["home"]["team_id"], True)
