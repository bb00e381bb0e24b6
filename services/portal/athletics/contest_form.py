"""What did the organiser type about an athletics contest? The form in words, and the command it means."""

import re

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from contracts.events.athletics_terms import (
    CROSS_COUNTRY,
    DISCIPLINES,
    HORIZONTAL,
    MOST_ENTRIES,
    RACES,
    VERTICAL,
)
from contracts.events.tournament_terms import MIXED
from services.portal.forms import typed
from services.portal.meetings.moment import latin_digits
from services.portal.public.disciplines import NAMES
from services.portal.tournaments.checked import given, number
from services.portal.tournaments.reading import Data
from services.portal.tournaments.words import SEXES

LINES = ("title", "sex", "age", "discipline", "rounds", "heights", "points", "sends", "team_scorers")
OF_ATTEMPTS = ("first", "more", "best")
OF_ROUND = ("lanes", "by_place", "by_time")
MOST_ROUNDS = 4
LONGEST_TITLE = 60
AT_FIRST: Data = {
    "sex": "boys",
    "discipline": "100m",
    "rounds": "1",
    "by_place-0": "2",
    "by_time-0": "2",
    "by_place-1": "2",
    "by_time-1": "2",
    "attempts-first": "3",
    "attempts-more": "3",
    "attempts-best": "8",
    "points": "8 7 6 5 4 3 2 1",
    "sends": "0",
    "team_scorers": "3",
    "entrants": [],
}
# where a refusal of the service stands in the form
RENAME = {
    **{f"terms-rounds-{row}-{name}": f"{name}-{row}" for row in range(MOST_ROUNDS) for name in OF_ROUND},
    **{f"terms-attempts-{name}": f"attempts-{name}" for name in OF_ATTEMPTS},
    **{f"terms-{name}-{row}": name for name in ("heights", "points") for row in range(MOST_ENTRIES)},
    **{f"terms-{name}": name for name in ("discipline", "rounds", "heights", "points", "sends")},
    "terms-scorers": "team_scorers",
    "terms-attempts": "attempts-more",
    "attempts": "attempts-more",
}


def read_contest(form: MultiDict[str, str]) -> Data:
    """The form as typed; `entrants` in order, each once."""
    rounds = [f"{name}-{row}" for row in range(MOST_ROUNDS) for name in OF_ROUND]
    values: Data = typed(form, *LINES, *(f"attempts-{name}" for name in OF_ATTEMPTS), *rounds)
    return {**values, "entrants": list(dict.fromkeys(form.getlist("entrants")))}


def contest_wanted(values: Data) -> Data:
    """The part of a `SaveAthletics` that says what; numbers that are none stay as typed, to be refused."""
    return {
        "title": values["title"] or proposed_title(values),
        "sex": values["sex"],
        "age": values["age"],
        "entrants": values["entrants"],
        "terms": _terms(values),
    }


def proposed_title(values: Data) -> str:
    """`100 metres, girls, U15`; empty without a discipline."""
    if values["discipline"] not in NAMES:
        return ""
    sex = SEXES.get(values["sex"]) if values["sex"] != MIXED else None
    parts = (str(NAMES[values["discipline"]]), str(sex or "").lower(), values["age"])
    return _(", ").join(part for part in parts if part)[:LONGEST_TITLE]


def typed_again(contest: Data) -> Data:
    """An `AthleticsContestView` as its form shows it."""
    terms = contest["terms"]
    return {
        **{name: contest[name] for name in ("title", "sex", "age", "entrants")},
        "discipline": terms["discipline"],
        "rounds": str(len(terms["rounds"]) or 1),
        **_typed_rounds(terms["rounds"]),
        **{f"attempts-{name}": str(terms["attempts"][name]) for name in OF_ATTEMPTS},
        **{name: " ".join(map(str, terms[name])) for name in ("heights", "points")},
        "sends": str(terms["sends"]),
        "team_scorers": str(terms["scorers"]),
    }


def heights_in_cm(written: str) -> str:
    """`1.20` and `1,20` are 120."""
    return re.sub(r"(?<!\d)([0-6])[.,](\d{2})(?!\d)", r"\1\2", latin_digits(written))


def listed_numbers(written: str) -> list[int | str | None]:
    """`120 125 130`, apart by whatever people write between numbers."""
    return [number(part) for part in re.split(r"[\s,;،؛/]+", written) if part]


def _terms(values: Data) -> Data:
    """Only what belongs to the discipline: a plan of heights left in the form is none for a race."""
    known = DISCIPLINES.get(values["discipline"])
    kind = known.kind if known else ""
    own: Data = {}
    if kind in RACES:
        own["rounds"] = _rounds(values)
    if kind == HORIZONTAL:
        own["attempts"] = given(**{name: number(values[f"attempts-{name}"]) for name in OF_ATTEMPTS})
    if kind == VERTICAL:
        own["heights"] = listed_numbers(heights_in_cm(values["heights"]))
    if kind == CROSS_COUNTRY:
        own |= given(scorers=number(values["team_scorers"]))
    points = listed_numbers(values["points"])
    return {
        "discipline": values["discipline"],
        **own,
        "points": points,
        **given(sends=number(values["sends"])),
    }


def _rounds(values: Data) -> list[Data]:
    """None of a straight final whose lanes nobody states. Lanes left empty are those of the first round."""
    count = int(values["rounds"]) if values["rounds"] in ("1", "2", "3", "4") else 1
    first = number(values["lanes-0"])
    if count == 1 and first is None:
        return []
    return [
        given(lanes=first if (own := number(values[f"lanes-{row}"])) is None else own)
        | (_going_on(values, row) if row < count - 1 else {})
        for row in range(count)
    ]


def _going_on(values: Data, row: int) -> Data:
    return given(**{name: number(values[f"{name}-{row}"]) for name in ("by_place", "by_time")})


def _typed_rounds(rounds: list[Data]) -> Data:
    shown: Data = {}
    for row, one in enumerate(rounds):
        is_as_first = row > 0 and one["lanes"] == rounds[0]["lanes"]
        shown[f"lanes-{row}"] = "" if is_as_first or one["lanes"] is None else str(one["lanes"])
        if row < len(rounds) - 1:
            shown |= {f"{name}-{row}": str(one[name]) for name in ("by_place", "by_time")}
    return shown
