"""Who has won a prize, who has it, and what does a correction change about either?"""

from typing import Any

import pytest

from chassis.errors import Conflict, NotFound, Refused
from contracts.events.closing import HandOverPrize, RemovePrize, SavePrize
from services.events.domain.tournament import prizes
from services.events.domain.tournament.winners import winners
from tests.unit.events.tournament.played import AT, Cup, result, team

Data = dict[str, Any]
PLAYED = (
    "Atlas 2-0 Bahja\nAtlas 1-0 Chaouia\nAtlas 1-0 Draa\nBahja 2-0 Chaouia\nBahja 1-0 Draa\nChaouia 1-0 Draa"
)
NOTHING: Data = {"medals": [], "points": []}
SEMIS: Data = {"bracket": ("Atlas", "Bahja", "Chaouia", "Draa"), "rounds": (("Atlas Bahja", "Chaouia Draa"),)}
KNOCKOUT: Data = {**SEMIS, "rounds": (("Atlas Bahja", "Chaouia Draa"), ("W1 W2",))}


def cup_of(cup: Cup, **more: Any) -> Data:
    teams = list(cup.teams.values())
    return {"_id": "k", "version": 3, "state": "running", "teams": teams, "contests": [cup.contest], **more}


def saved(cup: Data, award: str, **more: Any) -> Data:
    wanted = {"competition_id": "k", "version": 3, "title": "الكأس", "award": award, **more}
    return prizes.save_prize(cup, SavePrize().load(wanted), "p1")


def won(cup: Cup, award: str, **more: Any) -> list[str]:
    known = saved(cup_of(cup), award, **more)
    return winners(known["prizes"][0], known, {"football": cup.outcome()}, NOTHING)


def handed(known: Data, cup: Cup, team_id: str, *, taken_back: bool = False) -> Data:
    wanted = {"competition_id": "k", "version": 3, "prize_id": "p1", "team_id": team_id}
    wanted |= {"taken_back": taken_back}
    outcomes = {"football": cup.outcome()}
    return prizes.hand_over(known, HandOverPrize().load(wanted), outcomes, NOTHING, "chair", AT)


def state(known: Data, cup: Cup) -> tuple[str, list[str], list[str]]:
    shown = prizes.prizes_shown(known, {"football": cup.outcome()}, NOTHING)[0]
    return shown["state"], shown["winners"], [one["team_id"] for one in shown["holders"]]


def test_a_place_of_a_group_is_won_once_the_contest_is_over() -> None:
    cup = Cup(terms={"ends_with": 2, "qualify": 0})
    cup.play("\n".join(PLAYED.splitlines()[:5]))
    assert won(cup, "place", contest_id="football", place=1) == []
    cup.play(PLAYED.splitlines()[5])
    places = {place: won(cup, "place", contest_id="football", place=place) for place in range(1, 5)}
    assert places == {1: ["Atlas"], 2: ["Bahja"], 3: ["Chaouia"], 4: ["Draa"]}


def test_losers_of_the_semi_finals_share_the_third_place_and_nobody_is_fourth() -> None:
    cup = Cup(**KNOCKOUT).play("Atlas 1-0 Bahja\nChaouia 1-0 Draa\nAtlas 2-1 Chaouia")
    places = {place: won(cup, "place", contest_id="football", place=place) for place in range(1, 5)}
    assert places == {1: ["Atlas"], 2: ["Chaouia"], 3: ["Bahja", "Draa"], 4: []}


def test_who_qualifies_wins_as_soon_as_it_is_sure() -> None:
    cup = Cup(**SEMIS, terms={"ends_with": 2})
    assert won(cup, "qualified", contest_id="football") == []
    assert won(cup.play("Atlas 1-0 Bahja"), "qualified", contest_id="football") == ["Atlas"]


def test_medals_are_won_when_every_contest_is_over_and_points_when_athletics_is() -> None:
    cup = Cup(**SEMIS, terms={"ends_with": 2}).play("Atlas 1-0 Bahja")
    run = {"contest_id": "run", "sport": "athletics", "title": "100 m"}
    known = cup_of(cup) | {"contests": [cup.contest, run]}
    outcomes: Data = {"football": cup.outcome(), "run": {"complete": True}}
    rows = [
        {"place": 1, "team_id": "Atlas"},
        {"place": 1, "team_id": "Draa"},
        {"place": 3, "team_id": "Bahja"},
    ]
    standings = {"medals": rows, "points": rows}
    both = {award: saved(known, award, place=1)["prizes"][0] for award in ("medals", "points")}
    assert winners(both["medals"], known, outcomes, standings) == []
    assert winners(both["points"], known, outcomes, standings) == ["Atlas", "Draa"]
    outcomes["football"] = cup.play("Chaouia 1-0 Draa").outcome()
    assert winners(both["medals"], known, outcomes, standings) == ["Atlas", "Draa"]


