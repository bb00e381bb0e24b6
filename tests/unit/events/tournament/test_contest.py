from copy import deepcopy
from typing import Any

import pytest

from chassis.errors import Conflict, NotFound, Refused
from contracts.events import tournament_commands as commands
from services.events.domain.tournament import competition
from services.events.domain.tournament import contest as rules
from tests.unit.events.tournament.setting_up import NOW, TEAMS, contest_wanted, with_contest, with_teams

FORM = {
    "legs": 1,
    "qualify": 2,
    "best_next": 0,
    "third_place": False,
    "ends_with": 1,
    "knockout_legs": 1,
}


def decision(**changed: Any) -> dict[str, Any]:
    asked = {"competition_id": "k1", "version": 1, "contest_id": "c1", "kind": "lots", "why": " القرعة "}
    loaded: dict[str, Any] = commands.Decide().load(asked | changed)
    return loaded


def test_a_contest_is_added_undrawn_with_its_rules() -> None:
    draft = with_teams(4)
    kept = deepcopy(draft)
    made = rules.save_contest(draft, contest_wanted(TEAMS[:3], title=" كرة  القدم ", age=" u15 "), "c1")
    assert made["contests"] == [
        {
            "contest_id": "c1",
            "title": "كرة القدم",
            "sport": "football",
            "sex": "mixed",
            "age": "u15",
            "entrants": ["t01", "t02", "t03"],
            "format": FORM | {"groups": 1, "qualify": 0},
            "rules": {"name": "network"},
            "match": {"half_minutes": 20, "pause_minutes": 5, "extra_half_minutes": 5, "penalties": True},
            "draw": None,
            "decisions": [],
        }
    ]
    assert draft == kept


def test_an_edit_gives_up_the_draw_and_keeps_the_place_among_the_others() -> None:
    draft = rules.save_contest(with_contest(4), contest_wanted(TEAMS[:2]), "c2")
    first = draft["contests"][0] | {"draw": {"seed": 1}, "decisions": ["kept"]}
    drawn = draft | {"contests": [first, draft["contests"][1]]}
    edited = rules.save_contest(drawn, contest_wanted(TEAMS[:3], contest_id="c1"), "c9")
    assert [(one["contest_id"], one["draw"]) for one in edited["contests"]] == [("c1", None), ("c2", None)]
    assert (edited["contests"][0]["entrants"], edited["contests"][0]["decisions"]) == (TEAMS[:3], ["kept"])


def test_an_edit_of_an_unknown_contest_is_refused() -> None:
    with pytest.raises(NotFound) as refused:
        rules.save_contest(with_teams(4), contest_wanted(TEAMS[:3], contest_id="c7"), "c9")
    assert refused.value.slug == "no_such_contest"


def test_contests_are_edited_in_a_draft_alone() -> None:
    with pytest.raises(Conflict) as refused:
        rules.save_contest(with_teams(4) | {"state": "running"}, contest_wanted(TEAMS[:3]), "c1")
    assert refused.value.slug == "already_started"


def test_entrants_are_teams_of_the_competition_that_have_not_withdrawn() -> None:
    away = {"competition_id": "k1", "version": 1, "team_id": "t02", "annul": True, "why": "x"}
    draft = competition.withdraw(with_teams(3), away, NOW)
    for entrants, slug in (
        (["t01", "t03", "t64"], "not_an_entrant"),
        (["t01", "t02", "t03"], "withdrawn_team"),
        (["t01"], "too_few_teams"),
    ):
        with pytest.raises(Refused) as refused:
            rules.save_contest(draft, contest_wanted(entrants), "c1")
        assert refused.value.fields == {"entrants": slug}


FIT = [
    (2, {"groups": 1, "qualify": 0}),
    (4, {"groups": 2, "qualify": 1}),
    (8, {"groups": 2}),
    (8, {"groups": 2, "ends_with": 4}),
    (8, {"groups": 2, "ends_with": 2}),
    (2, {"groups": 0}),
    (3, {"groups": 0, "ends_with": 2}),
    (5, {"groups": 0, "ends_with": 4}),
    (12, {"groups": 3, "best_next": 3}),
    (3, {"groups": 1, "qualify": 1}),
    (64, {"groups": 16}),
    (12, {"groups": 6, "qualify": 0, "best_next": 4}),
    (12, {"groups": 4, "qualify": 1, "best_next": 1}),
    (3, {"groups": 1, "qualify": 0, "ends_with": 2}),
]
UNFIT = [
    (1, {"groups": 1, "qualify": 0}, {"entrants": "too_few_teams"}),
    (65, {"groups": 0}, {"entrants": "too_many"}),
    (7, {"groups": 4, "qualify": 1}, {"format": {"groups": "too_many_groups"}}),
    (5, {"groups": 2}, {"format": {"qualify": "out_of_range"}}),
    (2, {"groups": 1}, {"format": {"qualify": "out_of_range"}}),
    (8, {"groups": 2, "qualify": 0}, {"format": {"qualify": "out_of_range"}}),
    (12, {"groups": 3, "best_next": 4}, {"format": {"best_next": "out_of_range"}}),
    (12, {"groups": 6, "qualify": 0, "best_next": 5}, {"format": {"best_next": "out_of_range"}}),
    (12, {"groups": 3, "ends_with": 3}, {"format": {"ends_with": "out_of_range"}}),
    (8, {"groups": 3, "qualify": 1, "ends_with": 4}, {"format": {"ends_with": "out_of_range"}}),
    (2, {"groups": 0, "ends_with": 2}, {"format": {"ends_with": "out_of_range"}}),
    (4, {"groups": 0, "ends_with": 4}, {"format": {"ends_with": "out_of_range"}}),
    (4, {"groups": 1, "qualify": 0, "ends_with": 4}, {"format": {"ends_with": "out_of_range"}}),
]


