"""Who may be entered for a contest, and who is on the start list of a first round?

Each rule is `(competition, input, …) -> competition` and changes none of what it is given. An athlete is a
bib; a name stays in the entries, for the office alone, and goes into nothing that is derived from them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from chassis.errors import Refused
from contracts.events.athletics_terms import ATHLETICS, METRES, RELAY
from contracts.events.tournament_terms import DRAFT
from services.events.domain.athletics.marks import centimetres, read_metres, read_ms
from services.events.domain.athletics.terms import discipline, races, rounds
from services.events.domain.tournament.competition import (
    Competition,
    Contest,
    Wanted,
    contest_of,
    put,
    refuse_unless,
    tidy,
)

Entry = Mapping[str, Any]
Faults = dict[int, dict[str, str]]


def save_entries(competition: Competition, wanted: Wanted) -> Competition:
    """All entries of one contest, in any order; a draw made before is given up.

    Refused by index: {"entries": {0: {"bib": "twice"}}}; also `bib_taken` (another team wears it in another
    contest), `team_id` `not_an_entrant` or `withdrawn_team` or `twice` (a second relay), `best` `not_a_time`
    or `not_a_length`.
    """
    refuse_unless(competition, wanted, DRAFT)
    contest = contest_of(competition, wanted["contest_id"], ATHLETICS)
    entries = [_tidied(one) for one in wanted["entries"]]
    faults = _faults(entries, contest, competition)
    if faults:
        raise Refused("invalid", {"entries": faults})
    saved = contest | {"entries": sorted(entries, key=lambda one: one["bib"]), "draw": None}
    return competition | {"contests": put(competition["contests"], saved, "contest_id")}


def season_best(entry: Entry, contest: Mapping[str, Any]) -> int | None:
    """In 1/1000 s or in cm, None where none is known."""
    if not entry["best"]:
        return None
    if discipline(contest).unit == METRES:
        length = read_metres(entry["best"])
        return centimetres(length) if length else None
    time = read_ms(entry["best"])
    return time[0] if time else None


def refuse_start_lists(contest: Mapping[str, Any], heats: Sequence[Sequence[Mapping[str, Any]]]) -> None:
    """May the first round be run in these heats, [[{bib, lane}]], as somebody put them?

    Refused on `heats`, each slug with the bibs: `twice` (in two heats, or in one heat twice),
    `not_an_entrant`, `missing` (in none), `lane_taken`, `out_of_range` (no such lane); `no_room`: too many
    in one heat or too many heats.
    """
    counted = Counter(one["bib"] for heat in heats for one in heat)
    entered = {one["bib"] for one in contest["entries"]}
    lanes = rounds(contest["terms"])[0]["lanes"] or len(entered)
    taken = [bib for heat in heats for bib in _sharing_a_lane(heat)]
    outside = [one["bib"] for heat in heats for one in heat if not 1 <= one["lane"] <= lanes]
    _refuse("twice", [bib for bib, times in counted.items() if times > 1])
    _refuse("not_an_entrant", set(counted) - entered)
    _refuse("missing", entered - set(counted))
    _refuse("lane_taken", taken)
    _refuse("out_of_range", outside)
    if len(heats) > races(contest["terms"], len(entered))[0] or any(not heat for heat in heats):
        raise Refused("invalid", {"heats": {"slug": "no_room"}})


def _refuse(slug: str, bibs: Any) -> None:
    if bibs:
        raise Refused("invalid", {"heats": {"slug": slug, "bibs": sorted(bibs)}})


def _sharing_a_lane(heat: Sequence[Mapping[str, Any]]) -> list[int]:
    counted = Counter(one["lane"] for one in heat)
    return [one["bib"] for one in heat if counted[one["lane"]] > 1]


def _faults(entries: Sequence[Entry], contest: Contest, competition: Competition) -> Faults:
    worn = _worn(competition, contest)
    gone = {team["team_id"] for team in competition["teams"] if team["withdrawn"]}
    bibs = Counter(one["bib"] for one in entries)
    teams = Counter(one["team_id"] for one in entries)
    is_relay = discipline(contest).kind == RELAY
    faults: Faults = {}
    for index, one in enumerate(entries):
        found = {}
        if bibs[one["bib"]] > 1:
            found["bib"] = "twice"
        elif not is_relay and worn.get(one["bib"], one["team_id"]) != one["team_id"]:
            found["bib"] = "bib_taken"
        if one["team_id"] not in contest["entrants"]:
            found["team_id"] = "not_an_entrant"
        elif one["team_id"] in gone:
            found["team_id"] = "withdrawn_team"
        elif is_relay and teams[one["team_id"]] > 1:
            found["team_id"] = "twice"
        if one["best"] and season_best(one, contest) is None:
            found["best"] = "not_a_length" if discipline(contest).unit == METRES else "not_a_time"
        if found:
            faults[index] = found
    return faults


def _worn(competition: Competition, contest: Contest) -> dict[int, str]:
    """Whose each bib is in the other contests: one athlete, one bib. Relays have numbers of their own."""
    others = [one for one in competition["contests"] if one["contest_id"] != contest["contest_id"]]
    return {
        entry["bib"]: entry["team_id"]
        for one in others
        if one["sport"] == ATHLETICS and discipline(one).kind != RELAY
        for entry in one["entries"]
    }


def _tidied(entry: Entry) -> dict[str, Any]:
    return {
        "bib": entry["bib"],
        "team_id": entry["team_id"],
        "name": tidy(entry["name"]),
        "best": tidy(entry["best"]),
    }
