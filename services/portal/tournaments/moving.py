"""To which hour and place is a match or a heat moved?"""

from datetime import datetime
from typing import Any

from contracts.schema import Contract
from services.portal.meetings.moment import CASABLANCA, moment_of, read_day, read_hour
from services.portal.tournaments.checked import given, refuse_unless_loadable
from services.portal.tournaments.reading import Data

RENAME = {"starts_at": "date"}
NAMES = ("date", "time", "pitch")


def typed_before(one: Data) -> dict[str, str]:
    """The form of a fixture or heat as it stands."""
    starts_at = one["starts_at"]
    local = datetime.fromisoformat(starts_at).astimezone(CASABLANCA) if starts_at else None
    return {
        "date": local.strftime("%d/%m/%Y") if local else "",
        "time": local.strftime("%H:%M") if local else "",
        "pitch": one["pitch"],
    }


def move_wanted(values: dict[str, str]) -> dict[str, Any]:
    """Of a move: its hour, absent while day or hour cannot be read, and its place."""
    day, hour = read_day(values["date"]), read_hour(values["time"])
    starts_at = moment_of(day, hour).isoformat() if day and hour else None
    return {"pitch": values["pitch"], **given(starts_at=starts_at)}


def refuse_unless_movable(contract: type[Contract], command: Data, values: dict[str, str]) -> None:
    """Day and hour are judged apart; together they are one field of the command."""
    found = {}
    for name, slug, read in (("date", "date_form", read_day), ("time", "time_form", read_hour)):
        if not values[name]:
            found[name] = "missing"
        elif read(values[name]) is None:
            found[name] = slug
    readable = command if not found else {**command, "starts_at": "2000-01-01T00:00:00+00:00"}
    refuse_unless_loadable(contract, readable, found)
