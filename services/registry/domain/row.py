"""What does one line of a sheet ask for? Cells in, a payload like `SaveAssociation` or named problems out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts.audience import ARABIC, FRENCH, OFFICES
from contracts.registry.commands import SaveAssociation
from services.registry.domain import association, phone
from services.registry.domain.association import Association
from services.registry.domain.identity import match_key
from services.registry.domain.person import Person
from services.registry.domain.roster import Roster

Problem = dict[str, Any]  # {"field", "slug", "read"} and details

_LANGUAGES = {
    match_key(written): language
    for language, spellings in {
        ARABIC: ("ar", "arabe", "arabic", "عربية", "العربية", "عربي", "بالعربية"),
        FRENCH: (
            "fr",
            "français",
            "française",
            "francais",
            "french",
            "فرنسية",
            "الفرنسية",
            "فرنسي",
            "بالفرنسية",
        ),
    }.items()
    for written in spellings
}
# What a spreadsheet would run when the cell is opened again. A phone may begin with "+" or "-" too.
_FORMULA = re.compile(r"\A\s*(?:=.|[+\-@]\s*[A-Za-z(]|@\w)", re.DOTALL)
_PAYLOAD_NAMES = {"name_ar": "association_ar", "name_fr": "association_fr", "commune": "commune"}


@dataclass
class Row:
    """`wanted` is None when there are problems; a language that is not written is None in it."""

    line: int
    name: str
    commune: str
    wanted: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read(line: int, cells: Mapping[str, str], formulas: Mapping[str, str]) -> Row:
    """`cells` by field; `formulas` names the cell (`C12`) of each field that holds a formula."""
    row = Row(line, cells.get("association_ar", "").strip()[:160], cells.get("commune", "").strip()[:80])
    row.problems = _formula_problems(cells, formulas)
    if row.problems:
        return row
    officers, row.problems = _officers(cells)
    payload = {
        "name_ar": cells.get("association_ar", "").strip(),
        "name_fr": cells.get("association_fr", "").strip(),
        "commune": cells.get("commune", "").strip(),
        "officers": officers,
    }
    row.problems += _payload_problems(payload, cells)
    if not row.problems:
        row.wanted = payload
        row.warnings = _warnings(officers)
    return row


def is_formula(written: str) -> bool:
    return bool(_FORMULA.match(written)) and phone.read(written).number is None


def completed(wanted: Mapping[str, Any], current: Association | None, roster: Roster) -> dict[str, Any]:
    """The row laid over what is registered: a blank cell, or a mere other spelling, changes nothing."""
    if current is None:
        return dict(wanted)
    written = {officer["office"]: officer for officer in wanted["officers"]}
    holders = {seat["office"]: roster[seat["person_id"]] for seat in current["officers"]}
    laid = [_laid_over(office, written.get(office), holders.get(office)) for office in OFFICES]
    officers = [officer for officer in laid if officer]
    same_fr = match_key(wanted["name_fr"]) in ("", current["match_fr"])
    return {
        **wanted,
        "name_ar": current["name_ar"],
        "name_fr": current["name_fr"] if same_fr else wanted["name_fr"],
        "officers": officers,
    }


def _laid_over(office: str, written: dict[str, Any] | None, holder: Person | None) -> dict[str, Any] | None:
    if holder is None or (written and match_key(written["name"]) != holder["match"]):
        return written
    told = written or {}
    return {
        "office": office,
        "name": holder["name"],
        "phone": told.get("phone") or holder["phone_written"],
        "language": told.get("language") or holder["language"],
    }


def _formula_problems(cells: Mapping[str, str], formulas: Mapping[str, str]) -> list[Problem]:
    return [
        {"field": name, "slug": "formula", "read": cells.get(name, "")[:80], "cell": cell}
        for name, cell in formulas.items()
    ]


def _officers(cells: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[Problem]]:
    officers, problems = [], []
    for office in OFFICES:
        name, number, language = (
            cells.get(f"{office}_{part}", "").strip() for part in ("name", "phone", "language")
        )
        if not name and not number:
            continue
        if not name:
            problems.append({"field": f"{office}_name", "slug": "missing", "read": ""})
        spoken = _LANGUAGES.get(match_key(language)) if language else None
        if language and not spoken:
            problems.append({"field": f"{office}_language", "slug": "not_a_choice", "read": language[:80]})
        officers.append({"office": office, "name": name, "phone": number, "language": spoken})
    return officers, problems


def _payload_problems(payload: Mapping[str, Any], cells: Mapping[str, str]) -> list[Problem]:
    """By the same contract and the same rules as the form; a field is told once."""
    spoken = [{**one, "language": one["language"] or ARABIC} for one in payload["officers"]]
    named = {**payload, "officers": [one for one in spoken if one["name"]]}
    told = _flattened(association.problems(named), named["officers"])
    told |= _flattened(_SCHEMA.validate(named), named["officers"])
    if spoken:
        told.pop("officers", None)
    return [
        {"field": name, "slug": slug, "read": cells.get(name, "").strip()[:80]} for name, slug in told.items()
    ]


_SCHEMA = SaveAssociation()


def _flattened(found: Mapping[str, Any], officers: list[dict[str, Any]]) -> dict[str, str]:
    """{"officers": {0: {"phone": ["invalid"]}}} -> {"president_phone": "invalid"}"""
    flat = {_PAYLOAD_NAMES.get(name, name): _slug(told) for name, told in found.items() if name != "officers"}
    inside = found.get("officers", {})
    if not isinstance(inside, Mapping):
        return {**flat, "officers": _slug(inside)}
    for index, parts in inside.items():
        office = officers[int(index)]["office"]
        flat |= {f"{office}_{part}": _slug(told) for part, told in parts.items()}
    return flat


def _slug(told: Any) -> str:
    return str(told[0]) if isinstance(told, list) else str(told)


def _warnings(officers: list[dict[str, Any]]) -> list[Problem]:
    warnings: list[Problem] = []
    seen: dict[str, dict[str, Any]] = {}
    for officer in officers:
        number, name = phone.read(officer["phone"]), f"{officer['office']}_phone"
        if number.problem:
            warnings.append({"field": name, "slug": number.problem, "read": officer["phone"]})
        elif number.number in seen and match_key(seen[number.number]["name"]) != match_key(officer["name"]):
            warnings.append({"field": name, "slug": "same_phone_twice", "read": officer["phone"]})
        seen.setdefault(number.number or "", officer)
    return warnings
