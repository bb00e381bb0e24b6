"""Does a result come in once, from whom it should, and is it confirmed by somebody else?"""

from collections.abc import Callable
from copy import deepcopy

import pytest
from flask.testing import FlaskClient

from services.portal.accounts import Account
from services.portal.tournaments.result_form import result_wanted, typed_again
from tests.unit.portal.samples import Payload
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import KNOCKOUT, fixture, side, whole

Csrf = Callable[[FlaskClient, str], dict[str, str]]
OPEN = "/fixtures/f9"
NOTHING: Payload = {
    **dict.fromkeys(("score", "half_time", "extra_time", "pens", "on_field", "at_fault")),
    "cards": [],
    "scorers": [],
    "kicks": [],
    "note": "",
}
TYPED = {"status": "played", "score-home": "٢", "score-away": "1"}


@pytest.fixture(autouse=True)
def competition(services: StandIn) -> Payload:
    known = deepcopy(whole())
    known["fixtures"] += [
        fixture(9, side("t1"), side("t4"), None, referee=None),
        fixture(10, side("t1"), side("t4"), None, **KNOCKOUT, left=4, referee=None),
    ]
    return services.add_competition(known)


@pytest.fixture
def referee(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], competition: Payload
) -> FlaskClient:
    """Has match 9, and no other."""
    person = account("referee")
    _match(competition, 9)["referee"] = person.account_id
    return visitor(person)


def test_a_referee_sees_the_own_matches_alone(referee: FlaskClient, services: StandIn) -> None:
    for address in ("/", "/today"):
        page = referee.get(address).text
        assert ('href="/fixtures/f9"' in page, 'href="/fixtures/f1"' in page) == (True, False)
        assert "/members" not in page
    assert {call["referee"] for call in services.asked("events.fixtures")} != {None}


@pytest.mark.parametrize(
    ("address", "method"),
    [("/fixtures/f1", "GET"), ("/fixtures/f4", "POST"), ("/fixtures/f4/follows", "POST")],
)
def test_another_referees_match_is_not_there(
    referee: FlaskClient, services: StandIn, csrf: Csrf, address: str, method: str
) -> None:
    form = {**csrf(referee, OPEN), **TYPED, "version": "4"}
    answer = referee.open(address, method=method, data=form if method == "POST" else None)
    assert answer.status_code == 404
    assert "نزالت" not in answer.text
    assert services.asked("events.enter_result") + services.asked("events.what_follows") == []


def test_what_a_committee_decides_is_not_for_a_referee(
    referee: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    answer = referee.post(OPEN, data={**csrf(referee, OPEN), "status": "annulled"})
    assert (answer.status_code, services.asked("events.enter_result")) == (422, [])


def test_a_result_is_entered_by_the_referee_and_confirmed_by_somebody_else(
    referee: FlaskClient, chair: FlaskClient, services: StandIn, competition: Payload, csrf: Csrf
) -> None:
    form = {**csrf(referee, OPEN), **TYPED}
    answers = [referee.post(OPEN, data=form) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, OPEN)] * 2
    result = {**NOTHING, "status": "played", "score": [2, 1]}
    assert services.asked("events.enter_result")[0] == {"fixture_id": "f9", "version": 9, "result": result}
    waiting = referee.get(OPEN).text
    assert "attend la confirmation d’une autre personne" in waiting
    assert "/confirm" not in waiting
    confirmed = chair.post(f"{OPEN}/confirm", data=csrf(chair, OPEN))
    assert (confirmed.status_code, _match(competition, 9)["result_state"]) == (303, "confirmed")
    page = referee.get(OPEN).text
    assert "chair اختبار" in page
    assert 'name="score-home"' not in page


