"""Does the result of a heat come in from a phone, whatever is typed, and no name of an athlete go out?"""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from time import monotonic
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from chassis.clock import now
from chassis.errors import Refused
from services.events.domain.athletics.result_rules import checked
from services.portal.accounts import Account
from services.portal.heats.faults import labelled
from services.portal.heats.form import read_form, result_wanted, typed_again
from services.portal.heats.written import read_height, read_wind
from tests.unit.portal.athletics_samples import (
    ATHLETE,
    athletics_contest,
    athletics_outcome,
    athletics_whole,
    heat,
    slot,
    terms,
)
from tests.unit.portal.samples import Payload
from tests.unit.portal.stand_in import StandIn

Csrf = Callable[[FlaskClient, str], dict[str, str]]
Form = dict[str, str]
RACE, LONG, HIGH, CROSS = "/heats/h6", "/heats/h4", "/heats/h7", "/heats/h8"
BARS = [120, 125, 130]
RUNNERS = (11, 21, 41)
TYPED = {"rows-0-mark": "١٢٫٣٤", "rows-1-mark": "12.80", "rows-2-status": "DNS"}


@pytest.fixture(autouse=True)
def competition(services: StandIn, monkeypatch: pytest.MonkeyPatch) -> Payload:
    """A 100 metres, a long jump, a high jump and a cross-country race of 64 that wait for their results."""
    known = athletics_whole()
    athletics = known["competition"]["athletics"]
    crowd: list[Payload] = [{"bib": bib, "team_id": "t1"} for bib in range(101, 165)]
    athletics.append(athletics_contest("x4", "العدو الريفي", terms("cross-country"), entries=crowd))
    known["athletics_outcomes"].append(athletics_outcome("x4"))
    known["heats"] += [
        heat(
            6, "x1", *[slot(bib, lane) for lane, bib in enumerate(RUNNERS, 3)], referee=None, is_final=False
        ),
        heat(7, "x3", slot(14, 1), slot(23, 2), slot(42, 3), referee=None),
        heat(8, "x4", *[slot(one["bib"], lane) for lane, one in enumerate(crowd, 1)], referee=None),
    ]
    monkeypatch.setattr(services, "_refuse_faults", lambda one, result: _as_events(services, one, result))
    return services.add_competition(known)


@pytest.fixture
def referee(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], competition: Payload
) -> FlaskClient:
    """Has the long jump and the 100 metres, and no other."""
    person = account("referee")
    for number in (4, 6):
        _heat(competition, number)["referee"] = person.account_id
    return visitor(person)


def test_a_referee_sees_the_own_heats_alone(referee: FlaskClient, services: StandIn) -> None:
    for address in ("/", "/today"):
        page = referee.get(address).text
        assert [f'href="/heats/h{number}"' in page for number in (4, 6, 1, 5)] == [True, True, False, False]
    assert {call["referee"] for call in services.asked("events.heats")} != {None}


@pytest.mark.parametrize(
    ("address", "method"),
    [("/heats/h5", "GET"), ("/heats/h5/sheet", "GET"), (HIGH, "POST"), (f"{HIGH}/follows", "POST")],
)
def test_another_referees_heat_is_not_there(
    referee: FlaskClient, services: StandIn, csrf: Csrf, address: str, method: str
) -> None:
    form = {**csrf(referee, RACE), "rows-0-bib": "14", "rows-0-series-0": "O"}
    answer = referee.open(address, method=method, data=form if method == "POST" else None)
    assert (answer.status_code, "Tafoukt" in answer.text) == (404, False)
    assert services.asked("events.enter_heat") + services.asked("events.what_heat_follows") == []


def test_no_athlete_is_named_on_a_page_of_the_track(
    referee: FlaskClient, chair: FlaskClient, services: StandIn
) -> None:
    sheet = chair.get(f"{LONG}/sheet").text
    assert f"{ATHLETE} 13" in sheet
    assert "noms de mineurs" in sheet
    services.calls.clear()
    pages = [referee.get(address).text for address in (LONG, f"{LONG}/sheet", "/today", "/")]
    assert [ATHLETE in page for page in [*pages, chair.get(LONG).text]] == [False] * 5
    assert services.asked("events.entries") == []


