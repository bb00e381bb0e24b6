"""Does the public page say how athletics and the whole competition stand, by bib and team alone?"""

import re
from copy import deepcopy
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.portal.public.closing import points_words
from tests.unit.portal.athletics_published import PublishedAthletics
from tests.unit.portal.athletics_samples import ATHLETE, OTHER_REFEREE, order, ranked
from tests.unit.portal.test_public_page import text_of
from tests.unit.portal.tournament_samples import CLERK, REFEREE, SECRET, SHIRT

LIGHT = 40 * 1024
FILES = ("/results.csv", "/athletics.csv", "/results.json", "/team/t1.ics")


@pytest.fixture
def services() -> PublishedAthletics:
    return PublishedAthletics()


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    app.extensions.pop("latest", None)
    browser = app.test_client()
    browser.set_cookie("language", "fr")
    return browser


def shown(phone: FlaskClient, address: str = "") -> str:
    """As it is read: marks of punctuation stand beside what they follow."""
    phone.application.extensions.pop("latest", None)
    words = text_of(phone.get(f"/t/k1{address}").text)
    return re.sub(r" (?=[,.)])|(?<=\() ", "", words)


@pytest.mark.parametrize("address", ["", "/live", "/print", *FILES])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_athlete_no_referee_and_no_account_is_published(
    address: str, language: str, phone: FlaskClient
) -> None:
    phone.set_cookie("language", language)
    page = phone.get(f"/t/k1{address}")
    said = re.sub(r'"/static/[^"]*"', "", page.text)
    secrets = (ATHLETE, REFEREE, OTHER_REFEREE, CLERK, SECRET, str(SHIRT))
    assert (page.status_code, [one for one in secrets if one in said]) == (200, [])


@pytest.mark.parametrize("address", ["", "/print"])
def test_a_heat_that_is_over_stands_in_order_of_place_with_who_goes_on(
    address: str, phone: FlaskClient
) -> None:
    page = shown(phone, address)
    assert "Tour 1, série 1 28/11/2026 10:00 · المضمار · Vent +2.3 m/s" in page
    assert "1 11 دار الطالب ابن جرير Q · qualifié à la place 12.34" in page
    assert "2 21 دار الأطفال صخور الرحامنة 12.80" in page
    assert "– 41 =HYPERLINK(1) N’a pas terminé" in page


def test_a_start_list_stands_by_lane_and_says_how_many_are_not_known(phone: FlaskClient) -> None:
    page = shown(phone)
    assert "Tour 1, série 2 28/11/2026 11:00 · المضمار · résultat en attente de confirmation" in page
    assert "1 12 دار الطالب ابن جرير 2 31 Tafoukt" in page
    assert "Pas encore connus : 2" in page


def test_a_result_that_waits_for_a_second_person_is_not_published(phone: FlaskClient) -> None:
    answers = [phone.get(f"/t/k1{address}").text for address in ("", "/print", *FILES)]
    assert [one for one in answers if re.search(r"12[.,]61", one)] == []


def test_the_final_stands_first_with_who_leaves_for_the_next_stage(
    phone: FlaskClient, services: PublishedAthletics
) -> None:
    page = shown(phone)
    assert "Qualifiés pour la suite : 14 (دار الطالب ابن جرير)" in page
    assert "1 14 دار الطالب ابن جرير Qualifié pour la suite 1.25" in page
    final = services.whole["heats"][2]
    final.update(order=order(ranked(1, 12, "12.30")), result={**services.whole["heats"][0]["result"]})
    over = shown(phone)
    assert over.index("12 دار الطالب ابن جرير 12.30") < over.index("Tour 1, série 1")


def test_what_is_only_so_as_things_stand_is_said_to_be_so(
    phone: FlaskClient, services: PublishedAthletics
) -> None:
    services.whole["athletics_outcomes"][0]["going"][0].update(state="provisional", how="q")
    services.whole["heats"][2]["slots"][0]["state"] = "provisional"
    page = shown(phone)
    assert "q · qualifié au temps · pour l’instant 12.34" in page
    assert "– 11 دار الطالب ابن جرير pour l’instant" in page


