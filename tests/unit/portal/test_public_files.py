"""Do the files of a competition read back as what they were made of?"""

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from services.portal.sheets import BYTE_ORDER_MARK
from tests.unit.portal.published import Published


@pytest.fixture
def services() -> Published:
    return Published()


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    app.extensions.pop("latest", None)
    browser = app.test_client()
    browser.set_cookie("language", "fr")
    return browser


def sheet(phone: FlaskClient, *, excel: bool = False) -> list[list[str]]:
    answer = phone.get(f"/t/k1/results.csv{'?excel=1' if excel else ''}")
    assert answer.mimetype == "text/csv"
    text = answer.get_data(as_text=True).removeprefix(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text), delimiter=";" if excel else ","))


def test_each_match_is_a_row_with_its_goals_in_cells_of_their_own(phone: FlaskClient) -> None:
    headings, *rows = sheet(phone)
    assert headings[:3] == ["Épreuve", "Match", "Tour"]
    first = ["كرة القدم", "1", "Groupe A, Journée 1", "28/11/2026", "10:00", "الملعب 1"]
    assert rows[0] == [*first, "دار الطالب ابن جرير", "دار الأطفال صخور الرحامنة", "2", "1", "", "", ""]
    by_number = {row[1]: row for row in rows}
    assert sorted(by_number) == [str(number) for number in range(1, 9)]
    assert by_number["3"][6:] == ["Tafoukt", "دار الطالب ابن جرير", "0", "3", "", "", "forfait"]
    assert by_number["6"][8:] == ["2", "2", "4", "3", "aux tirs au but"]
    assert by_number["4"][8:] == ["", "", "", "", "résultat en attente de confirmation"]
    assert by_number["8"][6] == "Vainqueur du match 5"