def test_a_race_is_entered_by_the_referee_and_confirmed_by_somebody_else(
    referee: FlaskClient, chair: FlaskClient, services: StandIn, competition: Payload, csrf: Csrf
) -> None:
    form = {**_filled(referee, csrf, RACE), **TYPED, "wind": "-١٫٢"}
    answers = [referee.post(RACE, data=form) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, RACE)] * 2
    sent = services.asked("events.enter_heat")[0]
    assert (sent["heat_id"], sent["version"], sent["result"]["wind"]) == ("h6", 6, -12)
    rows = [(one["bib"], one["status"], one["mark"]) for one in sent["result"]["rows"]]
    assert rows == [(11, "ok", "١٢٫٣٤"), (21, "ok", "12.80"), (41, "DNS", "")]
    waiting = referee.get(RACE).text
    assert "attend la confirmation d’une autre personne" in waiting
    assert "/confirm" not in waiting
    confirmed = chair.post(f"{RACE}/confirm", data=csrf(chair, RACE))
    assert (confirmed.status_code, _heat(competition, 6)["result_state"]) == (303, "confirmed")
    page = referee.get(RACE).text
    assert "chair اختبار" in page
    assert 'name="rows-0-mark"' not in page


def test_who_entered_a_heat_is_not_offered_to_confirm_it(chair: FlaskClient, csrf: Csrf) -> None:
    chair.post(RACE, data={**_filled(chair, csrf, RACE), **TYPED})
    assert f'action="{RACE}/confirm"' not in chair.get(RACE).text
    answer = chair.post(f"{RACE}/confirm", data=csrf(chair, RACE) | {"version": "7"})
    assert (answer.status_code, "Une autre personne que celle" in answer.text) == (422, True)


