"""Which results can a heat have, and who may make one count?"""

from typing import Any

import pytest

from chassis.errors import Conflict, Refused
from contracts.events.athletics_results import HeatResultView
from services.events.domain.athletics.result import confirm, correct, enter
from tests.unit.events.athletics.meeting import AT, contest, entry, field_result, in_heats, result

BIBS = [11, 21, 31]
HUNDRED = contest([entry(bib, f"T{bib // 10}") for bib in BIBS])
CROSS = HUNDRED | {"terms": contest([], "cross-country")["terms"]}
LONG = HUNDRED | {"terms": contest([], "long-jump", attempts={"first": 3, "more": 1, "best": 2})["terms"]}
SHOT = HUNDRED | {"terms": contest([], "shot-put")["terms"]}
HIGH = HUNDRED | {"terms": contest([], "high-jump", heights=[110, 120, 130])["terms"]}
HEAT = in_heats([BIBS]).heats[1]


def faults(wanted: dict[str, Any], terms: dict[str, Any] = HUNDRED) -> Any:
    with pytest.raises(Refused) as refused:
        enter(HEAT, {"version": 1, "result": wanted}, BIBS, terms, "judge", AT)
    assert refused.value.slug == "invalid"
    return refused.value.fields["result"]


def kept(wanted: dict[str, Any], terms: dict[str, Any] = HUNDRED) -> Any:
    return enter(HEAT, {"version": 1, "result": wanted}, BIBS, terms, "judge", AT)["result"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("11 12.34\n21 12.50", {"slug": "missing", "bibs": [31]}),
        ("11 12.34\n21 12.50\n99 12.60", {2: {"bib": "not_an_entrant"}}),
        ("11 12.34\n21 12.50\n31 12.60\n11 12.60", {0: {"bib": "twice"}, 3: {"bib": "twice"}}),
        ("11 fast\n21 12.50\n31 12.60", {0: {"mark": "not_a_time"}}),
        ("11 1.234\n21 12.50\n31 12.60", {0: {"mark": "out_of_range"}}),
        ("11\n21 12.50\n31 DNS", {0: {"mark": "missing"}}),
        ("11 12.34\n21 12.5\n31 12.60", {1: {"mark": "mixed_timing"}}),
        ("11 12.34\n21 12.335\n31 12.60", {0: {"mark": "mixed_reading"}}),
        ("11 12.34 1\n21 12.50\n31 12.60 3", {1: {"place": "missing"}}),
        ("11 12.34 1\n21 12.50 3\n31 12.60 4", {1: {"place": "out_of_range"}, 2: {"place": "out_of_range"}}),
        ("11 12.34 2\n21 12.50 1\n31 12.60 3", {0: {"place": "place_contradicts"}}),
        ("11 12.34 1\n21 12.50 1\n31 12.60 3", {1: {"place": "not_level"}}),
        ("11 12.338 1\n21 12.331 2\n31 DQ", {1: {"place": "place_contradicts"}}),
    ],
)
def test_a_race_is_refused_by_row_and_field(lines: str, told: Any) -> None:
    assert faults(result(lines)) == {"rows": told}


def test_who_did_not_finish_has_no_mark() -> None:
    wanted = result("11 12.34\n21 DNS\n31 DQ")
    wanted["rows"][1]["mark"] = "12.50"
    wanted["rows"][2]["place"] = 2
    assert faults(wanted) == {"rows": {1: {"mark": "not_allowed"}, 2: {"place": "not_allowed"}}}


@pytest.mark.parametrize("discipline", [HUNDRED, CROSS])
def test_what_another_kind_writes_down_is_not_allowed(discipline: dict[str, Any]) -> None:
    wanted = result("11 15.34\n21 15.50\n31 15.60", heights=[110])
    assert faults(wanted, discipline) == {"heights": "not_allowed"}
    wanted = result("11 15.34\n21 15.50\n31 15.60")
    wanted["rows"][0]["attempts"] = ["5.00"]
    assert faults(wanted, discipline) == {"rows": {0: {"attempts": "not_allowed"}}}


