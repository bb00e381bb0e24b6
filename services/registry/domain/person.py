"""Who is a person of the registry, and what is told when one changes?"""

from collections.abc import Iterable
from typing import Any, NotRequired, TypedDict

from contracts.fact import Fact
from contracts.registry.facts import ContactChanged, ContactRecorded
from services.registry.domain import phone
from services.registry.domain.identity import match_key


class Office(TypedDict):
    association_id: str
    office: str
    commune: str


class Person(TypedDict):
    """`key` is unique: normal name and mobile number, or normal name and id for who has no mobile."""

    _id: str
    version: int
    name: str
    match: str
    key: str
    phone: str | None
    phone_written: str
    phone_problem: str | None
    language: str
    offices: list[Office]
    sequences: NotRequired[dict[str, int]]


def key_of(name: str, mobile: str | None, person_id: str = "") -> str:
    return f"{match_key(name)}|{mobile or person_id}"


def described(person: Person, *, name: str, phone_written: str, language: str) -> Person:
    """The person with these details. A number that is only written otherwise stays as it was written."""
    seen = phone.read(phone_written)
    if seen.number and seen.number == phone.read(person["phone_written"]).number:
        phone_written = person["phone_written"]
    return {
        **person,
        "name": name,
        "match": match_key(name),
        "key": key_of(name, seen.mobile, person["_id"]),
        "phone": seen.mobile,
        "phone_written": phone_written,
        "phone_problem": seen.problem,
        "language": language,
    }


def unknown_person(person_id: str) -> Person:
    """A person of whom nothing is known yet; version 0 = not stored."""
    return {
        "_id": person_id,
        "version": 0,
        "name": "",
        "match": "",
        "key": "",
        "phone": None,
        "phone_written": "",
        "phone_problem": phone.NO_PHONE,
        "language": "",
        "offices": [],
    }


def with_offices(person: Person, association_id: str, commune: str, held: Iterable[str]) -> Person:
    """The person holding exactly the offices `held` in this association; other associations stay."""
    others = [one for one in person["offices"] if one["association_id"] != association_id]
    here = [Office(association_id=association_id, office=office, commune=commune) for office in held]
    return {
        **person,
        "offices": sorted(others + here, key=lambda one: (one["association_id"], one["office"])),
    }


def contact(person: Person) -> dict[str, Any]:
    """The whole picture that `contact_recorded` carries."""
    return {
        "person_id": person["_id"],
        "phone": person["phone"],
        "phone_problem": person["phone_problem"],
        "language": person["language"],
        "offices": person["offices"],
    }


def facts_between(before: Person | None, after: Person) -> list[Fact]:
    """Nothing when a person can be told just as before (a name spelled better is no news to others)."""
    if before and contact(before) == contact(after):
        return []
    return [
        ContactChanged.of(after["_id"], person_id=after["_id"]),
        ContactRecorded.of(after["_id"], **contact(after)),
    ]
