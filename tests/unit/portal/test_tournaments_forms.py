"""Does each form of the organiser become its command, and come back whole when it is refused?"""

import re
from collections.abc import Callable
from copy import deepcopy

import pytest
from flask.testing import FlaskClient

from services.portal.tournaments.match_count import matches
from services.portal.tournaments.short_names import proposed
from tests.unit.portal.samples import Payload
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import whole

Csrf = Callable[[FlaskClient, str], dict[str, str]]
ONE = "/tournaments/k1"
CONTEST = f"{ONE}/contests/c1"
OWN = {"competition_id": "k1", "version": 7}
COMPETITION = {
    "name": "الإقصائيات",
    "place": "ابن جرير",
    "starts_on": "٢٨/١١/٢٠٢٦",
    "ends_on": "29/11/2026",
    "tell": "network",
}
TEAM = {"name": "دار الطالبة بوشان", "short": "", "association_id": "a1", "guest_of": ""}
TYPED_CONTEST = {
    "title": "كرة القدم",
    "sex": "girls",
    "age": "U15",
    "entrants": ["t1", "t2", "t3", "t4"],
    "shape": "groups",
    "groups": "2",
    "legs": "1",
    "qualify": "1",
    "best_next": "0",
    "ends_with": "1",
    "third_place": "yes",
    "rules": "caf-afcon",
    "half_minutes": "20",
    "pause_minutes": "5",
    "extra_half_minutes": "0",
    "penalties": "yes",
    "tiebreakers-0": "gd",
    "tiebreakers-2": "lots",
    "yellows": "3",
}
SCHEDULE = {
    "pitches": "الملعب 1\r\n\r\n الملعب 2 \r\n",
    "rest_minutes": "45",
    "windows-0-day": "",
    "windows-1-day": "28/11/2026",
    "windows-1-start": "9h",
    "windows-1-end": "18:00",
    "breaks-0-day": "28/11/2026",
    "breaks-0-start": "12:30",
    "breaks-0-end": "14:00",
}


@pytest.fixture(autouse=True)
def competition(services: StandIn) -> Payload:
    services.add_association()
    services.add_institution()
    return services.add_competition(deepcopy(whole(state="draft")))


