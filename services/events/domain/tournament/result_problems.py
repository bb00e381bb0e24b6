"""How is a row of a file of results refused? Field of the file, slug, and what was read there."""

import re
import unicodedata
from typing import Any

Problem = dict[str, Any]

LONGEST = 200  # characters of what is shown again in the report
SCORES = {"ht": "half_time", "ft": "score", "et": "extra_time", "p": "pens"}
FIELDS = {name: field for field, name in SCORES.items()}
_SLUG = re.compile(r"[a-z_]+")


def problem(field: str, slug: str, read: Any = None, **details: Any) -> Problem:
    """What is wrong at which field of the file, and what was read there."""
    shown = {} if read is None else {"read": plain(read)}
    return {"field": field, "slug": slug, **shown, **details}


def plain(value: Any) -> str:
    """As it can be stored and shown: one line, no invisible character, not longer than a name."""
    written = _written(value)[: LONGEST * 2]
    kept = (c if unicodedata.category(c) not in ("Cc", "Cs") else " " for c in written)
    return " ".join("".join(kept).split())[:LONGEST]


def problems_of(error: Any) -> list[Problem]:
    """Of `{field of the result: slug or nested slugs}`, by the names that the file uses."""
    named = error.items() if isinstance(error, dict) else [("score", error)]
    return [problem(FIELDS.get(str(field), str(field)), _first(slug)) for field, slug in named]


def _written(value: Any) -> str:
    """Three entries of a list and no depth: it may hold anything."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return f"[{', '.join('…' if isinstance(one, dict | list) else str(one) for one in value[:3])}]"
    return str(value)


def _first(slug: Any) -> str:
    while isinstance(slug, dict | list) and slug:
        slug = next(iter(slug.values())) if isinstance(slug, dict) else slug[0]
    return slug if isinstance(slug, str) and _SLUG.fullmatch(slug) else "invalid"
