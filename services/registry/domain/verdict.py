"""What becomes of a row: new, changed, same or refused? The dry run by the very rule that saves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.registry import territory
from services.registry.domain import association, phone
from services.registry.domain.association import Association
from services.registry.domain.identity import match_key
from services.registry.domain.roster import Roster
from services.registry.domain.row import Row, completed

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
VERDICTS = (NEW, CHANGED, SAME, REFUSED)


@dataclass
class Seen:
    """What the earlier lines of the file held: association key -> line, mobile -> (line, normal name)."""

    associations: dict[str, int] = field(default_factory=dict)
    mobiles: dict[str, tuple[int, str]] = field(default_factory=dict)

    def note(self, row: Row) -> None:
        """Refuses a second row for one association and warns of a mobile that another name has."""
        key = key_of(row)
        first = self.associations.setdefault(key, row.line) if key else row.line
        if first != row.line:
            told = {"field": "association_ar", "slug": "duplicate_row", "read": row.name, "first": first}
            row.problems.append(told)
            row.wanted = None
        for officer in (row.wanted or {}).get("officers", ()):
            self._note_mobile(row, officer)

    def _note_mobile(self, row: Row, officer: Mapping[str, str]) -> None:
        mobile, name = phone.read(officer["phone"]).mobile, match_key(officer["name"])
        if mobile is None:
            return
        line, other = self.mobiles.setdefault(mobile, (row.line, name))
        if other != name and line != row.line:
            told = {"slug": "same_phone_twice", "read": officer["phone"], "first": line}
            row.warnings.append({"field": f"{officer['office']}_phone", **told})


def key_of(row: Row) -> str | None:
    """The association's key, None when the row names none that could be registered."""
    commune = territory.find(row.commune)
    return association.key_of(row.name, commune) if commune and match_key(row.name) else None


def verdict(row: Row, current: Association | None, roster: Roster) -> str:
    if row.wanted is None:
        return REFUSED
    if current is None:
        return NEW
    officers = [seat["person_id"] for seat in current["officers"]]
    roster = roster.part(officers, association.keys_named(row.wanted))
    wanted = completed(row.wanted, current, roster)
    after = association.save(current, wanted, roster, new_id=lambda slot: f"new-{slot}")
    return CHANGED if after != current or any(roster.changes()) else SAME


def warn_of_namesakes(row: Row, communes: Iterable[str]) -> None:
    """A new association whose name is registered elsewhere may be one that moved."""
    for commune in communes:
        told = {"field": "commune", "slug": "same_name_elsewhere", "read": row.commune, "commune": commune}
        row.warnings.append(told)