def test_who_entered_a_result_is_not_offered_to_confirm_it(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    chair.post(OPEN, data={**csrf(chair, OPEN), **TYPED})
    page = chair.get(OPEN).text
    assert f'action="{OPEN}/confirm"' not in page
    answer = chair.post(f"{OPEN}/confirm", data=csrf(chair, OPEN) | {"version": "10"})
    assert answer.status_code == 422
    assert "Une autre personne que celle" in answer.text


def test_a_shoot_out_hides_from_a_match_that_is_not_level_but_never_from_a_second_leg(
    chair: FlaskClient, competition: Payload
) -> None:
    assert "data-level" in chair.get("/fixtures/f10").text
    _match(competition, 10)["leg"] = 2  # level are the two legs together
    second = chair.get("/fixtures/f10").text
    assert ("data-level" in second, 'id="pens-home"' in second) == (False, True)


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(
    ("address", "change", "field", "said"),
    [
        (OPEN, {"score-away": "111"}, "score-away", {"fr": "entre 0 et 99", "ar": "بين 0 و99"}),
        (OPEN, {"score-home": "abc"}, "score-home", {"fr": "Buts · \u2068دار الطالب ابن جرير"}),
        (OPEN, {"score-home": ""}, "score-home", {"ar": "المطلوب أهداف الفريقين"}),
        (OPEN, {"score-home": "", "score-away": ""}, "score-home", {"ar": "المطلوب أهداف الفريقين"}),
        (OPEN, {"cards-1-shirt": "200", "cards-1-side": "home", "cards-1-card": "Y"}, "cards-1-shirt", {}),
        (OPEN, {"scorers-2-shirt": "7", "scorers-2-side": "x"}, "scorers-2-side", {}),
        (OPEN, {"status": "lost"}, "status", {}),
        ("/fixtures/f10", {"score-home": "1"}, "pens-home", {"fr": "Un vainqueur est attendu"}),
    ],
)
def test_a_refusal_stands_at_its_field(
    chair: FlaskClient,
    csrf: Csrf,
    language: str,
    address: str,
    change: dict[str, str],
    field: str,
    said: dict[str, str],
) -> None:
    chair.set_cookie("language", language)
    answer = chair.post(address, data={**csrf(chair, address), **TYPED, "note": "ملاحظة", **change})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert said.get(language, "") in answer.text
    assert [value for value in change.values() if value not in answer.text] in ([], ["lost"], ["x"])
    assert "ملاحظة" in answer.text


@pytest.mark.parametrize(("trouble", "status"), [("away", 503), ("conflict", 409)])
def test_what_was_typed_at_the_pitch_is_never_lost(
    referee: FlaskClient,
    services: StandIn,
    competition: Payload,
    csrf: Csrf,
    trouble: str,
    status: int,
) -> None:
    form = {**csrf(referee, OPEN), **TYPED, "note": "ملاحظة"}
    if trouble == "away":
        services.away = {"events", "notifications"}
    else:
        _match(competition, 9)["version"] = 12
    answer = referee.post(OPEN, data=form)
    assert answer.status_code == status
    for kept in ('value="٢"', "ملاحظة", "دار الطالب ابن جرير", "=HYPERLINK(1)"):
        assert kept in answer.text
    assert (form["key"] in answer.text) == (trouble == "away")


@pytest.mark.parametrize("step", ["check", "more"])
def test_looking_while_events_is_away_loses_nothing(
    referee: FlaskClient, services: StandIn, csrf: Csrf, step: str
) -> None:
    form = {**csrf(referee, OPEN), **TYPED, "step": step}
    services.away = {"events"}
    page = referee.post(OPEN, data=form).text
    assert ['value="٢"' in page, form["key"] in page] == [True, True]


@pytest.mark.parametrize("change", [{"step": "more"}, {"step": "check"}, {"score-away": "111"}])
def test_what_somebody_else_entered_meanwhile_is_not_written_over_unseen(
    referee: FlaskClient, competition: Payload, csrf: Csrf, change: dict[str, str]
) -> None:
    form = {**csrf(referee, OPEN), **TYPED}
    _match(competition, 9)["version"] = 12
    page = referee.post(OPEN, data={**form, **change}).text
    assert f'name="version" value="{form["version"]}"' in page
    assert referee.post(OPEN, data=form).status_code == 409


def test_what_follows_is_shown_live_and_by_a_button_and_saves_nothing(
    referee: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    form = {**csrf(referee, OPEN), **TYPED}
    fragment = referee.post(f"{OPEN}/follows", data=form).text
    page = referee.post(OPEN, data={**form, "step": "check"}).text
    for shown in (fragment, page):
        assert "<bdi>دار الطالب ابن جرير</bdi> se qualifie" in shown
    assert ("<html" in fragment, 'value="٢"' in page) == (False, True)
    assert services.asked("events.enter_result") == []
    unfinished = referee.post(f"{OPEN}/follows", data={**form, "score-home": ""})
    assert (unfinished.status_code, "ne peut se dire" in unfinished.text) == (200, True)


def test_more_rows_are_given_without_script(chair: FlaskClient, services: StandIn, csrf: Csrf) -> None:
    form = {**csrf(chair, OPEN), **TYPED, "cards-2-shirt": "8", "step": "more"}
    page = chair.post(OPEN, data=form).text
    assert ('id="cards-5-shirt"' in page, 'id="cards-6-shirt"' in page) == (True, False)
    assert services.asked("events.enter_result") == []


def test_extra_time_and_shoot_out_stand_on_a_knock_out_alone(chair: FlaskClient) -> None:
    group, knockout = chair.get(OPEN).text, chair.get("/fixtures/f10").text
    names = ("extra_time-home", "pens-away", "kicks-0-home")
    assert [f'id="{name}"' in group for name in names] == [False] * 3
    assert [f'id="{name}"' in knockout for name in names] == [True] * 3


def test_a_match_without_known_teams_takes_no_result(chair: FlaskClient) -> None:
    page = chair.get("/fixtures/f8").text
    assert 'name="score-home"' not in page
    assert "ne sont pas encore connues" in page


def test_goals_are_empty_until_they_are_typed(chair: FlaskClient) -> None:
    assert 'name="score-home" value=""' in chair.get(OPEN).text


def test_a_correction_needs_its_reason_and_leaves_the_old_result_readable(
    chair: FlaskClient, services: StandIn, csrf: Csrf
) -> None:
    address = "/fixtures/f2/correct"
    form = {**csrf(chair, address), "status": "played", "score-home": "0", "score-away": "3"}
    without = chair.post(address, data=form)
    assert (without.status_code, 'href="#why"' in without.text) == (422, True)
    answer = chair.post(address, data={**form, "why": "خطأ في التدوين"})
    assert (answer.status_code, answer.location) == (303, "/fixtures/f2")
    sent = services.asked("events.correct_result")[0]
    assert (sent["why"], sent["result"]["score"]) == ("خطأ في التدوين", [0, 3])
    page = chair.get("/fixtures/f2").text
    assert "Le résultat avant la correction" in page
    assert "خطأ في التدوين" in page


def test_a_match_is_moved_in_local_time_and_gets_its_referee(
    chair: FlaskClient, services: StandIn, account: Callable[..., Account], csrf: Csrf
) -> None:
    person = account("referee")
    moved = {"date": "29/11/2026", "time": "16h30", "pitch": "الملعب 2"}
    chair.post(f"{OPEN}/move", data={**csrf(chair, f"{OPEN}/move"), **moved})
    hidden = {**csrf(chair, OPEN), "version": "10"}
    stranger = chair.post(f"{OPEN}/referee", data={**hidden, "referee": "nobody"})
    chair.post(f"{OPEN}/referee", data={**hidden, "referee": person.account_id})
    assert services.asked("events.move_fixture") == [
        {
            "fixture_id": "f9",
            "version": 9,
            "starts_at": "2026-11-29T16:30:00+01:00",
            "pitch": "الملعب 2",
        }
    ]
    assert (stranger.status_code, 'id="referee-error"' in stranger.text) == (422, True)
    assert services.asked("events.assign_referee") == [
        {"fixture_id": "f9", "version": 10, "referee": person.account_id}
    ]


def test_the_number_of_those_told_is_shown_if_it_is_known(
    chair: FlaskClient, services: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = {"notices": [{"counts": {"delivered": 5}}, {"counts": {"delivered": 2}}]}
    monkeypatch.setattr(services, "notifications_notices", lambda asked: notices)
    assert "personnes prévenues par SMS" in chair.get(OPEN).text
    services.away = {"notifications"}
    away = chair.get(OPEN)
    assert (away.status_code, "prévenues par SMS" in away.text) == (200, False)


def test_a_result_and_its_form_say_the_same() -> None:
    result = {
        "status": "played",
        "score": [1, 1],
        "half_time": [0, 1],
        "extra_time": [2, 2],
        "pens": None,
        "on_field": None,
        "at_fault": None,
        "cards": [{"side": "away", "shirt": 9, "card": "2Y"}],
        "scorers": [{"side": "home", "shirt": 7, "minute": None, "own_goal": True}],
        "kicks": [
            {"side": "away", "scored": True},
            {"side": "home", "scored": False},
            {"side": "away", "scored": True},
        ],
        "note": "ملاحظة",
    }
    values = typed_again(result)
    complete = {f"{pair}-{one}": "" for pair in ("pens", "on_field") for one in ("home", "away")}
    assert result_wanted({**complete, **values}) == result


def _match(competition: Payload, number: int) -> Payload:
    found: Payload = next(one for one in competition["fixtures"] if one["number"] == number)
    return found
