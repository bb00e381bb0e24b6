"""Does an athletics meet run from its entries to its medals, told once, on a real store?"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from chassis.store import Store
from services.events.service import Events
from tests.integration.athletics_office import (
    HIGH,
    HUNDRED,
    LONG,
    PLACES,
    RELAY,
    SECRET,
    TEAMS,
    Meet,
    bibs_of,
    drawn,
    heights,
    jumps,
    race,
    started,
)
from tests.integration.tournament_office import (
    DAY,
    REFEREE,
    SECOND,
    SHORT,
    Told,
    TournamentOffice,
    played,
    post,
)

pytestmark = pytest.mark.integration


@pytest.fixture
def office(own_store: Store) -> TournamentOffice:
    own_store.prepare({"inbox": [], "positions": [], "held": []} | Events.indexes)
    return TournamentOffice(own_store)


def told(office: TournamentOffice, before: Counter[str] | None = None) -> Counter[str]:
    return Counter(fact.type.split(".")[1] for fact in office.facts()) - (before or Counter())


def run_final(meet: Meet, **times: str) -> dict[str, Any]:
    final = meet.heats(HUNDRED)[2]
    meet.run(final, race(bibs_of(final), **times))
    return final


def refusal(office: TournamentOffice, method: str, **wanted: Any) -> Any:
    with pytest.raises(Told) as refused:
        office.ask(method, **wanted)
    return refused.value.fields or refused.value.slug


def test_a_meet_runs_from_its_entries_to_its_medals(office: TournamentOffice) -> None:
    meet = started(office)
    assert told(office) == {"contest_scheduled": 4}
    meet.run_heats()
    final = meet.heats(HUNDRED)[2]
    assert (final["are_known"], {one["state"] for one in final["slots"]}) == (True, {"confirmed"})
    run_final(meet)
    meet.run(meet.heats(LONG)[0], jumps({10 * team + 3: f"{5 - team / 10:.2f}" for team in TEAMS}))
    series = {10 * team + 4: "O O XXX" if team < 3 else "O XXX" for team in TEAMS}
    meet.run(meet.heats(HIGH)[0], heights(series))
    meet.run(meet.heats(RELAY)[0], race([*TEAMS], **{f"b{team}": f"50.{team}0" for team in TEAMS}))
    assert told(office) == {"contest_scheduled": 4, "final_ranked": 4, "team_qualified": 1}
    whole = meet.whole()
    assert [one["complete"] for one in whole["athletics_outcomes"]] == [True] * 4
    first, second = meet.teams[:2]
    medals = [(one["team_id"], one["gold"], one["silver"]) for one in whole["standings"]["medals"]]
    assert medals[:2] == [(first, 4, 1), (second, 1, 2)]
    points = {one["team_id"]: one["points"] for one in whole["standings"]["points"]}
    assert points[meet.teams[7]] == 1 + 3.5 + 2  # long jump, one of six level third in high jump, relay
    assert whole["updated_at"] == max(one["confirmed_at"] for one in whole["heats"])


def test_the_lines_of_a_final_are_of_teams_with_the_mark_as_written(office: TournamentOffice) -> None:
    meet = started(office)
    best = {10 * team + 3: "4.50" if team < 4 else "4.00" for team in TEAMS}
    meet.run(meet.heats(LONG)[0], jumps(best))
    (fact,) = office.facts("final_ranked")
    assert fact.data["lines"] == [{"place": 1, "team": SHORT[team - 1], "mark": "4.50"} for team in (1, 2, 3)]
    assert fact.data["hearers"] == {"associations": [f"a{team}" for team in TEAMS], "network": False}


def test_the_teams_are_told_the_first_hour_once_and_again_when_it_moves(office: TournamentOffice) -> None:
    meet = started(office)
    first, second, _ = meet.heats(HUNDRED)
    (fact,) = (one for one in office.facts("contest_scheduled") if one.data["contest"] == HUNDRED)
    assert fact.data["starts_at"] == f"{DAY}T08:00:00+00:00"
    assert fact.data["pitch"] == f"{PLACES[HUNDRED]}\nالملعب البلدي، ابن جرير"
    later = {"pitch": PLACES[HUNDRED], "starts_at": f"{DAY}T15:00:00+01:00"}
    office.ask("move_heat", heat_id=second["heat_id"], version=second["version"], **later)
    office.derive()
    assert office.facts("contest_moved") == []
    earlier = {"pitch": "الملعب 2", "starts_at": f"{DAY}T08:30:00+01:00"}
    office.ask("move_heat", heat_id=first["heat_id"], version=first["version"], **earlier)
    office.derive()
    office.derive()
    (moved,) = office.facts("contest_moved")
    assert moved.data["starts_at"] == f"{DAY}T07:30:00+00:00"
    assert moved.data["pitch"].splitlines()[0] == "الملعب 2"
    assert told(office) == {"contest_scheduled": 4, "contest_moved": 1}


def test_a_correction_after_telling_is_told_once_and_the_old_result_stays_readable(
    office: TournamentOffice,
) -> None:
    meet = started(office)
    meet.run_heats()
    final = run_final(meet)
    winner, *others = bibs_of(final)
    before = told(office)
    meet.correct(final["heat_id"], race(others, **{f"b{winner}": "DQ"}))
    office.derive()
    assert told(office, before)["final_ranked"] == 1
    assert office.facts("final_ranked")[-1].data["corrected"] is True
    shown = office.ask("heat", heat_id=final["heat_id"])
    assert shown["heat"]["past"][0]["result"]["rows"][0]["mark"] == "12.00"
    assert shown["heat"]["past"][0]["why"] == "صورة خط الوصول"
    assert shown["outcome"]["final"]["unranked"][0]["status"] == "DQ"
    after = told(office)
    meet.correct(final["heat_id"], race(others, **{f"b{winner}": "DQ"}))
    assert told(office, after) == {}


def test_a_correction_in_a_heat_shows_who_should_have_run_in_the_final(office: TournamentOffice) -> None:
    meet = started(office)
    meet.run_heats()
    run_final(meet)
    before = told(office)
    heat = meet.heats(HUNDRED)[0]
    winner, *others = bibs_of(heat)
    meet.correct(heat["heat_id"], race(others, **{f"b{winner}": "DQ"}))
    final = meet.heats(HUNDRED)[2]
    assert (final["stale"], meet.outcome(HUNDRED)["complete"]) == (True, False)
    assert told(office, before) == {"qualification_withdrawn": 1}  # the final waits, nothing of it is told
    rows = race([one for one in bibs_of(final) if one != winner])
    meet.correct(final["heat_id"], rows)
    assert meet.outcome(HUNDRED)["complete"] is True
    assert office.facts("final_ranked")[-1].data["corrected"] is True


def test_level_times_wait_for_lots_which_may_be_drawn_again(office: TournamentOffice) -> None:
    meet = started(office)
    first, second = meet.heats(HUNDRED)[:2]
    level = bibs_of(first)[4], bibs_of(second)[4]
    for heat in (first, second):
        bibs = bibs_of(heat)
        meet.run(heat, race(bibs, **{f"b{bibs[3]}": "12.30" if heat is first else "12.39"}))
    outcome = meet.outcome(HUNDRED)
    assert outcome["unresolved"] == []
    fourth = bibs_of(first)[3], bibs_of(second)[3]
    meet.correct(
        first["heat_id"], race(bibs_of(first), **{f"b{fourth[0]}": "12.39", f"b{level[0]}": "12.39"})
    )
    (waiting,) = meet.outcome(HUNDRED)["unresolved"]
    assert (len(waiting["bibs"]), waiting["places"], waiting["round"]) == (3, 2, 1)
    assert meet.heats(HUNDRED)[2]["are_known"] is False

    def lots(order: list[int]) -> None:
        key = {"contest_id": meet.contests[HUNDRED], "round": 1, "kind": "lots"}
        meet.change("decide_heats", **key, order=order, why="القرعة")

    lots(waiting["bibs"])
    lots(waiting["bibs"][::-1])
    through = {one["bib"] for one in meet.outcome(HUNDRED)["going"] if one["how"] == "q"}
    assert through == set(waiting["bibs"][1:])
    assert meet.heats(HUNDRED)[2]["are_known"] is True
    for order in (waiting["bibs"][:2], [bibs_of(first)[0], bibs_of(first)[1]]):
        with pytest.raises(Told, match="not_level"):
            lots(order)


def test_who_withdraws_while_it_runs_makes_room_and_hears_nothing(office: TournamentOffice) -> None:
    meet = started(office)
    meet.run_heats()
    meet.change("withdraw_team", team_id=meet.teams[0], annul=True, why="فيضان")
    office.derive()
    final = meet.heats(HUNDRED)[2]
    assert {11, 12} & set(bibs_of(final)) == set()
    assert len(final["slots"]) == 8
    relay = meet.heats(RELAY)[0]
    when = {"starts_at": f"{DAY}T16:00:00+01:00", "pitch": PLACES[RELAY]}
    office.ask("move_heat", heat_id=relay["heat_id"], version=relay["version"], **when)
    office.derive()
    (moved,) = office.facts("contest_moved")
    assert moved.data["hearers"]["associations"] == [f"a{team}" for team in TEAMS if team > 1]


def test_who_withdraws_from_a_draft_takes_entries_draw_and_heats_along(office: TournamentOffice) -> None:
    meet = drawn(office)
    meet.change("withdraw_team", team_id=meet.teams[0], why="فيضان")
    whole = meet.whole()
    assert whole["heats"] == []
    assert [one["draw"] for one in whole["competition"]["athletics"]] == [None] * 4
    kept = {one["team_id"] for contest in whole["competition"]["athletics"] for one in contest["entries"]}
    assert kept == set(meet.teams[1:])


def test_it_starts_once_every_heat_has_its_hour(office: TournamentOffice) -> None:
    meet = Meet(office)
    meet.add(LONG, [(13, 1), (23, 2)])
    version = meet.whole()["competition"]["version"]
    start = {"competition_id": meet.id}
    assert refusal(office, "start_competition", **start, version=version)["contests"]["slug"] == "not_drawn"
    meet.draw(LONG)
    version = meet.whole()["competition"]["version"]
    assert (
        refusal(office, "start_competition", **start, version=version)["contests"]["slug"] == "not_scheduled"
    )
    meet.schedule(LONG)
    meet.start()
    assert meet.whole()["competition"]["state"] == "running"


def test_start_lists_may_be_put_by_hand(office: TournamentOffice) -> None:
    meet = drawn(office)
    key = {"contest_id": meet.contests[LONG]}
    put = [[{"bib": 10 * team + 3, "lane": 9 - team} for team in TEAMS]]
    meet.change("put_start_lists", **key, heats=put)
    contest = next(one for one in meet.whole()["competition"]["athletics"] if one["title"] == LONG)
    assert contest["draw"]["seed"] is None
    slots = meet.heats(LONG)[0]["slots"]
    assert [(one["bib"], one["lane"]) for one in slots] == [
        (10 * team + 3, 9 - team) for team in [*TEAMS][::-1]
    ]
    with pytest.raises(Told, match="lane_taken"):
        meet.change("put_start_lists", **key, heats=[[one | {"lane": 1} for one in put[0]]])


def test_two_contests_are_not_on_one_pitch_at_a_time(office: TournamentOffice) -> None:
    meet = drawn(office)
    with pytest.raises(Told) as refused:
        meet.schedule(LONG, pitch=PLACES[HUNDRED])
    assert refused.value.fields == {"starts_at": "overlaps"}
    heat = meet.heats(LONG)[0]
    key = {"heat_id": heat["heat_id"], "version": heat["version"]}
    when = {"pitch": PLACES[HUNDRED], "starts_at": f"{DAY}T09:04:00+01:00"}
    assert refusal(office, "move_heat", **key, **when) == {"pitch": "overlaps"}
    office.ask("move_heat", **key, **when | {"starts_at": f"{DAY}T09:10:00+01:00"})


def test_of_two_moves_to_one_pitch_at_once_one_is_refused(office: TournamentOffice) -> None:
    meet = drawn(office)

    def move(title: str, day: int) -> str:
        heat = meet.heats(title)[0]
        key = {"heat_id": heat["heat_id"], "version": heat["version"], "pitch": "3"}
        try:
            office.ask("move_heat", **key, starts_at=f"2099-06-{day:02}T10:00:00+01:00")
        except Told as refused:
            return str(refused.fields.get("pitch"))
        return "moved"

    for day in range(1, 6):
        with ThreadPoolExecutor(2) as organisers:
            answers = organisers.map(move, (LONG, HIGH), (day, day))
            assert sorted(answers) == ["moved", "overlaps"]


def test_an_edit_keeps_the_entries_that_still_fit_and_gives_up_the_draw(office: TournamentOffice) -> None:
    meet = drawn(office)
    wanted = {"contest_id": meet.contests[LONG], "title": LONG, "entrants": meet.teams[1:]}
    meet.change("save_athletics", **wanted, terms={"discipline": "triple-jump"})
    contest = next(one for one in meet.whole()["competition"]["athletics"] if one["title"] == LONG)
    assert contest["draw"] is None
    assert [one["bib"] for one in contest["entries"]] == [10 * team + 3 for team in TEAMS if team > 1]
    assert meet.heats(LONG) == []


def test_a_contest_without_a_team_or_with_a_stranger_is_refused(office: TournamentOffice) -> None:
    meet = Meet(office)
    for entrants, slug in (([], "missing"), (["nobody"], "not_an_entrant")):
        with pytest.raises(Told) as refused:
            meet.change("save_athletics", title="x", entrants=entrants, terms={"discipline": "100m"})
        assert refused.value.fields == {"entrants": slug}


def test_a_command_finds_no_contest_of_the_other_sport(office: TournamentOffice) -> None:
    meet = drawn(office)
    form = {"groups": 0, "ends_with": 1}
    football = {"title": "كرة القدم", "sport": "football", "entrants": meet.teams, "format": form}
    football_id = meet.change("save_contest", **football)["id"]
    when = {"starts_at": f"{DAY}T09:00:00+01:00", "pitch": "x"}
    of_athletics: dict[str, dict[str, Any]] = {
        "draw_heats": {},
        "schedule_heats": when,
        "save_entries": {"entries": []},
    }
    for method, wanted in of_athletics.items():
        with pytest.raises(Told, match="no_such_contest"):
            meet.change(method, contest_id=football_id, **wanted)
    of_football: dict[str, dict[str, Any]] = {"draw_contest": {}, "save_contest": football}
    for method, wanted in of_football.items():
        with pytest.raises(Told, match="no_such_contest"):
            meet.change(method, contest_id=meet.contests[LONG], **wanted)
    whole = meet.whole()["competition"]
    assert (len(whole["contests"]), len(whole["athletics"])) == (1, 4)


def test_both_sports_are_in_one_competition(office: TournamentOffice) -> None:
    meet = Meet(office)
    meet.add(LONG, [(13, 1), (23, 2)])
    form = {"groups": 0, "ends_with": 1}
    football = {"title": "كرة القدم", "sport": "football", "entrants": meet.teams[:4], "format": form}
    football_id = meet.change("save_contest", **football)["id"]
    meet.draw(LONG)
    meet.schedule(LONG, every_minutes=60)
    meet.change("draw_contest", contest_id=football_id, seed=1)
    window = {"day": DAY, "start": "09:30", "end": "18:00"}
    when = {"pitches": [PLACES[LONG]], "windows": [window], "rest_minutes": 0}
    meet.change("schedule_contest", contest_id=football_id, **when)
    whole = meet.whole()
    assert [one["title"] for one in whole["competition"]["contests"]] == ["كرة القدم"]
    assert [one["title"] for one in whole["competition"]["athletics"]] == [LONG]
    ends_at = f"{DAY}T10:00:00+01:00"
    hours = [datetime.fromisoformat(one["starts_at"]) for one in whole["fixtures"] if one["starts_at"]]
    assert min(hours) >= datetime.fromisoformat(ends_at)
    first = whole["fixtures"][0]
    key = {"fixture_id": first["fixture_id"], "version": first["version"]}
    during = {"pitch": PLACES[LONG], "starts_at": f"{DAY}T09:30:00+01:00"}
    assert refusal(office, "move_fixture", **key, **during) == {"pitch": "overlaps"}
    meet.start()
    meet.run(meet.heats(LONG)[0], jumps({13: "4.00", 23: "3.90"}))
    for _ in range(2):
        for one in meet.whole()["fixtures"]:
            if one["result_state"] == "none" and one["home"]["state"] == one["away"]["state"] == "confirmed":
                post(office, one, played(1, 0))
    whole = meet.whole()
    (outcome,) = whole["outcomes"]
    (champion,) = outcome["final_order"][0]
    golds = {one["team_id"]: one["gold"] for one in whole["standings"]["medals"]}
    assert golds[champion] == 1 + (champion == meet.teams[0])
    assert office.ask("competitions")["competitions"][0]["contests"] == 2
    (told_once,) = office.facts("final_ranked")
    assert told_once.data["contest"] == LONG


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(office: TournamentOffice) -> None:
    meet = drawn(office)
    stale: dict[str, Any] = {"competition_id": meet.id, "version": 1, "contest_id": meet.contests[LONG]}
    row = {"bib": 13, "team_id": meet.teams[0]}
    when = {"starts_at": f"{DAY}T09:00:00+01:00", "pitch": "x"}
    lots = {"kind": "lots", "round": 1, "order": [13, 23], "why": "x"}
    of_contest: dict[str, dict[str, Any]] = {
        "save_athletics": {"title": "x", "entrants": meet.teams, "terms": {"discipline": "100m"}},
        "save_entries": {"entries": [row]},
        "draw_heats": {},
        "put_start_lists": {"heats": [[{"bib": 10 * team + 3, "lane": team} for team in TEAMS]]},
        "schedule_heats": when,
        "decide_heats": lots,
    }
    for method, wanted in of_contest.items():
        assert refusal(office, method, **stale, **wanted) == "changed_by_someone"
    meet.start()
    heat = meet.heats(LONG)[0]
    assert heat["version"] == 2  # drawn, scheduled
    result = jumps({10 * team + 3: "4.00" for team in TEAMS})
    of_heat: dict[str, dict[str, Any]] = {
        "move_heat": when,
        "assign_heat": {},
        "enter_heat": {"result": result},
        "confirm_heat": {},
        "correct_heat": {"result": result, "why": "x"},
    }
    for method, wanted in of_heat.items():
        key = {"heat_id": heat["heat_id"], "version": 1}
        assert refusal(office, method, **key, **wanted) == "changed_by_someone"


def test_the_same_person_does_not_confirm_and_nobody_enters_for_the_unknown(office: TournamentOffice) -> None:
    meet = started(office)
    first, _, final = meet.heats(HUNDRED)
    rows = race(bibs_of(first))
    key = {"heat_id": first["heat_id"]}
    entered = office.ask("enter_heat", by=REFEREE, **key, version=first["version"], result=rows)
    with pytest.raises(Told, match="same_person"):
        office.ask("confirm_heat", by=REFEREE, **key, version=entered["version"])
    with pytest.raises(Told, match="athletes_unknown"):
        office.ask("enter_heat", heat_id=final["heat_id"], version=final["version"], result=race([11]))
    followed = office.ask("what_heat_follows", **key, result=rows)
    assert followed["goes_on"] == bibs_of(first)[:3]


def test_judges_of_several_heats_never_meet_in_one_document(office: TournamentOffice) -> None:
    meet = started(office)
    waiting = [
        one for one in meet.whole()["heats"] if one["are_known"] and one["contest_id"] != meet.contests[HIGH]
    ]

    def post(one: dict[str, Any]) -> None:
        bibs = bibs_of(one)
        is_long = one["contest_id"] == meet.contests[LONG]
        quick = {f"b{bib}": f"50.{at}0" for at, bib in enumerate(bibs)}
        relay = one["contest_id"] == meet.contests[RELAY]
        result = jumps(dict.fromkeys(bibs, "4.00")) if is_long else race(bibs, **quick if relay else {})
        key = {"heat_id": one["heat_id"]}
        entered = office.ask("enter_heat", by=REFEREE, **key, version=one["version"], result=result)
        office.ask("confirm_heat", by=SECOND, **key, version=entered["version"])

    with ThreadPoolExecutor(4) as judges:
        list(judges.map(post, waiting))
    office.derive()
    assert [one["result_state"] for one in meet.whole()["heats"]].count("confirmed") == 4


def test_of_two_corrections_at_once_one_is_a_conflict(office: TournamentOffice) -> None:
    meet = started(office)
    heat = meet.heats(HUNDRED)[0]
    meet.run(heat, race(bibs_of(heat)))
    read = meet.heats(HUNDRED)[0]
    key = {"heat_id": read["heat_id"], "version": read["version"], "why": "خطأ"}

    def change(order: list[int]) -> str:
        try:
            office.ask("correct_heat", **key, result=race(order))
        except Told as refused:
            return str(refused.slug)
        return "saved"

    with ThreadPoolExecutor(2) as both:
        answers = both.map(change, (bibs_of(heat)[::-1], bibs_of(heat)))
        assert sorted(answers) == ["changed_by_someone", "saved"]


def test_the_same_command_twice_is_one(office: TournamentOffice) -> None:
    meet = started(office)
    heat = meet.heats(HUNDRED)[0]
    wanted = {"heat_id": heat["heat_id"], "version": heat["version"], "result": race(bibs_of(heat))}
    first = office.ask("enter_heat", by=REFEREE, key="once", **wanted)
    assert office.ask("enter_heat", by=REFEREE, key="once", **wanted) == first
    key = {"heat_id": heat["heat_id"], "version": first["version"]}
    confirmed = office.ask("confirm_heat", key="again", **key)
    assert office.ask("confirm_heat", key="again", **key) == confirmed
    assert meet.heats(HUNDRED)[0]["version"] == heat["version"] + 2


def test_after_the_close_corrections_are_told_and_hours_are_not(office: TournamentOffice) -> None:
    meet = started(office)
    long_jump = meet.heats(LONG)[0]
    meet.run(long_jump, jumps({10 * team + 3: f"{5 - team / 10:.2f}" for team in TEAMS}))
    meet.change("close_competition")
    relay = meet.heats(RELAY)[0]
    key = {"heat_id": relay["heat_id"], "version": relay["version"]}
    when = {"starts_at": f"{DAY}T18:00:00+01:00", "pitch": "x"}
    for method, wanted in (("move_heat", when), ("assign_heat", {"referee": REFEREE})):
        with pytest.raises(Told, match="already_closed"):
            office.ask(method, **key, **wanted)
    meet.correct(long_jump["heat_id"], jumps({10 * team + 3: f"{4 + team / 10:.2f}" for team in TEAMS}))
    assert [one.data["corrected"] for one in office.facts("final_ranked")] == [False, True]


def test_a_referee_finds_his_heats_by_hour(office: TournamentOffice) -> None:
    meet = started(office)
    for heat in (*meet.heats(RELAY), *meet.heats(HUNDRED)[1:]):
        office.ask("assign_heat", heat_id=heat["heat_id"], version=heat["version"], referee=REFEREE)
    found = office.ask("heats", referee=REFEREE)
    titles = [found["contests"][one["contest_id"]] for one in found["heats"]]
    assert titles == [HUNDRED, HUNDRED, RELAY]
    assert found["names"] == {meet.id: "ألعاب القوى 2026"}
    assert office.ask("heats", referee="nobody")["heats"] == []


def test_a_name_stands_in_the_entries_and_nowhere_else(office: TournamentOffice) -> None:
    with capture_logs() as logs:
        meet = started(office)
        meet.run_heats()
        run_final(meet)
        shown = office.ask("entries", competition_id=meet.id, contest_id=meet.contests[HUNDRED])
    assert {one["name"] for one in shown["entries"]} == {SECRET}
    database = office.store.db
    kept = {name: str(list(database[name].find({}))) for name in database.list_collection_names()}
    assert [name for name, text in kept.items() if SECRET in text] == ["competitions"]
    assert SECRET not in str(meet.whole())
    assert SECRET not in str(logs)
