"""Is there always a way on? An event that nobody entered, that all left, that is level after the close."""

from collections import Counter

import pytest

from chassis.store import Store
from services.events.service import Events
from tests.integration.athletics_office import HIGH, LONG, RELAY, Meet, drawn, jumps
from tests.integration.tournament_office import Told, TournamentOffice

pytestmark = pytest.mark.integration


@pytest.fixture
def office(own_store: Store) -> TournamentOffice:
    own_store.prepare({"inbox": [], "positions": [], "held": []} | Events.indexes)
    return TournamentOffice(own_store)


def told(office: TournamentOffice) -> Counter[str]:
    return Counter(fact.type.split(".")[1] for fact in office.facts())


def test_a_contest_that_nobody_entered_is_removed_so_that_the_others_start(office: TournamentOffice) -> None:
    meet = Meet(office)
    for title, entries in ((LONG, []), (HIGH, [(14, 1), (24, 2)])):
        meet.add(title, entries)
    meet.draw(HIGH)
    meet.schedule(HIGH)
    with pytest.raises(Told, match="not_drawn"):
        meet.start()
    prize = {"title": "x", "award": "place", "place": 1, "contest_id": meet.contests[LONG]}
    prize_id = meet.change("save_prize", **prize)["id"]
    with pytest.raises(Told) as refused:
        meet.change("remove_contest", contest_id=meet.contests[LONG])
    assert refused.value.fields == {"contest_id": "has_prize"}
    meet.change("remove_prize", prize_id=prize_id)
    meet.change("remove_contest", contest_id=meet.contests[LONG])
    meet.start()
    assert [one["title"] for one in meet.whole()["competition"]["athletics"]] == [HIGH]
    with pytest.raises(Told, match="already_started"):
        meet.change("remove_contest", contest_id=meet.contests[HIGH])


def test_a_removed_contest_takes_its_heats_along_and_nothing_of_it_is_told(office: TournamentOffice) -> None:
    meet = drawn(office)
    gone = meet.contests.pop(RELAY)
    meet.change("remove_contest", contest_id=gone)
    assert {one["contest_id"] for one in meet.whole()["heats"]} == {*meet.contests.values()}
    meet.start()
    assert told(office) == {"contest_scheduled": 3}


def test_an_event_whose_teams_have_all_left_does_not_hold_up_the_prizes(office: TournamentOffice) -> None:
    meet = Meet(office)
    for title, entries in ((LONG, [(13, 1), (23, 2)]), (HIGH, [(34, 3)])):
        meet.add(title, entries)
        meet.draw(title)
        meet.schedule(title)
    meet.start()
    meet.change("save_prize", title="x", award="medals", place=1)
    meet.run(meet.heats(LONG)[0], jumps({13: "5.01", 23: "4.00"}))
    assert meet.whole()["prizes"][0]["state"] == "open"
    meet.change("withdraw_team", team_id=meet.teams[2], why="x", annul=False)
    office.derive()
    assert (meet.whole()["prizes"][0]["state"], meet.whole()["prizes"][0]["winners"]) == (
        "due",
        meet.teams[:1],
    )
    assert told(office)["final_ranked"] == 1


def test_lots_are_drawn_also_after_a_correction_that_came_after_the_close(office: TournamentOffice) -> None:
    meet = Meet(office)
    meet.add(LONG, [(13, 1), (23, 2), (33, 3)], sends=1)
    meet.draw(LONG)
    meet.schedule(LONG)
    meet.start()
    jumped = {13: "5.01", 23: "4.80", 33: "4.20"}
    meet.run(meet.heats(LONG)[0], jumps(jumped))
    meet.change("close_competition")
    meet.correct(meet.heats(LONG)[0]["heat_id"], jumps(jumped | {23: "5.01"}))
    assert told(office)["qualification_withdrawn"] == 1
    lots = {"kind": "lots", "round": 1, "order": [23, 13], "why": "x"}
    meet.change("decide_heats", contest_id=meet.contests[LONG], **lots)
    office.derive()
    assert [one["bib"] for one in meet.outcome(LONG)["goes_on"]] == [23]
    assert [one.data["team_id"] for one in office.facts("team_qualified")] == meet.teams[:2]
