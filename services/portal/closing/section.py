"""What of prizes, the next stage, pledges and carried teams stands on the page of a competition?"""

from datetime import date, datetime
from typing import Any

from chassis.clock import now
from services.portal.closing.words import WAITING, in_templates
from services.portal.formats import CASABLANCA
from services.portal.public.closing import award_words
from services.portal.tournaments.reading import Data, name_of, team_names


def section_of(found: Data) -> dict[str, Any]:
    """Of a `WholeCompetition`: all that `closing/_section.html` asks for."""
    known = found["competition"]
    return {
        "prizes": [prize_row(one, known) for one in found["prizes"]],
        "pledges": [pledge_row(one) for one in known["pledges"]],
        "stage": stage_row(known["next_stage"]),
        "carried": [one for one in known["teams"] if one["came_from"]],
        "replaced": any(_is_replaced(one) for one in known["teams"]),
        **in_templates(),
    }


def prize_row(prize: Data, known: Data) -> Data:
    """With the words of its award, and its winners and holders as teams that have names."""
    titles = {one["contest_id"]: one["title"] for one in (*known["contests"], *known["athletics"])}
    names = team_names(known)
    held = {one["team_id"] for one in prize["holders"]}
    return {
        **prize,
        "words": award_words(prize, titles),
        "winners": [_named(one, names, has_it=one in held) for one in prize["winners"]],
        "holders": [_holder(one, prize["winners"], names) for one in prize["holders"]],
    }


def pledge_row(pledge: Data) -> Data:
    """With days to show, whether it is overdue, and who noted what, the latest first."""
    due_on, today = _day(pledge["due_on"]), today_here()
    return {
        **pledge,
        "promised_on": _day(pledge["promised_on"]),
        "due_on": due_on,
        "is_overdue": due_on is not None and due_on < today and pledge["state"] in WAITING,
        "notes": [{**one, "who": name_of(one["by"])} for one in reversed(pledge["notes"])],
    }


def stage_row(stage: Data | None) -> Data | None:
    return {**stage, "starts_on": _day(stage["starts_on"])} if stage and stage["name"] else None


def today_here() -> date:
    moment: datetime = now()
    return moment.astimezone(CASABLANCA).date()


def _named(team_id: str, names: dict[str, str], **more: Any) -> Data:
    return {"team_id": team_id, "name": names.get(team_id, team_id), **more}


def _holder(holder: Data, winners: list[str], names: dict[str, str]) -> Data:
    is_winner = holder["team_id"] in winners
    told = {"at": holder["at"], "who": name_of(holder["by"]), "is_winner": is_winner}
    return _named(holder["team_id"], names, **told)


def _is_replaced(team: Data) -> bool:
    return bool(team["came_from"]) and team["came_from"]["state"] == "replaced"


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
