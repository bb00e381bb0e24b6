"""Do prizes, pledges, and teams that go on to a final elsewhere follow the results, on a real store?"""

from typing import Any

import pytest

from chassis.store import Store
from services.events.service import Events
from tests.integration.athletics_office import LONG, SECRET, Meet, jumps
from tests.integration.tournament_office import (
    DAY,
    ORGANISER,
    SECOND,
    WINDOW,
    Told,
    TournamentOffice,
    correct,
    played,
    post,
    set_up,
)

pytestmark = pytest.mark.integration
RED = {"cards": [{"side": "home", "shirt": 9, "card": "R"}]}


@pytest.fixture
def office(own_store: Store) -> TournamentOffice:
    own_store.prepare({"inbox": [], "positions": [], "held": []} | Events.indexes)
    return TournamentOffice(own_store)


def semis(office: TournamentOffice) -> tuple[str, list[dict[str, Any]]]:
    """Four teams, two matches, whose winners go on to a final elsewhere; the homes win, one with a red."""
    key = set_up(office, 4, groups=0, ends_with=2)
    first, second = office.whole(key)["fixtures"]
    post(office, first, played(1, 0, **RED))
    post(office, second, played(2, 0))
    return key, [first, second]


def competition(office: TournamentOffice, key: str) -> dict[str, Any]:
    found: dict[str, Any] = office.whole(key)["competition"]
    return found


def do(office: TournamentOffice, method: str, key: str, **more: Any) -> dict[str, Any]:
    version = competition(office, key)["version"]
    return office.ask(method, competition_id=key, version=version, **more)


def final(office: TournamentOffice) -> str:
    made = office.ask("create_competition", name="النهائي الجهوي", place="خنيفرة", starts_on=DAY, ends_on=DAY)
    return str(made["id"])


def came(office: TournamentOffice, key: str) -> list[tuple[str, str]]:
    teams = competition(office, key)["teams"]
    return [(one["came_from"]["team_id"], one["came_from"]["state"]) for one in teams]


def test_a_prize_handed_over_is_astray_once_a_correction_names_another_winner(
    office: TournamentOffice,
) -> None:
    key, (first, _) = semis(office)
    contest_id = competition(office, key)["contests"][0]["contest_id"]
    given: dict[str, Any] = {"title": "درع التأهل", "award": "qualified", "contest_id": contest_id}
    prize_id = do(office, "save_prize", key, **given)["id"]
    winners = office.whole(key)["prizes"][0]["winners"]
    assert office.whole(key)["prizes"][0]["state"] == "due"
    for team_id in winners:
        do(office, "hand_over_prize", key, prize_id=prize_id, team_id=team_id)
    assert office.whole(key)["prizes"][0]["state"] == "handed_over"
    correct(office, first["fixture_id"], played(0, 3))
    prize = office.whole(key)["prizes"][0]
    assert prize["state"] == "astray"
    assert first["away"]["team_id"] in prize["winners"]
    assert [(one["team_id"], one["by"]) for one in prize["holders"]] == [(one, ORGANISER) for one in winners]
    with pytest.raises(Told) as refused:
        do(office, "remove_prize", key, prize_id=prize_id)
    assert refused.value.fields == {"prize_id": "prize_given"}


