"""What does `events` answer about tournaments when no service runs? A part of the stand-in.

Competitions are whole ones, by id, as `tournament_samples.whole()` makes them. It keeps what a page shows
next (a name, a result, a referee) and refuses where a page must show a refusal; it follows no rules of sport.
"""

from typing import Any

from chassis.errors import Conflict, NotFound, Refused
from tests.unit.portal.samples import Payload

LATE = 10  # o'clock: a day that ends before has no room


class TournamentsOffice:
    """Part of `StandIn`, whose `calls` tell who asked."""

    calls: list[tuple[str, Payload, Payload]]
    competitions: dict[str, Payload]

    def add_competition(self, whole: Payload) -> Payload:
        self.competitions[whole["competition"]["competition_id"]] = whole
        return whole

    # queries

    def events_competitions(self, asked: Payload) -> Payload:
        known = [one["competition"] for one in self.competitions.values()]
        lines = [{**one, "teams": len(one["teams"]), "contests": len(one["contests"])} for one in known]
        return {"competitions": lines, "total": len(lines), "page": asked["page"], "pages": 1}

    def events_competition(self, asked: Payload) -> Payload:
        return self._whole(asked["competition_id"])

    def events_fixtures(self, asked: Payload) -> Payload:
        found = [
            fixture
            for one in self.competitions.values()
            for fixture in one["fixtures"]
            if asked["competition_id"] in (None, fixture["competition_id"])
            and asked["referee"] in (None, fixture["referee"])
        ]
        known = [one["competition"] for one in self.competitions.values()]
        teams = {team["team_id"]: team["name"] for one in known for team in one["teams"]}
        names = {one["competition_id"]: one["name"] for one in known}
        return {"fixtures": found, "teams": teams, "names": names}

    def events_fixture(self, asked: Payload) -> Payload:
        fixture = self._fixture(asked)
        return {"fixture": fixture, "competition": self._whole(fixture["competition_id"])["competition"]}

    def events_what_follows(self, asked: Payload) -> Payload:
        fixture = self._fixture(asked)
        filled = [{"fixture_id": "f8", "side": "home", "team_id": fixture["home"]["team_id"]}]
        return {"goes_on": [fixture["home"]["team_id"]], "no_longer": [], "filled": filled}

    # setting up

    def events_create_competition(self, wanted: Payload) -> Payload:
        its_id = f"k{len(self.competitions) + 1}"
        days = {name: wanted[name].isoformat() for name in ("starts_on", "ends_on")}
        kept = {"competition_id": its_id, "version": 1, "state": "draft", "teams": [], "contests": []}
        beside: Payload = {"athletics": [], "next_stage": None, "pledges": [], "bans": []}
        competition = {**wanted, **days, **kept, **beside}
        nothing: Payload = {
            name: [] for name in ("fixtures", "outcomes", "heats", "athletics_outcomes", "prizes")
        }
        whole = {"competition": competition, **nothing, "standings": {"medals": [], "points": []}}
        self.add_competition({**whole, "updated_at": "2026-11-20T10:00:00+00:00"})
        return {"id": its_id, "version": 1}

    def events_change_competition(self, wanted: Payload) -> Payload:
        self._changed(wanted)["name"] = wanted["name"]
        return self._saved(wanted, wanted["competition_id"])

    def events_save_team(self, wanted: Payload) -> Payload:
        known = self._changed(wanted)
        others = [one for one in known["teams"] if one["team_id"] != wanted["team_id"]]
        for field in ("name", "short"):
            if wanted[field] in [one[field] for one in others]:
                raise Refused("invalid", {field: f"{field}_taken"})
        team_id = wanted["team_id"] or f"t{len(known['teams']) + 1}"
        known["teams"] = [*others, {**wanted, "team_id": team_id, "withdrawn": None}]
        return self._saved(wanted, team_id)

    def events_withdraw_team(self, wanted: Payload) -> Payload:
        self._changed(wanted)
        return self._saved(wanted, wanted["team_id"])

    def events_save_contest(self, wanted: Payload) -> Payload:
        known = self._changed(wanted)
        if len(wanted["entrants"]) < 2:
            raise Refused("invalid", {"entrants": "too_few_teams"})
        if wanted["format"]["groups"] * 2 > len(wanted["entrants"]):
            raise Refused("invalid", {"format": {"groups": "too_many_groups"}})
        contest_id = wanted["contest_id"] or f"c{len(known['contests']) + 1}"
        return self._saved(wanted, contest_id)

    def events_remove_contest(self, wanted: Payload) -> Payload:
        known = self._changed(wanted)
        prizes = self._whole(wanted["competition_id"])["prizes"]
        if wanted["contest_id"] in [prize["contest_id"] for prize in prizes]:
            raise Refused("invalid", {"contest_id": "has_prize"})
        for sport in ("contests", "athletics"):
            known[sport] = [one for one in known[sport] if one["contest_id"] != wanted["contest_id"]]
        return self._saved(wanted, wanted["contest_id"])

    def events_draw_contest(self, wanted: Payload) -> Payload:
        self._changed(wanted)
        return self._saved(wanted, wanted["contest_id"])

    def events_schedule_contest(self, wanted: Payload) -> Payload:
        self._changed(wanted)
        if wanted["windows"][0]["end"].hour < LATE:
            raise Refused("invalid", {"windows": {"slug": "no_room", "needed": 6, "given": 2}})
        return self._saved(wanted, wanted["contest_id"])

    def events_start_competition(self, wanted: Payload) -> Payload:
        known = self._changed(wanted)
        if not known["contests"]:
            raise Refused("not_drawn")
        known["state"] = "running"
        return self._saved(wanted, wanted["competition_id"])

    def events_close_competition(self, wanted: Payload) -> Payload:
        self._changed(wanted)["state"] = "closed"
        return self._saved(wanted, wanted["competition_id"])

    def events_reopen_competition(self, wanted: Payload) -> Payload:
        self._changed(wanted)["state"] = "running"
        return self._saved(wanted, wanted["competition_id"])

    def events_decide(self, wanted: Payload) -> Payload:
        self._changed(wanted)
        if len(wanted["order"]) > 2:
            raise Refused("invalid", {"order": "not_level_teams"})
        return self._saved(wanted, wanted["contest_id"])

    # matches

    def events_move_fixture(self, wanted: Payload) -> Payload:
        fixture = self._of_version(wanted)
        if wanted["pitch"] == "taken":
            raise Refused("invalid", {"starts_at": "overlaps"})
        return self._kept(fixture, starts_at=wanted["starts_at"].isoformat(), pitch=wanted["pitch"])

    def events_assign_referee(self, wanted: Payload) -> Payload:
        return self._kept(self._of_version(wanted), referee=wanted["referee"])

    def events_enter_result(self, wanted: Payload) -> Payload:
        fixture = self._of_version(wanted)
        if fixture["result_state"] == "confirmed":
            raise Conflict("already_confirmed")
        self._refuse_level(fixture, wanted["result"])
        result = _as_json(wanted["result"])
        return self._kept(fixture, result=result, result_state="entered", entered_by=self._actor())

    def events_confirm_result(self, wanted: Payload) -> Payload:
        fixture = self._of_version(wanted)
        if fixture["entered_by"] == self._actor():
            raise Refused("same_person")
        told = {"confirmed_by": self._actor(), "confirmed_at": "2026-11-28T12:00:00+00:00"}
        return self._kept(fixture, result_state="confirmed", **told)

    def events_correct_result(self, wanted: Payload) -> Payload:
        fixture = self._of_version(wanted)
        if fixture["result_state"] != "confirmed":
            raise Conflict("not_confirmed")
        self._refuse_level(fixture, wanted["result"])
        until = "2026-11-28T13:00:00+00:00"
        before = {"result": fixture["result"], "until": until, "by": self._actor(), "why": wanted["why"]}
        past = [*fixture["past"], {**before, "replayed": False}]
        return self._kept(fixture, result=_as_json(wanted["result"]), past=past)

    def events_order_replay(self, wanted: Payload) -> Payload:
        fixture = self._of_version(wanted)
        if fixture["result_state"] != "confirmed":
            raise Conflict("not_confirmed")
        until = "2026-11-28T13:00:00+00:00"
        before = {"result": fixture["result"], "until": until, "by": self._actor(), "why": wanted["why"]}
        again = {"result": None, "result_state": "none", "is_replay": True, "starts_at": None, "pitch": ""}
        return self._kept(fixture, **again, past=[*fixture["past"], {**before, "replayed": True}])

    def notifications_notices(self, asked: Payload) -> Payload:
        return {"notices": []}

    def _whole(self, competition_id: str) -> Payload:
        if competition_id not in self.competitions:
            raise NotFound("no_such_competition")
        return self.competitions[competition_id]

    def _changed(self, wanted: Payload) -> Payload:
        """The competition, if this is its version."""
        known: Payload = self._whole(wanted["competition_id"])["competition"]
        if known["version"] != wanted["version"]:
            raise Conflict("changed_by_someone", version=known["version"])
        return known

    def _saved(self, wanted: Payload, its_id: str) -> Payload:
        known = self._whole(wanted["competition_id"])["competition"]
        known["version"] += 1
        return {"id": its_id, "version": known["version"]}

    def _fixture(self, asked: Payload) -> Payload:
        for one in self.competitions.values():
            for fixture in one["fixtures"]:
                if fixture["fixture_id"] == asked["fixture_id"]:
                    known: Payload = fixture
                    return known
        raise NotFound("no_such_fixture")

    def _of_version(self, wanted: Payload) -> Payload:
        fixture = self._fixture(wanted)
        if fixture["version"] != wanted["version"]:
            raise Conflict("changed_by_someone", version=fixture["version"])
        return fixture

    def _kept(self, fixture: Payload, **change: Any) -> Payload:
        fixture.update(change, version=fixture["version"] + 1)
        return {"id": fixture["fixture_id"], "version": fixture["version"]}

    def _refuse_level(self, fixture: Payload, result: Payload) -> None:
        score, pens = result["score"], result["pens"]
        if result["status"] == "played" and score is None:
            raise Refused("invalid", {"result": {"score": "score_missing"}})
        if fixture["stage"] == "knockout" and score and score[0] == score[1] and pens is None:
            raise Refused("invalid", {"result": {"pens": "still_level"}})

    def _actor(self) -> str:
        return str(self.calls[-1][2]["actor"])


def _as_json(result: Payload) -> Payload:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in result.items()}
