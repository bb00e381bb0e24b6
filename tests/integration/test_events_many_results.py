"""Do ten thousand results come in by one file, checked whole, then in chunks that survive a crash?"""

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.store import Store
from services.events.service import Events
from services.events.tournaments.records import COMPETITIONS, FIXTURES
from services.events.tournaments.result_records import IMPORTS, ROWS
from tests.integration.result_files import check, counted, report, states, upload_matches, write
from tests.integration.tournament_office import SECOND, TournamentOffice
from tests.unit.events.tournament.setting_up import planned, with_teams

pytestmark = pytest.mark.integration

TEAMS, CONTESTS = 59, 3
OF_A_CONTEST = TEAMS * (TEAMS - 1)  # over two legs


@pytest.fixture
def office(own_store: Store) -> TournamentOffice:
    own_store.prepare({"inbox": [], "positions": [], "held": []} | Events.indexes)
    return TournamentOffice(own_store)


def test_ten_thousand_results_are_checked_whole_then_entered_through_crashes(
    office: TournamentOffice,
) -> None:
    matches = large_competition(office)
    began = time.monotonic()
    import_id = upload_matches(office, "k1", matches)
    assert office.events.check_results()
    assert office.events.check_results()
    _restart(office)
    check(office)
    checked_s = time.monotonic() - began
    found = report(office, import_id)
    assert (found["state"], counted(found)) == ("checked", {"enter": 9_999, "refused": 1})
    assert set(states(office)) == {"none"}
    last = report(office, import_id, None, 200)
    assert ([row["row"] for row in last["rows"]], last["pages"]) == (list(range(9_951, 10_001)), 200)
    office.ask("confirm_result_import", import_id=import_id)
    began = time.monotonic()
    for chunks in (1, 7, 20):
        for _ in range(chunks):
            assert office.events.write_results()
        _restart(office)
    assert states(office).count("entered") == report(office, import_id)["written"] == 28 * 200
    write(office)
    found = report(office, import_id)
    assert (found["state"], counted(found)) == ("done", {"enter": 9_999, "refused": 1, "written": 9_999})
    assert states(office).count("entered") == 9_999
    assert {one["revision"] for one in office.store.db[FIXTURES].find({"result_state": "entered"})} == {2}
    print(f"checked in {checked_s:.1f} s, entered in {time.monotonic() - began:.1f} s")
    office.ask("confirm_all", by=SECOND, competition_id="k1", contest_id="c0")
    began = time.monotonic()
    assert office.events.write_results()
    _restart(office)
    write(office)
    assert states(office).count("confirmed") == len(list(office.store.db.outbox.find({}))) == OF_A_CONTEST
    print(f"{OF_A_CONTEST} confirmed in {time.monotonic() - began:.1f} s")
    forgotten = {"$set": {"forget_at": datetime(2020, 1, 1, tzinfo=UTC)}}
    office.store.db[IMPORTS].update_one({"_id": import_id}, forgotten)
    while office.events.forget_results():
        pass
    assert office.store.db[ROWS].count_documents({"import_id": import_id}) == 0


def large_competition(office: TournamentOffice) -> list[Any]:
    """Running, stored without its commands; ten thousand rows for it, of which one is wrong."""
    holder = with_teams(TEAMS, tell="nobody") | {"state": "running", "sequences": {}}
    holder["contests"] = []
    names = {team["team_id"]: team["name"] for team in holder["teams"]}
    matches: list[Any] = []
    for number in range(CONTESTS):
        contest, fixtures = planned(TEAMS, groups=1, qualify=0, legs=2)
        title, contest_id = f"كرة القدم {number}", f"c{number}"
        holder["contests"].append(contest | {"contest_id": contest_id, "title": title})
        own = {"contest_id": contest_id, "sequences": {}}
        stored = [one | own | {"_id": f"{contest_id}-{one['_id']}"} for one in fixtures]
        office.store.db[FIXTURES].insert_many(stored)
        for one in fixtures:
            home, away = (names[team] for team in one["drawn"])
            of_row = {"contest": title, "round": f"Matchday {one['round']}", "group": "Group A"}
            goals = [one["number"] % 5, one["round"] % 4]
            matches.append(of_row | {"team1": home, "team2": away, "score": {"ft": goals, "ht": [0, 0]}})
    office.store.db[COMPETITIONS].insert_one(holder)
    matches[4_000]["score"]["ht"] = [9, 9]
    return matches[:10_000]


def _restart(office: TournamentOffice) -> None:
    """The process is gone with all that it held in memory."""
    again = Events()
    again.desk = office.events.desk
    office.events = again
