"""Which words does a handset get for a template, a language and what it tells of?"""

from collections.abc import Mapping
from datetime import datetime
from string import Template
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from contracts.audience import ARABIC, FRENCH
from services.notifications.domain.alphabet import measure
from services.notifications.domain.handset import for_handset
from services.notifications.texts import ar, fr, lines

INVITATION, MOVED, CANCELLED = "invitation", "moved", "cancelled"
OPTED_OUT, OPTED_IN = "opted_out", "opted_in"
FIXTURE_SCHEDULED, FIXTURE_MOVED = "fixture_scheduled", "fixture_moved"
FIXTURE_CALLED_OFF = "fixture_called_off"
RESULT_CONFIRMED, RESULT_CORRECTED = "result_confirmed", "result_corrected"
TABLE_SETTLED, TABLE_CORRECTED = "table_settled", "table_corrected"
TEAM_QUALIFIED, TEAM_QUALIFIED_INSTEAD = "team_qualified", "team_qualified_instead"
QUALIFICATION_WITHDRAWN = "qualification_withdrawn"
CONTEST_SCHEDULED, CONTEST_MOVED = "contest_scheduled", "contest_moved"
FINAL_RANKED, FINAL_CORRECTED = "final_ranked", "final_corrected"
OF_RESULT = {RESULT_CONFIRMED, RESULT_CORRECTED}
OF_CONTEST = {
    TABLE_SETTLED,
    TABLE_CORRECTED,
    TEAM_QUALIFIED,
    TEAM_QUALIFIED_INSTEAD,
    QUALIFICATION_WITHDRAWN,
    CONTEST_SCHEDULED,
    CONTEST_MOVED,
    FINAL_RANKED,
    FINAL_CORRECTED,
}
WORDS = {ARABIC: ar, FRENCH: fr}
TEXTS = {language: words.TEXTS for language, words in WORDS.items()}
LOCALES = {ARABIC: "ar_MA", FRENCH: "fr_MA"}  # plain `ar` names the months as the East does
DATE = "EEEE d MMMM"
MOROCCO = ZoneInfo("Africa/Casablanca")  # +1, and +0 in Ramadan: never a fixed offset


class MissingField(ValueError):
    """A text with a hole in it is never sent."""

    slug = "missing_field"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def render(template: str, language: str, fields: Mapping[str, Any]) -> str:
    """`fields`: those of the fact (`title`, `starts_at` aware…), `reply_number`; `network` signs when given.

    Values are put in once and never read as templates (`string.Template`: no attribute, no expression).
    The competition of a contest, and that a match was not played, are told where that costs no part more.
    Raises MissingField for one that the text needs and that is absent or blank.
    """
    source, values = TEXTS[language][template], _values(language, fields)
    text = _filled(source, language, values)
    longer = _filled(_longer(template, source, values), language, values)
    return longer if measure(longer).parts == measure(text).parts else text


def _longer(template: str, source: str, values: Mapping[str, str]) -> str:
    if template in OF_RESULT and values["how"]:
        return source.replace("$goals", "$goals\n$how", 1)
    return f"{source}\n$competition" if template in OF_CONTEST else source


def _filled(source: str, language: str, values: Mapping[str, str]) -> str:
    template = Template(source)
    for name in template.get_identifiers():
        if not values.get(name):
            raise MissingField(name)
    text, network = template.substitute(values), values.get("network")
    return for_handset(f"{text}\n{network}" if network else text, language)


def _values(language: str, fields: Mapping[str, Any]) -> dict[str, str]:
    words = {name: _one_line(value) for name, value in fields.items() if isinstance(value, str)}
    if "reply_number" in words:
        words["reply_number"] = _as_dialled(words["reply_number"])
    if "group" in words:
        words["group"] = WORDS[language].GROUPS.get(words["group"], words["group"])
    if "pitch" in words:  # the pitch, and where it is, on lines of their own; often the same
        places = dict.fromkeys(map(_one_line, fields["pitch"].splitlines()))
        words["pitch"] = " - ".join(filter(None, places))
    words["how"] = WORDS[language].HOW.get(fields.get("how"), "")
    words["qualified"] = WORDS[language].CHAMPION if fields.get("champion") else WORDS[language].QUALIFIED
    if words.get("to"):
        words["team"] = Template(WORDS[language].TO).substitute(words)
    return words | _moment(language, fields.get("starts_at")) | _standing(language, words, fields)


def _moment(language: str, at: datetime | None) -> dict[str, str]:
    if at is None:
        return {}
    local = at.astimezone(MOROCCO)
    date, day = (format_date(local, form, locale=LOCALES[language]) for form in (DATE, f"{DATE} y"))
    return {"date": date, "day": day, "hour": f"{local:%H:%M}"}


def _standing(language: str, words: Mapping[str, str], fields: Mapping[str, Any]) -> dict[str, str]:
    """The lines of a result, of a table and of a final."""
    known, found = WORDS[language], {}
    for name, score in (("goals", "score"), ("goals_before", "was")):
        if {"home", "away", score} <= words.keys():
            found[name] = lines.goals(
                words["home"], words["away"], words[score], known.SHOOT_OUT, known.NO_SCORE
            )
    if "lines" in fields:
        found["table"] = lines.table(row | {"team": _one_line(row["team"])} for row in fields["lines"])
    return found


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _as_dialled(number: str) -> str:
    """0685123456 is shorter than +212685123456 and is what people here dial."""
    return "0" + number[4:] if number.startswith("+212") else number
