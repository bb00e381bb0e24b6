"""What answers when no service runs? The three services' RPCs on plain dictionaries, by the same contracts.

It loads every payload with the contract of its command, answers what was answered under the same key, refuses
as the services do, and can be sent `away`. It has no rules beyond what a page needs to be seen.
"""

import base64
from collections.abc import Callable
from typing import Any

from chassis.commands import load
from chassis.errors import Conflict, NotFound, Refused, Unavailable
from tests.unit.portal.athletics_office import AthleticsOffice
from tests.unit.portal.closing_office import ClosingOffice
from tests.unit.portal.methods import CONTRACTS
from tests.unit.portal.results_office import ResultsOffice
from tests.unit.portal.samples import ASSOCIATION, COLUMNS, COMMUNES, IMPORT, INSTITUTION, MEETING, PREVIEW
from tests.unit.portal.tournaments_office import TournamentsOffice

Payload = dict[str, Any]


class StandIn(TournamentsOffice, AthleticsOffice, ClosingOffice, ResultsOffice):
    """`calls` holds (method, payload, context) of all that was asked; `away` names silent services."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Payload, Payload]] = []
        self.away: set[str] = set()
        self.associations: dict[str, Payload] = {}
        self.institutions: dict[str, Payload] = {}
        self.imports: dict[str, Payload] = {}
        self.files: dict[str, dict[int, bytes]] = {}
        self.meetings: dict[str, Payload] = {}
        self.announcements: list[Payload] = []
        self.competitions: dict[str, Payload] = {}
        self.entries: dict[str, list[Payload]] = {}
        self.qualified: dict[str, list[Payload]] = {}
        self.result_files: dict[str, dict[int, bytes]] = {}
        self.jobs: dict[str, Payload] = {}
        self.job_rows: list[Payload] = []
        self.report: list[Payload] = []
        self.parked = 0
        self._answered: dict[str, tuple[Payload, Any]] = {}

    def call(self, service: str, method: str, payload: Payload, context: Payload) -> Any:
        if service in self.away:
            raise Unavailable(f"{service}.{method}: TimeoutError")
        name = f"{service}.{method}"
        self.calls.append((name, payload, context))
        loaded = load(CONTRACTS.get(name), payload)
        key = f"{context['actor']}:{name}:{context['key']}"
        if key in self._answered:
            asked, answer = self._answered[key]
            if asked != payload:
                raise Conflict("key_reused")
            return answer
        handler: Callable[..., Any] = getattr(self, f"{service}_{method}", None) or getattr(
            self, f"every_{method}"
        )
        self._answered[key] = payload, handler(loaded)
        return self._answered[key][1]

    def asked(self, name: str) -> list[Payload]:
        return [payload for called, payload, _ in self.calls if called == name]

    def add_association(self, association_id: str = "a1", **other: Any) -> Payload:
        known = {**ASSOCIATION, "association_id": association_id, **other}
        self.associations[association_id] = known
        return known

    def add_institution(self, institution_id: str = "n1", **other: Any) -> Payload:
        self.institutions[institution_id] = {**INSTITUTION, "institution_id": institution_id, **other}
        return self.institutions[institution_id]

    def add_import(self, import_id: str = "i1", **other: Any) -> Payload:
        self.imports[import_id] = {**IMPORT, "import_id": import_id, **other}
        return self.imports[import_id]

    # registry

    def registry_save_association(self, wanted: Payload) -> Payload:
        association_id = wanted["association_id"]
        if wanted["commune"] not in [commune["name"] for commune in COMMUNES]:
            raise Refused("invalid", {"commune": "unknown_commune"})
        problems = {
            str(i): {"phone": "invalid"} for i, one in enumerate(wanted["officers"]) if one["phone"] == "12"
        }
        if problems:
            raise Refused("invalid", {"officers": problems})
        if association_id is None:
            association_id = f"a{len(self.associations) + 1}"
        elif association_id not in self.associations:
            raise NotFound("association_not_found")
        elif self.associations[association_id]["version"] != wanted["version"]:
            raise Conflict("changed_meanwhile", version=self.associations[association_id]["version"])
        officers = [_officer(one) for one in wanted["officers"]]
        version = (wanted["version"] or 0) + 1
        same = {name: wanted[name] for name in ("name_ar", "name_fr", "commune")}
        return self.add_association(association_id, **same, version=version, officers=officers)

    def registry_associations(self, asked: Payload) -> Payload:
        found = [
            one
            for one in self.associations.values()
            if (asked["query"] or "") in one["name_ar"] and asked["commune"] in (None, one["commune"])
        ]
        return {"associations": found[:50], "total": len(found), "page": asked["page"], "pages": 1}

    def registry_association(self, asked: Payload) -> Payload:
        if asked["association_id"] not in self.associations:
            raise NotFound("association_not_found")
        return self.associations[asked["association_id"]]

    def registry_save_institution(self, wanted: Payload) -> Payload:
        managing = self.associations.get(wanted["association_id"])
        if managing is None:
            raise Refused("invalid", {"association_id": "no_such_association"})
        institution_id = wanted["institution_id"] or f"n{len(self.institutions) + 1}"
        version = self.institutions.get(institution_id, {"version": None})["version"]
        if version != wanted["version"]:
            raise Conflict("changed_meanwhile", version=version)
        for one in self.institutions.values():
            if one["name_ar"] == wanted["name_ar"] and one["institution_id"] != institution_id:
                raise Refused("invalid", {"name_ar": {"slug": "name_taken", "name": one["name_ar"]}})
        names = {"association_ar": managing["name_ar"], "association_fr": managing["name_fr"]}
        same = {name: wanted[name] for name in ("name_ar", "name_fr", "type", "commune", "association_id")}
        return self.add_institution(institution_id, **same, **names, version=(version or 0) + 1)

    def registry_institutions(self, asked: Payload) -> Payload:
        found = [
            one
            for one in self.institutions.values()
            if (asked["text"] or "") in one["name_ar"]
            and asked["commune"] in (None, one["commune"])
            and asked["association_id"] in (None, one["association_id"])
        ]
        return {"institutions": found[:50], "total": len(found), "page": asked["page"], "pages": 1}

    def registry_institution(self, asked: Payload) -> Payload:
        if asked["institution_id"] not in self.institutions:
            raise NotFound("institution_not_found")
        return self.institutions[asked["institution_id"]]

    def registry_people(self, asked: Payload) -> Payload:
        return {"people": []}

    def registry_communes(self, asked: Payload) -> Payload:
        return {"communes": COMMUNES}

    def registry_summary(self, asked: Payload) -> Payload:
        people = [officer for one in self.associations.values() for officer in one["officers"]]
        reachable = sum(1 for officer in people if officer["phone"])
        return {"associations": len(self.associations), "people": len(people), "reachable": reachable}

    def registry_import_columns(self, asked: Payload) -> Payload:
        return {"columns": COLUMNS}

    def registry_open_import(self, wanted: Payload) -> Payload:
        import_id = f"i{len(self.imports) + 1}"
        self.files[import_id] = {}
        return self.add_import(import_id, filename=wanted["filename"], state="receiving")

    def registry_add_import_chunk(self, wanted: Payload) -> Payload:
        self.files[wanted["import_id"]][wanted["number"]] = base64.b64decode(wanted["content"])
        return {"import_id": wanted["import_id"], "number": wanted["number"]}

    def registry_check_import(self, wanted: Payload) -> Payload:
        return self._import(wanted, state="checking")

    def registry_confirm_import(self, wanted: Payload) -> Payload:
        if self._import(wanted)["state"] != "checked":
            raise Conflict("not_checked")
        return self._import(wanted, state="importing")

    def registry_import_state(self, asked: Payload) -> Payload:
        return self._import(asked)

    def registry_imports(self, asked: Payload) -> Payload:
        return {"imports": list(self.imports.values())}

    def registry_import_report(self, asked: Payload) -> Payload:
        self._import(asked)
        rows = [row for row in self.report if asked["verdict"] in (None, row["verdict"])]
        return {"rows": rows, "total": len(rows), "page": asked["page"], "pages": 1}

    def _import(self, asked: Payload, **change: Any) -> Payload:
        if asked["import_id"] not in self.imports:
            raise NotFound("import_not_found")
        self.imports[asked["import_id"]].update(change)
        return self.imports[asked["import_id"]]

    # events and notifications: what the pages outside meetings ask

    def events_announce_meeting(self, wanted: Payload) -> Payload:
        if not wanted["expected"]:
            raise Refused("invalid", {"audience": "empty_audience"})
        meeting_id = f"m{len(self.meetings) + 1}"
        self.meetings[meeting_id] = {
            **MEETING,
            **wanted,
            "meeting_id": meeting_id,
            "starts_at": wanted["starts_at"].isoformat(),
        }
        return {"meeting_id": meeting_id, "version": 1}

    def events_change_meeting(self, wanted: Payload) -> Payload:
        return self._meeting(wanted)

    def events_cancel_meeting(self, wanted: Payload) -> Payload:
        return self._meeting(wanted)

    def events_meetings(self, asked: Payload) -> Payload:
        shown = list(self.meetings.values())
        return {"meetings": shown, "total": len(shown), "page": asked["page"], "pages": 1}

    def events_meeting(self, asked: Payload) -> Payload:
        return self._meeting(asked)

    def events_answers(self, asked: Payload) -> Payload:
        self._meeting(asked)
        return {"coming": [], "not_coming": []}

    def _meeting(self, asked: Payload) -> Payload:
        if asked["meeting_id"] not in self.meetings:
            raise NotFound("no_such_meeting")
        return self.meetings[asked["meeting_id"]]

    def notifications_preview_audience(self, asked: Payload) -> Payload:
        return PREVIEW

    def notifications_check_texts(self, asked: Payload) -> Payload:
        parts = 3 if len(asked["title"]) + len(asked["place"]) <= 140 else 5
        return {"parts": {"ar": parts, "fr": parts}, "most": 4, "too_long": parts > 4}

    def notifications_announcements(self, asked: Payload) -> Payload:
        return {
            "announcements": [one for one in self.announcements if one["meeting_id"] == asked["meeting_id"]]
        }

    def notifications_recipients(self, asked: Payload) -> Payload:
        return {"recipients": [], "total": 0, "page": asked["page"], "pages": 1}

    def notifications_set_opt_out(self, wanted: Payload) -> Payload:
        return wanted

    def notifications_pause_announcement(self, wanted: Payload) -> Payload:
        return wanted

    def notifications_tell_again(self, wanted: Payload) -> Payload:
        return wanted

    def notifications_sandbox_messages(self, asked: Payload) -> Payload:
        return {"messages": []}

    def notifications_sandbox_reply(self, wanted: Payload) -> Payload:
        return {}

    # what every service answers

    def every_health(self, asked: Payload) -> Payload:
        held = {"waiting": 0, "retry": 0, "parked": self.parked}
        return {
            "ready": True,
            "problems": [],
            "service": "events",
            "oldest_unpublished_s": 0.0,
            "last_ack_s_ago": 1.5,
            "held": held,
            "gaps": [],
        }

    def every_held(self, asked: Payload) -> Payload:
        return {"held": [], "gaps": [], "total": 0, "page": 1, "pages": 1}

    def every_redrive(self, asked: Payload) -> Payload:
        raise NotFound("no_such_message")

    def every_discard(self, asked: Payload) -> Payload:
        raise NotFound("no_such_message")

    def every_replay(self, asked: Payload) -> Payload:
        raise NotFound("nothing_to_replay")


def _officer(typed: Payload) -> Payload:
    digits = "".join(c for c in typed["phone"] if c.isdigit()).lstrip("0")
    number = f"+212{digits}" if digits else None
    problem = None if number else "no_phone"
    same = {"office": typed["office"], "name": typed["name"], "language": typed["language"]}
    phone = {"phone": number, "phone_written": typed["phone"], "phone_problem": problem}
    return {"person_id": f"p-{typed['office']}", **same, **phone}
