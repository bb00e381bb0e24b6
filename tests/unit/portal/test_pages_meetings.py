"""Is a meeting announced, followed, changed and cancelled as the pages promise?"""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.clock import now
from chassis.errors import Conflict
from services.portal.accounts import Account
from tests.unit.portal.stand_in import MEETING, PREVIEW, Payload, StandIn

Csrf = Callable[[FlaskClient, str], dict[str, str]]
TYPED = {
    "title": "الاجتماع العادي",
    "date": "٢٦/١١/٢٠٩٩",
    "time": "10:30",
    "place": "ابن جرير",
    "agenda": "نقطة 1\r\nنقطة 2",
    "offices": ["president", "treasurer"],
    "communes": ["Bouchane"],
}
TEXT = {
    "language": "ar",
    "text": "دعوة: الاجتماع العادي",
    "alphabet": "ucs2",
    "units": 133,
    "parts": 2,
    "units_left": 1,
    "people": 58,
}
COUNTS = {"queued": 1, "accepted": 0, "sent": 2, "delivered": 50, "failed": 3, "unknown": 2, "left_out": 2}


class Network(StandIn):
    """A stand-in with people, whose preview, recipients and answers a test may set."""

    def __init__(self) -> None:
        super().__init__()
        self.preview: Payload = {**PREVIEW, "texts": [TEXT]}
        self.people = {"p1": person("p1", "فاطمة العلمي"), "p2": person("p2", "محمد أيت أورير")}
        self.recipients: list[Payload] = []
        self.said: Payload = {"coming": [], "not_coming": []}
        self.talk: list[Payload] = []
        self.rows: list[Payload] = []

    def notifications_preview_audience(self, asked: Payload) -> Payload:
        return self.preview if asked["title"] else {**self.preview, "texts": []}

    def registry_people(self, asked: Payload) -> Payload:
        return {"people": [self.people[one] for one in asked["person_ids"] if one in self.people]}

    def notifications_recipients(self, asked: Payload) -> Payload:
        return {"recipients": self.recipients, "total": len(self.recipients), "page": 1, "pages": 1}

    def events_answers(self, asked: Payload) -> Payload:
        return self.said

    def events_change_meeting(self, wanted: Payload) -> Payload:
        if wanted["version"] != self.meetings[wanted["meeting_id"]]["version"]:
            raise Conflict("changed_by_someone", version=self.meetings[wanted["meeting_id"]]["version"])
        return {"meeting_id": wanted["meeting_id"], "version": 2, "told": True}

    def notifications_sandbox_messages(self, asked: Payload) -> Payload:
        return {"messages": self.talk}

    def every_held(self, asked: Payload) -> Payload:
        return {"held": self.rows, "gaps": [], "total": len(self.rows), "page": 1, "pages": 1}

    def every_discard(self, asked: Payload) -> Payload:
        return {"held_id": asked["held_id"]}

    def add_meeting(self, **change: Any) -> None:
        self.meetings["m1"] = {**MEETING, "meeting_id": "m1", **change}

    def add_announcement(self, **change: Any) -> None:
        self.announcements.append({**ANNOUNCEMENT, **change})


def person(person_id: str, name: str) -> Payload:
    return {
        "person_id": person_id,
        "office": "president",
        "name": name,
        "phone": None,
        "phone_written": "05 24 31 00 00",
        "phone_problem": "landline",
        "language": "ar",
        "association_id": "a1",
        "association_ar": "جمعية الأمل",
        "association_fr": "",
        "commune": "Bouchane",
    }


ANNOUNCEMENT = {
    "announcement_id": "m1.1",
    "meeting_id": "m1",
    "template": "invitation",
    "state": "sending",
    "expected": 60,
    "people": 60,
    "messages": 58,
    "parts": 116,
    "cost_centimes": 4060,
    "counts": COUNTS,
    "opened_at": "2026-11-20T10:00:00+00:00",
    "updated_at": "2026-11-20T10:00:30+00:00",
}


@pytest.fixture
def services() -> Network:
    return Network()


def test_the_count_follows_while_typing_and_names_who_is_not_reached(chair: FlaskClient, csrf: Csrf) -> None:
    hidden = csrf(chair, "/meetings/new")
    fragment = chair.post("/meetings/audience", data={**hidden, **TYPED}).text
    assert "<html" not in fragment
    assert fragment.count("hx-swap-oob") == 4
    assert "60" in fragment
    assert "فاطمة العلمي" in fragment
    assert "/members/a1" in fragment
    assert "دعوة: الاجتماع العادي" in fragment


def test_nothing_is_announced_by_reviewing(chair: FlaskClient, services: Network, csrf: Csrf) -> None:
    hidden = csrf(chair, "/meetings/new")
    page = chair.post("/meetings/review", data={**hidden, **TYPED, "step": "review"}).text
    assert 'name="expected" value="60"' in page
    assert "40,60" in page
    assert services.asked("events.announce_meeting") == []