def test_wind_only_where_it_is_read() -> None:
    assert kept(result("11 12.34\n21 12.50\n31 DNF", wind=21))["wind"] == 21
    assert faults(result("11 1\n21 2\n31 3", wind=3), CROSS) == {"wind": "not_allowed"}


def test_a_race_is_kept_in_milliseconds_by_bib() -> None:
    told = kept(result("31 DNF\n21 ١٢٫٥\n11 12.3"))
    rows = [
        tuple(one[name] for name in ("bib", "status", "mark", "mark_ms", "read_to")) for one in told["rows"]
    ]
    assert rows == [
        (11, "ok", "12.3", 12_300, 1),
        (21, "ok", "12.5", 12_500, 1),
        (31, "DNF", "", None, None),
    ]


@pytest.mark.parametrize(
    ("wanted", "terms"),
    [
        (result("11 12.34 1\n21 12.50 2\n31 DQ", wind=-4, note=" windy "), HUNDRED),
        (field_result({11: "5.20 X -", 21: "X X X", 31: "r"}), LONG),
        (field_result({11: "O XO XXX", 21: "XXX", 31: "O XXX"}, "series"), HIGH),
    ],
)
def test_what_is_kept_is_what_is_shown(wanted: dict[str, Any], terms: dict[str, Any]) -> None:
    told = kept(wanted, terms)
    assert HeatResultView().dump(told) == told


def test_places_alone_are_enough() -> None:
    assert [one["place"] for one in kept(result("11 2\n21 1\n31 3"), CROSS)["rows"]] == [2, 1, 3]


@pytest.mark.parametrize(
    ("one", "slug"),
    [
        ("5.23 far 5.10", "not_a_length"),
        ("523 5.00 5.10", "out_of_range"),
        ("5.23 X", "missing"),
        ("r 5.23 X", "too_many"),
        ("1.00 X - 1.00 X", "too_many"),
        ("1.00 X - 1.10", "not_among_best"),
    ],
)
def test_attempts_that_cannot_be_are_refused(one: str, slug: str) -> None:
    wanted = field_result({11: one, 21: "5.00 X -", 31: "4.90 r"})
    assert faults(wanted, LONG) == {"rows": {0: {"attempts": slug}}}


def test_attempts_are_kept_as_they_are_written_everywhere() -> None:
    told = kept(field_result({11: "5,2 x – 5m31", 21: "٥٫٠٠ X -", 31: "R"}), LONG)
    assert [one["attempts"] for one in told["rows"]] == [
        ["5.20", "X", "-", "5.31"],
        ["5.00", "X", "-"],
        ["r"],
    ]


def test_winds_go_with_attempts() -> None:
    wanted = field_result({11: "5.00 X -", 21: "5.00 X -", 31: "5.00 X -"})
    wanted["rows"][0]["winds"] = [12, None]
    assert faults(wanted, LONG) == {"rows": {0: {"winds": "missing"}}}
    assert faults(wanted, SHOT) == {"rows": {0: {"winds": "not_allowed"}}}


@pytest.mark.parametrize(
    ("one", "slug"),
    [
        ("O XXXX", "invalid"),
        ("OX", "invalid"),
        ("XXX O", "after_out"),
        ("XX- XO", "after_out"),
        ("XX XO", "after_out"),
        ("r O", "after_out"),
        ("O X", "unfinished"),
        ("O O O O", "too_many"),
        ("", "missing"),
    ],
)
def test_series_that_cannot_be_are_refused(one: str, slug: str) -> None:
    wanted = field_result({11: one, 21: "O XXX", 31: "XXX"}, "series")
    assert faults(wanted, HIGH) == {"rows": {0: {"series": slug}}}


