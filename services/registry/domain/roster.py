"""Which people may one change touch, and which of them did it change?"""

from collections.abc import Iterable, Iterator

from services.registry.domain.person import Person


class Roster:
    """People by id and by key; `changes` compares with what was there at the beginning."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._before: dict[str, Person] = {person["_id"]: person for person in people}
        self._now = dict(self._before)
        self._by_key = {person["key"]: person["_id"] for person in self._now.values()}

    def __getitem__(self, person_id: str) -> Person:
        return self._now[person_id]

    def keyed(self, key: str) -> Person | None:
        person_id = self._by_key.get(key)
        return self._now[person_id] if person_id else None

    def put(self, person: Person) -> None:
        earlier = self._now.get(person["_id"])
        if earlier:
            self._by_key.pop(earlier["key"], None)
        self._now[person["_id"]] = person
        self._by_key[person["key"]] = person["_id"]

    def part(self, ids: Iterable[str], keys: Iterable[str]) -> "Roster":
        """A roster of its own with these people only: for a dry run."""
        wanted = {*ids, *(self._by_key[key] for key in keys if key in self._by_key)}
        return Roster(self._now[person_id] for person_id in wanted)

    def changes(self) -> Iterator[tuple[Person | None, Person]]:
        """(before, after) of each person who is new or differs."""
        for person_id, after in self._now.items():
            before = self._before.get(person_id)
            if before != after:
                yield before, after
