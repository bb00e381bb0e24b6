"""Which communes are there, and which one is meant by this spelling? The list itself is territory.json."""

import json
from pathlib import Path
from typing import TypedDict

from services.registry.domain.identity import match_key, place_key


class Commune(TypedDict):
    """`name` is canonical, carried by facts and audience rules; `also` holds spellings seen elsewhere."""

    name: str
    ar: str
    fr: str
    also: list[str]


def _read() -> list[Commune]:
    text = Path(__file__).with_name("territory.json").read_text(encoding="utf-8")
    communes: list[Commune] = json.loads(text)["communes"]
    return communes


COMMUNES = _read()


def _spellings(commune: Commune) -> list[str]:
    return [commune["name"], commune["ar"], commune["fr"], *commune["also"]]


_EXACT = {match_key(written): commune["name"] for commune in COMMUNES for written in _spellings(commune)}
_LOOSE = {place_key(written): commune["name"] for commune in COMMUNES for written in _spellings(commune)}
_WORDS_BEFORE = (
    "جماعة",
    "الجماعة الترابية",
    "بلدية",
    "commune de",
    "commune d'",
    "commune",
    "municipalité de",
)
_PREFIXES = tuple(sorted((match_key(word) for word in _WORDS_BEFORE), key=len, reverse=True))


def find(written: str) -> str | None:
    """The canonical name, or None when no commune is spelled like this."""
    key = match_key(written)
    if key in _EXACT:
        return _EXACT[key]
    bare = next((key.removeprefix(word) for word in _PREFIXES if key.startswith(word)), key)
    return _EXACT.get(bare) or _LOOSE.get(place_key(written))
