"""What happens when an institution is saved? A thin record: names, type, commune, managing association."""

from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict

from contracts.fact import Fact
from contracts.registry.facts import InstitutionSaved
from services.registry import territory
from services.registry.domain.identity import match_key


class Institution(TypedDict):
    """`key` is unique: normal Arabic name and commune (two communes may each have a دار الطالبة)."""

    _id: str
    version: int
    name_ar: str
    name_fr: str
    match: str
    match_fr: str
    key: str
    type: str
    commune: str
    association_id: str
    sequences: NotRequired[dict[str, int]]


def key_of(name_ar: str, commune: str) -> str:
    return f"{match_key(name_ar)}|{commune}"


def problems(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the way of saving: {field: slug}, empty when nothing does."""
    found = {}
    if not match_key(wanted["name_ar"]):
        found["name_ar"] = "invalid"
    if territory.find(wanted["commune"]) is None:
        found["commune"] = "unknown_commune"
    return found


def save(current: Institution | None, wanted: Mapping[str, Any], new_id: str) -> Institution:
    """The institution as wanted, which has no `problems`. `new_id` is used when there is no current one."""
    commune = territory.find(wanted["commune"])
    assert commune is not None
    return {
        **(current or {"_id": new_id, "version": 0}),  # type: ignore[typeddict-item]
        "name_ar": _tidy(wanted["name_ar"]),
        "name_fr": _tidy(wanted["name_fr"]),
        "match": match_key(wanted["name_ar"]),
        "match_fr": match_key(wanted["name_fr"]),
        "key": key_of(wanted["name_ar"], commune),
        "type": wanted["type"],
        "commune": commune,
        "association_id": wanted["association_id"],
    }


def facts_between(before: Institution | None, after: Institution) -> list[Fact]:
    if before == after:
        return []
    told = {
        "association_id": after["association_id"],
        "commune": after["commune"],
        "type": after["type"],
    }
    return [InstitutionSaved.of(after["_id"], institution_id=after["_id"], **told)]


def is_meant(found: Mapping[str, Any], words: Iterable[str]) -> bool:
    """Whether each word, in its normal form, occurs in one of the names."""
    return all(word in f"{found['match']}|{found['match_fr']}" for word in words)


def _tidy(written: str) -> str:
    """The printed spelling, without the blanks around and between that nobody sees."""
    return " ".join(written.split())