def test_points_are_nobodys_where_there_is_no_athletics() -> None:
    cup = Cup(**SEMIS, terms={"ends_with": 2}).play("Atlas 1-0 Bahja\nChaouia 1-0 Draa")
    known = saved(cup_of(cup), "points", place=1)
    rows = {"medals": [], "points": [{"place": 1, "team_id": "Atlas"}]}
    assert winners(known["prizes"][0], known, {"football": cup.outcome()}, rows) == []


def test_an_athlete_wins_for_its_team() -> None:
    run = {"contest_id": "run", "sport": "athletics"}
    ranked = [{"place": 1, "bib": 7, "team_id": "Atlas"}, {"place": 1, "bib": 9, "team_id": "Atlas"}]
    prize = {"award": "place", "contest_id": "run", "place": 1, "team_id": None}
    outcomes = {"run": {"complete": True, "final": {"ranked": ranked}}}
    assert winners(prize, {"contests": [run]}, outcomes, NOTHING) == ["Atlas"]
    not_over = {"run": {"complete": False, "final": {"ranked": ranked}}}
    assert winners(prize, {"contests": [run]}, not_over, NOTHING) == []


def test_a_prize_handed_over_is_astray_after_a_correction_and_stays_with_who_has_it() -> None:
    cup = Cup(**SEMIS, terms={"ends_with": 2})
    known = saved(cup_of(cup), "qualified", contest_id="football")
    assert state(known, cup) == ("open", [], [])
    cup.play("Atlas 1-0 Bahja\nChaouia 1-0 Draa")
    assert state(known, cup) == ("due", ["Atlas", "Chaouia"], [])
    known = handed(known, cup, "Atlas")
    assert state(known, cup) == ("due", ["Atlas", "Chaouia"], ["Atlas"])
    known = handed(known, cup, "Chaouia")
    assert state(known, cup)[0] == "handed_over"
    cup.report("Atlas", "Bahja", result(0, 1))
    assert state(known, cup) == ("astray", ["Bahja", "Chaouia"], ["Atlas", "Chaouia"])
    known = handed(handed(known, cup, "Atlas", taken_back=True), cup, "Bahja")
    assert state(known, cup) == ("handed_over", ["Bahja", "Chaouia"], ["Chaouia", "Bahja"])
    assert known["prizes"][0]["holders"][1] == {"team_id": "Bahja", "at": AT, "by": "chair"}


@pytest.mark.parametrize(
    ("team_id", "taken_back", "slug"),
    [("Bahja", False, "not_a_winner"), ("Atlas", False, "prize_given"), ("Chaouia", True, "has_no_prize")],
)
def test_a_prize_goes_to_a_winner_once_and_comes_back_from_who_has_it(
    team_id: str, taken_back: bool, slug: str
) -> None:
    cup = Cup(**SEMIS, terms={"ends_with": 2}).play("Atlas 1-0 Bahja\nChaouia 1-0 Draa")
    known = handed(saved(cup_of(cup), "qualified", contest_id="football"), cup, "Atlas")
    with pytest.raises(Refused) as refused:
        handed(known, cup, team_id, taken_back=taken_back)
    assert refused.value.fields == {"team_id": slug}


def test_prizes_are_named_in_a_draft_and_handed_over_once_it_runs() -> None:
    cup = Cup(**SEMIS)
    draft = saved(cup_of(cup, state="draft"), "chosen", team_id="Atlas")
    with pytest.raises(Conflict) as refused:
        handed(draft, cup, "Atlas")
    assert refused.value.slug == "not_started"
    assert state(handed(draft | {"state": "closed"}, cup, "Atlas"), cup)[0] == "handed_over"


def test_a_prize_that_somebody_has_is_not_removed() -> None:
    cup = Cup(**SEMIS)
    known = saved(cup_of(cup), "chosen", team_id="Atlas")
    wanted = RemovePrize().load({"competition_id": "k", "version": 3, "prize_id": "p1"})
    with pytest.raises(Refused) as refused:
        prizes.remove_prize(handed(known, cup, "Atlas"), wanted)
    assert refused.value.fields == {"prize_id": "prize_given"}
    assert prizes.remove_prize(known, wanted)["prizes"] == []


def test_another_way_of_winning_forgets_what_the_former_one_named() -> None:
    known = saved(cup_of(Cup(**SEMIS)), "place", contest_id="football", place=1)
    known = saved(known, "chosen", prize_id="p1", team_id="Draa", contest_id="football", place=2)
    kept = {"award": "chosen", "contest_id": None, "place": None, "team_id": "Draa"}
    assert known["prizes"] == [{"prize_id": "p1", "title": "الكأس", "holders": [], **kept}]


@pytest.mark.parametrize(
    ("award", "more", "slug"),
    [
        ("place", {"contest_id": "gone", "place": 1}, "no_such_contest"),
        ("chosen", {"team_id": "gone"}, "no_such_team"),
        ("chosen", {"team_id": "Atlas", "prize_id": "gone"}, "no_such_prize"),
    ],
)
def test_a_prize_names_what_is_there(award: str, more: Data, slug: str) -> None:
    with pytest.raises(NotFound) as refused:
        saved(cup_of(Cup(**SEMIS)) | {"teams": [team("Atlas")]}, award, **more)
    assert refused.value.slug == slug
