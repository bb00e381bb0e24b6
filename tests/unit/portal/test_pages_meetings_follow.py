"""Is a meeting followed, changed and cancelled as the pages promise?"""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from chassis.clock import now
from services.portal.accounts import Account
from tests.unit.portal.network import COUNTS, TYPED, Network, recipient

Csrf = Callable[[FlaskClient, str], dict[str, str]]


@pytest.fixture
def services() -> Network:
    return Network()


def test_progress_asks_again_while_it_moves_and_no_more_when_done(
    chair: FlaskClient, services: Network
) -> None:
    services.add_meeting()
    services.add_announcement()
    assert 'hx-trigger="every 2s"' in chair.get("/meetings/m1/progress").text
    done = {**COUNTS, "queued": 0, "sent": 0}
    services.announcements[0] |= {"state": "done", "counts": done}
    last = chair.get("/meetings/m1/progress").text
    assert "hx-trigger" not in last
    assert "data-title" in last


def test_a_meeting_opens_with_one_sentence_of_how_it_stands(chair: FlaskClient, services: Network) -> None:
    services.add_meeting(coming=1, not_coming=0)
    services.add_announcement(state="done", counts={"delivered": 57, "failed": 1, "left_out": 2})
    page = chair.get("/meetings/m1").text
    assert "Message remis à 57 personnes\u202f; 3 personnes à appeler." in page
    assert 'Sans réponse <b><bdi><bdi class="num" dir="ltr">59</bdi></bdi></b>' in page


def test_after_a_change_the_page_waits_for_its_telling_but_not_for_ever(
    chair: FlaskClient, services: Network
) -> None:
    services.add_meeting()
    services.add_announcement(state="done", counts={"delivered": 58})
    just_now = int(now().timestamp())
    assert 'hx-trigger="every 2s"' in chair.get(f"/meetings/m1/progress?since={just_now}").text
    for stale in (just_now - 31, "never", "9" * 30):
        assert "hx-trigger" not in chair.get(f"/meetings/m1/progress?since={stale}").text


def test_a_page_without_script_refreshes_itself_only_while_it_moves(
    chair: FlaskClient, services: Network
) -> None:
    services.add_meeting()
    services.add_announcement()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in chair.get("/meetings/m1").text
    services.announcements[0] |= {"state": "done", "counts": {**COUNTS, "queued": 0, "sent": 0}}
    assert "http-equiv" not in chair.get("/meetings/m1").text


def test_another_number_than_the_one_confirmed_is_said(chair: FlaskClient, services: Network) -> None:
    services.add_meeting()
    services.add_announcement(people=58)
    page = chair.get("/meetings/m1").text
    assert "60 personnes" in page
    assert "58 personnes" in page


def test_a_reader_sees_the_progress_but_no_name_and_no_number(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], services: Network
) -> None:
    services.add_meeting()
    services.add_announcement()
    services.recipients = [recipient("p1", "left_out", "landline")]
    reader = visitor(account("reader"))
    page = reader.get("/meetings/m1").text
    assert "Remis au téléphone" in page
    assert "فاطمة العلمي" not in page
    assert "31 00 00" not in page
    assert [
        reader.get(f"/meetings/m1/{part}").status_code for part in ("attention", "phones", "answers")
    ] == [403] * 3


def test_who_needs_somebody_is_named_with_the_reason_and_the_way_to_mend_it(
    chair: FlaskClient, services: Network
) -> None:
    services.add_meeting()
    services.add_announcement()
    services.recipients = [recipient("p1", "left_out", "landline"), recipient("gone", "failed", "expired")]
    for address in ("/meetings/m1", "/meetings/m1/attention"):
        page = chair.get(address).text
        assert "فاطمة العلمي" in page
        assert "Un fixe ne reçoit pas de SMS" in page
        assert "/members/a1/edit" in page
    paper = chair.get("/meetings/m1/phones").text
    assert "فاطمة العلمي" in paper


def test_answers_name_those_who_come_those_who_do_not_and_the_silent(
    chair: FlaskClient, services: Network
) -> None:
    services.add_meeting()
    services.add_announcement()
    services.said = {"coming": ["p1"], "not_coming": []}
    services.recipients = [recipient("p1", "delivered", None), recipient("p2", "delivered", None)]
    named = {
        show: chair.get(f"/meetings/m1/answers?show={show}").text for show in ("coming", "not_coming", "none")
    }
    assert ["فاطمة العلمي" in page for page in named.values()] == [True, False, False]
    assert ["محمد أيت أورير" in page for page in named.values()] == [False, False, True]
    assert chair.get("/meetings/m1/answers?show=else").status_code == 404


def test_a_change_says_how_many_are_told_again_and_a_conflict_shows_both_values(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    services.add_meeting()
    services.add_announcement()
    hidden = csrf(chair, "/meetings/m1/edit")
    assert "54 personnes déjà informées" in chair.get("/meetings/m1/edit").text
    services.meetings["m1"] |= {"version": 7, "place": "بوشان"}
    answer = chair.post("/meetings/m1/edit", data={**hidden, **TYPED, "place": "صخور الرحامنة"})
    assert answer.status_code == 409
    for shown in ("بوشان", "صخور الرحامنة", 'name="version" value="7"'):
        assert shown in answer.text
    assert hidden["key"] not in answer.text


def test_a_changed_meeting_is_sent_with_the_version_that_was_read(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    services.add_meeting()
    hidden = csrf(chair, "/meetings/m1/edit")
    answer = chair.post("/meetings/m1/edit", data={**hidden, **TYPED})
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/meetings/m1")
    assert services.asked("events.change_meeting")[0]["version"] == 1


def test_cancelling_repeats_count_and_cost_before_the_act(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    services.add_meeting()
    services.add_announcement()
    page = chair.get("/meetings/m1/cancel").text
    assert "54 personnes" in page
    assert "37,80" in page
    assert services.asked("events.cancel_meeting") == []
    answer = chair.post("/meetings/m1/cancel", data=csrf(chair, "/meetings/m1/cancel"))
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/meetings/m1")
    assert services.asked("events.cancel_meeting") == [{"meeting_id": "m1", "version": 1}]


def test_sending_is_paused_and_resumed(chair: FlaskClient, services: Network, csrf: Csrf) -> None:
    services.add_meeting()
    services.add_announcement()
    hidden = csrf(chair, "/meetings/m1")
    assert hidden["paused"] == "yes"
    chair.post("/meetings/m1/pause", data=hidden)
    assert services.asked("notifications.pause_announcement") == [{"announcement_id": "m1.1", "paused": True}]


@pytest.mark.parametrize(
    "address", ["/meetings/absent", "/meetings/absent/edit", "/meetings/absent/cancel", "/meetings/%00"]
)
def test_a_meeting_that_is_not_there_is_an_unknown_page(chair: FlaskClient, address: str) -> None:
    assert chair.get(address).status_code == 404
