"""Who may be entered, who is put into which heat, and what was decided?"""

from typing import Any

import pytest

from chassis.errors import Conflict, Refused
from contracts.events.athletics_terms import DISCIPLINES, HeatDecision, PublicEntry
from services.events.domain.athletics.decisions import decide
from services.events.domain.athletics.entries import refuse_start_lists, save_entries
from services.events.domain.athletics.lanes import OF_EIGHT
from services.events.domain.athletics.terms import races, refuse_unfit
from tests.unit.events.athletics.meeting import AT, SECRET, contest, entry, team

HUNDRED = contest([entry(11, "T1"), entry(21, "T2")])
JUMP = contest([entry(12, "T1", "4.10")], "long-jump")
RELAY = contest([entry(1, "T1")], "4x100m")


def competition(state: str = "draft", **withdrawn: Any) -> dict[str, Any]:
    teams = [team(name, withdrawn=withdrawn.get(name)) for name in ("T1", "T2", "T3")]
    return {"_id": "m", "version": 1, "state": state, "teams": teams, "contests": [HUNDRED, JUMP, RELAY]}


def saved(entries: list[dict[str, Any]], contest_id: str = "100m", **more: Any) -> dict[str, Any]:
    wanted = {"version": 1, "contest_id": contest_id, "entries": entries}
    return save_entries(competition(**more), wanted)


@pytest.mark.parametrize(
    ("entries", "contest_id", "told"),
    [
        ([entry(11, "T1"), entry(11, "T2")], "100m", {0: {"bib": "twice"}, 1: {"bib": "twice"}}),
        ([entry(11, "T3")], "100m", {0: {"team_id": "not_an_entrant"}}),
        ([entry(11, "nobody")], "100m", {0: {"team_id": "not_an_entrant"}}),
        ([entry(21, "T2"), entry(12, "T2")], "100m", {1: {"bib": "bib_taken"}}),
        ([entry(11, "T1", "fast")], "100m", {0: {"best": "not_a_time"}}),
        ([entry(12, "T1", "1:02")], "long-jump", {0: {"best": "not_a_length"}}),
        ([entry(1, "T1"), entry(2, "T1")], "4x100m", {0: {"team_id": "twice"}, 1: {"team_id": "twice"}}),
    ],
)
def test_an_entry_is_refused_by_its_field(
    entries: list[dict[str, Any]], contest_id: str, told: dict[int, dict[str, str]]
) -> None:
    with pytest.raises(Refused) as refused:
        saved(entries, contest_id)
    assert (refused.value.slug, refused.value.fields) == ("invalid", {"entries": told})


def test_a_withdrawn_team_enters_nobody() -> None:
    with pytest.raises(Refused) as refused:
        saved([entry(11, "T1")], T1={"at": AT, "why": "left", "annul": True})
    assert refused.value.fields == {"entries": {0: {"team_id": "withdrawn_team"}}}


def test_entries_are_kept_by_bib_and_give_up_the_draw() -> None:
    kept = saved([entry(21, "T2"), entry(12, "T1", " 12.3 ")])["contests"][0]
    assert [(one["bib"], one["team_id"], one["best"]) for one in kept["entries"]] == [
        (12, "T1", "12.3"),
        (21, "T2", ""),
    ]
    assert kept["draw"] is None


def test_a_relay_has_a_number_of_its_own() -> None:
    assert saved([entry(11, "T1"), entry(1, "T2")])["contests"][0]["entries"][0]["bib"] == 1


def test_once_running_nobody_is_entered() -> None:
    with pytest.raises(Conflict, match="already_started"):
        saved([entry(11, "T1")], state="running")


def test_a_name_is_not_public() -> None:
    assert SECRET not in str(PublicEntry().load(entry(11, "T1")))
    assert PublicEntry().dump(entry(11, "T1")) == {"bib": 11, "team_id": "T1"}


FIVE = contest(
    [entry(bib, f"T{bib // 10}") for bib in (11, 12, 21, 22, 31)],
    rounds=[{"lanes": 3, "by_place": 1, "by_time": 1}, {"lanes": 3}],
)


