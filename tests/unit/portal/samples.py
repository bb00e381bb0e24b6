"""What do the stand-in's services hold? Invented, and shaped as contracts/*/views.py say."""

from typing import Any

Payload = dict[str, Any]

COMMUNES = [
    {"name": "Ben Guerir", "ar": "ابن جرير", "fr": "Ben Guerir"},
    {"name": "Bouchane", "ar": "بوشان", "fr": "Bouchane"},
]
COLUMNS = [
    {"field": "association_ar", "ar": "الجمعية", "fr": "association", "required": True},
    {"field": "president_name", "ar": "الرئيس(ة)", "fr": "président(e)", "required": True},
]
ASSOCIATION: Payload = {
    "version": 1,
    "name_ar": "جمعية الأمل",
    "name_fr": "Association Al Amal",
    "commune": "Ben Guerir",
    "officers": [
        {
            "person_id": "p1",
            "office": "president",
            "name": "نعيمة العلوي",
            "phone": "+212685123456",
            "phone_written": "0685-12 34 56",
            "phone_problem": None,
            "language": "ar",
        }
    ],
}
INSTITUTION: Payload = {
    "version": 1,
    "name_ar": "دار الطالبة ابن جرير",
    "name_fr": "Dar Taliba Ben Guerir",
    "type": "dar_taliba",
    "commune": "Ben Guerir",
    "association_id": "a1",
    "association_ar": "جمعية الأمل",
    "association_fr": "Association Al Amal",
}
IMPORT: Payload = {
    "filename": "members.csv",
    "state": "checked",
    "problem": None,
    "unknown_columns": [],
    "rows": 4,
    "checked": 4,
    "written": 0,
    "to_write": 2,
    "new": 1,
    "changed": 1,
    "same": 1,
    "refused": 1,
    "opened_at": "2026-11-20T10:00:00+00:00",
}
MEETING: Payload = {
    "version": 1,
    "state": "announced",
    "title": "الاجتماع العادي",
    "starts_at": "2099-11-26T09:30:00+00:00",
    "place": "ابن جرير",
    "agenda": "",
    "audience": {"offices": ["president"], "communes": []},
    "expected": 60,
    "announced_by": "x",
    "announced_at": "2026-11-20T10:00:00+00:00",
    "coming": 38,
    "not_coming": 4,
}
PREVIEW: Payload = {
    "people": 60,
    "reachable": 58,
    "messages": 58,
    "sharing": 0,
    "left_out": [{"reason": "landline", "count": 2, "person_ids": ["p1", "p2"]}],
    "texts": [],
    "parts": 116,
    "cost_centimes": 4060,
    "too_long": False,
    "sender": "FADAA",
    "reply_number": "",
}
