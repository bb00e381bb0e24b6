"""Does each form that sets up an athletics contest become its command, and come back whole when refused?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from contracts.events.athletics_terms import AthleticsTerms
from services.portal.accounts import Account
from services.portal.athletics.contest_form import contest_wanted, typed_again
from services.portal.athletics.entry_rows import merged, read_lines
from services.portal.tournaments.steps import next_step
from tests.unit.portal.athletics_samples import ATHLETE, ENTERED, athletics_contest, athletics_whole, terms
from tests.unit.portal.samples import Payload
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import TEAMS

Csrf = Callable[[FlaskClient, str], dict[str, str]]
ONE = "/tournaments/k1"
NEW = f"{ONE}/athletics"
SPRINT = f"{NEW}/x1"
TYPED = {
    "title": "",
    "discipline": "200m",
    "sex": "girls",
    "age": "U15",
    "entrants": ["t1", "t2"],
    "rounds": "2",
    "lanes-0": "٦",
    "by_place-0": "2",
    "by_time-0": "1",
    "heights": "120 125",
    "points": "8 7 6",
    "sends": "1",
    "team_scorers": "3",
    "attempts-first": "3",
    "attempts-more": "3",
    "attempts-best": "8",
}
HIGH_JUMP = {**TYPED, "discipline": "high-jump", "heights": "1.20 1,25, 130"}
ROW = {"entries-0-bib": "١٢", "entries-0-team_id": "t1", "entries-0-name": "سلمى", "entries-0-best": "12.34"}
HEATS = {
    **{f"heat-{bib}": "1" for bib in (11, 12, 21)},
    **{f"heat-{bib}": "2" for bib in (31, 41, 51)},
    **{f"lane-{bib}": str(lane) for bib, lane in {11: 1, 12: 2, 21: 3, 31: 1, 41: 2, 51: 3}.items()},
}
SCHEDULE = {
    "date": "28/11/2026",
    "time": "9h30",
    "pitch": "المضمار",
    "every_minutes": "10",
    "pause_minutes": "45",
}
LOTS = {"kind": "lots", "round": "1", "bibs-0": "31", "bibs-1": "12", "why": "قرعة"}


@pytest.fixture(autouse=True)
def competition(services: StandIn) -> Payload:
    return services.add_competition(athletics_whole(state="draft"))


def test_a_race_is_made_of_what_was_typed_and_named_after_its_discipline(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    answer = chair.post(NEW, data={**csrf(chair, NEW), **TYPED})
    assert (answer.status_code, answer.location) == (303, "/tournaments/k1#contest-x4")
    assert services.asked("events.save_athletics") == [
        {
            "competition_id": "k1",
            "version": 7,
            "contest_id": None,
            "title": "200 mètres, filles, U15",
            "sex": "girls",
            "age": "U15",
            "entrants": ["t1", "t2"],
            "terms": {
                "discipline": "200m",
                "rounds": [{"lanes": 6, "by_place": 2, "by_time": 1}, {"lanes": 6}],
                "points": [8, 7, 6],
                "sends": 1,
            },
        }
    ]


def test_heights_in_metres_are_read_as_centimetres(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    chair.post(NEW, data={**csrf(chair, NEW), **HIGH_JUMP})
    assert services.asked("events.save_athletics")[0]["terms"] == {
        "discipline": "high-jump",
        "heights": [120, 125, 130],
        "points": [8, 7, 6],
        "sends": 1,
    }


@pytest.mark.parametrize(
    "its_terms",
    [
        terms("100m", rounds=[]),
        terms("800m", rounds=[{"lanes": 10, "by_place": 0, "by_time": 0}]),
        terms(
            "400m",
            rounds=[
                {"lanes": 6, "by_place": 2, "by_time": 0},
                {"lanes": 8, "by_place": 0, "by_time": 4},
                {"lanes": 6, "by_place": 0, "by_time": 0},
            ],
        ),
        terms("high-jump", heights=[120, 125]),
        terms("shot-put", points=[], attempts={"first": 2, "more": 1, "best": 4}),
        terms("cross-country", scorers=4),
    ],
)
def test_a_contest_that_is_opened_and_saved_again_stays_as_it_is(its_terms: Payload) -> None:
    before = athletics_contest("x9", "سباق", its_terms)
    again = contest_wanted({"team_scorers": "", "points": "", **_empty(), **typed_again(before)})
    assert AthleticsTerms().load(again["terms"]) == AthleticsTerms().load(its_terms)


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(
    ("address", "typed", "field", "said"),
    [
        (NEW, {**TYPED, "lanes-0": "many"}, "lanes-0", {"fr": "entre 1 et 64"}),
        (NEW, {**TYPED, "by_place-0": "99"}, "by_place-0", {"fr": "entre 0 et 16"}),
        (NEW, {**TYPED, "discipline": "chess"}, "discipline", {}),
        (NEW, {**TYPED, "points": "8 x"}, "points", {"fr": "entre 0 et 99"}),
        (NEW, {**TYPED, "entrants": []}, "entrants", {}),
        (NEW, {**HIGH_JUMP, "heights": ""}, "heights", {"fr": "Hauteurs"}),
        (f"{SPRINT}/entries", {**ROW, "entries-0-bib": "12b"}, "entries-0-bib", {"fr": "entre 1 et 9999"}),
        (f"{SPRINT}/entries", {**ROW, "entries-0-team_id": ""}, "entries-0-team_id", {"fr": "Équipe"}),
        (
            f"{SPRINT}/entries",
            {**ROW, "entries-2-bib": "12", "entries-2-team_id": "t2"},
            "entries-1-bib",
            {"fr": "une seule fois"},
        ),
        (f"{SPRINT}/draw", {"seed": "-5"}, "seed", {}),
        (f"{SPRINT}/start-lists", {**HEATS, "heat-51": ""}, "heat-51", {"fr": "doit avoir une série"}),
        (f"{SPRINT}/start-lists", {**HEATS, "heat-51": "x"}, "heat-51", {"fr": "entre 1 et 400"}),
        (f"{SPRINT}/start-lists", {**HEATS, "lane-51": ""}, "lane-51", {"fr": "Couloir"}),
        (f"{SPRINT}/start-lists", {**HEATS, "lane-51": "0"}, "lane-51", {"fr": "entre 1 et 400"}),
        (f"{SPRINT}/start-lists", {**HEATS, "lane-51": "2"}, "lane-51", {"fr": "un autre est attendu"}),
        (f"{SPRINT}/schedule", {**SCHEDULE, "date": "31/02/2026"}, "date", {"ar": "26/11/2026"}),
        (f"{SPRINT}/schedule", {**SCHEDULE, "time": "23:00"}, "date", {}),
        (f"{SPRINT}/schedule", {**SCHEDULE, "every_minutes": "0"}, "every_minutes", {"fr": "entre 1 et 240"}),
        (f"{SPRINT}/decide", {**LOTS, "bibs-1": ""}, "bibs-0", {}),
        (f"{SPRINT}/decide", {**LOTS, "bibs-0": "99"}, "bibs-0", {"fr": "dossards de cette épreuve"}),
        (f"{SPRINT}/decide", {**LOTS, "why": ""}, "why", {"fr": "Motif"}),
    ],
)
def test_a_refusal_stands_at_its_field_and_what_was_typed_is_kept(
    chair: FlaskClient,
    csrf: Csrf,
    language: str,
    address: str,
    typed: dict[str, Any],
    field: str,
    said: dict[str, str],
) -> None:
    chair.set_cookie("language", language)
    answer = chair.post(address, data={**csrf(chair, address), **typed})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert said.get(language, "") in answer.text
    kept = [value for value in typed.values() if isinstance(value, str) and value != "chess"]
    assert [value for value in kept if value not in answer.text] == []


@pytest.mark.parametrize(
    ("address", "typed", "method"),
    [
        (SPRINT, TYPED, "save_athletics"),
        (f"{SPRINT}/entries", ROW, "save_entries"),
        (f"{SPRINT}/draw", {"seed": "5"}, "draw_heats"),
        (f"{SPRINT}/start-lists", HEATS, "put_start_lists"),
        (f"{SPRINT}/schedule", SCHEDULE, "schedule_heats"),
        (f"{SPRINT}/decide", LOTS, "decide_heats"),
    ],
)
@pytest.mark.parametrize("trouble", ["away", "conflict"])
def test_what_was_typed_outlives_a_conflict_and_a_silent_service(
    chair: FlaskClient,
    services: StandIn,
    csrf: Csrf,
    competition: Payload,
    address: str,
    typed: dict[str, Any],
    method: str,
    trouble: str,
) -> None:
    form = {**csrf(chair, address), **typed}
    if trouble == "away":
        services.away = {"events"}
    else:
        competition["competition"]["version"] += 1
    answer = chair.post(address, data=form)
    assert answer.status_code == (503 if trouble == "away" else 409)
    kept = [value for value in typed.values() if isinstance(value, str) and value]
    assert [value for value in kept if value not in answer.text] == []
    services.away = set()
    if trouble == "away":
        assert chair.post(address, data=form).status_code == 303
        assert len(services.asked(f"events.{method}")) == 1


def test_entries_are_saved_as_typed_with_the_digits_of_any_script(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{SPRINT}/entries"
    answer = chair.post(address, data={**csrf(chair, address), **ROW, "entries-3-bib": ""})
    assert (answer.status_code, answer.location) == (303, "/tournaments/k1#contest-x1")
    assert services.asked("events.save_entries")[0]["entries"] == [
        {"bib": 12, "team_id": "t1", "name": "سلمى", "best": "12.34"}
    ]


def test_lines_of_a_sheet_fill_the_rows_and_save_nothing(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{SPRINT}/entries"
    lines = "Dossard\tÉquipe\tNom\n13\tTAFOUKT\tليلى\t12.90\n12; ابن جرير ; سلمى"
    answer = chair.post(address, data={**csrf(chair, address), **ROW, "lines": lines, "step": "read"})
    assert answer.status_code == 200
    assert 'name="entries-0-bib" type="text" value="12"' in answer.text
    assert 'name="entries-1-bib" type="text" value="13"' in answer.text
    assert services.asked("events.save_entries") == []


@pytest.mark.parametrize("step", ["", "more", "qualified"])
def test_lines_that_nobody_read_yet_are_read_by_every_button(
    chair: FlaskClient, services: StandIn, csrf: Csrf, step: str
) -> None:
    address = f"{SPRINT}/entries"
    form = {**csrf(chair, address), **ROW, "lines": "13; TAFOUKT; ليلى; 12.90", "step": step}
    assert "ليلى" in chair.post(address, data=form).text
    assert services.asked("events.save_entries") == []


def test_lines_stay_while_nobody_knows_the_teams(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    address = f"{SPRINT}/entries"
    form = {**csrf(chair, address), **ROW, "lines": "13; TAFOUKT; ليلى; 12.90", "step": "read"}
    services.away = {"events"}
    answer = chair.post(address, data=form)
    assert (answer.status_code, form["lines"] in answer.text) == (503, True)


def test_more_lines_than_may_be_entered_are_refused_and_stay(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{SPRINT}/entries"
    lines = "\n".join(f"{bib}; TAFOUKT; ليلى; 12.90" for bib in range(1, 402))
    answer = chair.post(address, data={**csrf(chair, address), "lines": lines})
    assert (answer.status_code, 'id="lines-error"' in answer.text) == (422, True)
    assert lines.splitlines()[-1] in answer.text


def test_400_entries_are_one_form(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    """Werkzeug counts the parts of uploads alone; a form of this size is no upload."""
    address = f"{SPRINT}/entries"
    rows = {
        f"entries-{at}-{part}": text
        for at in range(400)
        for part, text in (("bib", str(at + 1)), ("team_id", "t1"), ("name", "اسم " * 20), ("best", "12.34"))
    }
    assert chair.post(address, data={**csrf(chair, address), **rows}).status_code == 303
    assert len(services.asked("events.save_entries")[0]["entries"]) == 400


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        (f"{SPRINT}/entries", {**ROW, "step": "more"}),
        (f"{SPRINT}/entries", {**ROW, "step": "qualified"}),
        (f"{SPRINT}/entries", {**ROW, "entries-0-bib": "x"}),
        (f"{SPRINT}/start-lists", {**HEATS, "heat-11": ""}),
        (f"{SPRINT}/schedule", {**SCHEDULE, "step": "look"}),
        (f"{SPRINT}/decide", {**LOTS, "why": ""}),
    ],
)
def test_what_somebody_else_saved_meanwhile_is_not_written_over_unseen(
    chair: FlaskClient, csrf: Csrf, competition: Payload, address: str, typed: Payload
) -> None:
    form = csrf(chair, address)
    competition["competition"]["version"] += 1
    page = chair.post(address, data={**form, **typed}).text
    assert f'name="version" value="{form["version"]}"' in page


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/0001"])
def test_a_year_that_nobody_means_is_no_failure(chair: FlaskClient, csrf: Csrf, day: str) -> None:
    address = f"{SPRINT}/schedule"
    form = {**csrf(chair, address), **SCHEDULE, "date": day, "time": "23:50", "step": "look"}
    assert chair.post(address, data=form).status_code == 200
    assert chair.post(address, data={**form, "step": ""}).status_code in (303, 422)


def test_a_team_that_no_line_can_mean_is_named_at_its_row(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{SPRINT}/entries"
    answer = chair.post(
        address, data={**csrf(chair, address), "lines": "13; Raja; ليلى; 12.90", "step": "read"}
    )
    assert (answer.status_code, 'id="entries-0-team_id-error"' in answer.text) == (422, True)
    assert "Raja" in answer.text
    assert "ليلى" in answer.text


def test_pasted_lines_replace_the_row_of_their_bib() -> None:
    teams = [{"team_id": team_id, "name": name, "short": short} for team_id, (name, short) in TEAMS.items()]
    rows, unknown = read_lines("12;Tafoukt;ب;12.20\n13 ؛ nobody ؛ ج", teams)
    known = [{"bib": "12", "team_id": "t1", "name": "أ", "best": ""}]
    assert unknown == {"13": "nobody"}
    assert merged(known, rows) == [
        {"bib": "12", "team_id": "t3", "name": "ب", "best": "12.20"},
        {"bib": "13", "team_id": "", "name": "ج", "best": ""},
    ]


def test_those_who_qualified_elsewhere_are_taken_over(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{SPRINT}/entries"
    services.qualified["x1"] = [
        {"bib": 11, "team_id": "t1", "name": "سلمى", "best": ""},
        {"bib": 77, "team_id": "t2", "name": "ليلى", "best": "12.50"},
    ]
    assert 'value="qualified"' in chair.get(address).text
    form = {**csrf(chair, address), "entries-0-bib": "11", "entries-0-team_id": "t1", "step": "qualified"}
    page = chair.post(address, data=form).text
    assert page.count('value="11"') == 1
    assert 'name="entries-1-bib" type="text" value="77"' in page
    assert services.asked("events.save_entries") == []


def test_heats_put_by_hand_are_sent_in_the_order_of_their_numbers(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{SPRINT}/start-lists"
    answer = chair.post(address, data={**csrf(chair, address), **HEATS})
    assert answer.status_code == 303
    assert services.asked("events.put_start_lists")[0]["heats"] == [
        [{"bib": 11, "lane": 1}, {"bib": 12, "lane": 2}, {"bib": 21, "lane": 3}],
        [{"bib": 31, "lane": 1}, {"bib": 41, "lane": 2}, {"bib": 51, "lane": 3}],
    ]


def test_a_draw_that_cannot_be_made_leads_to_where_it_is_mended(
    chair: FlaskClient, competition: Payload, csrf: Csrf
) -> None:
    competition["competition"]["athletics"][0]["entries"] = []
    answer = chair.post(f"{SPRINT}/draw", data=csrf(chair, f"{SPRINT}/draw"))
    assert (answer.status_code, 'href="#entries"' in answer.text) == (422, True)
    assert f'id="entries" href="{SPRINT}/entries"' in answer.text


def test_heats_that_were_all_left_empty_are_asked_for_at_each_bib(chair: FlaskClient, csrf: Csrf) -> None:
    address = f"{SPRINT}/start-lists"
    answer = chair.post(address, data={**csrf(chair, address), **dict.fromkeys(HEATS, "")})
    assert (answer.status_code, answer.text.count("doit avoir une série")) == (422, 12)


def test_the_schedule_says_when_the_last_heat_would_start(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{SPRINT}/schedule"
    form = {**csrf(chair, address), **SCHEDULE}
    # three heats in two rounds from 9:30: 9:40 the second, the final ten and forty-five minutes after it
    assert "10:35" in chair.post(f"{address}/last", data=form).text
    assert "10:35" in chair.post(address, data={**form, "step": "look"}).text
    assert services.asked("events.schedule_heats") == []
    assert chair.post(address, data=form).status_code == 303
    assert services.asked("events.schedule_heats")[0]["starts_at"] == "2026-11-28T09:30:00+01:00"


def test_level_athletes_are_proposed_and_the_order_is_sent_as_bibs(
    chair: FlaskClient, services: StandIn, csrf: Csrf, competition: Payload
) -> None:
    competition["competition"]["state"] = "running"
    competition["athletics_outcomes"][0]["unresolved"] = [{"round": 1, "bibs": [12, 31], "places": 1}]
    assert f"{SPRINT}/decide?round=1" in chair.get(ONE).text
    address = f"{SPRINT}/decide?round=1"
    page = chair.get(address).text
    assert ('value="12"' in page, 'value="41"' in page) == (True, False)
    assert chair.post(f"{SPRINT}/decide", data={**csrf(chair, address), **LOTS}).status_code == 303
    assert services.asked("events.decide_heats")[0]["order"] == [31, 12]


@pytest.mark.parametrize(
    ("change", "endpoint"),
    [
        ({"contests": [], "athletics": []}, "tournaments.new_contest"),
        ({"entries": []}, "athletics.ask_entries"),
        ({"draw": None}, "athletics.ask_draw"),
        ({"starts_at": None}, "athletics.ask_schedule"),
        ({}, "tournaments.ask_start"),
    ],
)
def test_the_next_step_of_a_draft_is_the_first_that_is_missing(
    chair: FlaskClient, competition: Payload, change: Payload, endpoint: str
) -> None:
    known = competition["competition"]
    known["contests"] = []
    if "starts_at" in change:
        competition["heats"][0].update(change)
    elif "athletics" in change:
        known.update(change)
    else:
        known["athletics"][0].update(change)
    with chair.application.test_request_context():
        assert next_step(competition).endpoint == endpoint


@pytest.mark.parametrize(
    ("unresolved", "entered", "complete", "endpoint"),
    [
        (True, True, True, "athletics.ask_decide"),
        (False, True, True, "heats.shown"),
        (False, False, True, "tournaments.ask_close"),
        (False, False, False, ""),
    ],
)
def test_the_next_step_under_way_is_what_waits(
    chair: FlaskClient,
    competition: Payload,
    unresolved: bool,
    entered: bool,
    complete: bool,
    endpoint: str,
) -> None:
    competition["competition"]["state"] = "running"
    competition.update(outcomes=[], fixtures=[])
    for outcome in competition["athletics_outcomes"]:
        level = [{"round": 1, "bibs": [12, 31], "places": 1}] if unresolved else []
        outcome.update(unresolved=level, complete=complete)
    if not entered:
        competition["heats"] = [one for one in competition["heats"] if one["result_state"] != "entered"]
    with chair.application.test_request_context():
        assert next_step(competition).endpoint == endpoint


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("state", ["draft", "running", "closed"])
def test_the_page_of_a_competition_shows_its_athletics_and_no_name(
    chair: FlaskClient, competition: Payload, state: str, language: str
) -> None:
    chair.set_cookie("language", language)
    competition["competition"]["state"] = state
    page = chair.get(ONE).text
    assert [f'href="/heats/h{number}"' in page for number in range(1, 6)] == [True] * 5
    assert [f'id="contest-{contest_id}"' in page for contest_id in ENTERED] == [True] * 3
    assert ATHLETE not in page


def test_names_stand_on_pages_of_the_organisers_alone(
    chair: FlaskClient, visitor: Callable[..., FlaskClient], account: Callable[..., Account]
) -> None:
    assert ATHLETE in chair.get(f"{SPRINT}/entries").text
    others = [visitor(account(role)) for role in ("referee", "reader", "officer", "administrator")]
    statuses = {
        one.get(f"{SPRINT}/{page}").status_code for one in others for page in ("entries", "start-lists")
    }
    assert statuses == {403}


def _empty() -> dict[str, str]:
    names = (f"{name}-{row}" for row in range(4) for name in ("lanes", "by_place", "by_time"))
    return dict.fromkeys(names, "")
