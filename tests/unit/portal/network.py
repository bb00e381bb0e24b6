"""Which network do the tests of meetings see? The stand-in with people, a preview, recipients and answers."""

from typing import Any

from chassis.errors import Conflict
from tests.unit.portal.stand_in import MEETING, PREVIEW, Payload, StandIn

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


def recipient(person_id: str, state: str, reason: str | None) -> Payload:
    return {
        "person_id": person_id,
        "state": state,
        "reason": reason,
        "parts": 2,
        "updated_at": "2026-11-20T10:00:00+00:00",
    }
