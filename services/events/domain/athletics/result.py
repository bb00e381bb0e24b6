"""What is the result of a heat, and for whom? Its life is that of a match's, `tournament.result_life`.

`start_list`: bibs as the outcome's slots say, None where nobody can be named yet.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.errors import Refused
from services.events.domain.athletics.result_rules import checked
from services.events.domain.tournament import result_life

Heat = dict[str, Any]
Contest = Mapping[str, Any]
Wanted = Mapping[str, Any]
StartList = Sequence[int | None]


def enter(
    heat: Heat, wanted: Wanted, start_list: StartList, contest: Contest, by: str | None, at: datetime
) -> Heat:
    return result_life.enter(heat, wanted, lambda: _read(wanted, start_list, contest), by, at)


def confirm(heat: Heat, wanted: Wanted, by: str | None, at: datetime) -> Heat:
    return result_life.confirm(heat, wanted, by, at, key="heat_id")


def correct(
    heat: Heat, wanted: Wanted, start_list: StartList, contest: Contest, by: str | None, at: datetime
) -> Heat:
    return result_life.correct(heat, wanted, lambda: _read(wanted, start_list, contest), by, at)


def refuse_unknown(start_list: StartList) -> None:
    if not start_list or None in start_list:
        raise Refused("invalid", {"result": {"rows": "athletes_unknown"}})


def _read(wanted: Wanted, start_list: StartList, contest: Contest) -> dict[str, Any]:
    refuse_unknown(start_list)
    known = [bib for bib in start_list if bib is not None]
    return {"result": checked(wanted["result"], known, contest), "start_list": known}
