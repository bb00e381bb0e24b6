"""May an athletics contest be held like this, and who drew its heats?"""

from typing import Any

import pytest

from chassis.errors import Conflict, NotFound, Refused
from contracts.events.athletics_commands import SaveAthletics
from services.events.domain.athletics import contest as rules
from services.events.domain.athletics.decisions import refuse_needless
from services.events.domain.tournament.competition import withdraw
from tests.unit.events.athletics.meeting import AT, HEAT_1, HEAT_2, entry, in_heats, two_heats
from tests.unit.events.tournament.setting_up import TEAMS, with_contest, with_teams

ENTRANTS = TEAMS[:2]


def wanted(discipline: str = "100m", **changed: Any) -> dict[str, Any]:
    asked = {
        "competition_id": "k1",
        "version": 1,
        "title": " 100  m ",
        "entrants": ENTRANTS,
        "terms": {"discipline": discipline},
    }
    loaded: dict[str, Any] = SaveAthletics().load(asked | changed)
    return loaded


def saved(**changed: Any) -> dict[str, Any]:
    """A draft with one contest `c1` and two entries; t03 is no entrant."""
    made = rules.save_contest(with_teams(3), wanted(**changed), "c1")
    entries = [entry(11, "t01", "12.30"), entry(21, "t02")]
    return made | {"contests": [made["contests"][0] | {"entries": entries}]}


def again(draft: dict[str, Any], discipline: str = "100m", **changed: Any) -> dict[str, Any]:
    edited = rules.save_contest(draft, wanted(discipline, contest_id="c1", **changed), "unused")
    contest: dict[str, Any] = edited["contests"][0]
    return contest


def put(draft: dict[str, Any], **changed: Any) -> dict[str, Any]:
    heats = [[{"bib": 21, "lane": 5}, {"bib": 11, "lane": 4}]]
    asked = {"contest_id": "c1", "version": 1, "seed": 3, "heats": heats} | changed
    return rules.put_start_lists(draft, asked, "chair", AT)


def test_a_contest_is_added_without_entries_or_draw() -> None:
    (made,) = rules.save_contest(with_teams(3), wanted(), "c1")["contests"]
    kept = {name: made[name] for name in ("contest_id", "title", "sport", "entries", "draw", "decisions")}
    assert kept == {
        "contest_id": "c1",
        "title": "100 m",
        "sport": "athletics",
        "entries": [],
        "draw": None,
        "decisions": [],
    }


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"entrants": []}, {"entrants": "missing"}),
        ({"entrants": ["stranger"]}, {"entrants": "not_an_entrant"}),
        ({"discipline": "high-jump"}, {"heights": "missing"}),
    ],
)
def test_what_cannot_be_held_is_refused(changed: dict[str, Any], refused: dict[str, str]) -> None:
    with pytest.raises(Refused) as told:
        rules.save_contest(with_teams(3), wanted(**changed), "c1")
    assert told.value.as_data()["fields"] == refused


def test_an_edit_keeps_who_may_still_start_and_a_best_of_the_same_discipline() -> None:
    assert [one["bib"] for one in again(saved(), entrants=["t01", "t03"])["entries"]] == [11]
    assert [one["best"] for one in again(saved())["entries"]] == ["12.30", ""]
    assert [one["best"] for one in again(saved(), "200m")["entries"]] == ["", ""]
    assert again(saved(), "4x100m")["entries"] == []


def test_an_edit_gives_up_the_draw() -> None:
    draft = put(saved())
    assert draft["contests"][0]["draw"] is not None
    assert again(draft)["draw"] is None


def test_start_lists_are_put_in_lanes_and_later_rounds_are_drawn() -> None:
    (contest,) = put(saved())["contests"]
    assert contest["draw"] == {
        "seed": 3,
        "by": "chair",
        "at": AT,
        "heats": [[{"bib": 11, "lane": 4}, {"bib": 21, "lane": 5}]],
        "is_put": True,
    }


def test_nothing_is_drawn_once_it_runs_or_by_who_read_another_version() -> None:
    for draft, changed in ((saved() | {"state": "running"}, {}), (saved(), {"version": 9})):
        with pytest.raises(Conflict):
            put(draft, **changed)


def test_a_football_contest_is_none_of_ours() -> None:
    with pytest.raises(NotFound, match="no_such_contest"):
        put(with_contest(4))


def test_who_withdraws_from_a_draft_leaves_no_entry() -> None:
    draft = put(saved())
    leaving = {"version": 1, "team_id": "t01", "why": "left", "annul": True}
    (contest,) = withdraw(draft, leaving, AT)["contests"]
    assert (contest["entrants"], contest["draw"]) == (["t02"], None)
    assert [one["bib"] for one in contest["entries"]] == [21]


def test_lots_are_for_all_who_are_level_for_a_place() -> None:
    meeting = in_heats([[11, 12, 21, 31]], rounds=[{"lanes": 8}], sends=2)
    meeting.run(1, "11 12.10\n12 12.20\n21 12.20\n31 12.90")

    def decide(kind: str, *order: int, round_number: int = 1) -> None:
        asked = {"kind": kind, "round": round_number, "order": list(order)}
        refuse_needless(meeting.contest, meeting.teams, list(meeting.heats.values()), asked)

    decide("lots", 21, 12)
    meeting.decide("lots", 1, 21, 12)
    decide("run_off", 12, 21)  # once more
    decide("added", 31)
    for order in ((11, 12), (12, 21, 31)):
        with pytest.raises(Refused) as told:
            decide("lots", *order)
        assert told.value.as_data()["fields"] == {"order": "not_level"}
    with pytest.raises(Refused):
        decide("lots", 12, 21, round_number=2)


def test_only_who_runs_in_a_round_is_let_in_from_it() -> None:
    meeting = two_heats().run(1, HEAT_1).run(2, HEAT_2)
    heats = [*meeting.heats.values()]
    asked = {"kind": "added", "round": 1, "order": [31]}
    refuse_needless(meeting.contest, meeting.teams, heats, asked)
    with pytest.raises(Refused) as told:
        refuse_needless(meeting.contest, meeting.teams, heats, asked | {"round": 2})
    assert told.value.as_data()["fields"] == {"order": "not_an_entrant"}
