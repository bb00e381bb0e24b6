"""Does the public page say how a competition stands, live, and nothing about persons?"""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.portal.published import Published
from tests.unit.portal.samples import Payload
from tests.unit.portal.tournament_samples import CLERK, REFEREE, SECRET, SHIRT


@pytest.fixture
def services() -> Published:
    return Published()


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> None:
    """The portal keeps an answer for a second, and the app lives longer than a test."""
    app.extensions.pop("latest", None)


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    """Of somebody who never signed in; Arabic unless the language was chosen."""
    return app.test_client()


def text_of(page: str) -> str:
    words = re.sub(r"<[^>]+>", " ", page)
    return re.sub(r"\s+", " ", words.replace("\N{NO-BREAK SPACE}", " ")).strip()


def test_it_opens_without_signing_in_in_arabic_and_turns_french(phone: FlaskClient) -> None:
    arabic = phone.get("/t/k1")
    assert (arabic.status_code, 'lang="ar-MA" dir="rtl"' in arabic.text) == (200, True)
    assert "المجموعة أ" in text_of(arabic.text)
    phone.get("/language/fr?next=/t/k1")
    french = phone.get("/t/k1")
    assert 'lang="fr-MA" dir="ltr"' in french.text
    assert "Groupe A" in text_of(french.text)


@pytest.mark.parametrize("address", ["", "/live", "/print", "/results.csv", "/results.json", "/team/t1.ics"])
def test_a_draft_is_as_unknown_as_what_does_not_exist(
    address: str, phone: FlaskClient, services: Published
) -> None:
    services.whole["competition"]["state"] = "draft"
    assert [phone.get(f"/t/{one}{address}").status_code for one in ("k1", "nothing")] == [404, 404]


@pytest.mark.parametrize("address", ["", "/live", "/print", "/results.csv", "/results.json", "/team/t1.ics"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_person_no_account_and_no_shirt_is_published(
    address: str, language: str, phone: FlaskClient
) -> None:
    phone.set_cookie("language", language)
    page = phone.get(f"/t/k1{address}")
    said = re.sub(r'"/static/[^"]*"', "", page.text)
    assert page.status_code == 200
    leaks = [secret for secret in (REFEREE, CLERK, SECRET, "العلوي", str(SHIRT)) if secret in said]
    assert leaks == []


def test_no_account_of_the_reader_stands_on_it_either(chair: FlaskClient) -> None:
    page = chair.get("/t/k1").text
    assert ("chair اختبار" in page, "csrf_token" in page) == (False, False)


def test_a_table_says_who_qualified_and_why_one_is_above_the_other(phone: FlaskClient) -> None:
    phone.set_cookie("language", "fr")
    page = text_of(phone.get("/t/k1").text)
    assert "1 دار الطالب ابن جرير Qualifié 2 +4 6" in page
    second = page[page.index("2 دار الأطفال صخور الرحامنة Qualifié") :]
    why = "Devant Tafoukt par la confrontation directe : 1 contre 0"
    assert second.startswith(f"2 دار الأطفال صخور الرحامنة Qualifié {why} 2 0 3")
    assert "3 Tafoukt 2 −4 3" in page


def test_a_slot_that_nobody_fills_says_where_its_team_comes_from(phone: FlaskClient) -> None:
    phone.set_cookie("language", "fr")
    page = text_of(phone.get("/t/k1").text)
    assert "Vainqueur du match 5" in page
    assert "Perdant du match 5" in page
    assert "Deuxième du groupe B pour l’instant : =HYPERLINK(1)" in page


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        ({"status": "forfeited", "score": None, "at_fault": "home"}, "forfait"),
        ({"status": "forfeited", "score": None, "at_fault": "both"}, "forfait, des deux équipes"),
        ({"status": "awarded", "score": [3, 0]}, "attribué par décision"),
        ({"status": "abandoned", "score": [1, 0]}, "arrêté, ne compte pas"),
        ({"status": "annulled", "score": None}, "annulé"),
        ({"status": "not_played", "score": None}, "non joué"),
    ],
)
def test_a_match_that_was_not_just_played_says_so(
    ended: Payload, words: str, phone: FlaskClient, services: Published
) -> None:
    phone.set_cookie("language", "fr")
    services.whole["fixtures"][0]["result"].update(ended)
    first = phone.get("/t/k1").text.split('<li class="game">')[1].partition("</li>")[0]
    assert text_of(first).partition("Match 1 · ")[2] == words


def test_each_number_of_goals_stands_on_the_side_of_its_team(phone: FlaskClient) -> None:
    page = phone.get("/t/k1").text
    first = text_of(page.split('<li class="game">')[1])
    assert first.startswith("دار الطالب ابن جرير 2 1 دار الأطفال صخور الرحامنة")
    kicked = text_of(next(one for one in page.split('<div class="tie">') if "ركلات الترجيح" in one))
    assert kicked.startswith("نادي &lt;b&gt;نزالت&lt;/b&gt; لعظم 2 ( 4 ) دار الأطفال صخور الرحامنة 2 ( 3 )")


def test_a_result_that_waits_for_a_second_person_is_not_published(phone: FlaskClient) -> None:
    page = phone.get("/t/k1").text
    fourth = text_of(page.split('<li class="game">')[4])
    assert "النتيجة في انتظار التأكيد" in fourth
    assert [digit for digit in ("8", "9") if re.search(rf"\b{digit}\b", fourth)] == []


def test_hours_are_those_of_morocco(phone: FlaskClient) -> None:
    page = phone.get("/t/k1").text
    assert ">10:00<" in page.split('<li class="game">')[1]
    assert "السبت 28 نونبر 2026" in text_of(page)


