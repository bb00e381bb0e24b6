"""How is what the registry keeps shown? Documents in, answers of contracts/registry/views.py out."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.registry.domain import job
from services.registry.domain.roster import Roster

Document = Mapping[str, Any]


def association_view(found: Document, people: Mapping[str, Document] | Roster) -> dict[str, Any]:
    return {
        "association_id": found["_id"],
        "version": found["version"],
        "name_ar": found["name_ar"],
        "name_fr": found["name_fr"],
        "commune": found["commune"],
        "officers": [_officer(seat["office"], people[seat["person_id"]]) for seat in found["officers"]],
    }


def person_views(person: Document, associations: Mapping[str, Document]) -> Iterable[dict[str, Any]]:
    """One for each office; one with blanks for who holds none any more."""
    for held in person["offices"] or [{"association_id": "", "office": "", "commune": ""}]:
        where = associations.get(held["association_id"], {})
        yield {
            **_officer(held["office"], person),
            "association_id": held["association_id"],
            "association_ar": where.get("name_ar", ""),
            "association_fr": where.get("name_fr", ""),
            "commune": held["commune"],
        }


def import_view(found: Document) -> dict[str, Any]:
    same = ("filename", "state", "problem", "rows", "checked", "written", "unknown_columns")
    counts = ("new", "changed", "same", "refused")
    return {
        "import_id": found["_id"],
        **{name: found[name] for name in (*same, *counts)},
        "to_write": job.to_write(found),
        "opened_at": found["opened_at"].isoformat(),
    }


def row_view(row: Document) -> dict[str, Any]:
    return {name: row[name] for name in ("row", "verdict", "name", "problems", "warnings")}


def _officer(office: str, person: Document) -> dict[str, Any]:
    shown = ("name", "phone", "phone_written", "phone_problem", "language")
    return {"person_id": person["_id"], "office": office, **{name: person[name] for name in shown}}
