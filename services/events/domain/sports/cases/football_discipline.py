"""Cards of a competition as JSON: who misses what."""

from collections.abc import Mapping
from typing import Any

from services.events.domain.sports.cases.known import Known, Outcome
from services.events.domain.sports.cases.reading import (
    Case,
    invalid,
    mapping,
    objects,
    sequence,
    text,
    whole,
    whole_or_none,
)
from services.events.domain.sports.football.discipline import (
    CARDS,
    Booking,
    CardRules,
    Meeting,
    Suspension,
    suspensions,
)
from services.events.domain.sports.football.tally import COUNTING

NUMBER_KEYS = ("match", "match_id", "number", "id")
WIPED = ("wiped_after", "wipe_after", "yellows_wiped_after", "reset_after")


def discipline_outcome(case: Case, known: Known) -> Outcome:
    calendar = _calendar(case)
    rules = _rules(case)
    stands = bool(mapping(case.get("rules"), "rules").get("annulled_cards_stand", True))
    played = {meeting.match for meeting in calendar if meeting.served or stands}
    bookings = _bookings(case, {meeting.match for meeting in calendar})
    counted = [booking for booking in bookings if booking.match in played]
    written = {str(one): one for one in _written(case)}
    return {"suspensions": [_told(one, written) for one in suspensions(calendar, counted, rules)]}


def _written(case: Case) -> list[Any]:
    """The names of matches as they were written: a number stays a number."""
    cards = objects(case, "bookings")
    entered = case.get("calendar")
    if isinstance(entered, Mapping):
        lists = [one for matches in entered.values() for one in sequence(matches, "calendar")]
        own = [one for one in lists if not isinstance(one, Mapping)]
        cards = [*cards, *(one for one in lists if isinstance(one, Mapping))]
    else:
        own, cards = [], [*cards, *objects(case, "calendar")]
    return own + [one[key] for one in cards for key in NUMBER_KEYS if one.get(key) is not None]


def _calendar(case: Case) -> list[Meeting]:
    """A list of matches, or for each team the list of its own."""
    entered = case.get("calendar")
    if not isinstance(entered, Mapping):
        return [_meeting(one, f"calendar.{at}") for at, one in enumerate(_ordered(case))]
    return [
        _meeting(
            {"teams": [team, team], **(one if isinstance(one, Mapping) else {"match": one})},
            f"calendar.{team}",
        )
        for team, matches in entered.items()
        for one in sequence(matches, f"calendar.{team}")
    ]


def _ordered(case: Case) -> list[Mapping[str, Any]]:
    """By date where all have one; else as given. Same date: as given, since no team plays twice then."""
    entered = objects(case, "calendar")
    if all(one.get("date") for one in entered):
        return sorted(entered, key=lambda one: str(one["date"]))
    return entered


def _meeting(one: Mapping[str, Any], field: str) -> Meeting:
    teams = one.get("teams") or [one.get("home"), one.get("away")]
    if not isinstance(teams, list) or len(teams) != 2 or not all(isinstance(team, str) for team in teams):
        raise invalid(f"{field}.teams", "not_two_sides")
    stage = one.get("stage", one.get("round", ""))
    served = one.get("status", "played") in COUNTING
    return Meeting(_number(one, field), (teams[0], teams[1]), _stage_key(stage), served)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _stage_key(name: Any) -> str:
    """`Quarter-finals` and `quarter final` are one stage."""
    return "".join(letter for letter in str(name).casefold() if letter.isalnum()).removesuffix("s")


def _number(one: Mapping[str, Any], field: str) -> str:
    key = next((key for key in NUMBER_KEYS if one.get(key) is not None), "match")
    return text(one, key, field)


def _bookings(case: Case, matches: set[str]) -> list[Booking]:
    found = []
    for at, one in enumerate(objects(case, "bookings")):
        field = f"bookings.{at}"
        match, card = _number(one, field), text(one, "card", field)
        if match not in matches:
            raise invalid(f"{field}.match", "unknown_match", match=match)
        if card not in CARDS:
            raise invalid(f"{field}.card", "unknown_card", card=card)
        ban = whole_or_none(one, "ban", field)
        found.append(Booking(match, text(one, "team", field), text(one, "player", field), card, ban))
    return found


def _rules(case: Case) -> CardRules:
    given = mapping(case.get("rules"), "rules")
    usual = CardRules()
    wiped = next((given[key] for key in WIPED if given.get(key) is not None), None)
    return CardRules(
        yellows=whole(given, "yellows", usual.yellows, "rules"),
        yellow_ban=whole(given, "yellow_ban", usual.yellow_ban, "rules"),
        second_yellow_ban=whole(given, "second_yellow_ban", usual.second_yellow_ban, "rules"),
        red_ban=whole(given, "red_ban", usual.red_ban, "rules"),
        wiped_after=tuple(key for stage in _listed(wiped) for key in (str(stage), _stage_key(stage))),
    )


def _told(one: Suspension, written: Mapping[str, Any]) -> dict[str, Any]:
    """One missed match is told by its name, several as a list, none left as null."""
    misses = [written[match] for match in one.misses]
    missed: Any = misses if len(misses) > 1 else next(iter(misses), None)
    return {
        "team": one.team,
        "player": one.player,
        "after": written[one.after],
        "misses": missed,
        "reason": one.reason,
        "carried": one.carried,
    }
