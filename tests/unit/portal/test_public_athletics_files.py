"""Do the files of a competition with athletics say by bib and team what the page says?"""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from services.portal.sheets import BYTE_ORDER_MARK
from tests.unit.portal.athletics_published import PublishedAthletics


@pytest.fixture
def services() -> PublishedAthletics:
    return PublishedAthletics()


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    app.extensions.pop("latest", None)
    browser = app.test_client()
    browser.set_cookie("language", "fr")
    return browser


def sheet(phone: FlaskClient, *, excel: bool = False) -> list[list[str]]:
    answer = phone.get(f"/t/k1/athletics.csv{'?excel=1' if excel else ''}")
    assert answer.mimetype == "text/csv"
    text = answer.get_data(as_text=True).removeprefix(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text), delimiter=";" if excel else ","))


def test_each_athlete_of_a_heat_is_a_row(phone: FlaskClient) -> None:
    headings, *rows = sheet(phone)
    assert headings[6:] == [
        "Rang", "Couloir", "Dossard", "Équipe", "Performance", "Remarque", "Qualification", "Vent (m/s)"
    ]  # fmt: skip
    by_bib = {(row[2], row[8]): row for row in rows}
    ran = ["100 متر", "100 mètres", "1", "1", "28/11/2026", "10:00", "1", "1", "11", "دار الطالب ابن جرير"]
    assert by_bib["1", "11"] == [*ran, "12.34", "", "qualifié à la place", "2.3"]
    assert by_bib["1", "41"][6:] == ["", "3", "41", "'=HYPERLINK(1)", "", "N’a pas terminé", "", "2.3"]
    assert by_bib["2", "11"][6:] == ["", "", "11", "دار الطالب ابن جرير", "", "", "", ""]


def test_who_fouled_each_time_has_no_mark(phone: FlaskClient, services: PublishedAthletics) -> None:
    services.whole["heats"][0]["order"]["unranked"][0]["status"] = "ok"
    by_bib = {(row[2], row[8]): row for row in sheet(phone)}
    assert by_bib["1", "41"][10:12] == ["", "Sans performance"]
    assert "Sans performance" in phone.get("/t/k1").text


def test_no_cell_is_taken_for_a_formula_or_for_a_day(
    phone: FlaskClient, services: PublishedAthletics
) -> None:
    services.whole["heats"][0]["result"]["wind"] = -4
    services.whole["competition"]["athletics"][0]["title"] = "-1+1"
    cells = {cell for excel in (False, True) for row in sheet(phone, excel=excel) for cell in row}
    starts = ("=", "+", "-", "@", "\t")
    assert {one for one in cells if one.startswith(starts)} == {"-0.4", "-0,4"}
    assert {"'=HYPERLINK(1)", "'-1+1", "12.34", "12,34"} <= cells


def test_open_data_has_athletics_beside_the_matches_of_openfootball(phone: FlaskClient) -> None:
    told = phone.get("/t/k1/results.json").get_json()
    sprint = told["athletics"][0]
    assert (len(told["matches"]), sprint["contest"], sprint["discipline"]) == (8, "100 متر", "100m")
    assert sprint["heats"][0] == {
        "num": 1,
        "round": 1,
        "heat": 1,
        "final": False,
        "date": "2026-11-28",
        "time": "10:00 UTC+1",
        "ground": "المضمار",
        "wind": 2.3,
        "results": [
            {"place": 1, "bib": 11, "team": "دار الطالب ابن جرير", "mark": "12.34", "goes_on": "Q"},
            {"place": 2, "bib": 21, "team": "دار الأطفال صخور الرحامنة", "mark": "12.80"},
            {"bib": 41, "team": "=HYPERLINK(1)", "status": "DNF"},
        ],
    }
    assert sprint["heats"][2]["start_list"] == [{"bib": 11, "team": "دار الطالب ابن جرير"}]
    assert told["medals"][0] == {
        "team": "دار الطالب ابن جرير",
        "place": 1,
        "gold": 1,
        "silver": 0,
        "bronze": 0,
    }


def events(phone: FlaskClient, team_id: str) -> dict[str, Any]:
    phone.application.extensions.pop("latest", None)
    calendar = Calendar.from_ical(phone.get(f"/t/k1/team/{team_id}.ics").data)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_a_calendar_has_the_heats_in_which_the_team_surely_starts(
    phone: FlaskClient, services: PublishedAthletics
) -> None:
    found = events(phone, "t3")
    assert sorted(uid for uid in found if uid.startswith("h")) == ["h2@fadaa", "h4@fadaa"]
    second = found["h2@fadaa"]
    assert str(second["summary"]) == "100 متر · Tour 1, série 2"
    assert second["dtstart"].dt == datetime(2026, 11, 28, 10, tzinfo=UTC)
    assert "Dossards : 31" in str(second["description"])
    services.whole["heats"][2]["slots"][1].update(bib=31, state="provisional")
    assert "h3@fadaa" not in events(phone, "t3")


def test_a_moved_heat_keeps_its_uid_and_raises_its_sequence(
    phone: FlaskClient, services: PublishedAthletics
) -> None:
    before = events(phone, "t3")["h2@fadaa"]
    services.whole["heats"][1].update(version=9, starts_at="2026-11-29T09:00:00+00:00")
    after = events(phone, "t3")["h2@fadaa"]
    assert int(after["sequence"]) > int(before["sequence"])
    assert after["dtstart"].dt == datetime(2026, 11, 29, 9, tzinfo=UTC)