def test_a_competition_is_made_of_what_was_typed(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    answer = chair.post("/tournaments/new", data={**csrf(chair, "/tournaments/new"), **COMPETITION})
    assert (answer.status_code, answer.location) == (303, "/tournaments/k2")
    assert services.asked("events.create_competition") == [
        {**COMPETITION, "starts_on": "2026-11-28", "ends_on": "2026-11-29"}
    ]


def test_a_double_tap_makes_one_competition(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    form = {**csrf(chair, "/tournaments/new"), **COMPETITION, "key": "the-key-of-the-form"}
    answers = [chair.post("/tournaments/new", data=form) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/tournaments/k2"] * 2
    assert list(services.competitions) == ["k1", "k2"]


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(
    ("address", "typed", "field", "said"),
    [
        ("/tournaments/new", {**COMPETITION, "name": ""}, "name", {"fr": "Nom"}),
        ("/tournaments/new", {**COMPETITION, "starts_on": "31/02/2026"}, "starts_on", {"ar": "26/11/2026"}),
        ("/tournaments/new", {**COMPETITION, "ends_on": "01/01/2026"}, "ends_on", {"fr": "postérieure"}),
        (f"{ONE}/teams", {**TEAM, "name": ""}, "name", {}),
        (f"{ONE}/teams", {**TEAM, "short": "ابن جرير"}, "short", {"ar": "المطلوب اسم مختصر آخر"}),
        (f"{ONE}/teams", {**TEAM, "association_id": ""}, "association_id", {"ar": "الجمعية"}),
        (f"{ONE}/teams/t1/withdraw", {"why": "", "annul": "no"}, "why", {"fr": "Motif"}),
        (f"{ONE}/contests", {**TYPED_CONTEST, "groups": "9"}, "groups", {"fr": "Moins de groupes"}),
        (f"{ONE}/contests", {**TYPED_CONTEST, "groups": "many"}, "groups", {"fr": "entre 0 et 16"}),
        (f"{ONE}/contests", {**TYPED_CONTEST, "half_minutes": "200"}, "half_minutes", {"ar": "بين 5 و60"}),
        (f"{ONE}/contests", {**TYPED_CONTEST, "entrants": ["t1"]}, "entrants", {"fr": "Plus d’équipes"}),
        (f"{ONE}/contests", {**TYPED_CONTEST, "win": "3"}, "draw", {}),
        (f"{CONTEST}/draw", {"seed": "-5", "separate": "yes"}, "seed", {}),
        (f"{CONTEST}/draw", {"heads-0": "t1", "heads-1": "t1"}, "heads-0", {"fr": "une seule fois"}),
        (f"{CONTEST}/schedule", {**SCHEDULE, "pitches": ""}, "pitches", {}),
        (f"{CONTEST}/schedule", {**SCHEDULE, "windows-1-end": "25h"}, "windows-1-end", {"fr": "10:30"}),
        (f"{CONTEST}/schedule", {**SCHEDULE, "windows-1-end": "08:00"}, "windows-1-end", {}),
        (f"{CONTEST}/schedule", {**SCHEDULE, "windows-1-end": "9:30"}, "windows-0-day", {"fr": "2 sur 6"}),
        (f"{CONTEST}/decide", {"kind": "lots", "order-0": "t4", "why": "x"}, "order-0", {}),
        (f"{CONTEST}/decide", {"kind": "deduction", "team_id": "t4", "why": "x"}, "points", {}),
        (f"{CONTEST}/decide", {"kind": "deduction", "points": "2", "why": "x"}, "team_id", {}),
        ("/fixtures/f5/move", {"date": "31/02/2026", "time": "10:30", "pitch": "1"}, "date", {}),
        ("/fixtures/f5/move", {"date": "28/11/2026", "time": "10:30", "pitch": "taken"}, "date", {}),
        ("/fixtures/f5/move", {"date": "28/11/2026", "time": "10:30", "pitch": ""}, "pitch", {}),
    ],
)
def test_a_refusal_stands_at_its_field_and_what_was_typed_is_kept(
    chair: FlaskClient,
    csrf: Csrf,
    language: str,
    address: str,
    typed: dict[str, str],
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
    kept = [value for value in typed.values() if isinstance(value, str) and value and "\n" not in value]
    assert [value for value in kept if value not in answer.text] == []


@pytest.mark.parametrize(
    ("address", "typed", "method"),
    [
        (f"{ONE}/edit", COMPETITION, "change_competition"),
        (f"{ONE}/start", {}, "start_competition"),
        (f"{ONE}/teams", TEAM, "save_team"),
        (f"{ONE}/contests/c1", TYPED_CONTEST, "save_contest"),
        (f"{CONTEST}/draw", {"heads-0": "t1"}, "draw_contest"),
        (f"{CONTEST}/schedule", SCHEDULE, "schedule_contest"),
        (f"{CONTEST}/decide", {"kind": "lots", "order-0": "t4", "order-1": "t5", "why": "قرعة"}, "decide"),
        (f"{ONE}/teams/t1/withdraw", {"why": "لم يحضر"}, "withdraw_team"),
    ],
)
@pytest.mark.parametrize("trouble", ["away", "conflict"])
def test_what_was_typed_outlives_a_conflict_and_a_silent_service(
    chair: FlaskClient,
    services: StandIn,
    csrf: Csrf,
    address: str,
    typed: dict[str, str],
    method: str,
    trouble: str,
) -> None:
    form = {**csrf(chair, address), **typed}
    if trouble == "away":
        services.away = {"events"}
    else:
        services.competitions["k1"]["competition"]["version"] = 8
    answer = chair.post(address, data=form)
    assert answer.status_code == {"away": 503, "conflict": 409}[trouble]
    kept = [value for value in typed.values() if isinstance(value, str) and value and "\n" not in value]
    assert [value for value in kept if value not in answer.text] == []
    assert f'name="version" value="{7 if trouble == "away" else 8}"' in answer.text
    assert (form["key"] in answer.text) == (trouble == "away")
    assert bool(services.asked(f"events.{method}")) == (trouble == "conflict")


def test_a_team_gets_its_short_name_and_the_association_of_its_institution(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    hidden = csrf(chair, f"{ONE}/teams")
    chair.post(f"{ONE}/teams", data={**hidden, "institution_id": "n1", "name": "", "short": ""})
    assert services.asked("events.save_team") == [
        {
            **OWN,
            "team_id": None,
            "name": "دار الطالبة ابن جرير",
            "short": "طالبة جرير",
            "guest_of": "",
            "institution_id": "n1",
            "association_id": "a1",
        }
    ]


def test_searching_the_register_saves_nothing_and_keeps_what_was_typed(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    services.add_association("a2", name_ar="جمعية النور")
    hidden = csrf(chair, f"{ONE}/teams")
    page = chair.post(
        f"{ONE}/teams", data={**hidden, **TEAM, "association_id": "", "search": "النور", "step": "search"}
    ).text
    assert services.asked("events.save_team") == []
    assert ('value="a2"' in page, 'value="a1"' in page) == (True, False)
    assert "دار الطالبة بوشان" in page


def test_a_contest_becomes_its_command_and_its_form_again(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    answer = chair.post(f"{ONE}/contests", data={**csrf(chair, f"{ONE}/contests"), **TYPED_CONTEST})
    assert (answer.status_code, answer.location) == (303, f"{ONE}#contest-c2")
    assert services.asked("events.save_contest") == [
        {
            **OWN,
            "contest_id": None,
            "title": "كرة القدم",
            "sport": "football",
            "sex": "girls",
            "age": "U15",
            "entrants": ["t1", "t2", "t3", "t4"],
            "format": {
                "groups": 2,
                "legs": 1,
                "qualify": 1,
                "best_next": 0,
                "ends_with": 1,
                "third_place": True,
            },
            "rules": {"name": "caf-afcon", "tiebreakers": ["gd", "lots"], "yellows": 3},
            "match": {
                "half_minutes": 20,
                "pause_minutes": 5,
                "extra_half_minutes": 0,
                "penalties": True,
            },
        }
    ]
    services.competitions["k1"]["competition"]["contests"][0] |= {
        **services.asked("events.save_contest")[0],
        "contest_id": "c1",
    }
    page = chair.get(CONTEST).text
    assert '<option value="caf-afcon" selected>' in page
    assert '<option value="lots" selected>' in page
    assert page.count(" checked>") == 4 + 2


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("league", {"groups": 1, "qualify": 0, "best_next": 0}),
        ("knockout", {"groups": 0, "qualify": 0, "best_next": 0}),
    ],
)
def test_a_shape_says_the_numbers_of_its_format(
    chair: FlaskClient, services: StandIn, csrf: Csrf, shape: str, expected: Payload
) -> None:
    chair.post(f"{ONE}/contests", data={**csrf(chair, f"{ONE}/contests"), **TYPED_CONTEST, "shape": shape})
    sent = services.asked("events.save_contest")[0]["format"]
    assert {name: sent[name] for name in expected} == expected


def test_the_count_of_matches_follows_the_form(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    hidden = csrf(chair, f"{ONE}/contests")
    fragment = chair.post("/tournaments/matches", data={**hidden, **TYPED_CONTEST}).text
    page = chair.post(f"{ONE}/contests", data={**hidden, **TYPED_CONTEST, "step": "count"}).text
    assert "<html" not in fragment
    assert fragment.strip() in page
    assert '<bdi class="num" dir="ltr">3</bdi>' in fragment
    assert services.asked("events.save_contest") == []


@pytest.mark.parametrize(
    ("entrants", "change", "expected"),
    [
        (4, {"knockout": 0, "groups": 1, "qualify": 0}, 6),
        (4, {"knockout": 0, "groups": 1, "qualify": 0, "legs": 2}, 12),
        (5, {"knockout": 0, "groups": 1, "qualify": 0}, 10),
        (8, {}, 12 + 3),
        (8, {"third_place": 1}, 12 + 4),
        (7, {}, 6 + 3 + 3),
        (8, {"ends_with": 2}, 12 + 2),
        (8, {"ends_with": 2, "third_place": 1}, 12 + 2),
        (8, {"ends_with": 4}, 12),
        (6, {"groups": 0}, 5),
        (6, {"groups": 0, "knockout_legs": 2}, 2 * 4 + 1),
        (8, {"ends_with": 2, "knockout_legs": 2}, 12 + 4),
        (8, {"third_place": 1, "knockout_legs": 2}, 12 + 4 + 2),
        (3, {}, None),
        (4, {"qualify": 0}, None),
        (1, {"groups": 0}, None),
    ],
)
def test_so_many_matches_does_a_format_make(
    entrants: int, change: dict[str, int], expected: int | None
) -> None:
    usual = {"groups": 2, "legs": 1, "qualify": 2, "best_next": 0, "ends_with": 1}
    usual["knockout_legs"] = 1
    assert matches(entrants, {**usual, "third_place": 0, "knockout": 1, **change}) == expected


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Tafoukt", (), "Tafoukt"),
        ("دار الطالب ابن جرير", (), "طالب جرير"),
        ("دار الأطفال صخور الرحامنة", (), "أطفال رحامنة"),
        ("دار الطالبة سيدي بوعثمان", (), "سيدي بوعثمان"),
        ("دار الطالبة ابن جرير", (), "طالبة جرير"),
        ("دار الطالبة ابن جرير", ("طالبة جرير",), "ابن جرير"),
        ("Association Amal 2", (), "Amal 2"),
        ("Internationalissimes", (), "Internationa"),
        ("Internationalissimes", ("Internationa",), "Internatio 2"),
    ],
)
def test_a_short_name_tells_the_house_and_its_place(name: str, taken: tuple[str, ...], expected: str) -> None:
    assert proposed(name, frozenset(taken)) == expected


def test_a_draw_and_a_schedule_become_their_commands(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    chair.post(
        f"{CONTEST}/draw",
        data={**csrf(chair, f"{CONTEST}/draw"), "heads-0": "t2", "heads-1": "t1", "seed": "٤٢"},
    )
    chair.post(f"{CONTEST}/schedule", data={**csrf(chair, f"{CONTEST}/schedule"), **SCHEDULE})
    assert services.asked("events.draw_contest") == [
        {**OWN, "contest_id": "c1", "heads": ["t2", "t1"], "separate": False, "seed": 42}
    ]
    assert services.asked("events.schedule_contest") == [
        {
            "competition_id": "k1",
            "version": 8,
            "contest_id": "c1",
            "pitches": ["الملعب 1", "الملعب 2"],
            "windows": [{"day": "2026-11-28", "start": "09:00", "end": "18:00"}],
            "breaks": [{"day": "2026-11-28", "start": "12:30", "end": "14:00"}],
            "rest_minutes": 45,
        }
    ]


def test_more_rows_are_asked_for_without_script(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    form = {**csrf(chair, f"{CONTEST}/schedule"), **SCHEDULE, "step": "more"}
    page = chair.post(f"{CONTEST}/schedule", data=form).text
    assert ('id="windows-3-day"' in page, 'id="windows-4-day"' in page) == (True, False)
    assert services.asked("events.schedule_contest") == []


def test_the_hours_of_prayer_are_left_out_by_a_tick_that_is_set_at_first(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = f"{CONTEST}/schedule"
    assert 'name="prayers" value="yes" checked' in chair.get(address).text
    chair.post(address, data={**csrf(chair, address), **SCHEDULE, "prayers": "yes"})
    breaks = services.asked("events.schedule_contest")[0]["breaks"]
    assert [(one["start"], one["end"]) for one in breaks] == [
        ("12:30", "14:00"),
        ("13:20", "13:50"),
        ("16:05", "16:30"),
    ]


def test_the_hours_of_prayer_can_be_seen_and_changed_as_rows(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    """The noon prayer falls into the break that is typed."""
    address = f"{CONTEST}/schedule"
    page = chair.post(
        address, data={**csrf(chair, address), **SCHEDULE, "prayers": "yes", "step": "prayers"}
    ).text
    rows = [re.findall(rf'name="breaks-{row}-\w+" type="text" value="([^"]*)"', page) for row in range(3)]
    assert rows[:2] == [["28/11/2026", "12:30", "14:00"], ["28/11/2026", "16:05", "16:30"]]
    assert 'name="prayers" value="yes" checked' not in page
    assert services.asked("events.schedule_contest") == []


def test_decisions_become_their_commands(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    page = chair.get(f"{CONTEST}/decide?group=B").text
    assert "order-1" in page
    lots = {"kind": "lots", "order-0": "t5", "order-1": "t4", "why": "قرعة يوم 28"}
    points = {"kind": "deduction", "team_id": "t4", "points": "2", "why": "x", "order-0": "t5"}
    for typed in (lots, points):
        chair.post(f"{CONTEST}/decide", data={**csrf(chair, f"{CONTEST}/decide"), **typed})
    own = {"competition_id": "k1", "contest_id": "c1"}
    assert services.asked("events.decide") == [
        {**own, "version": 7, "kind": "lots", "order": ["t5", "t4"], "team_id": None, "why": "قرعة يوم 28"},
        {
            **own,
            "version": 8,
            "kind": "deduction",
            "order": [],
            "team_id": "t4",
            "points": 2,
            "why": "x",
        },
    ]


def test_the_lists_of_the_register_may_be_away(chair: FlaskClient, services: StandIn) -> None:
    services.away = {"registry"}
    assert chair.get(f"{ONE}/teams").status_code == 200