def test_series_and_heights_are_kept() -> None:
    told = kept(field_result({11: "0 x- xo", 21: "O XXX", 31: "- XX X"}, "series"), HIGH)
    assert [one["series"] for one in told["rows"]] == [["O", "X-", "XO"], ["O", "XXX"], ["-", "XX-", "X"]]
    assert told["heights"] == [110, 120, 130]
    assert kept(field_result({11: "O", 21: "O", 31: "XXX"}, "series", heights=[115]), HIGH)["heights"] == [
        115
    ]


@pytest.mark.parametrize(
    ("bars", "told"),
    [
        ([[(11, "O"), (31, "X")]], {"jump_off": "not_level"}),
        ([[(11, "O"), (11, "X")]], {"jump_off": "twice"}),
    ],
)
def test_only_those_level_for_the_first_place_jump_off(bars: Any, told: dict[str, str]) -> None:
    jump_off = [{"height": 130, "jumps": [{"bib": b, "jump": j} for b, j in bar]} for bar in bars]
    wanted = field_result({11: "O O XXX", 21: "O O XXX", 31: "O XXX"}, "series", jump_off=jump_off)
    assert faults(wanted, HIGH) == told


def test_heights_rise() -> None:
    wanted = field_result({11: "O O", 21: "O O", 31: "XXX"}, "series", heights=[120, 110])
    assert faults(wanted, HIGH) == {"heights": "out_of_range"}


def test_in_the_field_nobody_fails_to_finish() -> None:
    assert faults(result("11 DNF\n21 DNS\n31 DQ"), LONG) == {"rows": {0: {"status": "not_a_choice"}}}


WANTED = {"version": 1, "result": result("11 12.34\n21 12.50\n31 12.60")}


def test_a_result_counts_once_another_person_confirms_it() -> None:
    entered = enter(HEAT, WANTED, BIBS, HUNDRED, "judge", AT)
    assert (entered["result_state"], entered["start_list"]) == ("entered", BIBS)
    with pytest.raises(Refused) as refused:
        confirm(entered, {"version": 1}, "judge", AT)
    assert refused.value.fields == {"heat_id": "same_person"}
    done = confirm(entered, {"version": 1}, "office", AT)
    assert (done["result_state"], done["confirmed_by"]) == ("confirmed", "office")
    with pytest.raises(Conflict, match="already_confirmed"):
        enter(done, WANTED, BIBS, HUNDRED, "judge", AT)
    with pytest.raises(Conflict, match="already_confirmed"):
        confirm(done, {"version": 1}, "third", AT)


def test_a_correction_keeps_what_was_said_before() -> None:
    done = confirm(enter(HEAT, WANTED, BIBS, HUNDRED, "judge", AT), {"version": 1}, "office", AT)
    again = WANTED | {"result": result("11 DQ\n21 12.50\n31 12.60"), "why": " lane "}
    corrected = correct(done, again, BIBS, HUNDRED, "office", AT)
    assert corrected["past"] == [{"result": done["result"], "until": AT, "by": "office", "why": "lane"}]
    assert corrected["result"]["rows"][0]["status"] == "DQ"


def test_what_the_state_does_not_allow_is_a_conflict() -> None:
    with pytest.raises(Conflict, match="not_entered"):
        confirm(HEAT, {"version": 1}, "office", AT)
    with pytest.raises(Conflict, match="not_confirmed"):
        correct(HEAT, WANTED | {"why": "x"}, BIBS, HUNDRED, "office", AT)
    for rule in (enter, correct):
        with pytest.raises(Conflict, match="changed_by_someone"):
            rule(HEAT, WANTED | {"version": 2}, BIBS, HUNDRED, "office", AT)
    with pytest.raises(Conflict, match="changed_by_someone"):
        confirm(HEAT, {"version": 2}, "office", AT)


@pytest.mark.parametrize("start_list", [[], [11, None]])
def test_who_is_not_known_yet_has_no_result(start_list: list[int | None]) -> None:
    with pytest.raises(Refused) as refused:
        enter(HEAT, WANTED, start_list, HUNDRED, "judge", AT)
    assert refused.value.fields == {"result": {"rows": "athletes_unknown"}}