def test_no_cell_is_taken_for_a_formula(phone: FlaskClient) -> None:
    cells = [cell for excel in (False, True) for row in sheet(phone, excel=excel) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []
    assert "'=HYPERLINK(1)" in cells


def test_only_excel_gets_a_byte_order_mark(phone: FlaskClient) -> None:
    starts = [phone.get(f"/t/k1/results.csv{asked}").data[:3] for asked in ("", "?excel=1")]
    assert starts == ["Épr".encode()[:3], BYTE_ORDER_MARK.encode()]
    assert sheet(phone, excel=True) == sheet(phone)


def test_open_data_is_in_the_form_of_openfootball(phone: FlaskClient) -> None:
    answer = phone.get("/t/k1/results.json")
    told = json.loads(answer.data)
    assert (answer.mimetype, told["name"], len(told["matches"])) == (
        "application/json",
        "الإقصائيات الإقليمية 2026",
        8,
    )
    assert told["matches"][0] == {
        "contest": "كرة القدم",
        "num": 1,
        "round": "Matchday 1",
        "date": "2026-11-28",
        "time": "10:00 UTC+1",
        "team1": "دار الطالب ابن جرير",
        "team2": "دار الأطفال صخور الرحامنة",
        "score": {"ht": [1, 0], "ft": [2, 1]},
        "group": "Group A",
        "ground": "الملعب 1",
    }


def _match(phone: FlaskClient, number: int) -> dict[str, Any]:
    matches: list[dict[str, Any]] = phone.get("/t/k1/results.json").get_json()["matches"]
    return next(one for one in matches if one["num"] == number)


def test_extra_time_and_kicks_stand_beside_normal_time(phone: FlaskClient) -> None:
    assert _match(phone, 6)["score"] == {"ft": [1, 1], "et": [2, 2], "p": [4, 3]}
    assert [_match(phone, number)["round"] for number in (6, 7, 8)] == [
        "Semi-finals",
        "Match for third place",
        "Final",
    ]


def test_what_is_not_a_result_has_no_score(phone: FlaskClient, services: Published) -> None:
    services.whole["fixtures"][0]["result"].update(status="abandoned")
    assert [(_match(phone, n).get("score"), _match(phone, n).get("status")) for n in (1, 3, 4, 8)] == [
        (None, "abandoned"),
        ({"ft": [0, 3]}, "forfeited"),
        (None, None),
        (None, None),
    ]
    assert (_match(phone, 8)["team1"], _match(phone, 5)["team2"], "date" in _match(phone, 5)) == (
        "W5",
        "2B",
        False,
    )


def events(phone: FlaskClient, team_id: str) -> dict[str, Any]:
    phone.application.extensions.pop("latest", None)
    answer = phone.get(f"/t/k1/team/{team_id}.ics")
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_a_calendar_has_the_dated_matches_of_one_team(phone: FlaskClient) -> None:
    found = events(phone, "t2")
    assert sorted(found) == ["f1@fadaa", "f2@fadaa", "f6@fadaa", "f7@fadaa"]
    first = found["f1@fadaa"]
    assert str(first["summary"]) == "دار الطالب ابن جرير - دار الأطفال صخور الرحامنة"
    assert first["dtstart"].dt == datetime(2026, 11, 28, 9, tzinfo=UTC)
    assert (first["dtend"].dt - first["dtstart"].dt).total_seconds() == 55 * 60
    assert str(first["location"]) == "الملعب 1, ابن جرير"
    assert "دار الطالب ابن جرير 2, دار الأطفال صخور الرحامنة 1" in str(first["description"])


def test_a_team_that_is_only_possible_has_no_match_in_its_calendar(phone: FlaskClient) -> None:
    assert sorted(events(phone, "t4")) == ["f4@fadaa"]


def test_a_moved_match_keeps_its_uid_and_raises_its_sequence(phone: FlaskClient, services: Published) -> None:
    before = events(phone, "t1")["f1@fadaa"]
    services.whole["fixtures"][0].update(version=9, starts_at="2026-11-29T09:00:00+00:00")
    after = events(phone, "t1")["f1@fadaa"]
    assert int(after["sequence"]) > int(before["sequence"])
    assert after["dtstart"].dt == datetime(2026, 11, 29, 9, tzinfo=UTC)


def test_an_opponent_that_follows_from_another_match_raises_the_sequence(
    phone: FlaskClient, services: Published
) -> None:
    before = events(phone, "t2")["f7@fadaa"]
    services.whole["fixtures"][3]["version"] += 1
    services.whole["fixtures"][6]["home"].update(state="confirmed", team_id="t4")
    after = events(phone, "t2")["f7@fadaa"]
    assert str(after["summary"]) != str(before["summary"])
    assert int(after["sequence"]) > int(before["sequence"])


def test_the_state_of_a_match_is_said_to_calendars(phone: FlaskClient, services: Published) -> None:
    services.whole["fixtures"][1]["result"].update(status="annulled", score=None)
    states = {uid: str(event["status"]) for uid, event in events(phone, "t2").items()}
    assert states == {
        "f1@fadaa": "CONFIRMED",
        "f2@fadaa": "CANCELLED",
        "f6@fadaa": "CONFIRMED",
        "f7@fadaa": "TENTATIVE",
    }


def test_a_match_against_a_withdrawn_team_is_called_off(phone: FlaskClient, services: Published) -> None:
    services.whole["competition"]["teams"][4]["withdrawn"] = {
        "at": "2026-11-28T17:00:00+00:00",
        "why": "x",
        "annul": True,
    }
    assert str(events(phone, "t4")["f4@fadaa"]["status"]) == "CANCELLED"


def test_a_team_that_does_not_play_here_has_no_calendar(phone: FlaskClient) -> None:
    assert phone.get("/t/k1/team/t99.ics").status_code == 404


def test_no_file_is_opened_inside_the_site(phone: FlaskClient) -> None:
    for address in ("results.csv", "results.json", "team/t1.ics"):
        answer = phone.get(f"/t/k1/{address}")
        assert re.fullmatch(r'attachment; filename="[a-z.]+"', answer.headers["Content-Disposition"])
