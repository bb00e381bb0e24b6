"""How is a day written in a field? As people here type it."""

from datetime import date


def written(day: str | None) -> str:
    """`2026-11-26` as `26/11/2026`."""
    return date.fromisoformat(day).strftime("%d/%m/%Y") if day else ""
