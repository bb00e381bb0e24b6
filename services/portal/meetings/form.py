"""What did the chair type about a meeting, and what is still wanted?"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from chassis.errors import Refused
from contracts.audience import OFFICES, PRESIDENT
from contracts.events.commands import AnnounceMeeting
from services.portal.meetings.moment import CASABLANCA, moment_of, read_day, read_hour
from services.portal.problems import flattened

# where a refusal of the service stands in the form
RENAME = {
    "starts_at": "date",
    "expected": "offices",
    "audience": "offices",
    "audience-offices": "offices",
    "audience-communes": "communes",
}


@dataclass(frozen=True)
class TypedMeeting:
    """The form as typed; an empty `communes` means all of them."""

    title: str = ""
    date: str = ""
    time: str = ""
    place: str = ""
    agenda: str = ""
    offices: tuple[str, ...] = (PRESIDENT,)
    communes: tuple[str, ...] = ()

    @property
    def starts_at(self) -> datetime | None:
        day, hour = read_day(self.date), read_hour(self.time)
        return moment_of(day, hour) if day and hour else None

    @property
    def audience(self) -> dict[str, list[str]]:
        """All offices ticked is said as "all" by the contract: an empty list."""
        every = set(self.offices) == set(OFFICES)
        return {"offices": [] if every else list(self.offices), "communes": list(self.communes)}

    @property
    def values(self) -> dict[str, Any]:
        return asdict(self)

    def details(self) -> dict[str, Any]:
        """The part of a command that says what, when and where."""
        starts_at = self.starts_at.isoformat() if self.starts_at else None
        return {"title": self.title, "starts_at": starts_at, "place": self.place, "agenda": self.agenda}


def read_meeting(form: MultiDict[str, str]) -> TypedMeeting:
    lines = {name: _tidy(form.get(name, "")) for name in ("title", "date", "time", "place", "agenda")}
    offices = tuple(office for office in OFFICES if office in form.getlist("offices"))
    communes = tuple(dict.fromkeys(form.getlist("communes")))
    return TypedMeeting(**lines, offices=offices, communes=communes)


def typed_again(meeting: dict[str, Any]) -> TypedMeeting:
    """A `MeetingView` as its form shows it."""
    starts_at = datetime.fromisoformat(meeting["starts_at"]).astimezone(CASABLANCA)
    return TypedMeeting(
        title=meeting["title"],
        date=starts_at.strftime("%d/%m/%Y"),
        time=starts_at.strftime("%H:%M"),
        place=meeting["place"],
        agenda=meeting["agenda"],
    )


def wanted(typed: TypedMeeting, at: datetime) -> dict[str, Any]:
    """{field: slug} of what is missing or wrong, in the order of the form."""
    said = AnnounceMeeting().validate({**typed.details(), "audience": typed.audience, "expected": 1})
    said.pop("starts_at", None)  # its two halves are judged apart
    refused = {RENAME.get("-".join(path), path[0]): slug for path, slug in flattened(said)}
    refused |= _moment_wanted(typed, at)
    if not typed.offices:
        refused["offices"] = "missing"
    order = ("title", "date", "time", "place", "agenda", "offices", "communes")
    return {field: refused[field] for field in order if field in refused}


def refuse_unless_complete(typed: TypedMeeting, at: datetime) -> None:
    if refused := wanted(typed, at):
        raise Refused("invalid", refused)


def _moment_wanted(typed: TypedMeeting, at: datetime) -> dict[str, str]:
    slugs = {}
    for field, written, read in (
        ("date", typed.date, read_day(typed.date)),
        ("time", typed.time, read_hour(typed.time)),
    ):
        if not written:
            slugs[field] = "missing"
        elif read is None:
            slugs[field] = f"{field}_form"
    day = read_day(typed.date)
    if (day and day < at.astimezone(CASABLANCA).date()) or (typed.starts_at and typed.starts_at <= at):
        slugs["date"] = "in_the_past"
    return slugs


def _tidy(written: str) -> str:
    """Browsers send lines ended by CR LF."""
    return written.replace("\r\n", "\n").replace("\r", "\n").strip()