def test_level_ones_that_wait_for_lots_are_named_by_bib_and_team(
    phone: FlaskClient, services: PublishedAthletics
) -> None:
    waiting = {"round": 1, "bibs": [21, 31], "places": 1}
    services.whole["athletics_outcomes"][0]["unresolved"] = [waiting]
    assert "À égalité : 21 (دار الأطفال صخور الرحامنة) et 31 (Tafoukt). Tirage" in shown(phone)


def test_a_jump_shows_the_wind_of_its_best_attempt(phone: FlaskClient, services: PublishedAthletics) -> None:
    services.whole["heats"][3].update(
        order=order(ranked(1, 13, "5.23", -3)), result={"wind": None, "rows": [], "note": SECRET}
    )
    assert "1 13 دار الطالب ابن جرير 5.23 -0.3" in shown(phone)


def test_teams_of_a_cross_country_race_have_a_table(phone: FlaskClient, services: PublishedAthletics) -> None:
    services.whole["competition"]["athletics"][2]["terms"]["discipline"] = "cross-country"
    services.whole["athletics_outcomes"][2]["teams"] = [
        {"place": 1, "team_id": "t2", "points": 12},
        {"place": None, "team_id": "t3", "points": None},
    ]
    page = shown(phone)
    assert "Équipe Pts 1 دار الأطفال صخور الرحامنة 12 – Tafoukt Trop peu d’arrivées –" in page


def test_medals_points_prizes_and_the_next_stage_stand_below(phone: FlaskClient) -> None:
    page = shown(phone)
    assert "Or Argent Bronze 1 دار الطالب ابن جرير 1 0 0" in page
    assert "Équipe Pts 1 دار الطالب ابن جرير 8" in page
    assert "كأس كرة القدم Place 1, كرة القدم دار الطالب ابن جرير Remis" in page
    assert "جائزة اللعب النظيف Pas encore attribué" in page
    assert "Étape suivante النهائيات الجهوية · مراكش · samedi 12 décembre 2026" in page


def test_who_holds_a_prize_without_having_won_it_is_not_told(phone: FlaskClient) -> None:
    prizes = shown(phone).partition("كأس كرة القدم Place 1")[2]
    assert "Tafoukt" not in prizes.partition("À emporter")[0]


@pytest.mark.parametrize(
    ("points", "words"), [(8, "8"), ("7/3", "2 1/3"), ("1/2", "1/2"), ("15/2", "7 1/2"), ("12", "12")]
)
def test_points_are_exact(points: Any, words: str) -> None:
    assert points_words(points) == words


def test_a_football_competition_says_nothing_of_athletics(phone: FlaskClient) -> None:
    whole = phone.application.extensions["rpc"].whole
    whole["competition"].update(athletics=[], next_stage=None)
    whole.update(heats=[], athletics_outcomes=[], standings={"medals": [], "points": []}, prizes=[])
    page = phone.get("/t/k1").text
    assert [one for one in ("athletics.csv", "Toute la compétition", "filters") if one in page] == []


def test_the_page_of_six_contests_is_still_light(phone: FlaskClient, services: PublishedAthletics) -> None:
    whole = services.whole
    for kept, one in (("heats", "heat_id"), ("athletics_outcomes", "contest_id")):
        again = deepcopy(whole[kept])
        whole[kept] += [
            {**made, one: made[one] + "b", "contest_id": made["contest_id"] + "b"} for made in again
        ]
    again = deepcopy(whole["competition"]["athletics"])
    whole["competition"]["athletics"] += [{**made, "contest_id": made["contest_id"] + "b"} for made in again]
    page = phone.get("/t/k1")
    assert (page.text.count("<h2 id="), len(page.data) <= LIGHT) == (9, True), len(page.data)


def test_a_heat_that_changed_is_another_state(phone: FlaskClient, services: PublishedAthletics) -> None:
    asked = {"If-None-Match": phone.get("/t/k1").headers["ETag"]}
    services.whole["heats"][1]["version"] += 1
    phone.application.extensions.pop("latest")
    assert phone.get("/t/k1", headers=asked).status_code == 200