@pytest.mark.parametrize(("teams", "form"), FIT)
def test_formats_that_these_teams_can_play(teams: int, form: dict[str, Any]) -> None:
    rules.refuse_unfit(FORM | form, teams)


@pytest.mark.parametrize(("teams", "form", "fields"), UNFIT)
def test_formats_that_they_cannot(teams: int, form: dict[str, Any], fields: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        rules.refuse_unfit(FORM | form, teams)
    assert (refused.value.slug, refused.value.fields) == ("invalid", fields)


@pytest.mark.parametrize(
    ("teams", "form", "going", "knockout"),
    [
        (9, {"groups": 0}, 9, True),
        (9, {"groups": 1, "qualify": 0}, 1, False),
        (9, {"groups": 1, "qualify": 0, "ends_with": 2}, 2, False),
        (9, {"groups": 2, "qualify": 2, "best_next": 1}, 5, True),
        (9, {"groups": 2, "ends_with": 4}, 4, False),
        (9, {"groups": 1, "qualify": 2, "ends_with": 2}, 2, False),
    ],
)
def test_how_many_go_on_and_whether_a_knockout_follows(
    teams: int, form: dict[str, Any], going: int, knockout: bool
) -> None:
    asked = FORM | form
    assert (rules.going_on(asked, teams), rules.has_knockout(asked, teams)) == (going, knockout)


def test_a_draw_is_kept_with_its_seed_and_may_be_made_again() -> None:
    draft = with_contest(2)
    wanted = {"competition_id": "k1", "version": 1, "contest_id": "c1", "seed": 5}
    drawn = {"groups": {"A": ["t02", "t01"]}, "bracket": []}
    once = rules.save_draw(draft, wanted, drawn, "chair", NOW)
    assert once["contests"][0] == draft["contests"][0] | {
        "draw": {"seed": 5, "by": "chair", "at": NOW, "groups": {"A": ["t02", "t01"]}, "bracket": []}
    }
    again = rules.save_draw(once, wanted | {"seed": 6}, drawn, "chair", NOW)
    assert again["contests"][0]["draw"]["seed"] == 6
    with pytest.raises(Conflict) as refused:
        rules.save_draw(draft | {"state": "running"}, wanted, drawn, "chair", NOW)
    assert refused.value.slug == "already_started"


def test_lots_and_deductions_are_kept_in_order_and_with_what_they_say_alone() -> None:
    running = with_contest(4) | {"state": "running"}
    kept = deepcopy(running)
    lots = decision(order=["t03", "t01"], team_id="t01", points=3)
    less = decision(kind="deduction", order=["t03", "t01"], team_id="t02", points=3)
    after = rules.decide(rules.decide(running, lots, "chair", NOW), less, "chair", NOW)
    said = {"why": "القرعة", "by": "chair", "at": NOW}
    assert after["contests"][0]["decisions"] == [
        {"kind": "lots", "order": ["t03", "t01"], "team_id": None, "points": 0, **said},
        {"kind": "deduction", "order": [], "team_id": "t02", "points": 3, **said},
    ]
    assert running == kept


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        ({"order": ["t01", "t09"]}, {"order": "not_an_entrant"}),
        ({"kind": "playoff", "order": ["t09", "t01"]}, {"order": "not_an_entrant"}),
        ({"kind": "deduction", "team_id": "t09", "points": 1}, {"team_id": "not_an_entrant"}),
        ({"kind": "deduction", "team_id": "t01", "points": 0}, {"points": "out_of_range"}),
    ],
)
def test_a_decision_is_about_entrants_and_changes_something(
    asked: dict[str, Any], fields: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        rules.decide(with_contest(4) | {"state": "running"}, decision(**asked), "chair", NOW)
    assert refused.value.fields == fields


def test_lots_may_be_among_all_and_a_deduction_of_one_point() -> None:
    running = with_contest(2) | {"state": "running"}
    after = rules.decide(running, decision(order=["t02", "t01"]), "chair", NOW)
    after = rules.decide(after, decision(kind="deduction", team_id="t01", points=1), "chair", NOW)
    assert [one["points"] for one in after["contests"][0]["decisions"]] == [0, 1]


def test_no_decision_is_made_before_it_has_started() -> None:
    with pytest.raises(Conflict) as refused:
        rules.decide(with_contest(4), decision(order=["t03", "t01"]), "chair", NOW)
    assert refused.value.slug == "not_started"


def test_a_correction_after_the_close_may_need_a_decision() -> None:
    closed = with_contest(4) | {"state": "closed"}
    after = rules.decide(closed, decision(order=["t03", "t01"]), "chair", NOW)
    assert [one["order"] for one in after["contests"][0]["decisions"]] == [["t03", "t01"]]