def test_a_match_stands_midway_between_the_two_that_feed_it(phone: FlaskClient) -> None:
    page = phone.get("/t/k1").text
    places = re.findall(r'class="place( upper| lower|)( fed)?" style="([^"]+)"', page)
    assert places == [
        (" upper", "", "grid-column:1;grid-row:2 / span 1"),
        (" lower", "", "grid-column:1;grid-row:3 / span 1"),
        ("", " fed", "grid-column:2;grid-row:2 / span 2"),
    ]


def test_it_is_asked_for_again_while_it_runs_and_no_longer(phone: FlaskClient, services: Published) -> None:
    running = phone.get("/t/k1").text
    assert ('hx-trigger="every 5s"' in running, '<noscript><meta http-equiv="refresh"' in running) == (
        True,
        True,
    )
    services.whole["competition"]["state"] = "closed"
    phone.application.extensions.pop("latest")
    closed = phone.get("/t/k1").text
    assert ("hx-trigger" in closed, "http-equiv" in closed) == (False, False)


def _polled(phone: FlaskClient) -> str:
    found = re.search(r'hx-get="([^"]+)"', phone.get("/t/k1").text)
    assert found
    return found[1].replace("&amp;", "&")


def test_a_fragment_that_is_up_to_date_is_left_alone(phone: FlaskClient, services: Published) -> None:
    address = _polled(phone)
    assert (phone.get(address).status_code, phone.get(address).data) == (204, b"")
    services.whole["fixtures"][4]["version"] += 1
    phone.application.extensions.pop("latest")
    changed = phone.get(address)
    assert (changed.status_code, "hx-swap-oob" in changed.text) == (200, True)
    assert f'hx-get="{address}"'.replace("&", "&amp;") not in changed.text


@pytest.mark.parametrize("address", ["", "/live", "/print", "/results.csv", "/results.json", "/team/t1.ics"])
def test_who_has_this_state_already_gets_304_without_a_body(
    address: str, phone: FlaskClient, services: Published
) -> None:
    first = phone.get(f"/t/k1{address}")
    asked = {"If-None-Match": first.headers["ETag"]}
    again = phone.get(f"/t/k1{address}", headers=asked)
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    services.whole["updated_at"] = "2026-11-28T17:00:00+00:00"
    phone.application.extensions.pop("latest")
    assert phone.get(f"/t/k1{address}", headers=asked).status_code == 200


def test_the_other_language_is_another_state(phone: FlaskClient) -> None:
    asked = {"If-None-Match": phone.get("/t/k1").headers["ETag"]}
    phone.set_cookie("language", "fr")
    assert phone.get("/t/k1", headers=asked).status_code == 200


def test_many_phones_are_one_question(phone: FlaskClient, services: Published) -> None:
    for _ in range(20):
        phone.get("/t/k1/live")
    assert len(services.asked("events.competition")) == 1


def test_while_the_service_is_away_one_phone_waits_for_all(phone: FlaskClient, services: Published) -> None:
    services.away = {"events"}
    assert [phone.get("/t/k1").status_code for _ in range(5)] == [503] * 5


def test_no_style_knows_left_and_right(app: Flask) -> None:
    assert app.static_folder
    with open(f"{app.static_folder}/tournament.css", encoding="utf-8") as file:
        assert re.findall(r"\b(?:left|right)\b", file.read()) == []


def test_the_page_on_paper_has_tables_and_matches_and_asks_nothing_again(
    visitor: Callable[..., FlaskClient],
) -> None:
    page = visitor().get("/t/k1/print")
    assert (page.status_code, page.text.count('<table class="table tbl st"'), "hx-get" in page.text) == (
        200,
        2,
        False,
    )


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ({"criterion": "gd", "values": {"t2": 0, "t3": -4}}, "la différence de buts : 0 contre −4"),
        ({"criterion": "lots", "values": {"t2": 1, "t3": 2}}, "le tirage au sort 2 0 3"),
        (
            {"criterion": "h2h_points", "values": {"t2": 4, "t3": 1, "t4": 4}},
            "les points des confrontations directes : 4 contre 1",
        ),
    ],
)
def test_the_reason_names_the_criterion_and_what_each_has_of_it(
    why: Payload, words: str, phone: FlaskClient, services: Published
) -> None:
    phone.set_cookie("language", "fr")
    for row in services.whole["outcomes"][0]["tables"][0]["rows"][1:]:
        row["why"] = [why]
    assert f"Devant Tafoukt par {words}" in text_of(phone.get("/t/k1").text)


def test_no_reason_stands_where_points_tell_or_nothing_parts_the_two(
    phone: FlaskClient, services: Published
) -> None:
    phone.set_cookie("language", "fr")
    rows = services.whole["outcomes"][0]["tables"][0]["rows"]
    rows[2]["points"] = 2
    assert "Devant" not in text_of(phone.get("/t/k1").text)
    rows[2].update(points=3, place=2)
    phone.application.extensions.pop("latest")
    assert "Devant" not in text_of(phone.get("/t/k1").text)


def test_the_first_of_a_league_is_its_champion(phone: FlaskClient, services: Published) -> None:
    phone.set_cookie("language", "fr")
    services.whole["fixtures"] = services.whole["fixtures"][:4]
    services.whole["outcomes"][0]["goes_on"] = [{"team_id": "t1", "state": "confirmed", "how": "champion"}]
    page = text_of(phone.get("/t/k1").text)
    assert ("Champion : دار الطالب ابن جرير" in page, "Qualifié" in page) == (True, False)


def test_the_organisers_are_said_to_decide_where_nothing_parts_teams(phone: FlaskClient) -> None:
    page = text_of(phone.get("/t/k1").text)
    assert "تعادل تام بين =HYPERLINK(1) و نادي" in page
