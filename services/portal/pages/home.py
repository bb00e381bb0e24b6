"""What waits for this reader, what comes next, what runs? The first page, and never a row of tiles."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from chassis.clock import now
from contracts.wiring import SERVICES
from services.portal.calls import call_if_there
from services.portal.formats import as_moment, isolated
from services.portal.meetings.progress import progress_of
from services.portal.meetings.words import to_phone
from services.portal.roles import ORGANISER, REFEREE, may
from services.portal.tournaments.today import page_of_today, results_to_confirm
from services.portal.who import signed_in

bp = Blueprint("home", __name__)

LOOKED_AT = 3  # coming meetings whose messages are looked at: each is one more question to a service
RUNNING = ("planning", "sending", "paused")


@dataclass(frozen=True)
class Waiting:
    """One line of the work list: what waits, why, and where it is done."""

    icon: str
    kind: str
    words: str
    why: str
    action: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)


@bp.get("/")
def home() -> str:
    role = signed_in().role
    if role in (ORGANISER, REFEREE):
        return page_of_today("home/matches.html")
    to_come = _to_come()
    meetings = [one for one in to_come if one["state"] == "announced"]
    announcements = _announcements(to_come[:LOOKED_AT])
    imports = _imports(role)
    return render_template(
        "home/home.html",
        waiting=[*_to_phone(announcements, role), *_results(), *_to_confirm(imports), *_held(role)],
        next_meeting=meetings[0] if meetings else None,
        invited=_invited(meetings[0], announcements) if meetings else 0,
        running=[a for a in announcements if a["state"] in RUNNING],
        importing=[i for i in imports if i["state"] in ("checking", "importing")],
        summary=call_if_there("registry", "summary"),
        own_association=signed_in().association_id,
        at=now(),
    )


def _to_come() -> list[dict[str, Any]]:
    """Meetings that are not over, the nearest first; a cancelled one may have people to phone."""
    page = call_if_there("events", "meetings", {"page": 1}) or {"meetings": []}
    return sorted((one for one in page["meetings"] if _starts(one) >= now()), key=_starts)


def _starts(meeting: dict[str, Any]) -> datetime:
    return as_moment(meeting["starts_at"]) or now()


def _announcements(meetings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for meeting in meetings:
        answer = call_if_there("notifications", "announcements", {"meeting_id": meeting["meeting_id"]})
        rows = answer["announcements"] if isinstance(answer, dict) else answer or []
        found += [{**row, "title": meeting["title"]} for row in rows]
    return found


def _invited(meeting: dict[str, Any], announcements: list[dict[str, Any]]) -> int:
    """Those on the list; until it is made, those whom the chair was shown."""
    listed = [one["people"] for one in announcements if one["meeting_id"] == meeting["meeting_id"]]
    return max(listed, default=0) or int(meeting["expected"])


def _imports(role: str) -> list[dict[str, Any]]:
    answer = call_if_there("registry", "imports") if may(role, "imports.shown") else None
    return answer["imports"] if answer else []


def _to_phone(announcements: list[dict[str, Any]], role: str) -> list[Waiting]:
    """The latest news of each meeting: whoever missed an earlier one is told of it with this one."""
    if not may(role, "meetings.new"):
        return []
    latest = {one["meeting_id"]: one for one in sorted(announcements, key=lambda one: one["opened_at"])}
    known = [(one, progress_of(one, now()).attention) for one in latest.values()]
    return [_unreached(one, count) for one, count in known if count]


def _unreached(announcement: dict[str, Any], count: int) -> Waiting:
    where = {"meeting_id": announcement["meeting_id"], "_anchor": "attention"}
    title = announcement["title"]
    reason = f"{isolated(title)} · {_('Cancelled')}" if announcement["template"] == "cancelled" else title
    return Waiting("phone", "bad", to_phone(count), reason, _("See the list"), "meetings.shown", where)


def _results() -> list[Waiting]:
    count = results_to_confirm()
    if not count:
        return []
    words = ngettext(
        "%(num)s result waits for its confirmation", "%(num)s results wait for their confirmation", count
    )
    why = _("Who entered a result does not confirm it")
    return [Waiting("ball-football", "info", words, why, _("See the results"), "tournaments.today")]


def _to_confirm(imports: list[dict[str, Any]]) -> list[Waiting]:
    return [
        Waiting(
            icon="file-spreadsheet",
            kind="info",
            words=ngettext(
                "%(num)s association is ready to be added or changed",
                "%(num)s associations are ready to be added or changed",
                one["to_write"],
            ),
            why=one["filename"],
            action=_("Read the report"),
            endpoint="imports.shown",
            values={"import_id": one["import_id"]},
        )
        for one in imports
        if one["state"] == "checked" and one["to_write"]
    ]


def _held(role: str) -> list[Waiting]:
    """Messages between services that wait for a person."""
    if not may(role, "upkeep.shown"):
        return []
    health = [call_if_there(service, "health") or {} for service in SERVICES]
    parked = sum(answer.get("held", {}).get("parked", 0) for answer in health)
    if not parked:
        return []
    words = ngettext(
        "%(num)s message between services is held", "%(num)s messages between services are held", parked
    )
    return [Waiting("tool", "warn", words, _("They wait for your decision"), _("Decide"), "upkeep.shown")]