def test_jumps_are_entered_attempt_by_attempt_with_their_winds(
    referee: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    form = {
        **_filled(referee, csrf, LONG),
        **_row("rows-0-attempts", "5.02", "X", "5,23"),
        **_row("rows-0-winds", "+0.3", "", "2.1"),
        **_row("rows-1-attempts", "4.80", "-", "r"),
        "rows-2-status": "DNS",
    }
    assert referee.post(LONG, data=form).status_code == 303
    rows = services.asked("events.enter_heat")[0]["result"]["rows"]
    assert [(one["attempts"], one["winds"]) for one in rows] == [
        (["5.02", "X", "5,23"], [3, None, 21]),
        (["4.80", "-", "r"], []),
        ([], []),
    ]


def test_a_foul_may_be_typed_with_the_sign_of_an_arabic_keyboard() -> None:
    typed = {"rows-0-bib": "12", **_row("rows-0-attempts", "5.02", "×"), **_row("rows-0-series", "×O")}
    (row,) = result_wanted(typed)["rows"]
    assert (row["attempts"], row["series"]) == (["5.02", "X"], ["XO"])


def test_heights_and_a_jump_off_are_entered(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    form = {**_filled(chair, csrf, HIGH), **_heights(), **_level_jumps()}
    form |= {"jump_off-0-height": "1m30", "jump_off-0-0": "O", "jump_off-0-1": "X"}
    answer = chair.post(HIGH, data=form)
    assert (answer.status_code, answer.location) == (303, HIGH)
    result = services.asked("events.enter_heat")[0]["result"]
    assert result["heights"] == BARS
    assert result["jump_off"] == [
        {"height": 130, "jumps": [{"bib": 14, "jump": "O"}, {"bib": 23, "jump": "X"}]}
    ]
    assert [one["series"] for one in result["rows"]] == [["O", "XXX"], ["O", "XXX"], ["XO", "XXX"]]


def test_more_rows_are_given_without_script(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    page = chair.post(HIGH, data={**_filled(chair, csrf, HIGH), **_heights(), "step": "more"}).text
    assert ['id="rows-0-series-5"' in page, 'id="heights-5"' in page, 'id="jump_off-2"' in page] == [True] * 3
    assert ['id="rows-0-series-6"' in page, 'id="jump_off-3"' in page] == [False] * 2
    assert services.asked("events.enter_heat") == []


def test_a_cross_country_of_64_is_entered_by_order_of_arrival(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    form = _filled(chair, csrf, CROSS) | {f"rows-{row}-place": str(64 - row) for row in range(64)}
    assert chair.post(CROSS, data=form).status_code == 303
    rows = services.asked("events.enter_heat")[0]["result"]["rows"]
    assert [(one["bib"], one["place"]) for one in rows] == list(
        zip(range(101, 165), count(64, -1), strict=False)
    )


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(
    ("address", "change", "field", "said"),
    [
        (RACE, {"rows-0-mark": "abc"}, "rows-0-mark", "11"),
        (RACE, {"rows-1-mark": "1:75.2"}, "rows-1-mark", "21"),
        (RACE, {"rows-1-mark": "12.3"}, "rows-1-mark", "21"),
        (RACE, {"rows-0-mark": "9.41"}, "rows-0-mark", "11"),
        (RACE, {"rows-0-mark": "12.799"}, "rows-1-mark", "21"),
        (RACE, {"rows-1-mark": ""}, "rows-1-mark", "21"),
        (RACE, {"rows-0-mark": "", "rows-1-mark": "", "rows-2-status": ""}, "rows-0-mark", ""),
        (RACE, {"rows-2-mark": "12.99"}, "rows-2-mark", "41"),
        (RACE, {"rows-0-place": "401"}, "rows-0-place", "11"),
        (RACE, {"rows-0-place": "2", "rows-1-place": "1"}, "rows-0-place", ""),
        (RACE, {"rows-1-bib": "11"}, "rows-0-bib", "11"),
        (RACE, {"rows-0-bib": "999"}, "rows-0-bib", ""),
        (RACE, {"wind": "strong"}, "wind", "-0.4"),
        (RACE, {"wind": "+12.0"}, "wind", "-0.4"),
        (RACE, {"note": "x" * 501}, "note", ""),
        (LONG, {"rows-0-attempts-1": "5.2.3"}, "rows-0-attempts-0", "13"),
        (LONG, {"rows-0-attempts-6": "5.00"}, "rows-0-attempts-0", "13"),
        (LONG, {"rows-0-attempts-10": "5.00"}, "rows-0-attempts-0", "13"),
        (LONG, {"rows-0-winds-0": "fort"}, "rows-0-winds-0", "-0.4"),
        (HIGH, {"rows-0-series-2": "O"}, "rows-0-series-0", ""),
        (HIGH, {"rows-2-series-1": "X"}, "rows-2-series-0", ""),
        (HIGH, {"heights-1": "haut"}, "heights-1", "1.20"),
        (HIGH, {"heights-1": "1.10"}, "heights-0", ""),
        (HIGH, {"jump_off-0-height": "1.30"}, "jump_off-0-height", ""),
        (HIGH, {"jump_off-0-height": "", "jump_off-0-0": "O"}, "jump_off-0-height", "1.20"),
        (HIGH, {"jump_off-0-height": "1.30", "jump_off-0-2": "O"}, "jump_off-0", ""),
    ],
)
def test_a_refusal_stands_at_its_field_and_names_the_bib(
    chair: FlaskClient,
    services: StandIn,
    csrf: Csrf,
    language: str,
    address: str,
    change: Form,
    field: str,
    said: str,
) -> None:
    chair.set_cookie("language", language)
    form = {**_filled(chair, csrf, address), **_right(address), "note": "ملاحظة", **change}
    answer = chair.post(address, data=form)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    summary = answer.text.split(f'href="#{field}">')[1].split("</a>")[0]
    assert said in summary
    assert [text for text in change.values() if text not in answer.text] == []
    assert not _heat(services.competitions["k1"], int(address[-1]))["result"]


def test_every_forgotten_athlete_is_named(chair: FlaskClient, csrf: Csrf) -> None:
    forgotten = chair.post(RACE, data={**_filled(chair, csrf, RACE), "rows-1-mark": "12.80"}).text
    summary = forgotten.split('id="errors-title"')[1].split("</ul>")[0]
    assert ["#rows-0-mark" in summary, "#rows-1-mark" in summary, "#rows-2-mark" in summary] == [
        True,
        False,
        True,
    ]
    assert "dossard \u206811\u2069" in summary
    assert "dossard \u206841\u2069" in summary


def test_the_photo_finish_is_offered_where_two_marks_are_level(chair: FlaskClient, csrf: Csrf) -> None:
    form = {**_filled(chair, csrf, RACE), **TYPED, "step": "check"}
    opened = '<details class="how" open><summary>Ordre d’après la photo'
    assert opened not in chair.post(RACE, data=form).text
    assert opened in chair.post(RACE, data={**form, "rows-1-mark": "12٫34"}).text


@pytest.mark.parametrize(("trouble", "status"), [("away", 503), ("conflict", 409)])
def test_what_was_typed_at_the_track_is_never_lost(
    referee: FlaskClient, services: StandIn, competition: Payload, csrf: Csrf, trouble: str, status: int
) -> None:
    form = {**_filled(referee, csrf, RACE), **TYPED, "note": "ملاحظة"}
    if trouble == "away":
        services.away = {"events", "notifications"}
    else:
        _heat(competition, 6)["version"] = 12
    answer = referee.post(RACE, data=form)
    assert answer.status_code == status
    for kept in ('value="١٢٫٣٤"', "ملاحظة", "100 متر", "ابن جرير", '<option value="DNS" selected>'):
        assert kept in answer.text
    assert (form["key"] in answer.text) == (trouble == "away")
    assert (f'name="version" value="{6 if trouble == "away" else 12}"') in answer.text


def test_a_form_with_a_broken_heading_is_shown_again_too(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    broken = {"rows-0-lane": "abc", "rows-1-bib": "x", "discipline": "chess", "attempts": "-1", "round": "x"}
    form = {**_filled(chair, csrf, RACE), **TYPED, **broken}
    services.away = {"events"}
    answer = chair.post(RACE, data=form)
    assert (answer.status_code, 'value="١٢٫٣٤"' in answer.text) == (503, True)


def test_what_follows_is_shown_live_and_by_a_button_and_saves_nothing(
    referee: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    form = {**_filled(referee, csrf, RACE), **TYPED}
    fragment = referee.post(f"{RACE}/follows", data=form).text
    page = referee.post(RACE, data={**form, "step": "check"}).text
    for shown in (fragment, page):
        assert "se qualifie" in shown
        assert "ابن جرير" in shown
    assert ("<html" in fragment, 'value="١٢٫٣٤"' in page) == (False, True)
    assert services.asked("events.enter_heat") == []
    unfinished = referee.post(f"{RACE}/follows", data={**form, "rows-0-mark": "abc"})
    assert (unfinished.status_code, "ne peut se dire" in unfinished.text) == (200, True)


def test_a_heat_of_400_with_all_attempts_is_taken_and_a_refusal_of_each_comes_in_time(
    chair: FlaskClient, services: StandIn, csrf: Csrf, competition: Payload
) -> None:
    crowd: list[Payload] = [{"bib": bib, "team_id": "t1"} for bib in range(1001, 1401)]
    competition["competition"]["athletics"].append(
        athletics_contest("x5", "الوثب الطويل", terms("long-jump"), entries=crowd)
    )
    competition["athletics_outcomes"].append(athletics_outcome("x5"))
    slots = [slot(one["bib"], lane) for lane, one in enumerate(crowd, 1)]
    competition["heats"].append(heat(9, "x5", *slots, referee=None))
    form = _filled(chair, csrf, "/heats/h9")
    for row in range(400):
        form |= {**_row(f"rows-{row}-attempts", *["4.00"] * 3), **_row(f"rows-{row}-winds", *["+0.3"] * 3)}
    assert len(form) > 3600
    assert chair.post("/heats/h9", data=form).status_code == 303
    assert len(services.asked("events.enter_heat")[0]["result"]["rows"]) == 400
    began = monotonic()
    labelled({f"result-rows-{row}-attempts-0": "not_a_length" for row in range(400)}, form, "horizontal")
    assert monotonic() - began < 2


@pytest.mark.parametrize("step", ["check", "more"])
def test_looking_while_events_is_away_loses_nothing(
    chair: FlaskClient, services: StandIn, csrf: Csrf, step: str
) -> None:
    form = {**_filled(chair, csrf, HIGH), **_heights(), "rows-0-series-0": "XXO", "step": step}
    services.away = {"events"}
    page = chair.post(HIGH, data=form).text
    assert [text in page for text in ('value="XXO"', 'value="1.20"', form["key"])] == [True] * 3


def test_a_refusal_after_which_events_goes_away_loses_nothing(
    chair: FlaskClient, services: StandIn, csrf: Csrf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_wanted: Payload) -> None:
        services.away = {"events"}
        raise Refused("invalid", {"result": {"rows": {"0": {"mark": "not_a_time"}}}})

    monkeypatch.setattr(services, "events_enter_heat", refuse)
    answer = chair.post(RACE, data={**_filled(chair, csrf, RACE), **TYPED})
    assert (answer.status_code, 'value="١٢٫٣٤"' in answer.text) == (422, True)


@pytest.mark.parametrize("change", [{"step": "more"}, {"step": "check"}, {"wind": "strong"}])
def test_what_somebody_else_entered_meanwhile_is_not_written_over_unseen(
    chair: FlaskClient, competition: Payload, csrf: Csrf, change: Form
) -> None:
    form = {**_filled(chair, csrf, RACE), **TYPED}
    _heat(competition, 6)["version"] = 12
    page = chair.post(RACE, data={**form, **change}).text
    assert set(re.findall(r'name="version" value="(\d+)"', page)) == {"6"}
    assert chair.post(RACE, data=form).status_code == 409


def test_a_referee_that_could_not_be_saved_is_saved_once_with_the_same_key(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    page = chair.get(RACE).text
    key = re.findall(r'name="key" value="([^"]+)"', page.split(f'action="{RACE}/referee"')[1])[0]
    services.away = {"events"}
    page = chair.post(f"{RACE}/referee", data={**csrf(chair, RACE), "key": key, "referee": ""}).text
    assert set(re.findall(r'name="key" value="([^"]+)"', page)) == {key}


def test_what_follows_asks_for_nothing_that_it_does_not_show(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    form = {**_filled(chair, csrf, RACE), **TYPED}
    services.calls.clear()
    assert chair.post(f"{RACE}/follows", data=form).status_code == 200
    assert [name for name, *_ in services.calls] == ["events.heat", "events.what_heat_follows"]


def test_a_heat_whose_athletes_are_not_known_takes_no_result(chair: FlaskClient) -> None:
    page = chair.get("/heats/h3").text
    assert 'name="rows-0-mark"' not in page
    assert "Les partants viennent du tour" in page


def test_a_confirmed_heat_shows_who_came_where_and_goes_on(chair: FlaskClient) -> None:
    page = chair.get("/heats/h1").text
    result = page.split('id="h-result"')[1].split("</ol>")[0]
    assert [result.index(text) for text in ("12.34", "12.80")] == sorted(
        result.index(text) for text in ("12.34", "12.80")
    )
    assert ">Q</span>" in result
    assert "+2.3" in result


def test_a_correction_needs_its_reason_and_leaves_the_old_result_readable(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = "/heats/h1/correct"
    form = {
        **_filled(chair, csrf, address),
        "rows-0-mark": "12.90",
        "rows-1-mark": "12.80",
        "rows-2-status": "DNF",
    }
    without = chair.post(address, data=form)
    assert (without.status_code, 'href="#why"' in without.text) == (422, True)
    answers = [
        chair.post(address, data={**form, "why": why, "key": why}) for why in ("wrong-stopwatch", "second")
    ]
    assert [one.status_code for one in answers] == [303, 409]
    assert ['value="12.90"' in answers[1].text, "second" in answers[1].text] == [True, True]
    assert services.asked("events.correct_heat")[0]["why"] == "wrong-stopwatch"
    page = chair.get("/heats/h1").text
    assert "Le résultat avant la correction" in page
    assert "wrong-stopwatch" in page


def test_a_heat_is_moved_in_local_time_and_gets_its_referee(
    chair: FlaskClient, services: StandIn, account: Callable[..., Account], csrf: Csrf
) -> None:
    person = account("referee")
    address = f"{RACE}/move"
    wrong = chair.post(address, data={**csrf(chair, address), "date": "31/02/2026", "time": "", "pitch": "م"})
    assert [f'id="{name}-error"' in wrong.text for name in ("date", "time")] == [True, True]
    moved = {"date": "29/11/2026", "time": "16h30", "pitch": "المضمار 2"}
    assert chair.post(address, data={**csrf(chair, address), **moved}).status_code == 303
    sent = services.asked("events.move_heat")[0]
    assert (sent["starts_at"], sent["pitch"]) == ("2026-11-29T16:30:00+01:00", "المضمار 2")
    hidden = {**csrf(chair, RACE), "version": "7"}
    assert chair.post(f"{RACE}/referee", data={**hidden, "referee": "nobody"}).status_code == 422
    chair.post(f"{RACE}/referee", data={**hidden, "key": "another", "referee": person.account_id})
    assert services.asked("events.assign_heat")[0]["referee"] == person.account_id


def test_today_holds_heats_beside_matches_in_order_of_their_hour(
    chair: FlaskClient, competition: Payload
) -> None:
    _on_this_day(competition)
    page = chair.get("/today").text
    today = page.split('id="h-today"')[1].split("</section>")[0]
    shown = [one.split('"')[0] for one in today.split('class="tie" href="')[1:]]
    assert shown == ["/heats/h3", "/fixtures/f1", "/heats/h6", "/fixtures/f2", "/heats/h4"]
    waiting = page.split('id="h-waiting"')[1].split("</section>")[0]
    assert ["/fixtures/f4" in waiting, "/heats/h2" in waiting] == [True, True]
    assert '<a class="btn btn-primary" href="/heats/h6"' in page
    assert '<a class="btn btn-primary" href="/heats/h3"' not in page


def test_a_heat_to_confirm_counts_on_the_home_of_the_chair(chair: FlaskClient) -> None:
    assert "2 résultats attendent" in chair.get("/").text


def test_a_competition_under_way_is_found_behind_pages_of_drafts(
    chair: FlaskClient, services: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = services.events_competitions({"page": 1})["competitions"]
    drafts = [{**known[0], "competition_id": "k2", "state": "draft"}]

    def listed(asked: Payload) -> Payload:
        return {"competitions": known if asked["page"] == 4 else drafts, "page": asked["page"], "pages": 9}

    monkeypatch.setattr(services, "events_competitions", listed)
    assert "/heats/h4" in chair.get("/today").text
    monkeypatch.setattr(services, "events_competitions", lambda asked: {**listed({"page": 1}), "pages": 99})
    services.calls.clear()
    assert chair.get("/today").status_code == 200
    assert len(services.asked("events.competitions")) == 10


def test_a_result_reads_the_same_after_it_was_shown() -> None:
    start = [{"bib": bib, "lane": lane, "team": "x"} for lane, bib in enumerate((13, 22), 1)]
    rows = [
        {"bib": 13, "status": "ok", "mark": "", "place": None, "attempts": ["5.02", "X"], "winds": [3, None]},
        {"bib": 22, "status": "DNS", "mark": "", "place": None, "attempts": [], "winds": []},
    ]
    bars = [{"height": 130, "jumps": [{"bib": 22, "jump": "X"}]}]
    kept = {"rows": [{**one, "series": []} for one in rows], "wind": -4, "note": "n"}
    result: dict[str, Any] = {**kept, "heights": [120, 125], "jump_off": bars}
    assert result_wanted(typed_again(result, start, [])) == result


@pytest.mark.parametrize(
    ("written", "tenths"),
    [("+1.8", 18), ("-0,4", -4), ("−٠٫٤", -4), ("2", 20), ("", None), ("+12.0", "+12.0"), ("1.85", "1.85")],
)
def test_a_wind_is_read(written: str, tenths: Any) -> None:
    assert read_wind(written) == tenths


@pytest.mark.parametrize(
    ("written", "centimetres"),
    [
        ("1.20", 120),
        ("1,2", 120),
        ("1m25", 125),
        ("١٫٣٠", 130),
        ("120", 120),
        ("3", 300),
        ("x", "x"),
        ("", None),
    ],
)
def test_a_height_is_read(written: str, centimetres: Any) -> None:
    assert read_height(written) == centimetres


def test_a_form_with_foreign_fields_is_read_for_its_own_alone() -> None:
    typed = MultiDict({"rows-0-mark": " 12.3 ", "rows-9999-mark": "1", "rows-0-x": "1", "rows-٣-mark": "1"})
    assert read_form(typed) == {"rows-0-mark": "12.3"}


def _filled(browser: FlaskClient, csrf: Csrf, address: str) -> Form:
    """The hidden fields of the form, those of each athlete's row among them."""
    page = browser.get(address).text
    rows = re.findall(r'<input type="hidden" name="(rows-[\w-]+)" value="([^"]*)">', page)
    return {**csrf(browser, address), **dict(rows)}


def _right(address: str) -> Form:
    """What would be taken."""
    if address == RACE:
        return {"rows-2-status": "DNS", "rows-0-mark": "12.34", "rows-1-mark": "12.80"} | {"wind": "+0.5"}
    if address == LONG:
        marks = {**_row("rows-0-attempts", "5.02", "X", "5.23"), **_row("rows-1-attempts", "4.80", "-", "r")}
        return {"rows-2-status": "DNS", **marks, "rows-1-attempts-1": "4.91"}
    return {**_heights(), **_level_jumps(), "heights-2": "1.35"}


def _heights() -> Form:
    return _row("heights", "1.20", "125", "1,30")


def _level_jumps() -> Form:
    jumps = {0: ("O", "XXX"), 1: ("o", "xxx"), 2: ("XO", "XXX")}
    return {
        name: text.upper()
        for row, series in jumps.items()
        for name, text in _row(f"rows-{row}-series", *series).items()
    }


def _row(prefix: str, *texts: str) -> Form:
    return {f"{prefix}-{at}": text for at, text in enumerate(texts)}


def _heat(competition: Payload, number: int) -> Payload:
    return next(one for one in competition["heats"] if one["heat_id"] == f"h{number}")


def _as_events(services: StandIn, one: Payload, result: Payload) -> None:
    """Refuses what the service refuses, at the same paths."""
    known = services.competitions["k1"]["competition"]["athletics"]
    contest = next(contest for contest in known if contest["contest_id"] == one["contest_id"])
    checked(result, [place["bib"] for place in one["slots"]], contest)


def _on_this_day(competition: Payload) -> None:
    """h3, f1, h6, f2, h4 hour by hour today; all others tomorrow."""
    noon = now().replace(hour=11, minute=0)
    every = {
        one.get("fixture_id") or one["heat_id"]: one for one in competition["fixtures"] + competition["heats"]
    }
    for one in every.values():
        one["starts_at"] = (noon + timedelta(days=1)).isoformat()
    for hour, its_id in enumerate(("h3", "f1", "h6", "f2", "h4")):
        every[its_id]["starts_at"] = (noon + timedelta(hours=hour)).isoformat()