def test_a_double_tap_on_confirm_is_one_meeting(chair: FlaskClient, services: Network, csrf: Csrf) -> None:
    form = {**csrf(chair, "/meetings/new"), **TYPED, "expected": "60", "key": "the-key-of-the-form"}
    answers = [chair.post("/meetings", data=form) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/meetings/m1")] * 2
    assert list(services.meetings) == ["m1"]
    assert services.asked("events.announce_meeting")[0] == {
        "title": "الاجتماع العادي",
        "starts_at": "2099-11-26T10:30:00+01:00",
        "place": "ابن جرير",
        "agenda": "نقطة 1\nنقطة 2",
        "audience": {"offices": ["president", "treasurer"], "communes": ["Bouchane"]},
        "expected": 60,
    }


@pytest.mark.parametrize(
    ("change", "field", "kept"),
    [
        ({"date": "26/11/2019"}, "date", "26/11/2019"),
        ({"date": "31/02/2099"}, "date", "31/02/2099"),
        ({"time": "25h"}, "time", "25h"),
        ({"title": ""}, "title", "ابن جرير"),
        ({"offices": []}, "offices", "ابن جرير"),
    ],
)
def test_a_form_that_is_not_complete_comes_back_with_what_was_typed(
    chair: FlaskClient, services: Network, csrf: Csrf, change: Payload, field: str, kept: str
) -> None:
    form = {**csrf(chair, "/meetings/new"), **TYPED, **change, "step": "review"}
    answer = chair.post("/meetings/review", data=form)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert kept in answer.text
    assert "Erreur" in answer.text[: answer.text.index("</title>")]


def test_nobody_to_invite_and_a_text_over_the_limit_are_refused(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    form = {**csrf(chair, "/meetings/new"), **TYPED, "step": "review"}
    services.preview = {**PREVIEW, "people": 0, "left_out": []}
    nobody = chair.post("/meetings/review", data=form)
    services.preview = {**PREVIEW, "texts": [{**TEXT, "parts": 5}], "too_long": True}
    too_long = chair.post("/meetings/review", data=form)
    assert (nobody.status_code, too_long.status_code) == (422, 422)
    assert 'href="#offices"' in nobody.text
    assert 'href="#title"' in too_long.text


def test_when_the_service_is_away_the_same_key_is_offered_again(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    form = {**csrf(chair, "/meetings/new"), **TYPED, "expected": "60", "key": "the-key-of-the-form"}
    services.away = {"events"}
    answer = chair.post("/meetings", data=form)
    assert answer.status_code == 503
    for kept in ('value="the-key-of-the-form"', "الاجتماع العادي", 'name="expected" value="60"'):
        assert kept in answer.text


def test_the_form_can_be_filled_while_the_services_are_away(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    services.away = {"notifications", "registry"}
    form = {**csrf(chair, "/meetings/new"), **TYPED, "step": "count"}
    answer = chair.post("/meetings/review", data=form)
    assert answer.status_code == 200
    assert 'type="hidden" name="communes" value="Bouchane"' in answer.text


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


def recipient(person_id: str, state: str, reason: str | None) -> Payload:
    return {
        "person_id": person_id,
        "state": state,
        "reason": reason,
        "parts": 2,
        "updated_at": "2026-11-20T10:00:00+00:00",
    }


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


def test_the_trial_phone_shows_the_talk_and_answers(
    chair: FlaskClient, services: Network, csrf: Csrf
) -> None:
    said = {
        "phone": "+212685123456",
        "sender": "FADAA",
        "text": "دعوة",
        "direction": "in",
        "at": "2026-11-20T10:00:00+00:00",
    }
    services.talk = [said]
    assert "/phone/212685123456" in chair.get("/phone").text
    hidden = csrf(chair, "/phone/212685123456")
    answer = chair.post("/phone/212685123456", data={**hidden, "quick": "1"})
    assert (answer.status_code, answer.location) == (303, "/phone/212685123456")
    assert services.asked("notifications.sandbox_reply") == [{"phone": "+212685123456", "text": "1"}]
    assert chair.post("/phone/212685123456", data={**hidden, "key": "other", "text": ""}).status_code == 422
    assert chair.get("/phone/07abc").status_code == 404


def test_a_held_message_is_discarded_only_with_a_reason(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], services: Network, csrf: Csrf
) -> None:
    row = {
        "held_id": "h1",
        "state": "parked",
        "reason": "phone: invalid",
        "type": "contact.contact_recorded.v1",
    }
    services.rows = [
        {
            **row,
            "stream": "registry/contact/p1",
            "sequence": 3,
            "attempt": 12,
            "due_at": None,
            "since": "2026-11-20T10:00:00+00:00",
            "bytes": 40,
        }
    ]
    admin = visitor(account("administrator"))
    assert "phone: invalid" in admin.get("/upkeep").text
    hidden = csrf(admin, "/upkeep/notifications/h1/discard")
    assert admin.post("/upkeep/notifications/h1/discard", data={**hidden, "why": "  "}).status_code == 422
    assert services.asked("notifications.discard") == []
    assert (
        admin.post("/upkeep/notifications/h1/discard", data={**hidden, "why": "test data"}).status_code == 303
    )
    assert services.asked("notifications.discard") == [{"held_id": "h1", "why": "test data"}]
    assert admin.get("/upkeep/elsewhere/h1/discard").status_code == 404


def test_a_service_that_is_away_does_not_hide_the_others(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], services: Network
) -> None:
    services.away = {"events"}
    page = visitor(account("administrator")).get("/upkeep")
    assert page.status_code == 200
    assert page.text.count('class="tag bad"') == 1
    assert page.text.count('class="tag ok"') == 2
