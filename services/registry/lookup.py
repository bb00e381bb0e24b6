"""What does the store hold on the things that a change names? Bulk reads for one form or a hundred rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from services.registry.domain import association
from services.registry.domain.association import Association
from services.registry.domain.roster import Roster
from services.registry.records import ASSOCIATIONS, PEOPLE

Find = Callable[[str, dict[str, Any]], Iterable[dict[str, Any]]]  # of a transaction or of the plain store


def associations_by_key(find: Find, keys: Iterable[str]) -> dict[str, Association]:
    return {found["key"]: found for found in _among(find, ASSOCIATIONS, "key", keys)}  # type: ignore[misc]


def by_id(find: Find, collection: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {found["_id"]: found for found in _among(find, collection, "_id", ids)}


def roster_for(find: Find, present: Iterable[Association], wanted: Sequence[Mapping[str, Any]]) -> Roster:
    """Present officers, and whoever has the name and mobile of an officer that is wanted."""
    ids = [seat["person_id"] for one in present for seat in one["officers"]]
    keys = [key for one in wanted for key in association.keys_named(one)]
    people = by_id(find, PEOPLE, ids)
    people |= {one["_id"]: one for one in _among(find, PEOPLE, "key", keys)}
    return Roster(people.values())  # type: ignore[arg-type]


def _among(find: Find, collection: str, name: str, values: Iterable[str]) -> list[dict[str, Any]]:
    wanted = sorted(set(values))
    return list(find(collection, {name: {"$in": wanted}})) if wanted else []
