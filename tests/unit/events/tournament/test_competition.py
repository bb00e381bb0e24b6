from copy import deepcopy
from typing import Any

import pytest

from chassis.errors import Conflict, NotFound, Refused
from contracts.events import tournament_commands as commands
from services.events.domain.tournament import competition as rules
from tests.unit.events.tournament.setting_up import (
    ABOUT,
    NOW,
    created,
    planned,
    team_wanted,
    with_contest,
    with_teams,
)

AT = {"competition_id": "k1", "version": 1}


def withdrawal(team_id: str, **changed: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = commands.WithdrawTeam().load(
        AT | {"team_id": team_id, "why": " غابت "} | changed
    )
    return loaded


def ready() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A draft of one drawn league, and its fixtures with their hours."""
    contest, fixtures = planned(3)
    return with_teams(3) | {"contests": [contest]}, [one | {"starts_at": NOW} for one in fixtures]


def test_a_new_competition_is_a_draft_with_tidy_words_and_iso_dates() -> None:
    wanted = commands.CreateCompetition().load(ABOUT | {"name": "  كأس   الإقليم "})
    assert rules.create("k1", wanted, "chair", NOW) == {
        "_id": "k1",
        "state": "draft",
        "name": "كأس الإقليم",
        "place": "ابن جرير",
        "starts_on": "2026-12-05",
        "ends_on": "2026-12-06",
        "tell": "teams",
        "teams": [],
        "contests": [],
        "created_by": "chair",
        "created_at": NOW,
    }


@pytest.mark.parametrize("state", ["draft", "running"])
def test_its_words_may_change_until_it_is_closed(state: str) -> None:
    draft = created() | {"state": state}
    wanted = commands.ChangeCompetition().load(ABOUT | AT | {"place": "بنجرير", "tell": "network"})
    assert rules.change(draft, wanted) == draft | {"place": "بنجرير", "tell": "network"}
    with pytest.raises(Conflict) as refused:
        rules.change(draft | {"state": "closed"}, wanted)
    assert refused.value.slug == "already_closed"


def test_another_version_than_the_one_that_was_read_is_refused_with_the_one_that_is() -> None:
    with pytest.raises(Conflict) as refused:
        rules.change(created() | {"version": 4}, commands.ChangeCompetition().load(ABOUT | AT))
    assert (refused.value.slug, refused.value.details) == ("changed_by_someone", {"version": 4})


def test_a_rule_changes_nothing_of_what_it_is_given() -> None:
    draft = with_contest(4)
    kept = deepcopy(draft)
    rules.save_team(draft, team_wanted("نسور", team_id="t01"), "unused")
    rules.withdraw(draft, withdrawal("t02"), NOW)
    rules.change(draft, commands.ChangeCompetition().load(ABOUT | AT))
    assert draft == kept


def test_a_team_is_added_under_the_new_id_and_edited_under_its_own() -> None:
    draft = rules.save_team(created(), team_wanted(" نسور  الرحامنة ", "نسور"), "t1")
    draft = rules.save_team(draft, team_wanted("دار الطالب", "الطالب"), "t2")
    edited = rules.save_team(draft, team_wanted("نسور", "نسور", team_id="t1", guest_of="خنيفرة"), "t3")
    assert [(one["team_id"], one["name"], one["guest_of"]) for one in edited["teams"]] == [
        ("t1", "نسور", "خنيفرة"),
        ("t2", "دار الطالب", ""),
    ]
    assert draft["teams"][0] == {
        "team_id": "t1",
        "name": "نسور الرحامنة",
        "short": "نسور",
        "institution_id": None,
        "association_id": "a1",
        "guest_of": "",
        "withdrawn": None,
    }


def test_an_unknown_team_is_not_made_by_an_edit() -> None:
    with pytest.raises(NotFound) as refused:
        rules.save_team(created(), team_wanted("نسور", team_id="t9"), "t1")
    assert refused.value.slug == "no_such_team"


@pytest.mark.parametrize(
    ("name", "short", "field", "slug"),
    [("ATLAS  fc", "Other", "name", "name_taken"), ("Other", "atlas", "short", "short_taken")],
)
def test_two_teams_never_share_a_name_or_a_short_name(name: str, short: str, field: str, slug: str) -> None:
    draft = rules.save_team(created(), team_wanted("Atlas FC", "Atlas"), "t1")
    with pytest.raises(Refused) as refused:
        rules.save_team(draft, team_wanted(name, short), "t2")
    assert refused.value.fields == {field: slug}
    rules.save_team(draft, team_wanted(name, short, team_id="t1"), "t2")  # its own name is not taken


def test_a_running_competition_takes_no_new_team_but_mends_a_name() -> None:
    running = with_teams(2) | {"state": "running"}
    with pytest.raises(Conflict) as refused:
        rules.save_team(running, team_wanted("نسور"), "t9")
    assert refused.value.slug == "already_started"
    mended = rules.save_team(running, team_wanted("نسور", team_id="t01"), "t9")
    assert [one["name"] for one in mended["teams"]] == ["نسور", "t02"]


def test_a_team_that_withdraws_from_a_draft_leaves_its_contests_and_their_draw() -> None:
    draft = with_contest(4)
    other = draft["contests"][0] | {"contest_id": "c2", "entrants": ["t01", "t03"], "draw": "kept"}
    drawn = draft | {"contests": [draft["contests"][0] | {"draw": "given up"}, other]}
    after = rules.withdraw(drawn, withdrawal("t02", annul=False), NOW)
    assert [(one["entrants"], one["draw"]) for one in after["contests"]] == [
        (["t01", "t03", "t04"], None),
        (["t01", "t03"], "kept"),
    ]
    assert [one["withdrawn"] for one in after["teams"]] == [
        None,
        {"at": NOW, "why": "غابت", "annul": False},
        None,
        None,
    ]


def test_a_team_that_withdraws_later_stays_in_its_contests() -> None:
    running = with_contest(4) | {"state": "running"}
    after = rules.withdraw(running, withdrawal("t02"), NOW)
    assert after["contests"] == running["contests"]
    assert after["teams"][1]["withdrawn"] == {"at": NOW, "why": "غابت", "annul": True}
    with pytest.raises(Refused) as refused:
        rules.withdraw(after, withdrawal("t02"), NOW)
    assert refused.value.fields == {"team_id": "withdrawn_team"}


def test_the_name_of_who_withdrew_is_free_unless_it_played() -> None:
    draft = rules.withdraw(with_contest(4), withdrawal("t01"), NOW)
    again = rules.save_team(draft, team_wanted("t01"), "t9") | {"state": "running"}
    mended = rules.save_team(again, team_wanted("t01", team_id="t9", association_id="another"), "t9")
    assert rules.team_of(mended, "t9")["association_id"] == "another"
    gone = rules.withdraw(mended, withdrawal("t02"), NOW)
    with pytest.raises(Refused) as refused:
        rules.save_team(gone, team_wanted("t02", team_id="t03"), "t9")
    assert refused.value.fields == {"name": "name_taken"}


def test_a_closed_competition_keeps_its_teams() -> None:
    with pytest.raises(Conflict) as refused:
        rules.withdraw(with_teams(2) | {"state": "closed"}, withdrawal("t01"), NOW)
    assert refused.value.slug == "already_closed"


def test_it_starts_when_all_is_drawn_and_what_is_known_has_its_hour() -> None:
    draft, fixtures = ready()
    open_slot = fixtures[0] | {"drawn": ["t01", None], "starts_at": None}
    assert rules.start(draft, AT, [*fixtures, open_slot], NOW) == draft | {
        "state": "running",
        "started_at": NOW,
    }


def test_it_does_not_start_without_contest_draw_or_hours() -> None:
    draft, fixtures = ready()
    undrawn = draft["contests"][0] | {"draw": None}
    late = [fixtures[0], fixtures[1] | {"starts_at": None}, fixtures[2]]
    about = {"contest_id": "c1", "title": "كرة القدم"}
    for start, found, slug in (
        (draft | {"contests": []}, [], "missing"),
        (draft | {"contests": [undrawn]}, fixtures, {"slug": "not_drawn", **about}),
        (draft, late, {"slug": "not_scheduled", **about}),
    ):
        with pytest.raises(Refused) as refused:
            rules.start(start, AT, found, NOW)
        assert (refused.value.slug, refused.value.fields) == ("invalid", {"contests": slug})


@pytest.mark.parametrize(("state", "slug"), [("running", "already_started"), ("closed", "already_closed")])
def test_it_starts_once(state: str, slug: str) -> None:
    draft, fixtures = ready()
    with pytest.raises(Conflict) as refused:
        rules.start(draft | {"state": state}, AT, fixtures, NOW)
    assert refused.value.slug == slug


def test_only_a_running_competition_closes() -> None:
    running = created() | {"state": "running"}
    assert rules.close(running, AT, NOW) == running | {"state": "closed", "closed_at": NOW}
    for state, slug in (("draft", "not_started"), ("closed", "already_closed")):
        with pytest.raises(Conflict) as refused:
            rules.close(created() | {"state": state}, AT, NOW)
        assert refused.value.slug == slug
