"""What does `events` answer about athletics when no service runs? A part of the stand-in.

It works on the heats of whole competitions (`athletics_samples.athletics_whole()`) and follows no rules of
sport: who is written first in a result comes first.
"""

from typing import Any

from chassis.errors import Conflict, NotFound, Refused
from tests.unit.portal.athletics_samples import athletics_contest, athletics_outcome, heat, kept_entries, slot
from tests.unit.portal.samples import Payload

LATE = 20  # o'clock: heats may not start after it


class AthleticsOffice:
    """Part of `StandIn`. `entries` and `qualified` by contest id, with names: the office alone sees them."""

    calls: list[tuple[str, Payload, Payload]]
    competitions: dict[str, Payload]
    entries: dict[str, list[Payload]]
    qualified: dict[str, list[Payload]]

    # queries

    def events_heat(self, asked: Payload) -> Payload:
        found = self._heat(asked)
        whole = self._of(found)
        outcomes = {one["contest_id"]: one for one in whole["athletics_outcomes"]}
        outcome = outcomes.get(found["contest_id"]) or athletics_outcome(found["contest_id"])
        return {"heat": found, "competition": whole["competition"], "outcome": outcome}

    def events_heats(self, asked: Payload) -> Payload:
        found = [
            one
            for whole in self.competitions.values()
            for one in whole.get("heats", [])
            if asked["competition_id"] in (None, one["competition_id"])
            and asked["referee"] in (None, one["referee"])
        ]
        known = [one["competition"] for one in self.competitions.values()]
        return {
            "heats": found,
            "teams": {team["team_id"]: team["name"] for one in known for team in one["teams"]},
            "contests": {
                contest["contest_id"]: contest["title"]
                for one in known
                for contest in one.get("athletics", [])
            },
            "names": {one["competition_id"]: one["name"] for one in known},
        }

    def events_entries(self, asked: Payload) -> Payload:
        contest_id = self._contest(asked)["contest_id"]
        kept = self.entries.get(contest_id) or kept_entries(contest_id)
        return {"contest_id": contest_id, "entries": kept, "qualified": self.qualified.get(contest_id, [])}

    def events_what_heat_follows(self, asked: Payload) -> Payload:
        bibs = [one["bib"] for one in asked["result"]["rows"]]
        self._refuse_faults(self._heat(asked), asked["result"])
        return {"goes_on": bibs[:1], "no_longer": [], "filled": [{"heat_id": "h3", "bib": bibs[0]}]}

    # setting up

    def events_save_athletics(self, wanted: Payload) -> Payload:
        known = self._competition_changed(wanted)
        if not wanted["entrants"]:
            raise Refused("invalid", {"entrants": "missing"})
        if wanted["terms"]["discipline"] == "high-jump" and not wanted["terms"]["heights"]:
            raise Refused("invalid", {"heights": "missing"})
        contest_id = wanted["contest_id"] or f"x{len(known['athletics']) + 1}"
        others = [one for one in known["athletics"] if one["contest_id"] != contest_id]
        same = {name: wanted[name] for name in ("sex", "age", "entrants")}
        made = athletics_contest(contest_id, wanted["title"], wanted["terms"], **same, draw=None)
        known["athletics"] = [*others, made]
        return self._competition_saved(known, contest_id)

    def events_save_entries(self, wanted: Payload) -> Payload:
        known, contest = self._competition_changed(wanted), self._contest(wanted)
        bibs = [one["bib"] for one in wanted["entries"]]
        faults = {str(at): {"bib": "twice"} for at, bib in enumerate(bibs) if bibs.count(bib) > 1}
        if faults:
            raise Refused("invalid", {"entries": faults})
        self.entries[contest["contest_id"]] = [dict(one) for one in wanted["entries"]]
        public = [{name: one[name] for name in ("bib", "team_id")} for one in wanted["entries"]]
        contest.update(entries=public, draw=None)
        return self._competition_saved(known, contest["contest_id"])

    def events_draw_heats(self, wanted: Payload) -> Payload:
        contest = self._contest(wanted)
        bibs = [one["bib"] for one in contest["entries"]]
        return self._drawn(wanted, [[(bib, lane) for lane, bib in enumerate(bibs, 1)]], wanted["seed"] or 1)

    def events_put_start_lists(self, wanted: Payload) -> Payload:
        heats = [[(one["bib"], one["lane"]) for one in heat] for heat in wanted["heats"]]
        for one in heats:
            lanes = [lane for _, lane in one]
            taken = [bib for bib, lane in one if lanes.count(lane) > 1]
            if taken:
                raise Refused("invalid", {"heats": {"slug": "lane_taken", "bibs": taken}})
        return self._drawn(wanted, heats, None)

    def events_schedule_heats(self, wanted: Payload) -> Payload:
        known, contest = self._competition_changed(wanted), self._contest(wanted)
        if contest["draw"] is None:
            raise Refused("invalid", {"contest_id": "not_drawn"})
        if wanted["starts_at"].hour >= LATE:
            raise Refused("invalid", {"starts_at": "out_of_range"})
        for one in self._heats_of(contest):
            one.update(starts_at=wanted["starts_at"].isoformat(), pitch=wanted["pitch"])
        return self._competition_saved(known, contest["contest_id"])

    def events_decide_heats(self, wanted: Payload) -> Payload:
        known, contest = self._competition_changed(wanted), self._contest(wanted)
        entered = [one["bib"] for one in contest["entries"]]
        if not set(wanted["order"]) <= set(entered):
            raise Refused("invalid", {"order": "not_an_entrant"})
        told = {name: wanted[name] for name in ("kind", "round", "order", "why")}
        contest["decisions"].append({**told, "by": self._asker(), "at": "2026-11-28T12:00:00+00:00"})
        return self._competition_saved(known, contest["contest_id"])

    # heats

    def events_move_heat(self, wanted: Payload) -> Payload:
        found = self._heat_of_version(wanted)
        if wanted["pitch"] == "taken":
            raise Refused("invalid", {"starts_at": "overlaps"})
        return self._heat_kept(found, starts_at=wanted["starts_at"].isoformat(), pitch=wanted["pitch"])

    def events_assign_heat(self, wanted: Payload) -> Payload:
        return self._heat_kept(self._heat_of_version(wanted), referee=wanted["referee"])

    def events_enter_heat(self, wanted: Payload) -> Payload:
        found = self._heat_of_version(wanted)
        if found["result_state"] == "confirmed":
            raise Conflict("already_confirmed")
        self._refuse_faults(found, wanted["result"])
        result = _as_kept(wanted["result"])
        return self._heat_kept(found, result=result, result_state="entered", entered_by=self._asker())

    def events_confirm_heat(self, wanted: Payload) -> Payload:
        found = self._heat_of_version(wanted)
        if found["result_state"] != "entered":
            raise Conflict("not_entered")
        if found["entered_by"] == self._asker():
            raise Refused("same_person")
        told = {"confirmed_by": self._asker(), "confirmed_at": "2026-11-28T12:00:00+00:00"}
        return self._heat_kept(found, result_state="confirmed", order=self._order(found), **told)

    def events_correct_heat(self, wanted: Payload) -> Payload:
        found = self._heat_of_version(wanted)
        if found["result_state"] != "confirmed":
            raise Conflict("not_confirmed")
        self._refuse_faults(found, wanted["result"])
        until = "2026-11-28T13:00:00+00:00"
        before = {"result": found["result"], "until": until, "by": self._asker(), "why": wanted["why"]}
        found.update(result=_as_kept(wanted["result"]), past=[*found["past"], before])
        return self._heat_kept(found, order=self._order(found))

    def _drawn(self, wanted: Payload, heats: list[list[tuple[int, int]]], seed: int | None) -> Payload:
        known, contest = self._competition_changed(wanted), self._contest(wanted)
        if not contest["entries"]:
            raise Refused("invalid", {"entries": "missing"})
        contest["draw"] = {"seed": seed, "by": self._asker(), "at": "2026-11-20T10:00:00+00:00"}
        whole = self.competitions[known["competition_id"]]
        others = [one for one in whole["heats"] if one["contest_id"] != contest["contest_id"]]
        made = [
            heat(
                len(others) + at,
                contest["contest_id"],
                *[slot(bib, lane) for bib, lane in places],
                heat_id=f"{contest['contest_id']}-{at}",
                competition_id=known["competition_id"],
                number=at,
                heat=at,
                is_final=len(heats) == 1,
                starts_at=None,
                referee=None,
            )
            for at, places in enumerate(heats, 1)
        ]
        whole["heats"] = [*others, *made]
        return self._competition_saved(known, contest["contest_id"])

    def _competition_changed(self, wanted: Payload) -> Payload:
        if wanted["competition_id"] not in self.competitions:
            raise NotFound("no_such_competition")
        known: Payload = self.competitions[wanted["competition_id"]]["competition"]
        if known["version"] != wanted["version"]:
            raise Conflict("changed_by_someone", version=known["version"])
        return known

    def _competition_saved(self, known: Payload, its_id: str) -> Payload:
        known["version"] += 1
        return {"id": its_id, "version": known["version"]}

    def _contest(self, asked: Payload) -> Payload:
        if asked["competition_id"] not in self.competitions:
            raise NotFound("no_such_competition")
        for contest in self.competitions[asked["competition_id"]]["competition"]["athletics"]:
            if contest["contest_id"] == asked["contest_id"]:
                found: Payload = contest
                return found
        raise NotFound("no_such_contest")

    def _heats_of(self, contest: Payload) -> list[Payload]:
        return [
            one
            for whole in self.competitions.values()
            for one in whole["heats"]
            if one["contest_id"] == contest["contest_id"]
        ]

    def _heat(self, asked: Payload) -> Payload:
        for whole in self.competitions.values():
            for one in whole.get("heats", []):
                if one["heat_id"] == asked["heat_id"]:
                    found: Payload = one
                    return found
        raise NotFound("no_such_heat")

    def _of(self, found: Payload) -> Payload:
        return self.competitions[found["competition_id"]]

    def _heat_of_version(self, wanted: Payload) -> Payload:
        found = self._heat(wanted)
        if found["version"] != wanted["version"]:
            raise Conflict("changed_by_someone", version=found["version"])
        return found

    def _heat_kept(self, found: Payload, **change: Any) -> Payload:
        found.update(change, version=found["version"] + 1)
        return {"id": found["heat_id"], "version": found["version"]}

    def _refuse_faults(self, found: Payload, result: Payload) -> None:
        if not found["are_known"]:
            raise Refused("invalid", {"result": {"rows": "athletes_unknown"}})
        faults = {
            str(at): {"mark": "not_a_time"} for at, one in enumerate(result["rows"]) if "x" in one["mark"]
        }
        if faults:
            raise Refused("invalid", {"result": {"rows": faults}})

    def _order(self, found: Payload) -> Payload:
        teams = {
            one["bib"]: one["team_id"]
            for contest in self._of(found)["competition"]["athletics"]
            for one in contest["entries"]
        }
        rows = found["result"]["rows"]
        ended = [one for one in rows if one["status"] == "ok"]
        wind = {"wind": found["result"]["wind"], "aided": False}
        return {
            "ranked": [
                {"place": at, **_who(one, teams), "mark": _best(one), **wind}
                for at, one in enumerate(ended, 1)
            ],
            "unranked": [
                {**_who(one, teams), "status": one["status"]} for one in rows if one["status"] != "ok"
            ],
            "first_place": None,
            "next_attempts": [],
        }

    def _asker(self) -> str:
        return str(self.calls[-1][2]["actor"])


def _who(row: Payload, teams: dict[int, str]) -> Payload:
    return {"bib": row["bib"], "team_id": teams.get(row["bib"], "t1")}


def _best(row: Payload) -> str:
    lengths = [one for one in row["attempts"] if one[:1].isdigit()]
    return str(row["mark"] or max(lengths, default=""))


def _as_kept(result: Payload) -> Payload:
    rows = [{**one, "mark_ms": None, "read_to": None} for one in result["rows"]]
    return {**result, "rows": rows, "jump_off": [dict(bar) for bar in result["jump_off"]]}
