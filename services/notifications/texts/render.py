"""Which words does a handset get for a template, a language and a meeting?"""

from collections.abc import Mapping
from datetime import datetime
from string import Template
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from contracts.audience import ARABIC, FRENCH
from services.notifications.domain.handset import for_handset
from services.notifications.texts import ar, fr

INVITATION, MOVED, CANCELLED = "invitation", "moved", "cancelled"
OPTED_OUT, OPTED_IN = "opted_out", "opted_in"
TEXTS = {ARABIC: ar.TEXTS, FRENCH: fr.TEXTS}
LOCALES = {ARABIC: "ar_MA", FRENCH: "fr_MA"}  # plain `ar` names the months as the East does
MOROCCO = ZoneInfo("Africa/Casablanca")  # +1, and +0 in Ramadan: never a fixed offset


class MissingField(ValueError):
    """A text with a hole in it is never sent."""

    slug = "missing_field"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def render(template: str, language: str, fields: Mapping[str, Any]) -> str:
    """`fields`: `title`, `place`, `starts_at` (aware), `reply_number`; `network` signs when given.

    Values are put in once and never read as templates (`string.Template`: no attribute, no expression).
    Raises MissingField for one that the text needs and that is absent or blank.
    """
    source, values = Template(TEXTS[language][template]), _values(language, fields)
    for name in source.get_identifiers():
        if not values.get(name):
            raise MissingField(name)
    text, network = source.substitute(values), values.get("network")
    return for_handset(f"{text}\n{network}" if network else text, language)


def _values(language: str, fields: Mapping[str, Any]) -> dict[str, str]:
    words = {name: _one_line(value) for name, value in fields.items() if isinstance(value, str)}
    if "reply_number" in words:
        words["reply_number"] = _as_dialled(words["reply_number"])
    return words | _moment(language, fields.get("starts_at"))


def _moment(language: str, at: datetime | None) -> dict[str, str]:
    if at is None:
        return {}
    local = at.astimezone(MOROCCO)
    day = format_date(local, "EEEE d MMMM y", locale=LOCALES[language])
    return {"day": day, "hour": f"{local:%H:%M}"}


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _as_dialled(number: str) -> str:
    """0685123456 is shorter than +212685123456 and is what people here dial."""
    return "0" + number[4:] if number.startswith("+212") else number
