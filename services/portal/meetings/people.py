"""Who is behind these ids? Lists of a meeting's people with names, numbers, fates and answers."""

from typing import Any

from flask import abort, render_template, request
from flask_babel import gettext as _

from chassis.paging import page_count
from services.portal.calls import call, call_if_there
from services.portal.forms import new_key, page_number
from services.portal.i18n import language
from services.portal.meetings.words import fate, why

PAGE = 50
NUMBER_FAULTS = ("no_phone", "landline", "invalid")
# what was tried and did not arrive: the same message may be sent once more by hand
MAY_PASS_NOW = ("undelivered", "expired", "rejected", "refused", "retries_exhausted", "no_receipt")
SHOWN = ("coming", "not_coming", "none")
ON_PAPER = 40  # pages of 50 recipients; beyond 2,000 people a phone list is no list


def named(person_ids: list[str]) -> dict[str, dict[str, Any]]:
    """{person id: the first of their offices}."""
    if not person_ids:
        return {}
    found: dict[str, dict[str, Any]] = {}
    for person in call("registry", "people", {"person_ids": person_ids})["people"]:
        found.setdefault(person["person_id"], person)
    return found


def recipients(announcement_id: str, group: str, page: int = 1) -> dict[str, Any]:
    """A `RecipientsPage`, each row with its `person` (None when no longer registered) and words."""
    asked = {"announcement_id": announcement_id, "group": group, "page": page}
    found: dict[str, Any] = call("notifications", "recipients", asked)
    names = named([row["person_id"] for row in found["recipients"]])
    return {**found, "recipients": [_shown(row, names.get(row["person_id"])) for row in found["recipients"]]}


def everybody(announcement_id: str, group: str) -> list[dict[str, Any]]:
    """All pages, for paper."""
    first = recipients(announcement_id, group)
    later = range(2, min(first["pages"], ON_PAPER) + 1)
    return first["recipients"] + [
        row for page in later for row in recipients(announcement_id, group, page)["recipients"]
    ]


def first_announcement(meeting_id: str) -> dict[str, Any] | None:
    """The invitation: it lists everybody who was meant."""
    announcements = call("notifications", "announcements", {"meeting_id": meeting_id})["announcements"]
    return min(announcements, key=lambda one: one["opened_at"], default=None)


def phone_list(meeting_id: str) -> str:
    """On paper: everybody whom no SMS reached, with the reason."""
    meeting = call("events", "meeting", {"meeting_id": meeting_id})
    announcements = call("notifications", "announcements", {"meeting_id": meeting_id})["announcements"]
    latest = max(announcements, key=lambda one: one["opened_at"], default=None)
    rows = everybody(latest["announcement_id"], "attention") if latest else []
    return render_template(
        "meetings/phone_list.html", meeting=meeting, rows=_by_commune(rows), commune_names=_commune_names()
    )


def answers(meeting_id: str) -> str:
    """Names behind the numbers, a page of one answer at a time."""
    show = request.args.get("show", "coming")
    if show not in SHOWN:
        abort(404)
    meeting = call("events", "meeting", {"meeting_id": meeting_id})
    said = call("events", "answers", {"meeting_id": meeting_id})
    listed = _without_answer(meeting_id, said) if show == "none" else _of_answer(said[show])
    listed["commune_names"] = _commune_names()
    return render_template("meetings/answers.html", meeting=meeting, show=show, said=said, **listed)


def _of_answer(person_ids: list[str]) -> dict[str, Any]:
    page, pages = page_number(), page_count(len(person_ids), PAGE)
    shown = person_ids[(page - 1) * PAGE : page * PAGE]
    names = named(shown)
    return {"rows": [names[one] for one in shown if one in names], "page": min(page, pages), "pages": pages}


def _without_answer(meeting_id: str, said: dict[str, list[str]]) -> dict[str, Any]:
    """A page of recipients less those who answered: pages are of at most 50, some shorter."""
    invitation = first_announcement(meeting_id)
    if not invitation:
        return {"rows": [], "page": 1, "pages": 1}
    answered = {*said["coming"], *said["not_coming"]}
    found = recipients(invitation["announcement_id"], "all", page_number())
    silent = [row["person"] for row in found["recipients"] if row["person_id"] not in answered]
    return {"rows": [one for one in silent if one], "page": found["page"], "pages": found["pages"]}


def _shown(row: dict[str, Any], person: dict[str, Any] | None) -> dict[str, Any]:
    """`mended`: the number that stopped the SMS is another one now; nothing was sent to it."""
    kind, words = fate(row["state"])
    mended = row["reason"] in NUMBER_FAULTS and person is not None and not person["phone_problem"]
    explained = why(row["reason"]) if row["reason"] or row["state"] == "unknown" else words
    said = _("Number corrected since; no SMS was sent to it") if mended else explained
    known = {"person": person, "kind": kind, "words": words, "why": said, "mended": mended}
    return {**row, **known, "may_again": mended or row["reason"] in MAY_PASS_NOW, "again_key": new_key()}


def _commune_names() -> dict[str, str]:
    """In the language of the page; none when the registry is away."""
    found = call_if_there("registry", "communes")
    return {commune["name"]: commune[language()] for commune in found["communes"]} if found else {}


def _by_commune(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = [row for row in rows if row["person"]]
    return sorted(known, key=lambda row: (row["person"]["commune"], row["person"]["association_ar"]))
