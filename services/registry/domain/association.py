"""What happens when an association is saved? Its officers are found among known people, replaced or made."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from contracts.audience import ARABIC, OFFICES
from contracts.fact import Fact
from contracts.registry.facts import AssociationSaved
from services.registry import territory
from services.registry.domain import person, phone
from services.registry.domain.identity import match_key
from services.registry.domain.person import Person
from services.registry.domain.roster import Roster

NewId = Callable[[str], str]  # "association" or an office -> a fresh id


class Seat(TypedDict):
    office: str
    person_id: str


class Association(TypedDict):
    """`key` is unique: normal Arabic name and commune (two communes may each have a جمعية الأمل)."""

    _id: str
    version: int
    name_ar: str
    name_fr: str
    match: str
    match_fr: str
    key: str
    commune: str
    officers: list[Seat]
    sequences: NotRequired[dict[str, int]]


def key_of(name_ar: str, commune: str) -> str:
    return f"{match_key(name_ar)}|{commune}"


def problems(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the way of saving: {field: slug or {index: {field: slug}}}, empty when nothing does."""
    found: dict[str, Any] = {}
    if not match_key(wanted["name_ar"]):
        found["name_ar"] = "invalid"
    if territory.find(wanted["commune"]) is None:
        found["commune"] = "unknown_commune"
    if not wanted["officers"]:
        found["officers"] = "no_officer"
    elif officers := _officer_problems(wanted["officers"]):
        found["officers"] = officers
    return found


def _officer_problems(officers: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    offices = [officer["office"] for officer in officers]
    for index, officer in enumerate(officers):
        wrong = {}
        if officer["office"] in offices[:index]:
            wrong["office"] = "office_repeated"
        if not match_key(officer["name"]):
            wrong["name"] = "invalid"
        if phone.read(officer["phone"]).problem == phone.INVALID:
            wrong["phone"] = "invalid"
        if wrong:
            found[str(index)] = wrong
    return found


def keys_named(wanted: Mapping[str, Any]) -> list[str]:
    """Keys of the people that `save` would like to find in its roster."""
    return [person.key_of(one["name"], phone.read(one["phone"]).mobile) for one in wanted["officers"]]


def save(
    current: Association | None, wanted: Mapping[str, Any], roster: Roster, new_id: NewId
) -> Association:
    """The association as wanted; its people are changed in the roster.

    `wanted` has no `problems`. The roster holds the present officers and the people of `keys_named`.
    """
    commune = territory.find(wanted["commune"])
    assert commune is not None
    association_id = current["_id"] if current else new_id("association")
    seated = _seated(current, wanted["officers"], roster, new_id)
    _hand_out_offices(association_id, commune, current, seated, roster)
    return {
        **(current or {"version": 0}),  # type: ignore[typeddict-item]
        "_id": association_id,
        "name_ar": _tidy(wanted["name_ar"]),
        "name_fr": _tidy(wanted["name_fr"]),
        "match": match_key(wanted["name_ar"]),
        "match_fr": match_key(wanted["name_fr"]),
        "key": key_of(wanted["name_ar"], commune),
        "commune": commune,
        "officers": [Seat(office=office, person_id=seated[office]) for office in OFFICES if office in seated],
    }


def facts_between(before: Association | None, after: Association) -> list[Fact]:
    if before == after:
        return []
    return [AssociationSaved.of(after["_id"], association_id=after["_id"], commune=after["commune"])]


def _seated(
    current: Association | None, officers: Sequence[Mapping[str, Any]], roster: Roster, new_id: NewId
) -> dict[str, str]:
    """{office: person id}; each person is put into the roster with the details written."""
    holders = {seat["office"]: seat["person_id"] for seat in current["officers"]} if current else {}
    free = _left_seats(holders, officers, roster)
    seated = {}
    for officer in officers:
        found, renamed = _known(officer, holders.get(officer["office"]), free, roster)
        one = found or person.unknown_person(new_id(officer["office"]))
        name = _tidy(officer["name"]) if renamed or not found else one["name"]
        language = officer["language"] or one["language"] or ARABIC
        roster.put(
            person.described(one, name=name, phone_written=officer["phone"].strip(), language=language)
        )
        seated[officer["office"]] = one["_id"]
    return seated


def _known(
    officer: Mapping[str, Any], holder_id: str | None, free: Sequence[str], roster: Roster
) -> tuple[Person | None, bool]:
    """The person meant, and whether the name as written now is the better spelling.

    Same name and mobile is the same person everywhere; the same name in the same office is the same
    person with another number; a name that moved to another office of the association is that person.
    """
    name = match_key(officer["name"])
    holder = roster[holder_id] if holder_id else None
    mobile = phone.read(officer["phone"]).mobile
    same = roster.keyed(person.key_of(officer["name"], mobile)) if mobile else None
    if same:
        return same, same is holder
    if holder and holder["match"] == name:
        return holder, True
    moved = [roster[person_id] for person_id in free if roster[person_id]["match"] == name]
    return (moved[0], True) if moved else (None, False)


def _left_seats(
    holders: Mapping[str, str], officers: Sequence[Mapping[str, Any]], roster: Roster
) -> list[str]:
    """Present officers whose own office no longer carries their name."""
    written = {officer["office"]: match_key(officer["name"]) for officer in officers}
    return [one for office, one in holders.items() if written.get(office) != roster[one]["match"]]


def _hand_out_offices(
    association_id: str,
    commune: str,
    current: Association | None,
    seated: Mapping[str, str],
    roster: Roster,
) -> None:
    before = [seat["person_id"] for seat in current["officers"]] if current else []
    for person_id in dict.fromkeys([*before, *seated.values()]):
        held = [office for office, holder in seated.items() if holder == person_id]
        roster.put(person.with_offices(roster[person_id], association_id, commune, held))


def _tidy(written: str) -> str:
    """The printed spelling, without the blanks around and between that nobody sees."""
    return " ".join(written.split())
