"""Which competition, contest or fixture is this page about, and what of it is known while events is away?"""

from typing import Any

from flask import g, request

from chassis.errors import Conflict, NotFound, Refused, Unavailable
from contracts.events.tournament_terms import ANNULLED, AWARDED
from services.portal.accounts import Account
from services.portal.calls import call, call_if_there
from services.portal.forms import form_key, new_key, version
from services.portal.roles import REFEREE
from services.portal.who import signed_in, who

Data = dict[str, Any]


def whole(competition_id: str) -> Data:
    """A `WholeCompetition`. Raises NotFound or Unavailable."""
    found: Data = call("events", "competition", {"competition_id": competition_id})
    return found


def competition(competition_id: str) -> Data:
    found: Data = whole(competition_id)["competition"]
    return found


def competition_if_there(competition_id: str) -> Data:
    """As it is now, or while events is away what the form carried."""
    found = call_if_there("events", "competition", {"competition_id": competition_id})
    return as_read(found["competition"]) if found else _as_sent(competition_id)


def as_read(found: Data) -> Data:
    """With the version that the form was made of: what somebody else has saved since must come to light.
    After a conflict, which says so, with the present one.
    """
    if g.get("conflict") or "version" not in request.form:
        return found
    return {**found, "version": version()}


def contest_of(known: Data, contest_id: str) -> Data:
    for contest in known["contests"]:
        if contest["contest_id"] == contest_id:
            found: Data = contest
            return found
    raise NotFound("no_such_contest")


def team_of(known: Data, team_id: str) -> Data:
    for team in known["teams"]:
        if team["team_id"] == team_id:
            found: Data = team
            return found
    raise NotFound("no_such_team")


def teams_by_id(known: Data) -> dict[str, Data]:
    return {team["team_id"]: team for team in known["teams"]}


def team_names(known: Data) -> dict[str, str]:
    return {team["team_id"]: team["name"] for team in known["teams"]}


def one_fixture(fixture_id: str) -> Data:
    """A `OneFixtureView`. Raises NotFound, for a referee also where the fixture is somebody else's."""
    found: Data = call("events", "fixture", {"fixture_id": fixture_id})
    refuse_somebody_elses(found["fixture"])
    return found


def refuse_somebody_elses(fixture: Data) -> None:
    """An address that is not one's own says no more than one that does not exist."""
    account = signed_in()
    if account.role == REFEREE and fixture["referee"] != account.account_id:
        raise NotFound("no_such_fixture")


def refuse_decision(result: Data) -> None:
    """What a committee decides is entered by who may confirm it, not from the pitch."""
    if result["status"] in (AWARDED, ANNULLED) and signed_in().role == REFEREE:
        raise Refused("invalid", {"result": {"status": "not_a_choice"}})


def referees() -> list[Account]:
    return [one for one in who().accounts.all() if one.role == REFEREE and not one.disabled]


def name_of(account_id: str | None) -> str:
    """Of the person behind an account; empty where it is gone."""
    account = who().accounts.find(account_id) if account_id else None
    return account.name if account else ""


def key_after(error: Refused | Unavailable) -> str:
    """After a conflict the form is another command, on another version."""
    return new_key() if isinstance(error, Conflict) else form_key()


def _as_sent(competition_id: str) -> Data:
    return {
        "competition_id": competition_id,
        "version": version(),
        "state": "draft",
        "name": request.form.get("competition_name", ""),
        "place": "",
        "starts_on": None,
        "ends_on": None,
        "tell": "teams",
        "teams": [],
        "contests": [],
        "athletics": [],
    }
