"""Which teams of an earlier competition take part in this one, and with which bans?

A carried team keeps where it came from, `came_from {competition_id, team_id, contest_ids, linked}` (`linked`:
it was here before), and `bans [{competition_id, shirt, matches, sex, age}]`. Whether it still holds is worked
out when it is asked for.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chassis.errors import Refused
from contracts.events.athletics_terms import ATHLETICS
from contracts.events.tournament_terms import DRAFT
from services.events.domain.tournament.competition import Competition, Team, Wanted, put, refuse_unless
from services.events.domain.tournament.outcome import going_on

Outcomes = Mapping[str, Mapping[str, Any]]
GoingOn = dict[str, list[str]]  # team id: ids of the contests from which it surely goes on
KEPT = ("name", "short", "institution_id", "association_id", "guest_of")


def carry(
    target: Competition,
    wanted: Wanted,
    source: Competition,
    outcomes: Outcomes,
    new_id: Callable[[], str],
) -> Competition:
    """`outcomes` are those of `source`. Carried again it adds, swaps and is otherwise the same.

    Refused on `from_competition_id`: `not_a_choice` (itself), `not_started`, or `name_taken` with the
    `name` that another team here has.
    """
    refuse_unless(target, wanted, DRAFT)
    if source["_id"] == target["_id"]:
        raise Refused("invalid", {"from_competition_id": "not_a_choice"})
    if source["state"] == DRAFT:
        raise Refused("invalid", {"from_competition_id": "not_started"})
    going = teams_going_on(source, outcomes)
    teams = _without_replaced(target, source, going)
    for team_id, contest_ids in going.items():
        team = next(one for one in source["teams"] if one["team_id"] == team_id)
        came_from = {"competition_id": source["_id"], "team_id": team_id, "contest_ids": contest_ids}
        carried = _carried(teams, team, came_from, new_id)
        bans = [*_bans_from_others(carried, source["_id"]), *_bans(team_id, source, outcomes)]
        teams = put(teams, carried | {"bans": bans}, "team_id")
    return target | {"teams": teams}


def teams_going_on(source: Competition, outcomes: Outcomes) -> GoingOn:
    """In the order of the teams there."""
    through = {contest_id: going_on(dict(outcome)) for contest_id, outcome in outcomes.items()}
    found = {
        team["team_id"]: [
            one["contest_id"]
            for one in source["contests"]
            if team["team_id"] in through.get(one["contest_id"], ())
        ]
        for team in source["teams"]
    }
    return {team_id: contest_ids for team_id, contest_ids in found.items() if contest_ids}


def sources_of(teams: Iterable[Team]) -> list[str]:
    """Ids of the competitions that teams came from."""
    found = [team["came_from"]["competition_id"] for team in teams if team.get("came_from")]
    return sorted(set(found))


def _without_replaced(target: Competition, source: Competition, going: GoingOn) -> list[Team]:
    """Who no longer goes on leaves, but who is entered for a contest, was chosen for a prize, or was here
    before.
    """
    playing = {team_id for contest in target["contests"] for team_id in contest["entrants"]}
    chosen = {prize["team_id"] for prize in target.get("prizes", ())}
    kept = []
    for team in target["teams"]:
        came_from = team.get("came_from")
        replaced = _is_from(team, source["_id"]) and came_from["team_id"] not in going
        if not replaced or team["team_id"] in playing | chosen:
            kept.append(team)
        elif came_from["linked"]:
            kept.append(team | {"came_from": None, "bans": _bans_from_others(team, source["_id"])})
    return kept


def _carried(teams: list[Team], team: Team, came_from: dict[str, Any], new_id: Callable[[], str]) -> Team:
    for one in teams:
        if _is_from(one, came_from["competition_id"]) and one["came_from"]["team_id"] == team["team_id"]:
            return one | {"came_from": one["came_from"] | came_from}
    namesakes = [one for one in teams if not one["withdrawn"] and _is_namesake(one, team)]
    for one in namesakes:
        if not _is_same(one, team):
            raise Refused("invalid", {"from_competition_id": {"slug": "name_taken", "name": one["name"]}})
    if namesakes:  # one that came from yet another competition keeps what it came from first
        here = namesakes[0]
        return here if here.get("came_from") else here | {"came_from": came_from | {"linked": True}}
    kept = {name: team[name] for name in KEPT}
    return {"team_id": new_id(), **kept, "withdrawn": None, "came_from": came_from | {"linked": False}}


def _bans(team_id: str, source: Competition, outcomes: Outcomes) -> list[dict[str, Any]]:
    """Matches that shirts of the team did not serve there; those of one shirt add up."""
    due: dict[tuple[int, str, str], int] = {}
    for contest in source["contests"]:
        if contest["sport"] == ATHLETICS:
            continue
        for one in outcomes[contest["contest_id"]]["suspensions"]:
            if one["team_id"] == team_id and one["unserved"]:
                key = (one["shirt"], contest["sex"], contest["age"])
                due[key] = due.get(key, 0) + one["unserved"]
    return [
        {"competition_id": source["_id"], "shirt": shirt, "matches": matches, "sex": sex, "age": age}
        for (shirt, sex, age), matches in sorted(due.items())
    ]


def _bans_from_others(team: Team, competition_id: str) -> list[dict[str, Any]]:
    return [one for one in team.get("bans", ()) if one["competition_id"] != competition_id]


def _is_from(team: Team, competition_id: str) -> bool:
    return bool(team.get("came_from")) and team["came_from"]["competition_id"] == competition_id


def _is_namesake(one: Team, other: Team) -> bool:
    return any(one[name].casefold() == other[name].casefold() for name in ("name", "short"))


def _is_same(one: Team, other: Team) -> bool:
    """Of one institution; where one of them names none, of one association."""
    if one["institution_id"] and other["institution_id"]:
        return bool(one["institution_id"] == other["institution_id"])
    return bool(one["association_id"] and one["association_id"] == other["association_id"])