@pytest.mark.parametrize(
    ("heats", "told"),
    [
        ([[11, 12, 21], [22, 31, 11]], {"slug": "twice", "bibs": [11]}),
        ([[11, 12], [22, 31]], {"slug": "missing", "bibs": [21]}),
        ([[11, 12, 21], [22, 31, 99]], {"slug": "not_an_entrant", "bibs": [99]}),
        ([[11, 12, 21, 22], [31]], {"slug": "out_of_range", "bibs": [22]}),
        ([[11, 12], [21, 22], [31]], {"slug": "no_room"}),
    ],
)
def test_heats_put_by_hand_hold_everybody_once(heats: list[list[int]], told: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        refuse_start_lists(FIVE, in_turn(heats))
    assert refused.value.fields == {"heats": told}


def test_two_in_one_lane_are_refused() -> None:
    heats = in_turn([[11, 12, 21], [22, 31]])
    heats[1][1]["lane"] = 1
    with pytest.raises(Refused) as refused:
        refuse_start_lists(FIVE, heats)
    assert refused.value.fields == {"heats": {"slug": "lane_taken", "bibs": [22, 31]}}


def in_turn(heats: list[list[int]]) -> list[list[dict[str, int]]]:
    return [[{"bib": bib, "lane": lane} for lane, bib in enumerate(heat, 1)] for heat in heats]


@pytest.mark.parametrize(
    ("discipline", "terms", "told"),
    [
        ("100m", {"rounds": [{"by_place": 2}]}, {"rounds": "invalid"}),
        ("100m", {"rounds": [{}, {}]}, {"rounds": "missing"}),
        ("100m", {"rounds": [{"lanes": 12}]}, {"rounds": "out_of_range"}),
        ("long-jump", {"rounds": [{"by_place": 2}, {}]}, {"rounds": "invalid"}),
        ("long-jump", {"heights": [100]}, {"heights": "invalid"}),
        ("long-jump", {"attempts": {"first": 4, "more": 3}}, {"attempts": "out_of_range"}),
        ("high-jump", {}, {"heights": "missing"}),
        ("high-jump", {"heights": [110, 110]}, {"heights": "out_of_range"}),
    ],
)
def test_terms_that_do_not_fit_are_refused(discipline: str, terms: Any, told: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        refuse_unfit(contest([], discipline, **terms)["terms"])
    assert refused.value.fields == told


def test_the_rounds_must_end_in_one_final() -> None:
    terms = contest([], rounds=[{"by_place": 3}, {}])["terms"]
    assert races(terms, 16) == [2, 1]
    with pytest.raises(Refused) as refused:
        races(terms, 24)
    assert refused.value.fields == {"rounds": {"slug": "no_room", "needed": 9, "given": 8}}
    with pytest.raises(Refused) as refused:
        races(contest([])["terms"], 9)
    assert refused.value.fields == {"rounds": {"slug": "no_room", "needed": 9, "given": 8}}
    assert races(contest([], "1500m")["terms"], 40) == [1]


@pytest.mark.parametrize(
    ("kind", "round_number", "order", "told"),
    [
        ("lots", 2, [11, 21], {"round": "out_of_range"}),
        ("added", 1, [11], {"round": "out_of_range"}),
        ("lots", 1, [11, 99], {"order": "not_an_entrant"}),
    ],
)
def test_a_decision_about_nobody_is_refused(
    kind: str, round_number: int, order: list[int], told: dict[str, str]
) -> None:
    wanted = {
        "version": 1,
        "contest_id": "100m",
        "kind": kind,
        "round": round_number,
        "order": order,
        "why": "x",
    }
    with pytest.raises(Refused) as refused:
        decide(competition("running"), wanted, "office", AT)
    assert refused.value.fields == told


def test_a_decision_says_who_and_when() -> None:
    wanted = {
        "version": 1,
        "contest_id": "100m",
        "kind": "lots",
        "round": 1,
        "order": [21, 11],
        "why": " drawn ",
    }
    kept = decide(competition("running"), wanted, "office", AT)["contests"][0]["decisions"]
    assert kept == [{"kind": "lots", "round": 1, "order": [21, 11], "why": "drawn", "by": "office", "at": AT}]


@pytest.mark.parametrize(
    ("kind", "order", "slug"),
    [("lots", [11], "missing"), ("added", [], "missing"), ("lots", [11, 11], "twice")],
)
def test_a_decision_orders_some_each_once(kind: str, order: list[int], slug: str) -> None:
    given = {"kind": kind, "round": 1, "order": order, "why": "x"}
    assert HeatDecision().validate(given) == {"order": [slug]}
    assert HeatDecision().validate(given | {"order": [11, 21]}) == {}


def test_every_discipline_has_what_its_kind_needs() -> None:
    for one in DISCIPLINES.values():
        assert one.lanes in ("", *OF_EIGHT)
        assert one.unit == ("m" if one.kind in ("horizontal", "vertical") else "s")
        assert one.limit > 0 or one.kind == "cross_country"