def test_the_same_key_hands_a_prize_over_once(office: TournamentOffice) -> None:
    key, (first, _) = semis(office)
    prize_id = do(
        office, "save_prize", key, title="كأس الروح", award="chosen", team_id=first["home"]["team_id"]
    )
    again = {"key": "tapped", "competition_id": key, "version": prize_id["version"]}
    again |= {"prize_id": prize_id["id"], "team_id": first["home"]["team_id"]}
    answers = [office.ask("hand_over_prize", **again) for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(office.whole(key)["prizes"][0]["holders"]) == 1


def test_a_pledge_and_the_next_stage_are_read_as_they_were_written(office: TournamentOffice) -> None:
    key = final(office)
    promised = {"what": "احتضان النهائي", "promised_by": "عمالة الرحامنة", "promised_on": "2017-05-14"}
    pledge_id = do(office, "save_pledge", key, **promised)["id"]
    followed = {"pledge_id": pledge_id, "state": "under_way", "note": "رسالة"}
    office.ask("follow_pledge", by=SECOND, competition_id=key, version=2, **followed)
    do(office, "save_next_stage", key, name="النهائي الوطني", place="الرباط", starts_on="2017-06-01")
    known = competition(office, key)
    assert known["next_stage"] == {"name": "النهائي الوطني", "place": "الرباط", "starts_on": "2017-06-01"}
    pledge = known["pledges"][0]
    assert {name: pledge[name] for name in promised} == promised
    notes = [(one["state"], one["note"], one["by"]) for one in pledge["notes"]]
    assert notes == [("under_way", "رسالة", SECOND)]


def test_who_qualified_is_carried_and_a_correction_there_is_seen_and_swapped_here(
    office: TournamentOffice,
) -> None:
    key, (first, second) = semis(office)
    there = final(office)
    do(office, "carry_qualified", there, from_competition_id=key)
    homes = [first["home"]["team_id"], second["home"]["team_id"]]
    assert sorted(came(office, there)) == sorted((one, "confirmed") for one in homes)
    correct(office, first["fixture_id"], played(0, 1))
    assert dict(came(office, there))[homes[0]] == "replaced"
    do(office, "carry_qualified", there, from_competition_id=key)
    now = [first["away"]["team_id"], homes[1]]
    assert sorted(came(office, there)) == sorted((one, "confirmed") for one in now)
    before = competition(office, there)["teams"]
    do(office, "carry_qualified", there, from_competition_id=key)
    assert competition(office, there)["teams"] == before


def test_who_was_entered_already_stays_and_is_shown_as_replaced(office: TournamentOffice) -> None:
    key, (first, _) = semis(office)
    there = final(office)
    do(office, "carry_qualified", there, from_competition_id=key)
    entrants = [one["team_id"] for one in competition(office, there)["teams"]]
    league = {"groups": 1, "qualify": 0}
    do(office, "save_contest", there, title="النهائي", sport="football", entrants=entrants, format=league)
    correct(office, first["fixture_id"], played(0, 1))
    do(office, "carry_qualified", there, from_competition_id=key)
    assert sorted(state for _, state in came(office, there)) == ["confirmed", "confirmed", "replaced"]
    origin = competition(office, there)["teams"][0]["came_from"]
    assert (origin["competition_id"], origin["contests"]) == (key, ["كرة القدم، الفتيان"])


def test_a_ban_that_was_not_served_is_served_in_the_final(office: TournamentOffice) -> None:
    key, (first, _) = semis(office)
    there = final(office)
    do(office, "carry_qualified", there, from_competition_id=key)
    teams = {one["came_from"]["team_id"]: one["team_id"] for one in competition(office, there)["teams"]}
    banned = teams[first["home"]["team_id"]]
    ban = {"team_id": banned, "shirt": 9, "matches": 1, "sex": "mixed", "age": ""}
    assert competition(office, there)["bans"] == [ban]
    contest = {"title": "النهائي", "sport": "football", "entrants": list(teams.values())}
    own = do(office, "save_contest", there, **contest, format={"groups": 0, "ends_with": 1})["id"]
    do(office, "draw_contest", there, contest_id=own, seed=1)
    do(office, "schedule_contest", there, contest_id=own, pitches=["1"], windows=[WINDOW])
    found = office.whole(there)
    assert found["outcomes"][0]["suspensions"] == [
        {
            "team_id": banned,
            "shirt": 9,
            "after": "",
            "misses": [found["fixtures"][0]["fixture_id"]],
            "reason": "carried",
            "unserved": 0,
        }
    ]


def test_athletes_who_qualified_are_proposed_where_their_team_was_carried(office: TournamentOffice) -> None:
    meet = Meet(office)
    meet.add(LONG, [(11, 1), (21, 2), (31, 3)], sends=2)
    meet.draw(LONG)
    meet.schedule(LONG)
    meet.start()
    jumped = {11: "5.01", 21: "4.80", 31: "4.20"}
    meet.run(meet.heats(LONG)[0], jumps(jumped))
    there = final(office)
    do(office, "carry_qualified", there, from_competition_id=meet.id)
    teams = [one["team_id"] for one in competition(office, there)["teams"]]
    contest = {"title": LONG, "entrants": teams, "terms": {"discipline": "long-jump"}}
    own = do(office, "save_athletics", there, **contest)["id"]
    entries = office.ask("entries", competition_id=there, contest_id=own)
    assert entries["qualified"] == [
        {"bib": bib, "team_id": team_id, "name": SECRET, "best": jumped[bib]}
        for bib, team_id in zip((11, 21), teams, strict=True)
    ]
    do(office, "save_entries", there, contest_id=own, entries=entries["qualified"][:1])
    entries = office.ask("entries", competition_id=there, contest_id=own)
    assert [one["bib"] for one in entries["qualified"]] == [21]
